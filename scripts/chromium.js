// Finds a Chromium for the browser tests, or installs one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { giveUp } from './set-up.js';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

async function playwrights() {
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}

async function find() {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== '')
    return existsSync(given) ? given : giveUp(`CHROMIUM is ${given}, which is not there.`);
  return [...usual, await playwrights()].find((path) => existsSync(path));
}

function run(command, args, env = {}) {
  return (
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } }).status === 0
  );
}

/** Installs Debian packages, where we may. */
export function installDebian(...packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stdout.write(`Installing ${packages.join(', ')} …\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env);
  return install() || (run('apt-get', ['update', '-qq'], env) && install());
}

/** The path of a Chromium. */
export async function chromium() {
  const found = await find();
  if (found !== undefined) return found;
  if (!installDebian('chromium', 'fonts-liberation')) {
    process.stdout.write('Installing Chromium …\n');
    run('npx', ['playwright-core', 'install', 'chromium']);
  }
  return (await find()) ?? giveUp('The browser tests need Chromium: install it, or give its path by CHROMIUM.');
}
