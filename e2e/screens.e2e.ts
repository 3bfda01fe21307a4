import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Hat } from '#lib/acting.ts';
import { assertAccessible, type Demo, peopleWith, signedIn, startDemo } from './browser.ts';

let demo: Demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo.close());

const screens: readonly { readonly hat: Hat; readonly paths: readonly string[] }[] = [
  { hat: 'co-worker', paths: ['/idag', '/resor', '/resor/ny', '/processer', '/resultat', '/hinder', '/team'] },
  { hat: 'management', paths: ['/idag', '/organisation', '/personer', '/roller', '/strategi'] },
  { hat: 'process-support', paths: ['/idag', '/resultat/importera'] },
  { hat: 'auditor', paths: ['/granskning'] },
];
const narrow = { width: 320, height: 640 };

for (const { hat, paths } of screens) {
  test(`D10 the screens of ${hat} have nothing that axe finds wrong, light and dark, and fit 320 pixels`, async () => {
    const [person] = await peopleWith(demo, hat);
    assert.ok(person);
    for (const scheme of ['light', 'dark'] as const) {
      const { page, context } = await signedIn(demo, person, hat, scheme === 'light' ? undefined : narrow);
      await page.emulateMedia({ colorScheme: scheme });
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
      await context.close();
    }
  });
}

const lists = [
  '/resor',
  '/team',
  '/personer',
  '/roller',
  '/granskning',
  '/hinder',
  '/resultat',
  '/processer',
  '/ledning',
];

for (const width of [320, 768, 1024, 1280])
  test(`D10 every list shows all its columns at ${width} pixels without scrolling sideways`, async () => {
    const [person] = await peopleWith(demo, 'auditor');
    assert.ok(person);
    const { page, context } = await signedIn(demo, person, 'auditor', { width, height: 800 });
    for (const path of lists) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll('html, main *')]
          .filter(
            (one) => one === document.documentElement || /auto|scroll|hidden/.test(getComputedStyle(one).overflowX),
          )
          // Tabs slide sideways on a phone, with a part of the next one in sight.
          .filter((one) => !one.matches('[role=tablist]'))
          .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
          .map((one) => `${one.tagName} ${one.className}: ${one.scrollWidth} in ${one.clientWidth}`),
      );
      assert.deepEqual(wide, [], path);
    }
    await context.close();
  });

test('every page of the menu is there in English too, without a Swedish word of the interface left', async () => {
  const [person] = await peopleWith(demo, 'co-worker');
  assert.ok(person);
  const { page } = await signedIn(demo, person, 'co-worker');
  await page.addInitScript(() => localStorage.setItem('resvag.locale', 'en'));
  await page.goto('/processer', { waitUntil: 'networkidle' });
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  const menu = (await page.getByRole('navigation').first().textContent()) ?? '';
  assert.doesNotMatch(menu, /Processer|Resultat|Hinder|Förstå|Förbättra/);
});
