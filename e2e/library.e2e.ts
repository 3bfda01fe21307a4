import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'resvag-library-'));
after(() => rmSync(folder, { recursive: true }));

/** Somebody else's project, with the library packed and unpacked as a package manager would. */
function installed(): string {
  execFileSync(process.execPath, [join(root, 'scripts/build-library.js')], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('npm', ['pack', join(root, 'dist/library'), '--pack-destination', folder, '--silent'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const into = join(folder, 'node_modules/resvag');
  mkdirSync(into, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, `resvag-${version}.tgz`), '--strip-components=1', '-C', into]);
  const about = JSON.parse(readFileSync(join(into, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  // What a package manager would install beside it.
  for (const name of Object.keys(about.dependencies))
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  return into;
}

const question = `
const csv = 'case;activity;time\\n1;apply;2026-01-12 08:05\\n1;decide;2026-01-20\\n2;apply;2026-01-13\\n';
const read = await readLog([new TextEncoder().encode(csv)]);
if (!read.ok) throw new Error(read.refusal.tag);
const { cases, events } = summaryOf(read.value.log);
const model = treeText(inductiveMiner(read.value.log));
`;

test('the mining library is a package for Node, TypeScript and browsers', async (t) => {
  const library = installed();
  const answer = { cases: 2, events: 3, model: "->( 'apply', X( tau, 'decide' ) )" };
  const imports = (from: string) => `import { inductiveMiner, readLog, summaryOf, treeText } from '${from}';`;

  await t.test('Node imports it from node_modules', () => {
    const told = `${imports('resvag/mining')}${question}console.log(JSON.stringify({ cases, events, model }));`;
    writeFileSync(join(folder, 'ask.mjs'), told);
    const said = execFileSync(process.execPath, [join(folder, 'ask.mjs')], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(said), answer);
  });

  await t.test('its types hold in a strict project, and find a mistake', () => {
    const check = (code: string) => {
      writeFileSync(join(folder, 'ask.ts'), code);
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023,dom'];
      execFileSync(process.execPath, [join(root, 'node_modules/.bin/tsc'), ...options, '--types', '', 'ask.ts'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    };
    check(`${imports('resvag/mining')}${question}export const all: [number, number, string] = [cases, events, model];`);
    assert.throws(() => check(`${imports('resvag/mining')}export const wrong: string = summaryOf(readLog);`), {
      stdout: /TS2/,
    });
  });

  await t.test('a browser imports the file as it is', async () => {
    const server = createServer((request, response) => {
      const isLibrary = request.url === '/mining.js';
      response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html');
      response.end(isLibrary ? readFileSync(join(library, 'mining.js')) : '<!doctype html><title>Log</title>');
    }).listen(0, '127.0.0.1');
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.addScriptTag({
        type: 'module',
        content: `${imports('/mining.js')}${question}window.answer = { cases, events, model };`,
      });
      const found = await page.waitForFunction(() => (globalThis as { answer?: unknown }).answer);
      assert.deepEqual(await found.jsonValue(), answer);
    } finally {
      await browser.close();
      server.close();
    }
  });
});
