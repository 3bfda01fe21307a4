import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import AxeBuilder from '@axe-core/playwright';
import pg from 'pg';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { seedDemo } from '#app/demo/seed.ts';
import { startServer } from '#app/server.ts';
import { readConfig } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { migrate, readMigrations } from '#platform/migrate.ts';

/** Where the pictures of the browser tests go: below the temporary folder, unless RESVAG_PICTURES names another. */
const pictures = process.env['RESVAG_PICTURES'] ?? join(tmpdir(), 'resvag-pictures');

export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly locale?: 'sv' | 'en';
}

/** The real server with the demo organisation (or empty), and a browser to look at it with. */
export interface App {
  readonly address: string;
  /** A fresh browser window without any session. */
  open(view?: View): Promise<Page>;
  /** A fresh window in which somebody of the demo is signed in, wearing this hat, at a path. */
  as(hat: string, path?: string, view?: View): Promise<Page>;
}

function addressed(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function onServer<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

/** The demo organisation is made once for each server; every test file works on a copy of its own. */
async function demoTemplate(url: string): Promise<string> {
  const migrations = await readMigrations();
  const name = `demo_${migrations.map(({ checksum }) => checksum.slice(0, 3)).join('')}`.slice(0, 60);
  await onServer(url, async (client) => {
    await client.query('select pg_advisory_lock(7397240103)');
    const made = await client.query('select from pg_database where datname = $1', [name]);
    if (made.rowCount !== 0) return;
    await client.query(`drop database if exists "${name}_making"`);
    await client.query(`create database "${name}_making"`);
    const database = await openDatabase(addressed(url, `${name}_making`));
    try {
      await migrate(database, migrations);
      await seedDemo({ database, clock: () => new Date() });
    } finally {
      await database.close();
    }
    await client.query(`alter database "${name}_making" rename to "${name}"`);
  });
  return name;
}

function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
}

async function signIn(context: BrowserContext, address: string, hat: string): Promise<void> {
  const found = await context.request.get(`${address}/api/demo-people?hat=${hat}&size=100`);
  const people = (await found.json()).items as { id: string; hats: { hat: string; assignmentId: string }[] }[];
  const person = people.find(({ hats }) => hats.length > 1) ?? people[0];
  const worn = person?.hats.find((one) => one.hat === hat);
  const answer = await context.request.post(`${address}/api/session`, {
    data: { personId: person?.id, assignmentId: worn?.assignmentId },
  });
  if (!answer.ok()) throw new Error(`nobody could sign in as ${hat}: ${await answer.text()}`);
}

/**
 * Starts Resväg on a copy of the demo (or on an empty database) and a browser; both end with the test. Skips the test
 * where no server of test databases, no browser or no built web part is given: `npm test` gives all three.
 */
export async function openApp(
  t: TestContext,
  { empty = false, settings = {} }: { empty?: boolean; settings?: Readonly<Record<string, string>> } = {},
): Promise<App | undefined> {
  const server = process.env['RESVAG_TEST_DATABASE_URL'];
  const browserPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (server === undefined || server === '' || !existsSync(browserPath) || !existsSync('dist/web/index.html')) {
    t.skip('no test database, browser or built web part: run by npm test');
    return undefined;
  }
  const name = `e2e_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const from = empty ? 'template1' : await demoTemplate(server);
  await onServer(server, (client) => client.query(`create database "${name}" template "${from}"`));
  const dataFolder = mkdtempSync(join(tmpdir(), 'resvag-e2e-'));
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: addressed(server, name),
    RESVAG_DATA: dataFolder,
    RESVAG_LOG: 'error',
    RESVAG_RATE_LIMIT: '0',
    ...settings,
  });
  if (!config.ok) throw new Error(config.refusal.lines.join('\n'));
  const app = await startServer({ config: config.value });
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await app.stop();
    rmSync(dataFolder, { recursive: true, force: true });
    await onServer(server, (client) => client.query(`drop database "${name}" with (force)`));
  });

  const contextOf = async ({ width = 1280, height = 860, theme = 'light', locale = 'sv' }: View) => {
    const context = await browser.newContext({
      baseURL: app.address,
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Stockholm',
    });
    await context.addInitScript((l) => localStorage.setItem('resvag.locale', l), locale);
    return context;
  };
  const { address } = app;
  return {
    address,
    open: async (view = {}) => {
      const page = await (await contextOf(view)).newPage();
      await page.goto(address);
      return page;
    },
    as: async (hat, path = '/idag', view = {}) => {
      const context = await contextOf(view);
      await signIn(context, address, hat);
      const page = await context.newPage();
      await page.goto(`${address}${path}`);
      await settled(page);
      return page;
    },
  };
}

/** Waits until nothing is being fetched and no grey bars are left. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .rv-stale') === null);
}

/** What breaks WCAG 2.1 AA on the page as it is shown now (EN 301 549), as lines to read. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
  // The diagram's own drawing area is bpmn-js's; its text twin is the road strip.
  const found = await new AxeBuilder({ page }).withTags(tags).exclude('.djs-container').analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${(failureSummary ?? '').split('\n')[1]?.trim()}`,
    ),
  );
}

/** Does the page need to be scrolled sideways? That is lost content on a phone (WCAG 1.4.10). */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Keeps a picture of the page, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
