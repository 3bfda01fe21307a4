import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { accessibilityFaults, openApp, picture, settled, sideways } from './harness.ts';
import { assertAccessible, go } from './people.ts';

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

/** Goes on with the tab key until what has this text has the focus. */
async function tabTo(page: Page, text: string) {
  for (let n = 0; n < 200 && (await focused(page)) !== text; n++) await page.keyboard.press('Tab');
  assert.equal(await focused(page), text);
}

test('the accessibility statement and its feedback function', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test(
    'D10 the accessibility statement is reached from the sign-in page by keyboard, a shortcoming is reported there without signing in, and an administrator answers it',
    async () => {
      const page = await app.open();
      await settled(page);
      await tabTo(page, 'Tillgänglighet');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Tillgänglighet' }).waitFor();
      await assertAccessible(page);
      const text = await page.getByRole('main').innerText();
      for (const part of ['delvis förenligt', '2018:1937', 'WCAG 2.1', 'Exempelstads kommun', 'Digg', '2026-11-28'])
        assert.ok(text.includes(part), part);
      assert.equal(await page.getByLabel(/På vilken sida/).inputValue(), 'Logga in');

      await tabTo(page, 'Skicka rapporten');
      await page.keyboard.press('Enter');
      const note = page.getByLabel('Vad gick inte att använda eller läsa?');
      assert.equal(await note.evaluate((field) => field === document.activeElement), true, 'the field at fault');
      await page.getByText('Fyll i').first().waitFor();
      await assertAccessible(page);
      await page.keyboard.type('Ärendet om 811218-9876 går inte att läsa');
      await page.getByText('Det ser ut att stå ett personnummer här: ”811218-****”').waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Ritningen läses inte upp');
      await page.getByLabel(/E-post eller telefon/).fill('ring mig');
      await page.getByText('Skriv en enda e-postadress').waitFor();
      await page.getByLabel(/E-post eller telefon/).fill('kim@example.org');
      await page.reload();
      assert.equal(await note.inputValue(), 'Ritningen läses inte upp', 'what is typed is kept');
      await tabTo(page, 'Skicka rapporten');
      await page.keyboard.press('Enter');
      await page.getByText('Tack, din rapport är sparad').waitFor();
      await page.getByText('Du får svar på den e-post eller telefon som du lämnade.').waitFor();
      assert.match(await focused(page), /Tack, din rapport är sparad/);
      await assertAccessible(page);
      await page.context().close();

      const admin = await app.as('administrator');
      await admin.getByRole('link', { name: '1 rapport om tillgänglighet väntar på svar' }).click();
      await admin.getByRole('link', { name: 'Ritningen läses inte upp' }).waitFor();
      await assertAccessible(admin);
      await admin.getByRole('link', { name: 'Ritningen läses inte upp' }).click();
      await admin.getByText('Någon som inte var inloggad').waitFor();
      await admin.getByText('kim@example.org').waitFor();
      await assertAccessible(admin);
      await admin.getByRole('button', { name: 'Markera som besvarad' }).click();
      const dialog = admin.getByRole('dialog');
      await dialog.getByText('Svara till: kim@example.org').waitFor();
      await dialog.getByLabel('Vad gjordes?').fill('Vägen finns nu som text bredvid ritningen.');
      await assertAccessible(admin);
      await dialog.getByRole('button', { name: 'Markera som besvarad' }).click();
      await dialog.waitFor({ state: 'detached' });
      await admin.getByText('Vägen finns nu som text bredvid ritningen.').waitFor();
      assert.equal(await admin.getByText('kim@example.org').count(), 0, 'contact details are gone');
      await go(app, admin, '/tillganglighet/rapporter?state=answered');
      await admin.getByRole('link', { name: 'Ritningen läses inte upp' }).waitFor();
      await go(app, admin, '/idag');
      assert.equal(await admin.getByText(/om tillgänglighet väntar/).count(), 0);
      await admin.context().close();
    },
  );

  await t.test('D10 every page leads to the statement at its foot, and tells which page one came from', async () => {
    const page = await app.as('co-worker', '/hinder');
    await page.getByRole('contentinfo').getByRole('link', { name: 'Tillgänglighet' }).click();
    await page.waitForURL('**/tillganglighet?sida=*');
    assert.equal(await page.getByLabel(/På vilken sida/).inputValue(), '/hinder');
    await page.getByText(/Du är inloggad, så ditt namn/).waitFor();
    await page.context().close();
  });

  await t.test(
    'contact details are seen by the administrator only, and are removed on the administrator’s word',
    async () => {
      const worker = await app.as('co-worker', '/tillganglighet?sida=/resor');
      await worker.getByLabel('Vad gick inte att använda eller läsa?').fill('Listan är för lång att gå igenom');
      await worker.getByLabel(/E-post eller telefon/).fill('070-174 06 05');
      await worker.getByRole('button', { name: 'Skicka rapporten' }).click();
      await worker.getByText('Tack, din rapport är sparad').waitFor();
      await worker.context().close();
      const leader = await app.as('management', '/tillganglighet/rapporter');
      await leader.getByRole('link', { name: /Listan är för lång/ }).click();
      await leader.getByText('Finns; bara administratören ser den').waitFor();
      assert.equal(await leader.getByRole('button', { name: 'Markera som besvarad' }).count(), 0);
      await leader.context().close();
      const admin = await app.as('administrator', '/tillganglighet/rapporter');
      await admin.getByRole('link', { name: /Listan är för lång/ }).click();
      await admin.getByText('070-174 06 05').waitFor();
      await admin.getByRole('button', { name: 'Ta bort uppgiften' }).click();
      await admin.getByRole('dialog').getByRole('button', { name: 'Ta bort uppgiften' }).click();
      await admin.getByText('Inga kontaktuppgifter').waitFor();
      await assertAccessible(admin);
      await admin.context().close();
    },
  );

  for (const view of [
    { width: 1280, theme: 'light', locale: 'sv' },
    { width: 320, theme: 'dark', locale: 'en' },
  ] as const)
    await t.test(
      `D10 the statement and the reports have nothing that axe finds wrong at ${view.width} pixels, ${view.theme}, in ${view.locale}`,
      async () => {
        const nobody = await app.open(view);
        await nobody.goto(`${app.address}/tillganglighet`);
        await settled(nobody);
        assert.deepEqual(await accessibilityFaults(nobody), []);
        assert.equal(await sideways(nobody), 0);
        await picture(nobody, `accessibility-${view.width}-${view.theme}`);
        await nobody.context().close();
        const admin = await app.as('administrator', '/tillganglighet/rapporter?state=all', view);
        const paths = await admin
          .getByRole('table')
          .getByRole('link')
          .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
        assert.ok(paths.length > 0);
        for (const path of ['/tillganglighet/rapporter?state=all', ...paths.slice(0, 1), '/tillganglighet']) {
          await go(app, admin, path);
          assert.deepEqual(await accessibilityFaults(admin), [], path);
          assert.equal(await sideways(admin), 0, path);
          await picture(admin, `accessibility-admin-${path.replace(/\W+/g, '_').slice(0, 40)}-${view.width}`);
        }
        await admin.context().close();
      },
    );
});

test('D10 where there is no organisation yet the statement is there, and says that nobody can receive a report', async (t) => {
  const app = await openApp(t, { empty: true });
  if (app === undefined) return;
  const page = await app.open();
  await page.getByRole('link', { name: 'Tillgänglighet' }).click();
  await page.getByText('Här finns ingen organisation än').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Skicka rapporten' }).count(), 0);
  await assertAccessible(page);
});
