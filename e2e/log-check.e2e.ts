import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMonths, swedishDate } from '#lib/time.ts';
import { accessibilityFaults, openApp, picture, settled, sideways } from './harness.ts';
import { go } from './people.ts';

test('log checks, in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test('D02 an auditor checks a month’s readings from the day on, and the record of it is kept', async () => {
    const page = await app.as('auditor', '/idag');
    await page.getByRole('link', { name: 'Gör en loggkontroll' }).click();
    await page.getByRole('heading', { level: 1, name: 'Loggkontroll' }).waitFor();
    await page.getByText(/väntar på kontroll/).waitFor();
    await page.getByRole('button', { name: 'Gör en loggkontroll' }).click();
    // The latest month isn't over yet: the one before is.
    const before = addMonths(`${swedishDate(Date.now()).slice(0, 7)}-01`, -1).slice(0, 7);
    await page.getByLabel('Månad').selectOption({ value: before });
    await page.getByLabel('Stickprovets storlek').selectOption({ label: '10 läsningar' });
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByRole('button', { name: 'Dra stickprov' }).click();
    await page.getByRole('heading', { name: 'Stickprovet (10)' }).waitFor();
    await settled(page);
    assert.deepEqual(await accessibilityFaults(page), []);

    const rows = page.locator('.ac-reading');
    // What isn't founded asks why, and nothing is kept before that has been said; the text survives a reload.
    await rows.nth(0).getByRole('radio', { name: 'Obefogad' }).check();
    await rows.nth(0).getByRole('button', { name: 'Spara bedömningen' }).click();
    await rows.nth(0).getByText('Fyll i').first().waitFor();
    await rows
      .nth(0)
      .getByLabel(/Varför/)
      .fill('Inget uppdrag på resan');
    await page.reload();
    await settled(page);
    assert.equal(
      await rows
        .nth(0)
        .getByLabel(/Varför/)
        .inputValue(),
      'Inget uppdrag på resan',
    );
    await rows.nth(0).getByRole('button', { name: 'Spara bedömningen' }).click();
    await page.getByText('9 återstår').waitFor();
    // With the keyboard alone.
    for (let n = 1; n < 10; n++) {
      await rows.nth(n).getByRole('radio', { name: 'Befogad', exact: true }).focus();
      await page.keyboard.press('Space');
      await page.getByText(n === 9 ? 'Redo att avslutas' : `${9 - n} återstår`).waitFor();
    }
    assert.equal(await rows.nth(4).getByRole('radio', { name: 'Befogad', exact: true }).isChecked(), true);
    await page.getByLabel('Slutsats').fill('En läsning utan skäl');
    await page.getByRole('button', { name: 'Avsluta kontrollen' }).click();
    await page.getByLabel('Uppföljning').fill('Enhetschefen samtalar med läsaren');
    await picture(page, 'log-check');
    await page.getByRole('button', { name: 'Avsluta kontrollen' }).click();
    await page.getByText(/^Avslutad/).waitFor();
    await page.getByText('9 befogade, 0 oklara, 1 obefogade').waitFor();
    assert.equal(await page.getByRole('radio').count(), 0);
    const address = new URL(page.url()).pathname;
    await go(app, page, '/idag');
    assert.equal(await page.getByRole('link', { name: 'Gör en loggkontroll' }).count(), 0);

    await go(app, page, '/granskning?operation=finish-access-check');
    await page.getByRole('table').getByText('Avslutade en loggkontroll').first().waitFor();
    await page.context().close();

    // Management reads the record, without the lines about single journeys.
    const manager = await app.as('management', address, { width: 320, theme: 'dark' });
    await manager.getByText('Enhetschefen samtalar med läsaren').waitFor();
    await manager.getByText('Stickprovets rader visas bara för granskare').waitFor();
    assert.equal(await manager.locator('.ac-reading').count(), 0);
    assert.deepEqual([await accessibilityFaults(manager), await sideways(manager)], [[], 0]);
    await manager.context().close();
  });
});
