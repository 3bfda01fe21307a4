import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityFaults, openApp, picture, settled } from './harness.ts';

test('the organisation, its people and their hats in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test(
    'R068 R069 a person’s hats stand apart from title and unit, each with scope, period and appointer',
    async () => {
      const page = await app.as('management', '/personer?hat=process-owner');
      const several = page
        .getByRole('row')
        .filter({ hasText: /Processägare[\s\S]*Ledning|Ledning[\s\S]*Processägare/ });
      await several.first().getByRole('link').first().click();
      await page.waitForURL('**/personer/*');
      await page.getByRole('main').locator('dt').first().waitFor();
      assert.deepEqual(await page.getByRole('main').locator('dt').allInnerTexts(), ['Titel', 'Enhet', 'Team']);
      const hats = page.getByRole('table', { name: 'Hattar' });
      assert.ok((await hats.getByRole('row').count()) >= 3, 'several hats');
      assert.match(await hats.innerText(), /Processägare[\s\S]+\d{4}-\d\d-\d\d – tills vidare[\s\S]+ som Ledning/);
      await picture(page, 'person');
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.context().close();
    },
  );

  await t.test('a hat is given, refused twice, and ended; what was chosen is kept', async () => {
    const page = await app.as('management', '/personer?hat=process-support');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Ge uppdrag' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Hatt').selectOption({ label: 'Processägare' });
    await dialog.getByLabel('Vilken process').selectOption({ index: 1 });
    await picture(page, 'appoint');
    assert.deepEqual(await accessibilityFaults(page), []);
    await dialog.getByRole('button', { name: 'Ge uppdrag' }).click();
    await dialog.getByText('Processen har redan en processägare').waitFor();
    await dialog.getByLabel('Hatt').selectOption({ label: 'Granskare' });
    await dialog.getByLabel('Till och med').fill('2020-01-01');
    await dialog.getByRole('button', { name: 'Ge uppdrag' }).click();
    await dialog.getByText('Uppdraget slutar innan det börjar').waitFor();
    await dialog.getByLabel('Till och med').fill('');
    await dialog.getByRole('button', { name: 'Ge uppdrag' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: 'Granskare' });
    await row.getByText('Gäller nu').waitFor();
    await row.getByRole('button', { name: 'Avsluta uppdraget som Granskare' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Avsluta' }).click();
    await row.getByText('Avslutade').waitFor();
    await page.context().close();
  });

  await t.test('a name that is too long is kept as it was pasted, and is said to be too long', async () => {
    const page = await app.as('administrator', '/personer', { width: 320, theme: 'dark' });
    await page.getByRole('button', { name: 'Lägg till person' }).click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByLabel('Namn', { exact: true });
    await name.fill(`${'Ann-Charlotte '.repeat(9)}Prov`);
    await dialog.getByText('Här får högst 120 tecken plats. Nu är det 130. Korta texten.').waitFor();
    assert.equal((await name.inputValue()).length, 130);
    await dialog.getByLabel('Titel').fill('Socialsekreterare');
    await dialog.getByLabel('Enhet').selectOption({ index: 1 });
    await picture(page, 'long-name');
    assert.deepEqual(await accessibilityFaults(page), []);
    await dialog.getByRole('button', { name: 'Lägg till person' }).click();
    await dialog.getByText('Något är inte rätt ifyllt').waitFor();
    assert.equal((await name.inputValue()).length, 130);
    await name.fill(` ${'å'.repeat(120)} `);
    await dialog.getByRole('button', { name: 'Lägg till person' }).click();
    await page.getByRole('heading', { level: 1, name: 'å'.repeat(120) }).waitFor();
    await page.context().close();
  });

  await t.test('R023 the register answers in one step who is answerable for a process', async () => {
    const page = await app.as('co-worker', '/roller');
    await page.getByLabel('Process', { exact: true }).selectOption({ index: 1 });
    await settled(page);
    assert.match(await page.getByRole('table').innerText(), /Processägare/);
    await page.context().close();
  });

  await t.test('someone is taken into a team, leaves it, and the leaving is undone', async () => {
    const page = await app.as('management', '/team');
    await page.getByRole('table').getByRole('link').first().click();
    await settled(page);
    await page.waitForURL('**/team/*');
    const members = page.locator('.rv-names li');
    await members.first().waitFor();
    const before = await members.count();
    await page.getByRole('button', { name: 'Ta in en person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Sök namn, titel eller enhet').fill('controller');
    await dialog.locator('.aksel-radio').filter({ hasText: 'Controller' }).first().getByRole('radio').check();
    assert.deepEqual(await accessibilityFaults(page), []);
    await dialog.getByRole('button', { name: 'Ta in en person' }).click();
    await page.waitForFunction((n) => document.querySelectorAll('.rv-names li').length === n, before + 1);
    await members.filter({ hasText: 'Controller' }).getByRole('button').click();
    await page.waitForFunction((n) => document.querySelectorAll('.rv-names li').length === n, before);
    await page.getByRole('button', { name: 'Ångra' }).click();
    await page.waitForFunction((n) => document.querySelectorAll('.rv-names li').length === n, before + 1);
    await page.context().close();
  });

  await t.test('R001 the board’s decision, with day, paragraph and case number, puts a proposal in force', async () => {
    const management = await app.as('management', '/strategi/nytt-forslag');
    await management.getByLabel('Rubrik').fill('Prövad strategi');
    await management.getByLabel('Text', { exact: true }).fill('# Varför\nVi finns till för dem som behöver oss.');
    await management.getByRole('button', { name: 'Lägg fram förslaget' }).click();
    await management.waitForURL('**/strategi');
    const own = management
      .getByRole('region')
      .or(management.locator('section'))
      .filter({ hasText: 'Prövad strategi' })
      .first();
    await own.getByText('Väntar på beslut').waitFor();
    assert.equal(await management.getByRole('button', { name: 'För in nämndens beslut' }).count(), 0);
    await management.context().close();

    const board = await app.as('board', '/strategi');
    await board.getByRole('button', { name: 'För in nämndens beslut' }).first().click();
    const dialog = board.getByRole('dialog');
    await dialog.getByLabel('Nämnd').fill('Socialnämnden i Exempelstad');
    await dialog.getByLabel('Beslutsdag', { exact: true }).fill('2999-01-01');
    await dialog.getByLabel('Paragraf').fill('§ 12');
    await dialog.getByLabel('Ärendenummer').fill('SN 2026/0007');
    await dialog.getByLabel('Beslutet', { exact: true }).fill('Nämnden antar strategin.');
    await dialog.getByRole('button', { name: 'För in nämndens beslut' }).click();
    await dialog.getByText('Beslutsdagen ligger framåt i tiden').waitFor();
    await dialog
      .getByLabel('Beslutsdag', { exact: true })
      .fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    await dialog.getByRole('button', { name: 'För in nämndens beslut' }).click();
    await dialog.waitFor({ state: 'detached' });
    const decided = board.locator('section').filter({ hasText: 'Prövad strategi' }).first();
    await decided.getByText('Gäller', { exact: true }).waitFor();
    assert.match(await decided.innerText(), /§ 12[\s\S]+SN 2026\/0007/);
    await board.context().close();
  });

  await t.test('R037 any hat tells of an obstacle, others add to it, and personal data are not taken', async () => {
    const page = await app.as('auditor', '/hinder');
    await page.getByRole('button', { name: 'Säg till om ett hinder' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Process', { exact: true }).selectOption({ index: 1 });
    await dialog.getByLabel('Slag av hinder').selectOption({ index: 1 });
    await dialog.getByLabel('Beskriv hindret').fill('Väntar på svar om 19900101-0017.');
    await dialog.getByRole('button', { name: 'Rapportera' }).click();
    await dialog.getByText('Texten verkar innehålla personuppgifter').waitFor();
    await dialog.getByLabel('Beskriv hindret').fill('Beställningen syns inte hos utföraren.');
    await dialog.getByRole('button', { name: 'Rapportera' }).click();
    await page.waitForURL('**/hinder/*');
    await page.getByLabel('Bidra').fill('Vi kan ringa i stället.');
    await page.getByRole('button', { name: 'Lägg till' }).click();
    await page.getByText('Vi kan ringa i stället.').first().waitFor();
    await settled(page);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.context().close();
  });
});

test('an own, empty organisation is begun', async (t) => {
  const app = await openApp(t, { empty: true });
  if (app === undefined) return;
  const page = await app.open();
  await page.getByRole('heading', { name: 'Skapa din organisation' }).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByLabel('Organisationens namn').fill('Provkommun');
  await page.reload();
  assert.equal(await page.getByLabel('Organisationens namn').inputValue(), 'Provkommun');
  await page.getByLabel('Nämnd som den svarar inför').fill('Socialnämnden');
  await page.getByLabel('Första enheten').fill('Mottagning');
  await page.getByLabel('Ditt namn').fill('Prov Person');
  await page.getByLabel('Din titel').fill('Chef');
  await page.getByRole('button', { name: 'Skapa organisationen' }).click();
  await page.getByRole('heading', { name: 'Provkommun' }).waitFor();
  await settled(page);
  await picture(page, 'own-organisation');
  assert.match(await page.getByRole('main').innerText(), /Mottagning/);
  for (const path of ['/idag', '/processer', '/team', '/hinder', '/strategi', '/resultat', '/roller']) {
    await page.goto(`${app.address}${path}`);
    await settled(page);
    assert.deepEqual(await accessibilityFaults(page), [], path);
  }
});
