import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accessibilityFaults, openApp, picture, settled, sideways } from './harness.ts';
import { go } from './people.ts';

/** Screens that screens.e2e.ts doesn't walk through. */
const screens: readonly (readonly [hat: string, path: string])[] = [
  ['process-owner', '/idag'],
  ['management', '/strategi/nytt-forslag'],
  ['management', '/team'],
  ['auditor', '/finns-inte'],
];

test('the shell in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test('a hat is chosen and its day begun with the keyboard alone, and the tour is left', async () => {
    const page = await app.open();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const button = page.getByRole('button', { name: 'Se dagen för Processägare' });
    await button.waitFor();
    for (let n = 0; n < 40 && !(await button.evaluate((b) => b === document.activeElement)); n++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Visning' }).waitFor();
    await page.getByText('Hatt').first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Nästa' }).press('Enter');
    await page.waitForURL('**/processer');
    await page.getByRole('button', { name: 'Avsluta visningen' }).press('Enter');
    await page.getByRole('complementary', { name: 'Visning' }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  await t.test('R070 the hat worn is shown, and is changed with the keyboard alone', async () => {
    const page = await app.as('process-owner');
    const person = page.getByRole('button', { name: /^Du och din hatt/ });
    assert.match(await person.innerText(), /Processägare/);
    await page.keyboard.press('Alt+h');
    await page.getByRole('menu').waitFor();
    const hats = page.getByRole('group', { name: 'Byt hatt' }).getByRole('menuitemradio');
    assert.ok((await hats.count()) >= 2, 'the person has several hats');
    const other = hats.filter({ hasNotText: 'Processägare' }).first();
    const wanted = (await other.innerText()).split('\n')[0] ?? '';
    for (let n = 0; n < 12 && !(await other.evaluate((b) => b === document.activeElement)); n++)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(`Du bär nu hatten ${wanted}.`).first().waitFor();
    assert.match(await person.innerText(), new RegExp(wanted));
    await page.reload();
    await settled(page);
    assert.match(await person.innerText(), new RegExp(wanted));
    await page.context().close();
  });

  await t.test('R070 a hat that is changed in one window is worn, and shown, in the others too', async () => {
    const page = await app.as('process-owner');
    const second = await page.context().newPage();
    await go(app, second, '/hinder');
    const worn = (window: Page) => window.getByRole('button', { name: /^Du och din hatt/ });
    await page.keyboard.press('Alt+h');
    const other = page
      .getByRole('group', { name: 'Byt hatt' })
      .getByRole('menuitemradio')
      .filter({ hasNotText: 'Processägare' })
      .first();
    const wanted = (await other.innerText()).split('\n')[0] ?? '';
    await other.click();
    await second.getByText(`Hatten byttes i ett annat fönster. Du bär nu ${wanted}.`).first().waitFor();
    assert.match(await worn(second).innerText(), new RegExp(wanted));

    // A window that wasn't told, because it is of another program, is refused and then shows what is worn.
    const hats = (await (await page.request.get(`${app.address}/api/session`)).json()).hats as {
      assignmentId: string;
      hat: string;
    }[];
    const owner = hats.find(({ hat }) => hat === 'process-owner');
    await second.getByRole('button', { name: 'Säg till om ett hinder' }).click();
    await second.getByLabel('Beskriv hindret').fill('Blanketten saknas');
    const dialog = second.getByRole('dialog');
    await dialog.getByLabel('Process').selectOption({ index: 1 });
    await dialog.getByLabel('Slag av hinder').selectOption({ index: 1 });
    await settled(second);
    const put = await page.request.put(`${app.address}/api/session/hat`, {
      data: { assignmentId: owner?.assignmentId },
      headers: { origin: app.address },
    });
    assert.equal(put.status(), 200);
    await dialog.getByRole('button', { name: 'Rapportera', exact: true }).click();
    await second.getByText('Du bär en annan hatt nu').waitFor();
    await second.waitForFunction(
      () => document.querySelector('.rv-header')?.textContent?.includes('Processägare') === true,
    );
    assert.equal(await second.getByLabel('Beskriv hindret').inputValue(), 'Blanketten saknas');
    await page.context().close();
  });

  await t.test('single keys that are shortcuts can be turned off, and stay off', async () => {
    const page = await app.as('co-worker');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Kortkommandon' }).waitFor();
    await page.getByRole('checkbox', { name: /Enstaka tangenter/ }).uncheck();
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.reload();
    await settled(page);
    await page.keyboard.press('?');
    // A shortcut with a modifier opens what it is for all the same, and the single key has opened nothing before.
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    assert.equal(await page.getByRole('dialog', { name: 'Kortkommandon' }).count(), 0);
    await page.context().close();
  });

  await t.test('R007 the main views lie under understand, lead and improve', async () => {
    const page = await app.as('co-worker');
    const menu = page.getByRole('navigation', { name: 'Huvudmeny' }).first();
    for (const [verb, views] of Object.entries({
      Förstå: ['Processer', 'Resultat'],
      Leda: ['Resor', 'Team', 'Ledning'],
      Förbättra: ['Hinder', 'Strategi och beslut'],
    })) {
      const links = menu.getByRole('list', { name: verb }).getByRole('link');
      assert.deepEqual(await links.allInnerTexts(), views);
    }
    await page.context().close();
  });

  await t.test(
    'a co-worker lands on the day, whose journeys are told by process, and the menu has processes before the organisation',
    async () => {
      const page = await app.as('co-worker', '/');
      await page.waitForURL('**/idag');
      await settled(page);
      assert.match(
        await page.getByRole('main').innerText(),
        /Barn och unga|Ekonomiskt bistånd|Funktionsstöd|Äldre|Skadligt bruk/,
      );
      const links = await page.getByRole('navigation', { name: 'Huvudmeny' }).first().getByRole('link').allInnerTexts();
      assert.ok(links.indexOf('Processer') < links.indexOf('Organisation'));
      await page.context().close();
    },
  );

  await t.test('search finds a person and opens it from the keyboard', async () => {
    const page = await app.as('co-worker', '/hinder');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Sök processer/ }).waitFor();
    await page.keyboard.type('strategi');
    await page.getByRole('option', { name: /Strategi och beslut/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: /Sök processer/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('barn');
    const first = page.locator('.rv-palette-hit[aria-selected="true"]');
    await page
      .getByRole('option', { name: /^Process/ })
      .first()
      .waitFor();
    assert.match(await first.innerText(), /[Bb]arn/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/processer/**');
    await page.context().close();
  });

  await t.test('search finds a role by its name and leads to its line in the catalogue', async () => {
    const page = await app.as('co-worker', '/hinder');
    for (const [typed, name] of [
      ['metodutv', 'Metodutvecklare'],
      ['process owner', 'Processägare'],
    ] as const) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: /Sök processer/ }).waitFor();
      await page.keyboard.type(typed);
      await page.getByRole('option', { name: new RegExp(`^Roll ?${name}`) }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/rollkatalog?q=${encodeURIComponent(name)}`);
      await page.getByRole('cell', { name: new RegExp(`^${name}`) }).waitFor();
    }
    await page.context().close();
  });

  await t.test('the address carries the selection of a list', async () => {
    const page = await app.as('management', '/personer');
    await page.getByLabel('Hatt', { exact: true }).selectOption({ label: 'Processägare' });
    await page.waitForURL('**/personer?hat=process-owner');
    await settled(page);
    const count = await page.getByRole('row').count();
    assert.ok(count < 20, 'the list is narrowed');
    await page.getByRole('button', { name: 'Namn' }).click();
    await page.waitForURL(/sort=name/);
    await page.goto(`${app.address}/personer?hat=process-owner&sort=-name`);
    await settled(page);
    assert.equal(await page.getByRole('row').count(), count);
    // A link that is older than the list: a page that isn't there any more, a choice that can't be asked for.
    await page.goto(`${app.address}/personer?page=999&unitId=zzz`);
    await page.waitForURL((url) => url.searchParams.get('page') !== '999');
    await settled(page);
    assert.ok((await page.getByRole('row').count()) > 1);
    assert.equal(await page.getByRole('alert').count(), 0);
    for (const path of ['/resultat/logg/zzz', '/resultat/process/zzz']) {
      await page.goto(`${app.address}${path}`);
      await page.getByText('Det finns inte, eller du får inte se det').waitFor();
    }
    await page.context().close();
  });

  await t.test('what has been typed is there after the session was lost and found again, by keyboard', async () => {
    const page = await app.as('management', '/strategi/nytt-forslag');
    await page.getByLabel('Rubrik').fill('Utkast som inte får gå förlorat');
    await page.context().clearCookies();
    await page.getByLabel('Text', { exact: true }).fill('Ett stycke.');
    await page.getByRole('button', { name: 'Lägg fram förslaget' }).focus();
    await page.keyboard.press('Enter');
    const told = page.getByRole('dialog', { name: 'Du har blivit utloggad' });
    await told.getByText('Det du skrev är kvar').waitFor();
    assert.match(page.url(), /nytt-forslag/);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.keyboard.press('Escape');
    assert.equal(await told.getByRole('button', { name: /^Fortsätt som / }).evaluate((b) => b.matches(':focus')), true);
    await page.keyboard.press('Enter');
    await told.waitFor({ state: 'detached' });
    assert.equal(await page.getByLabel('Rubrik').inputValue(), 'Utkast som inte får gå förlorat');
    assert.equal(await page.getByLabel('Text', { exact: true }).inputValue(), 'Ett stycke.');
    await page.context().close();
  });

  await t.test('D01 who signs in after a session was lost sees nothing that the one before typed', async () => {
    const page = await app.as('management', '/strategi/nytt-forslag');
    await page.getByLabel('Rubrik').fill('Utkast som nästa person inte får se');
    await page.getByLabel('Text', { exact: true }).fill('Ett stycke.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Lägg fram förslaget' }).click();
    await page.getByRole('button', { name: 'Lämna sidan och logga in som någon annan' }).click();
    await page.getByRole('heading', { name: /^Välkommen/ }).waitFor();
    assert.equal(await page.getByText('Utkast som nästa person inte får se').count(), 0);
    await page.getByLabel('Hatt', { exact: true }).selectOption({ label: 'Medarbetare' });
    await page.locator('.rv-person-row').first().click();
    await page.getByRole('button', { name: /^Du och din hatt/ }).waitFor();
    await settled(page);
    const left = await page.evaluate(
      () =>
        JSON.stringify(Object.entries(localStorage)) +
        [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value).join(),
    );
    assert.doesNotMatch(left, /nästa person/);
    await page.context().close();
  });

  await t.test('D01 who signs out leaves nothing typed behind in the browser', async () => {
    const page = await app.as('management', '/strategi/nytt-forslag');
    await page.getByLabel('Rubrik').fill('Utkast som nästa person inte får se');
    const kept = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)).includes('nästa person'));
    assert.equal(await kept(), true);
    await page.getByRole('button', { name: /^Du och din hatt/ }).click();
    await page.getByRole('menuitem', { name: 'Logga ut och ta bort text som inte skickats' }).click();
    await page.getByRole('heading', { name: /^Välkommen/ }).waitFor();
    assert.equal(await kept(), false);
    assert.equal(await page.getByText('Du har blivit utloggad').count(), 0);
    await page.context().close();
  });

  await t.test('an address that leads to no journey says so, under a heading', async () => {
    const page = await app.as('co-worker', '/resor/abc');
    const heading = page.getByRole('heading', { level: 1 });
    await heading.waitFor();
    assert.notEqual((await heading.innerText()).trim(), '');
    assert.equal(await page.getByText('params').count(), 0);
    await page.context().close();
  });

  await t.test('English is complete on the screens, and is remembered', async () => {
    const page = await app.as('co-worker', '/hinder', { locale: 'en' });
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Obstacles');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await page.context().close();
  });

  for (const view of [
    { width: 1280, theme: 'light' },
    { width: 1280, theme: 'dark' },
    { width: 320, theme: 'light' },
  ] as const)
    await t.test(`D10 sign-in, first pages and dead ends are accessible at ${view.width} pixels, ${view.theme}`, (s) =>
      everyScreen(s, app, view),
    );
});

async function everyScreen(
  s: TestContext,
  app: NonNullable<Awaited<ReturnType<typeof openApp>>>,
  view: { width: number; theme: 'light' | 'dark' },
) {
  const page = await app.open(view);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
  assert.deepEqual(await accessibilityFaults(page), [], 'sign-in');
  await picture(page, `sign-in-${view.width}-${view.theme}`);
  await page.context().close();
  for (const [hat, path] of screens)
    await s.test(`${path} as ${hat}`, async () => {
      const screen = await app.as(hat, path, view);
      await picture(screen, `${path.replaceAll('/', '_')}-${hat}-${view.width}-${view.theme}`);
      assert.deepEqual(await accessibilityFaults(screen), []);
      assert.equal(await sideways(screen), 0, 'nothing lies outside the window');
      await screen.context().close();
    });
}
