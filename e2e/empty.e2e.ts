import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { accessibilityFaults, openApp, settled } from './harness.ts';

const road = fileURLToPath(new URL('../samples/roads/aldre.bpmn', import.meta.url));

async function appoint(page: Page, hat: string, which?: { readonly label: string; readonly option: string }) {
  await page.getByRole('button', { name: 'Ge uppdrag' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Hatt').selectOption({ label: hat });
  if (which !== undefined) await dialog.getByLabel(which.label).selectOption({ label: which.option });
  await dialog.getByRole('button', { name: 'Ge uppdrag' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** At the computer of everybody: signs out, and in as somebody else wearing a hat. */
async function become(page: Page, name: string, hat: string) {
  await page.getByRole('button', { name: /^Du och din hatt/ }).click();
  await page.getByRole('menuitem', { name: /^Logga ut/ }).click();
  await page.getByRole('button', { name: new RegExp(name) }).click();
  const mine = page.getByRole('button', { name: /^Du och din hatt/ });
  await mine.waitFor();
  if ((await mine.textContent())?.includes(hat) !== true) {
    await mine.click();
    await page.getByRole('menuitemradio', { name: new RegExp(`^${hat}`) }).click();
    await page.getByRole('button', { name: new RegExp(`^Du och din hatt.*${hat}`, 's') }).waitFor();
  }
}

test('from an empty organisation to a first journey and its first step, on the screens alone', async (t) => {
  const app = await openApp(t, { empty: true });
  if (app === undefined) return;
  const page = await app.open();
  const go = async (path: string) => {
    await page.goto(`${app.address}${path}`);
    await settled(page);
  };
  await page.getByLabel('Organisationens namn').fill('Provkommun');
  await page.getByLabel('Nämnd som den svarar inför').fill('Socialnämnden');
  await page.getByLabel('Första enheten').fill('Mottagning');
  await page.getByLabel('Ditt namn').fill('Petra Prov');
  await page.getByLabel('Din titel').fill('Chef');
  await page.getByRole('button', { name: 'Skapa organisationen' }).click();
  await page.getByRole('heading', { name: 'Provkommun' }).waitFor();

  await go('/idag');
  await page.getByRole('heading', { name: 'Kom igång' }).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('link', { name: 'Lägg till människor' }).click();
  await page.getByRole('button', { name: 'Lägg till person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Namn').fill('Omar Prov');
  await dialog.getByLabel('Titel').fill('Handläggare');
  await dialog.getByRole('button', { name: 'Lägg till person' }).click();
  await page.getByRole('heading', { name: 'Omar Prov' }).waitFor();
  const omar = new URL(page.url()).pathname;
  await appoint(page, 'Processtöd');

  await become(page, 'Omar Prov', 'Processtöd');
  await go('/processer');
  await page.getByRole('button', { name: 'Importera BPMN' }).click();
  await page.locator('input[type=file]').setInputFiles(road);
  await page.getByRole('dialog').getByRole('button', { name: 'Importera', exact: true }).click();
  await page.getByText('Filen är importerad som utkast', { exact: false }).waitFor();
  await page.getByText('Visa utkastet').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await become(page, 'Petra Prov', 'Ledning');
  await go(omar);
  const process = { label: 'Vilken process', option: 'Äldre: från behov av hjälp till trygg vardag' };
  await appoint(page, 'Processägare', process);

  await become(page, 'Omar Prov', 'Processägare');
  await go('/processer');
  await page.getByRole('link', { name: /Äldre/ }).first().click();
  await page.getByRole('button', { name: 'Fastställ', exact: true }).click();
  await page.getByRole('heading', { name: 'Fastställ version 1' }).waitFor();
  await page.getByRole('button', { name: 'Fastställ', exact: true }).click();
  await page.getByText('är fastställd', { exact: false }).first().waitFor();

  await become(page, 'Petra Prov', 'Ledning');
  await go('/team');
  await page.getByRole('button', { name: 'Sätt ihop ett team' }).click();
  await page.getByRole('dialog').getByLabel('Teamets namn').fill('Team Prov');
  await page.getByRole('dialog').getByLabel(/mål/i).fill('Kort väg till hjälp');
  await page.getByRole('dialog').getByLabel(/Äldre/).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Sätt ihop ett team' }).click();
  await page.getByRole('heading', { name: 'Team Prov' }).waitFor();
  await go(omar);
  await appoint(page, 'Medarbetare', { label: 'Vilket team', option: 'Team Prov' });

  await become(page, 'Omar Prov', 'Medarbetare');
  await go('/resor/ny');
  await page.getByLabel('Bor hemma och klarar inte vardagen').check();
  await page.getByLabel('Trygg hemma med hjälp').check();
  await page.getByRole('button', { name: 'Starta resan' }).click();
  await page.getByRole('heading', { name: 'Nästa rätta steg' }).waitFor();
  await page.getByRole('button', { name: 'Jag tar det', exact: true }).first().click();
  await page.getByRole('radio', { name: 'Nej' }).check();
  await page.getByRole('button', { name: 'Klart', exact: true }).first().click();
  await page.getByText('Klart: ', { exact: false }).first().waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await go('/idag');
  await page.getByRole('heading', { name: /Dina nästa steg/ }).waitFor();
});
