import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Hat } from '#lib/acting.ts';

const main = fileURLToPath(new URL('../src/app/main.ts', import.meta.url));

/** The real server with the demo organisation on a folder of its own, and a browser to use it with. */
export interface Demo {
  readonly address: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'resvag-e2e-'));
  const env = { ...process.env, RESVAG_DATA: folder, PORT: '0', RESVAG_LOG: 'error', RESVAG_RATE_LIMIT: '0' };
  const child = spawn(process.execPath, [main], {
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      told += chunk;
      const found = /at (http:\/\/\S+?)\/? \(/.exec(told)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(`the server did not start: ${told}`)));
  });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const close = async () => {
    await browser.close();
    child.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, browser, close };
}

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly hats: readonly { readonly assignmentId: string; readonly hat: Hat; readonly scopeName: string }[];
}

const wide = { width: 1360, height: 900 };
export const phone = { width: 390, height: 844 };

/** Everybody in the demo who wears a hat. */
export async function peopleWith(demo: Demo, hat: Hat): Promise<readonly DemoPerson[]> {
  const answer = await fetch(`${demo.address}/api/demo-people?size=200&hat=${hat}`);
  return ((await answer.json()) as { items: DemoPerson[] }).items;
}

/** A browser of a person's own, signed in and wearing the hat. */
export async function signedIn(
  demo: Demo,
  person: DemoPerson,
  hat: Hat,
  viewport = wide,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await demo.browser.newContext({
    viewport,
    locale: 'sv-SE',
    baseURL: demo.address,
    reducedMotion: 'reduce',
  });
  const worn = person.hats.find((h) => h.hat === hat);
  assert.ok(worn, `${person.name} wears the hat ${hat}`);
  const answer = await context.request.post('/api/session', {
    data: { personId: person.id, assignmentId: worn.assignmentId },
    headers: { origin: demo.address },
  });
  assert.equal(answer.status(), 200);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { context, page };
}

/** The page has nothing that axe finds wrong. */
export async function assertAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`),
    [],
  );
}
