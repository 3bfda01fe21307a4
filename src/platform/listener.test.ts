import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from './config.ts';
import { openListener } from './listener.ts';

test('every address that is no file is a page of the web part, hashed files never change, and the API is not a page', async (t) => {
  const web = mkdtempSync(join(tmpdir(), 'resvag-web-'));
  t.after(() => rmSync(web, { recursive: true }));
  mkdirSync(join(web, 'assets'));
  writeFileSync(join(web, 'index.html'), '<p>page</p>');
  writeFileSync(join(web, 'assets', 'app-1234.js'), 'let a;');
  const config = readConfig({ RESVAG_LOG: 'silent' });
  assert.ok(config.ok);
  const app = await openListener({ config: config.value, secret: 'x'.repeat(32), web });
  t.after(() => app.close());
  for (const url of ['/', '/index.html', '/journeys/1?tab=map']) {
    const answer = await app.inject({ url });
    assert.equal(answer.body, '<p>page</p>', url);
    assert.equal(answer.headers['cache-control'], 'no-cache', url);
  }
  const script = await app.inject({ url: '/assets/app-1234.js' });
  assert.equal(script.headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.match(String(script.headers['content-security-policy']), /script-src 'self'/);
  for (const url of ['/assets/old-0000.js', '/api/nothing', '/../package.json']) {
    const answer = await app.inject({ url });
    assert.notEqual(answer.statusCode === 200 && answer.body !== '<p>page</p>', true, url);
  }
  assert.equal((await app.inject({ url: '/api/nothing' })).json().tag, 'not-found');
  assert.equal((await app.inject({ url: '/assets/old-0000.js' })).statusCode, 404);
});

test('unusable settings are each told by name', () => {
  const config = readConfig({ PORT: '99999', DATABASE_URL: 'mysql://x', RESVAG_SECRET: 'short' });
  assert.ok(!config.ok);
  assert.deepEqual(
    config.refusal.lines.map((line) => line.split(':')[0]),
    ['PORT', 'DATABASE_URL', 'RESVAG_SECRET'],
  );
});
