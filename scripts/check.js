// npm run check: one gate for all that needs no browser and no database tests. One line per part. With --without-tests the
// core tests are left to `npm test`, which runs them too (.ci/run).
import { spawn, spawnSync } from 'node:child_process';
import { buildWeb, coreParts, filesBelow, install, node24 } from './set-up.js';

install();
const bin = (name) => `node_modules/.bin/${name}`;
const node = node24();
const core = filesBelow('src').filter((file) => /\.test\.tsx?$/.test(file) && !file.endsWith('.db.test.ts'));

const gates = [
  ['types', node, [bin('tsc'), '-b']],
  ['format and lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['nothing unused', node, [bin('knip')]],
  ...(process.argv.includes('--without-tests') ? [] : [['core tests', testCore]]),
  ['web part builds', buildWeb],
  ['generated docs', node, ['src/app/generate.ts', '--check']],
];

/** Runs the core tests, its parts at the same time; gives what those said that failed. */
async function testCore() {
  const said = await Promise.all(
    coreParts(core).map(
      (files) =>
        new Promise((resolve) => {
          const args = ['--test', '--test-isolation=none', '--test-reporter=dot', ...files];
          const child = spawn(node, args, { env: { ...process.env, FORCE_COLOR: '0' } });
          let output = '';
          for (const stream of [child.stdout, child.stderr])
            stream.on('data', (chunk) => {
              output += chunk;
            });
          child.on('close', (code) => resolve(code === 0 ? '' : output));
        }),
    ),
  );
  return said.join('') || undefined;
}

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
  const output = await run(command, args);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  process.stdout.write(`${output === undefined ? '✔' : '✖'} ${name} (${seconds} s)\n`);
  if (output === undefined) continue;
  red += 1;
  process.stdout.write(`${output.trimEnd()}\n\n`);
}
process.stdout.write(red === 0 ? 'check: all green\n' : `check: ${red} red\n`);
process.exitCode = red === 0 ? 0 : 1;
