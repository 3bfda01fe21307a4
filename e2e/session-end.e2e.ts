import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openApp, picture, settled, sideways } from './harness.ts';
import { assertAccessible, firstSignedIn, go } from './people.ts';

const minutes = (n: number) => n * 60_000;
const hours = (n: number) => minutes(60 * n);

/** What a screen reader has been told to say. */
const spoken = (page: Page) => page.locator('.rv-sr-only[role=status]').innerText();

/** What is typed where the keyboard is. */
const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement instanceof HTMLInputElement ? document.activeElement.value : null));

test('the end of a sign-in is told in time and can be put off', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test('ten minutes before it is said over the page, in all windows, and one press extends it', async () => {
    const page = await firstSignedIn(app, 'management');
    await page.clock.install();
    await go(app, page, '/strategi/nytt-forslag');
    const other = await page.context().newPage();
    await go(app, other, '/resor');
    const note = page.getByLabel('Rubrik');
    await note.fill('Blanketten finns inte');
    const box = page.getByRole('region', { name: 'Din inloggning går snart ut' });
    await page.clock.fastForward(hours(11) + minutes(45));
    await page.waitForTimeout(300);
    assert.equal(await box.count(), 0, 'not yet');

    // The clock is that of all windows.
    await page.clock.fastForward(minutes(6));
    await box.getByText(/^Din inloggning går ut \d\d:\d\d, om (9|10) minuter\.$/).waitFor();
    await other.getByRole('region', { name: 'Din inloggning går snart ut' }).waitFor();
    assert.equal(await focused(page), 'Blanketten finns inte', 'the focus stays in the form');
    assert.match(await spoken(page), /Din inloggning går ut .* Knappen Fortsätt vara inloggad finns överst på sidan\./);
    await assertAccessible(page);
    await picture(page, 'session-ending-1280');

    const extend = box.getByRole('button', { name: 'Fortsätt vara inloggad' });
    await extend.press('Enter');
    await box.waitFor({ state: 'detached' });
    await page
      .getByText(/^Du är inloggad till .+\.$/)
      .first()
      .waitFor();
    await other.getByRole('region', { name: 'Din inloggning går snart ut' }).waitFor({ state: 'detached' });
    assert.equal(await focused(page), 'Blanketten finns inte', 'and the focus is back where it was');

    // It can be extended once: the next time it is said that one signs in again, and nothing typed is lost.
    await page.clock.fastForward(hours(23) + minutes(51));
    await box.getByText('Den kan inte förlängas mer.').waitFor();
    assert.equal(await extend.count(), 0);
    await box.getByRole('button', { name: 'Jag förstår' }).click();
    await box.waitFor({ state: 'detached' });
    await page.clock.fastForward(minutes(7));
    await box.getByText(/om (2 minuter|en minut)\./).waitFor();
    await page.context().clearCookies();
    await page.clock.fastForward(minutes(3));
    const lost = page.getByRole('dialog', { name: 'Du har blivit utloggad' });
    await lost.waitFor();
    assert.equal(await box.count(), 0);
    await lost.getByRole('button', { name: /^Fortsätt som/ }).click();
    await lost.waitFor({ state: 'detached' });
    assert.equal(await note.inputValue(), 'Blanketten finns inte');
    await page.context().close();
  });

  await t.test('who says not now is told once more, on a phone, dark, in English', async () => {
    const page = await firstSignedIn(app, 'co-worker', { width: 320, height: 800, theme: 'dark', locale: 'en' });
    await page.clock.install();
    await go(app, page, '/resor');
    await page.clock.fastForward(hours(11) + minutes(51));
    const box = page.getByRole('region', { name: 'Your sign-in is about to end' });
    await box.getByText(/^Your sign-in ends at \d\d:\d\d, in \d+ minutes\.$/).waitFor();
    assert.equal(await sideways(page), 0);
    await assertAccessible(page);
    await picture(page, 'session-ending-320-en');
    await box.getByRole('button', { name: 'Not now' }).press('Enter');
    await box.waitFor({ state: 'detached' });
    await page.clock.fastForward(minutes(7));
    await box.waitFor();
    assert.match(await spoken(page), /in (2 minutes|one minute)/);
    await page.context().close();
  });

  await t.test('in a dialog it is said and extended where one is, and the form stays as it is', async () => {
    const page = await firstSignedIn(app, 'administrator');
    await page.clock.install();
    await go(app, page, '/personer');
    await page.getByRole('button', { name: 'Lägg till person' }).click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByLabel('Namn', { exact: true });
    await name.fill('Eva Prov');
    await page.clock.fastForward(hours(11) + minutes(51));
    const alert = dialog.getByRole('alert').filter({ hasText: 'Din inloggning går ut' });
    await alert.waitFor();
    await assertAccessible(page);
    await picture(page, 'session-ending-dialog');
    await dialog.getByRole('button', { name: 'Fortsätt vara inloggad' }).press('Enter');
    await alert.waitFor({ state: 'detached' });
    assert.equal(await name.inputValue(), 'Eva Prov');
    assert.ok(await name.evaluate((input) => input === document.activeElement), 'the focus is back in the form');
    await settled(page);
    await page.context().close();
  });
});
