import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityFaults, openApp, picture, settled, sideways } from './harness.ts';
import { go } from './people.ts';

const areas = ['Processledning', 'Resursledning', 'Arbetsledning'] as const;

test('who leads, in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test(
    'R025 the three management areas are in the navigation, in the register of roles and in the report of who leads',
    async () => {
      const page = await app.as('co-worker');
      await page.getByRole('navigation').getByRole('link', { name: 'Ledning', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Ledning' }).waitFor();
      await settled(page);
      for (const [n, area] of areas.entries()) {
        await page.getByRole('tab', { name: area }).focus();
        await page.keyboard.press('Enter');
        await page.getByRole('tab', { name: area, selected: true }).waitFor();
        const panel = page.getByRole('tabpanel');
        await panel.locator('.le-card').first().waitFor();
        const expected = ['Processägare', 'personer', 'Affärsägare'][n] ?? '';
        for (const text of await panel.locator('.le-card').allInnerTexts())
          assert.ok(text.includes(expected) || text.includes('Inga enheter deltar'), `${area}: ${text}`);
        assert.deepEqual(await accessibilityFaults(page), []);
      }
      await go(app, page, '/roller');
      await page.getByLabel('Ledningsområde').selectOption({ label: 'Resursledning' });
      await settled(page);
      const rows = await page.getByRole('table').getByRole('row').filter({ hasText: 'Resurs' }).allInnerTexts();
      assert.ok(rows.length >= 10);
      for (const row of rows) assert.match(row, /Resursägare/);
      assert.match(page.url(), /area=resource-management/);
      await page.context().close();
    },
  );

  await t.test(
    'R121 a process shows its structure: the business owner, the team leaders below, and the teams they lead',
    async () => {
      const page = await app.as('co-worker', '/processer');
      await page.locator('article h3 a').first().click();
      await page.getByRole('tab', { name: 'Ansvar' }).click();
      await page.locator('.le-card').first().waitFor();
      assert.deepEqual(await page.locator('.le-card > h3').allInnerTexts(), [...areas]);
      const work = page.locator('.le-card').filter({ has: page.getByRole('heading', { name: 'Arbetsledning' }) });
      assert.match(await work.innerText(), /^Arbetsledning\s+Affärsägare\s+\S+ \S+\s*sedan \d{4}-\d\d-\d\d/);
      const teams = work.locator('.le-teams > li');
      assert.ok((await teams.count()) >= 3);
      for (const team of await teams.allInnerTexts())
        assert.match(team, /^Team .+\d+ personer\s+Teamledare\s+\S+ \S+.*\s*sedan \d{4}-\d\d-\d\d/);
      assert.deepEqual(await accessibilityFaults(page), []);
      await teams.first().getByRole('link').first().click();
      await page.waitForURL('**/team/*');
      await page.context().close();
    },
  );

  await t.test('R063 a post that becomes vacant is said to be, and is filled from where it is seen', async () => {
    const page = await app.as('management', '/roller?hat=business-owner');
    const person = page.getByRole('table').getByRole('link').last();
    await person.click();
    await page.waitForURL('**/personer/*');
    await page.getByRole('button', { name: 'Avsluta uppdraget som Affärsägare' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Avsluta' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await go(app, page, '/ledning?omrade=work-management');
    const fill = page.getByRole('button', { name: /^Utse Affärsägare/ });
    await fill.first().waitFor();
    await picture(page, 'leadership-vacant');
    const before = await fill.count();
    await page.getByRole('tab', { name: /Arbetsledning \(\d+ vakan/ }).waitFor();
    await fill.first().focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Sök namn, titel eller enhet').fill('verksamhetsutvecklare');
    const choice = dialog.locator('.aksel-radio').filter({ hasText: 'Verksamhetsutvecklare' }).first();
    await choice.waitFor();
    await choice.getByRole('radio').check();
    await picture(page, 'leadership-fill');
    assert.deepEqual(await accessibilityFaults(page), []);
    await dialog.getByRole('button', { name: 'Utse' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(
      (n) => document.querySelectorAll('button[aria-label^="Utse Affärsägare"]').length < n,
      before,
    );
    await page.context().close();
  });

  await t.test('who leads is read on a phone, in the dark, without scrolling sideways', async () => {
    const page = await app.as('co-worker', '/ledning', { width: 320, height: 640, theme: 'dark' });
    for (const area of ['process-management', 'resource-management', 'work-management']) {
      await go(app, page, `/ledning?omrade=${area}`);
      await page.locator('.le-card').first().waitFor();
      assert.equal(await sideways(page), 0);
      assert.deepEqual(await accessibilityFaults(page), []);
      await picture(page, `leadership-${area}-narrow`);
    }
    await page.locator('.le-card a').first().click();
    await page.locator('.le-areas').waitFor();
    assert.equal(await sideways(page), 0);
    await picture(page, 'leadership-process-narrow');
    await page.context().close();
  });
});
