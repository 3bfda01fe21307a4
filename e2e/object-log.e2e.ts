import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Hat } from '#lib/acting.ts';
import { assert as must } from '#lib/result.ts';
import { writeParquet } from '#mining/formats/parquet/parquet-write.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { writeOcelSqlite } from '#mining/ocel/formats/sqlite-write-store.ts';
import { writeOcelXml } from '#mining/ocel/formats/xml-write.ts';
import { manyHouseholds, objectsOfText } from '#mining/ocel/sample-objects.test-data.ts';
import { openApp, picture, sideways, type View } from './harness.ts';
import { assertAccessible, firstSignedIn } from './people.ts';

const wide: View = { width: 1360, height: 900 };
const smallest: View = { width: 320, height: 700 };

/** Chooses a file on the import page; its name says nothing of what it is. */
async function chooseFile(page: Page, buffer: Buffer) {
  await page.goto('/resultat/importera');
  const file = { name: 'uttag.bin', mimeType: 'application/octet-stream', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('uttag.bin').waitFor();
}

async function send(page: Page) {
  await page.getByLabel('Vad ska loggen användas till?').fill('Prov');
  await page.getByRole('button', { name: 'Importera', exact: true }).click();
  await page.waitForURL(/\/resultat\/logg\//);
}

/** The same invented households as JSON, XML and SQLite. */
async function inEachFormat() {
  const text = JSON.stringify(manyHouseholds(12));
  const read = await objectsOfText(text);
  must(read.ok, 'the sample is read');
  const sqlite = writeOcelSqlite(read.value.log);
  must(sqlite.ok, 'the sample is written');
  const xml = Buffer.concat([...writeOcelXml(read.value.log)]);
  return { JSON: Buffer.from(text), XML: xml, SQLite: Buffer.from(sqlite.value) };
}

test('object-centric logs and Parquet are imported', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;
  const asOne = (hat: Hat, view = wide) => firstSignedIn(app, hat, view);
  const files = await inEachFormat();

  for (const [form, buffer] of Object.entries(files)) {
    await t.test(
      `as ${form} a log waits for what a case is, and tells on the result page what was chosen`,
      async () => {
        const page = await asOne('process-support');
        await chooseFile(page, buffer);
        await page.getByText('Det här är en objektcentrerad logg', { exact: false }).waitFor();
        await assertAccessible(page);
        await send(page);
        const household = page.getByRole('radio', { name: /^household/ });
        await household.waitFor();
        await page.getByText('16 objekt, 48 rader').waitFor();
        await page.getByRole('button', { name: 'Läs in loggen' }).click();
        await page.getByText('Välj vad som är ett ärende.').waitFor();
        await household.check();
        await page.getByText('rader upprepar en aktivitet', { exact: false }).waitFor();
        await page.getByRole('radio', { name: /^application/ }).check();
        await page.getByText('12 händelser av 56 rör inget objekt av slaget application').waitFor();
        await page.getByText('4 händelser rör flera objekt', { exact: false }).waitFor();
        await page.getByLabel('Vem (frivilligt)').selectOption('person');
        assert.equal(await page.getByLabel('Vem som gjorde det').inputValue(), 'pseudonymise');
        await page.getByLabel('note').selectOption('leave-out');
        await assertAccessible(page);
        await picture(page, `choose-cases-${form}`);
        await page.getByRole('button', { name: 'Läs in loggen' }).click();
        await page.getByRole('tab', { name: 'Karta' }).waitFor();
        assert.match((await page.locator('.mining-counts').first().textContent()) ?? '', /Resor16Händelser48/);
        await page.getByText('Ärende: application (objektcentrerad logg)', { exact: false }).waitFor();
        await page.getByText('Lämnat utanför: note', { exact: false }).waitFor();
        await page.getByText('Det gjorde valet av ärende med siffrorna').click();
        await page.getByText('12 händelser av 56 rör inget objekt av slaget application').waitFor();
        await page.getByText('Underlag', { exact: true }).click();
        await page.getByText(`OCEL 2.0 som ${form}, kontrollsumma`, { exact: false }).waitFor();
        await assertAccessible(page);
      },
    );
  }

  await t.test(
    'D01 identity numbers are told before the choice; kept as they are they stop it, and the choice stays',
    async () => {
      const numbers = ['811218-9876', '640823-3234', '670919-9530', '850504-9871', '121212-1212', '19811218-9876'];
      const page = await asOne('process-owner', smallest);
      await chooseFile(page, Buffer.from(JSON.stringify(manyHouseholds(12, (n) => numbers[n]!))));
      await send(page);
      await page.getByRole('radio', { name: /^person/ }).check();
      await page.getByText('Det finns personnummer i: Ärende.', { exact: false }).waitFor();
      assert.equal(await page.getByLabel('Ärende', { exact: true }).inputValue(), 'pseudonymise');
      await page.getByLabel('Ärende', { exact: true }).selectOption('keep');
      assert.equal(await sideways(page), 0);
      await page.getByRole('button', { name: 'Läs in loggen' }).click();
      await page.getByText('Filen innehåller personnummer i kolumnen Ärende', { exact: false }).waitFor();
      assert.ok(await page.getByRole('radio', { name: /^person/ }).isChecked());
      await assertAccessible(page);
      await page.getByLabel('Ärende', { exact: true }).selectOption('pseudonymise');
      await page.getByRole('button', { name: 'Läs in loggen' }).click();
      await page.getByRole('tab', { name: 'Karta' }).waitFor();
      assert.ok(!(await page.content()).includes('9876'));
    },
  );

  await t.test('who may not import is told that the choice is waited for; who may, stops the import', async () => {
    const page = await asOne('process-support');
    await chooseFile(page, files.JSON);
    await send(page);
    await page.getByRole('radio', { name: /^application/ }).waitFor();
    const other = await asOne('auditor');
    await other.goto(new URL(page.url()).pathname);
    await other.getByText('ännu inte valt vad som är ett ärende', { exact: false }).waitFor();
    assert.equal(await other.getByRole('radio').count(), 0);
    await page.getByRole('button', { name: 'Avbryt importen' }).click();
    await page.getByText('Inget av loggen sparades.', { exact: false }).waitFor();
  });

  await t.test('a JSON file that lacks its objects is told so, and nothing of it is kept', async () => {
    const page = await asOne('process-support');
    await chooseFile(page, Buffer.from('{"events": []}'));
    await send(page);
    await page.getByText('Filen saknar det som en objektcentrerad logg måste ha: objects.', { exact: false }).waitFor();
    await page.getByText('Inget av den sparades.', { exact: false }).waitFor();
  });

  await t.test(
    'the columns of a Parquet file are recognised before it is sent, and those of people replaced',
    async () => {
      const page = await asOne('process-support');
      const log = logFromEvents(
        Array.from({ length: 8 }, (_, c) => [
          { caseId: `C${c}`, activity: 'Ansökan', time: Date.UTC(2026, 0, 1 + c), resource: 'Cajsa Ek' },
          { caseId: `C${c}`, activity: 'Beslut', time: Date.UTC(2026, 1, 1 + c), resource: 'Bo Al' },
        ]).flat(),
      );
      await chooseFile(page, Buffer.from(writeParquet(log)));
      await page.getByText('concept:name (igenkänd)', { exact: true }).first().waitFor({ state: 'attached' });
      assert.equal(await page.getByLabel('org:resource').inputValue(), 'pseudonymise');
      await assertAccessible(page);
      await send(page);
      await page.getByRole('tab', { name: 'Karta' }).waitFor();
      await page.getByText('Bytt mot pseudonymer: org:resource', { exact: false }).waitFor();
    },
  );
});
