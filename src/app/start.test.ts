import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'resvag-start-'));
after(() => rmSync(folder, { recursive: true }));

function start(settings: Readonly<Record<string, string>>, ...words: string[]) {
  const env = { ...process.env, PORT: '0', RESVAG_DATA: join(folder, 'data'), ...settings };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', env });
  return { status, told: stdout + stderr };
}

test('a start that cannot be is told in a sentence with what to do, without a trace, and ends', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const nobody = 'postgres://anna:secret-word@127.0.0.1:1/resvag';
  for (const [answer, expected] of [
    [start({ PORT: 'abc' }), /^PORT: must be a whole number from 0/],
    [start({ PORT: '70000' }), /^PORT: must be a whole number from 0/],
    [start({ RESVAG_DATA: file }), /^The data folder cannot be used .* RESVAG_DATA=FOLDER/],
    [start({ DATABASE_URL: 'nonsense' }), /^DATABASE_URL: must begin with postgres/],
    [start({ DATABASE_URL: nobody }), /^The database does not answer: nobody answers at 127\.0\.0\.1:1,/],
  ] as const) {
    assert.match(answer.told, expected);
    assert.doesNotMatch(answer.told, /\n\s+at |secret-word/);
    assert.equal(answer.status, 1);
  }
});

test('a misspelt option stops the start instead of making the demo organisation', () => {
  const { status, told } = start({}, '--emty');
  assert.equal(status, 2);
  assert.match(told, /--emty.*npm start -- --empty/);
});
