// What start, test, check and bench share. Plain JavaScript without dependencies: it runs on Node 20 before anything is
// installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

/** Ends the script with a line that says what to do. */
export function giveUp(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs || sameLock(installed);
}

/** A fresh checkout's lockfile may look newer than what was installed from the very same one. */
function sameLock(installed) {
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = packages(join(root, 'package-lock.json'));
  const have = packages(installed);
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === '' || (have[name] === undefined ? optional : have[name].version === version),
  );
}

/** Installs the packages when they are missing or not those of the lockfile. */
export function install() {
  if (isInstalled()) return;
  process.stdout.write('Installing packages (once, about a minute) …\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...all] = npm?.endsWith('.js') ? [process.execPath, npm, ...args] : ['npm', ...args];
  const done = spawnSync(command, all, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) giveUp('The packages could not be installed: npm ci failed (see above).');
}

/** A Node 24 or newer: this one, or the one that was installed with the packages. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const brought = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(brought)) return brought;
  return giveUp(`Node 24 or newer is needed (this is ${process.versions.node}): install it from nodejs.org.`);
}

/** Files below a folder, as sorted paths; those of a closed or hidden folder are left out. */
export function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

/**
 * Core tests in two parts, each for a process of its own at the same time: those of the mining engine and those of the command
 * line and the rest are about as long.
 */
export function coreParts(files) {
  const ofEngine = files.filter((file) => /^src.mining/.test(file));
  return [ofEngine, files.filter((file) => !ofEngine.includes(file))].filter((part) => part.length > 0);
}

function webSources() {
  const sources = ['vite.config.ts', 'package-lock.json', 'index.html', ...filesBelow('src'), ...filesBelow('public')];
  return sources.filter((file) => !/\.(test|test-data)\.tsx?$/.test(file) && existsSync(join(root, file)));
}

/** Builds the web part when it is missing or its sources are others than those it was built from. */
export function buildWeb({ always = false } = {}) {
  if (!existsSync(join(root, 'vite.config.ts'))) return;
  const hash = createHash('sha256');
  for (const file of webSources())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  const sources = hash.digest('hex');
  const mark = join(root, 'dist', 'web.sources');
  const built = existsSync(join(root, 'dist', 'web', 'index.html')) && existsSync(mark);
  if (!always && built && readFileSync(mark, 'utf8') === sources) return;
  process.stdout.write('Building the web part …\n');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(node24(), [vite, 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
  if (done.status !== 0) giveUp('The web part could not be built (see above).');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(mark, sources);
}

/**
 * Runs Node 24 with these arguments until it ends, and gives its exit code. Ctrl-C reaches the child by itself; it
 * decides when to end. A plain ending of this script (SIGTERM) is passed on, and if this script is killed, the child
 * notices that its channel is closed.
 */
export function runNode(args, env = {}) {
  const child = spawn(node24(), args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  process.on('SIGINT', () => {});
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 0 : 1)));
  });
}
