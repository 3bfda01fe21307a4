// npm run check: one gate for all that needs no browser and no database tests. One line per part.
import { spawnSync } from 'node:child_process';
import { buildWeb, filesBelow, install, node24 } from './set-up.js';

install();
const bin = (name) => `node_modules/.bin/${name}`;
const node = node24();
const core = filesBelow('src').filter((file) => /\.test\.tsx?$/.test(file) && !file.endsWith('.db.test.ts'));

const gates = [
  ['types', node, [bin('tsc'), '-b']],
  ['format and lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['nothing unused', node, [bin('knip')]],
  ['core tests', node, ['--test', '--test-isolation=none', '--test-reporter=dot', ...core]],
  ['web part builds', buildWeb],
  ['generated docs', node, ['src/app/generate.ts', '--check']],
];

/** Runs a gate; gives its output when it is closed. */
function run(command, args) {
  if (typeof command === 'function') return command();
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
    maxBuffer: 1e8,
  });
  return done.status === 0 ? undefined : `${done.error?.message ?? ''}${done.stdout}${done.stderr}`;
}

let red = 0;
for (const [name, command, args] of gates) {
  const from = performance.now();
  const output = run(command, args);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  process.stdout.write(`${output === undefined ? '✔' : '✖'} ${name} (${seconds} s)\n`);
  if (output === undefined) continue;
  red += 1;
  process.stdout.write(`${output.trimEnd()}\n\n`);
}
process.stdout.write(red === 0 ? 'check: all green\n' : `check: ${red} red\n`);
process.exitCode = red === 0 ? 0 : 1;
