import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hat } from '#lib/acting.ts';
import { type App, openApp, type View } from './harness.ts';
import { assertAccessible, firstSignedIn } from './people.ts';

const screens: readonly { readonly hat: Hat; readonly paths: readonly string[] }[] = [
  { hat: 'co-worker', paths: ['/idag', '/resor', '/resor/ny', '/processer', '/resultat', '/hinder', '/team'] },
  { hat: 'management', paths: ['/idag', '/organisation', '/personer', '/roller', '/strategi'] },
  { hat: 'process-support', paths: ['/idag', '/resultat/importera'] },
  { hat: 'auditor', paths: ['/granskning', '/loggkontroll'] },
];
const wide: View = { width: 1360, height: 900 };
const narrow: View = { width: 320, height: 640 };

const widths = [320, 768, 1024, 1280];

/** A log to be listed: the demo has none of its own. */
async function importLog(app: App) {
  const page = await firstSignedIn(app, 'process-support', wide);
  const query = new URLSearchParams({ name: 'Ärenden om ekonomiskt bistånd 2026', purpose: 'Prov av listan' });
  const rows = Array.from({ length: 6 }, (_, n) => `${n};Ansökan;2026-01-0${n + 1}T08:00:00Z\n`).join('');
  const answer = await page.request.post(`/api/logs?${query}`, {
    multipart: { file: { name: 'logg.csv', mimeType: 'text/csv', buffer: Buffer.from(`case;activity;time\n${rows}`) } },
    headers: { origin: app.address },
  });
  assert.ok(answer.ok(), await answer.text());
  await page.context().close();
}

/** What is wider than its frame, in the page or in a part of it that could be scrolled or would be cut off. */
function tooWide(): string[] {
  // Tabs slide on a phone, with a part of the next one in sight; the columns of a board stand side by side by nature.
  const slides = '[role=tablist], .jb-scroll';
  return [...document.querySelectorAll('html, main *')]
    .filter((one) => one === document.documentElement || /auto|scroll|hidden/.test(getComputedStyle(one).overflowX))
    .filter((one) => !one.matches(slides))
    .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.tagName} ${one.className}: ${one.scrollWidth} in ${one.clientWidth}`);
}

test('screens: fit for all, at every width', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  for (const { hat, paths } of screens) {
    await t.test(
      `D10 the screens of ${hat} have nothing that axe finds wrong, light and dark, and fit 320 pixels`,
      async () => {
        for (const scheme of ['light', 'dark'] as const) {
          const page = await firstSignedIn(app, hat, { ...(scheme === 'light' ? wide : narrow), theme: scheme });
          for (const path of paths) {
            await page.goto(path, { waitUntil: 'networkidle' });
            await page.getByRole('heading', { level: 1 }).waitFor();
            assert.equal(
              await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
              true,
              `${path} fits its width`,
            );
            await assertAccessible(page).catch((error) => {
              error.message = `${path} (${scheme}): ${error.message}`;
              throw error;
            });
          }
          await page.context().close();
        }
      },
    );
  }

  await t.test(
    'D10 every list shows all its columns at 320, 768, 1024 and 1280 pixels without scrolling sideways',
    async () => {
      await importLog(app);
      for (const hat of ['auditor', 'team-leader', 'management'] as const) {
        const page = await firstSignedIn(app, hat, wide);
        const first = async (path: string) => {
          const found = (await (await page.request.get(path)).json()) as { items: { id: string }[] };
          assert.ok(found.items[0], path);
          return found.items[0].id;
        };
        const process = `/processer/${await first('/api/processes')}`;
        const paths = {
          auditor: [
            '/resor',
            '/resor?vy=tavla',
            '/granskning',
            '/loggkontroll',
            '/hinder',
            '/resultat',
            '/processer',
            '/ledning',
          ],
          'team-leader': ['/idag', '/resor', '/team', `/team/${await first('/api/teams')}`],
          management: [
            ...[
              '/idag',
              '/personer',
              `/personer/${await first('/api/people')}`,
              '/roller',
              '/organisation',
              '/strategi',
            ],
            ...[`${process}?flik=ansvar`, `${process}?flik=versioner`],
          ],
        }[hat];
        for (const path of paths) {
          await page.goto(path, { waitUntil: 'networkidle' });
          await page.getByRole('heading', { level: 1 }).waitFor();
          for (const width of widths) {
            await page.setViewportSize({ width, height: 800 });
            assert.deepEqual(await page.evaluate(tooWide), [], `${path} at ${width} pixels`);
          }
        }
        await page.context().close();
      }
    },
  );

  await t.test(
    'every page of the menu is there in English too, without a Swedish word of the interface left',
    async () => {
      const page = await firstSignedIn(app, 'co-worker', { ...wide, locale: 'en' });
      await page.goto('/processer', { waitUntil: 'networkidle' });
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      const menu = (await page.getByRole('navigation').first().textContent()) ?? '';
      assert.doesNotMatch(menu, /Processer|Resultat|Hinder|Förstå|Förbättra/);
    },
  );
});
