// node scripts/pictures.js ADDRESS: takes the pictures of docs/guides anew, of a server that shows the demo organisation.
import { fileURLToPath } from 'node:url';
import { chromium as browser } from 'playwright-core';
import { chromium } from './chromium.js';

const address = process.argv[2];
if (address === undefined) throw new Error('usage: node scripts/pictures.js ADDRESS');
const folder = fileURLToPath(new URL('../docs/guides/pictures/', import.meta.url));
const wide = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };

/** Whose screen it is, which one, and as which pictures; each is taken wide and on a phone, light and dark. */
const screens = [
  { hat: 'co-worker', path: () => '/idag', name: 'today' },
  { hat: 'co-worker', path: () => '/processer', name: 'map' },
  { hat: 'co-worker', path: (first) => first('/api/processes', '/processer/'), name: 'process' },
  { hat: 'team-leader', path: () => '/resor', name: 'journeys' },
  { hat: 'team-leader', path: () => '/resor?vy=tavla', name: 'board' },
  { hat: 'co-worker', path: (first) => first('/api/journeys', '/resor/'), name: 'journey' },
  { hat: 'process-owner', path: (first) => first('/api/processes', '/resultat/process/'), name: 'results' },
  { hat: 'management', path: () => '/ledning', name: 'leadership' },
];
const views = ['wide-light', 'wide-dark', 'phone-light', 'phone-dark'];

/** A window in which somebody of the demo who wears the hat is signed in. */
async function windowOf(chrome, hat, view) {
  const [size, theme] = view.split('-');
  const context = await chrome.newContext({
    viewport: size === 'phone' ? phone : wide,
    colorScheme: theme,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Stockholm',
    baseURL: address,
  });
  await context.addInitScript(() => localStorage.setItem('resvag.locale', 'sv'));
  const { items } = await (await context.request.get(`/api/demo-people?hat=${hat}&size=100`)).json();
  const person = items.find(({ hats }) => hats.length > 1) ?? items[0];
  const { assignmentId } = person.hats.find((worn) => worn.hat === hat);
  await context.request.post('/api/session', {
    data: { personId: person.id, assignmentId },
    headers: { origin: new URL(address).origin },
  });
  return context;
}

const chrome = await browser.launch({ executablePath: await chromium(), args: ['--no-sandbox'] });
for (const { hat, path, name } of screens)
  for (const view of views) {
    const context = await windowOf(chrome, hat, view);
    const first = async (list, to) => `${to}${(await (await context.request.get(list)).json()).items[0].id}`;
    const page = await context.newPage();
    await page.goto(await path(first), { waitUntil: 'networkidle' });
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${folder}${name}-${view}.jpg`, type: 'jpeg', quality: 72 });
    await context.close();
  }
await chrome.close();
