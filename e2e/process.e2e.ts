import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hats } from '#lib/acting.ts';
import { openApp, picture, sideways } from './harness.ts';
import { assertAccessible, go, peopleWith, signedIn } from './people.ts';

interface Row {
  id: string;
  name: string;
  need: string;
  satisfiedNeed: string;
}

test('processes in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test(
    'R035 the map that every hat meets first under Understand goes from need to satisfied need, and names no unit',
    async () => {
      for (const hat of hats) {
        const page = await app.as(hat, '/processer');
        const understand = page.getByRole('navigation', { name: 'Huvudmeny' }).first();
        const first = understand.getByRole('list', { name: 'Förstå' }).getByRole('link').first();
        assert.equal(await first.innerText(), 'Processer', hat);
        const { items } = (await (await page.request.get(`${app.address}/api/processes`)).json()) as { items: Row[] };
        assert.ok(items.length > 0);
        for (const row of items) {
          const card = page.locator('article').filter({ has: page.locator(`h3 a[href*="/processer/${row.id}"]`) });
          const told = await card.first().innerText();
          assert.ok(told.indexOf(row.need) >= 0, `${hat}: ${row.name} tells its need`);
          assert.ok(told.indexOf(row.satisfiedNeed) > told.indexOf(row.need), `${hat}: and where it leads`);
        }
        const units = (await (await page.request.get(`${app.address}/api/units`)).json()) as {
          items: { name: string }[];
        };
        const main = await page.getByRole('main').innerText();
        // A unit that is called as a process is would be met in the name of that process.
        const others = units.items.filter(({ name }) => !items.some((row) => row.name.includes(name)));
        assert.ok(others.length > 5);
        for (const { name } of others) assert.ok(!main.includes(name), `${hat} reads of ${name}`);
        if (hat === 'co-worker') await assertAccessible(page);
        await page.context().close();
      }
    },
  );

  await t.test('R051 R012 the process page says why, with purpose and need, before how', async () => {
    const page = await app.as('co-worker');
    await go(app, page, '/processer');
    await page.locator('article h3 a').first().click();
    await page.getByRole('heading', { name: 'Varför vägen finns' }).waitFor();
    const headings = await page.locator('main h2').allTextContents();
    assert.deepEqual(headings.slice(0, 2), ['Varför vägen finns', 'Så går vägen']);
    const why = page.locator('.pr-why');
    assert.deepEqual(await why.locator('dt').allTextContents(), ['För vem', 'Behov', 'Tillgodosett behov', 'Mål']);
  });

  await t.test(
    'R026 every process is shown as a road, and its text twin has the same stations in the same order',
    async () => {
      const page = await app.as('co-worker');
      await go(app, page, '/processer');
      await page.locator('article h3 a').first().waitFor();
      const links = await page.locator('article h3 a').evaluateAll((found) => found.map((a) => a.getAttribute('href')));
      assert.ok(links.length >= 5);
      for (const link of links) {
        await go(app, page, link ?? '');
        const stations = page.locator('.rs-lying a.rs-name');
        await stations.first().waitFor();
        const drawn = await stations.allTextContents();
        await page.getByRole('radio', { name: 'Text', exact: true }).click();
        const told = await page.locator('.rs-twin a.rs-name').allTextContents();
        const inOrder = drawn
          .map((text) => /^(\d+)\. (.*)$/s.exec(text))
          .toSorted((a, b) => Number(a?.[1]) - Number(b?.[1]));
        assert.deepEqual(
          inOrder.map((m) => m?.[2]),
          told,
        );
        assert.equal(await sideways(page), 0);
      }
    },
  );

  await t.test(
    'R056 a process is found in three steps at most on a phone, its page is accessible, and how available it is is rated there',
    async () => {
      const page = await app.as('co-worker', '/idag', { width: 390, height: 844 });
      await go(app, page, '/idag');
      await page.getByRole('button', { name: 'Meny' }).click();
      await page.getByRole('link', { name: 'Processer' }).first().click();
      await page.locator('article h3 a').first().click();
      await page.locator('.rs-upright a.rs-name').first().waitFor();
      assert.equal(await sideways(page), 0);
      await assertAccessible(page);

      await page.getByRole('heading', { name: 'Är vägen tillgänglig?' }).waitFor();
      const change = page.getByRole('button', { name: 'Ändra' });
      if (await change.isVisible()) await change.click();
      const question = page.getByRole('radiogroup', {
        name: 'Hur svårt eller lätt är det att komma åt vägen när du behöver den?',
      });
      await question.getByRole('radio', { name: '2 – Svårt' }).check();
      assert.equal(await sideways(page), 0);
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Spara svaret' }).click();
      await page.getByRole('heading', { name: 'Ditt svar' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Ditt svar' }).waitFor();
      await page.getByText('2 – Svårt').waitFor();
      await page.getByText(/^[1-5](,5)? av 5$/).waitFor();
      assert.equal(await sideways(page), 0);
      await assertAccessible(page);
    },
  );

  await t.test(
    'the stations of the road are reached with the arrow keys and lead to the page of the step',
    async () => {
      const page = await app.as('co-worker');
      await go(app, page, '/processer');
      await page.locator('article h3 a').first().click();
      await page.locator('.rs-lying a[tabindex="0"]').focus();
      await page.keyboard.press('ArrowRight');
      const name = (await page.locator(':focus').textContent())?.replace(/^\d+\. /, '');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: name ?? '' }).waitFor();
      await page.getByRole('heading', { name: 'Vad lagen säger' }).waitFor();
      await assertAccessible(page);
    },
  );

  await t.test(
    'a road is rated by keyboard at 320 px: what is typed is kept, an identity number is refused, and the answer is taken back and undone',
    async () => {
      const page = await app.as('auditor', '/processer', { width: 320, height: 720 });
      const { items } = await (await page.request.get(`${app.address}/api/processes`)).json();
      const few = [];
      for (const { id } of items as Row[])
        if ((await (await page.request.get(`/api/processes/${id}/rating`)).json()).summary === null) few.push(id);
      assert.ok(few.length > 0 && few.length < items.length, 'some roads have answers enough, some too few');
      await go(app, page, `/processer/${few[0]}`);
      await page.getByText('Svaren visas när minst fem har svarat').waitFor();
      await page.getByRole('radio', { name: '1 – Mycket svårt' }).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Fråga 811218-9876 var den finns');
      const save = page.getByRole('button', { name: 'Spara svaret' });
      await save.focus();
      await page.keyboard.press('Enter');
      await page.getByText('811218-****').waitFor();
      const comment = page.getByRole('textbox', { name: 'Vad gör det svårt eller lätt?' });
      assert.equal(await comment.evaluate((field) => field === document.activeElement), true);
      await picture(page, 'rating-refused');
      assert.equal(await sideways(page), 0);
      await assertAccessible(page);
      await page.reload();
      assert.equal(await page.getByRole('radio', { name: '2 – Svårt' }).isChecked(), true, 'what was chosen is kept');
      assert.equal(await comment.inputValue(), 'Fråga 811218-9876 var den finns');
      await comment.fill('Jag fick fråga var den finns');
      await save.click();
      await page.getByRole('heading', { name: 'Ditt svar' }).waitFor();
      await page.keyboard.press('Tab');
      assert.equal(await page.locator(':focus').innerText(), 'Ändra', 'who uses the keyboard goes on from the answer');
      await page.getByRole('button', { name: 'Ta tillbaka' }).click();
      await page.getByText('Ditt svar är tillbakataget.').first().waitFor();
      await page.getByRole('button', { name: 'Ångra' }).click();
      await page.getByText('Jag fick fråga var den finns').waitFor();
      await assertAccessible(page);
    },
  );

  await t.test('who owns a road reads what is written with the answers, without names; others do not', async () => {
    const owner = await app.as('process-owner');
    const { processId } = (await (await owner.request.get(`${app.address}/api/session`)).json()).acting.scope;
    await go(app, owner, `/processer/${processId}`);
    const said = owner.locator('.ra-comments li');
    await said.first().waitFor();
    assert.ok((await said.count()) > 0);
    await picture(owner, 'rating-owner');
    await assertAccessible(owner);
    const other = await app.as('board', `/processer/${processId}`);
    await other.getByRole('heading', { name: 'Allas svar' }).waitFor();
    assert.equal(await other.getByRole('heading', { name: 'Vad som har skrivits till svaren' }).count(), 0);
  });

  await t.test('management decides which processes are the most important, and can undo it', async () => {
    const page = await app.as('management');
    await go(app, page, '/processer');
    const unmark = page.getByRole('button', { name: 'Ta bort märket viktigaste' });
    await unmark.first().waitFor();
    const marked = await unmark.count();
    await unmark.first().click();
    await page.getByText('inte längre märkt').first().waitFor();
    await page.getByRole('button', { name: 'Ångra' }).click();
    await page.waitForFunction(
      (n) =>
        [...document.querySelectorAll('button')].filter((b) => b.textContent === 'Ta bort märket viktigaste').length ===
        n,
      marked,
    );
  });

  await t.test('a file that is not BPMN is refused in plain words and nothing is imported', async () => {
    const page = await app.as('process-support');
    await go(app, page, '/processer');
    await page.getByRole('button', { name: 'Importera BPMN' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'brev.bpmn', mimeType: 'text/xml', buffer: Buffer.from('Hej hej') });
    await page.getByRole('dialog').getByRole('button', { name: 'Importera', exact: true }).click();
    await page.getByText('Filen är inte en XML-fil').waitFor();
  });

  await t.test(
    'a new version is imported as a draft, adopted by its owner, travelled, and given back byte for byte',
    async () => {
      const page = await app.as('process-owner');
      const get = async (path: string) => (await page.request.get(`${app.address}${path}`)).json();
      const { processId } = (await get('/api/session')).acting.scope;
      const before = await get(`/api/processes/${processId}`);
      const file = await (await page.request.get(`${app.address}/api/processes/${processId}/bpmn`)).text();
      const edited = file
        .replace(/<([\w:]*)definitions /, '<$1definitions xmlns:acme="http://acme.example/bpmn" ')
        .replace(/<([\w:]*)extensionElements>/, '$&<acme:colour value="blå" />');
      assert.match(edited, /xmlns:acme.*acme:colour/s);

      await go(app, page, `/processer/${processId}`);
      await page.getByRole('tab', { name: 'Versioner' }).click();
      await page.getByRole('button', { name: 'Importera ett nytt utkast' }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: 'vägen.bpmn', mimeType: 'text/xml', buffer: Buffer.from(edited) });
      await dialog.getByRole('button', { name: 'Importera', exact: true }).click();
      const number = before.shown.number + 1;
      await dialog.getByText(`Filen är importerad som utkast, version ${number}.`).waitFor();
      await dialog.getByText('acme').waitFor();
      await assertAccessible(page);
      await dialog.getByText('Visa utkastet').click();
      await page.getByText(`Version ${number} · Utkast`).first().waitFor();
      assert.equal(
        (await get(`/api/processes/${processId}`)).shown.number,
        before.shown.number,
        'a draft changes nothing',
      );

      await page.getByRole('tab', { name: 'Versioner' }).click();
      await page.getByRole('heading', { name: `Fastställ version ${number}` }).waitFor();
      await page.getByRole('textbox', { name: 'Kommentar till versionen' }).fill('Prövad tillsammans med teamen.');
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Fastställ', exact: true }).click();
      await page.getByText(`Version ${number} är fastställd`).first().waitFor();
      const given = await page.request.get(`${app.address}/api/processes/${processId}/bpmn?version=${number}`);
      assert.equal(await given.text(), edited);

      for (const person of await peopleWith(app, 'team-leader')) {
        const travelling = await signedIn(app, person, 'team-leader');
        const choices = await (await travelling.request.get(`${app.address}/api/start-choices`)).json();
        const road = choices.items.find((one: { processId: string }) => one.processId === processId);
        if (road === undefined) {
          await travelling.context().close();
          continue;
        }
        await go(app, travelling, '/resor/ny');
        await travelling.getByRole('radio', { name: road.need }).check();
        for (const group of ['Var är personen nu?', 'Vart behöver personen komma?'])
          await travelling.getByRole('radiogroup', { name: group }).getByRole('radio').first().check();
        await travelling.getByRole('button', { name: 'Starta resan' }).click();
        await travelling.waitForURL(/\/resor\/[0-9a-f-]{36}/);
        const id = travelling.url().split('/resor/')[1]?.slice(0, 36);
        const journey = await (await travelling.request.get(`${app.address}/api/journeys/${id}`)).json();
        assert.deepEqual([journey.processId, journey.versionNumber], [processId, number]);
        return;
      }
      assert.fail('some team leader starts journeys on the road');
    },
  );

  await t.test('a BPMN file without a process, and one that breaks off, are refused in plain words', async () => {
    const page = await app.as('process-support');
    const count = async () => (await (await page.request.get(`${app.address}/api/processes`)).json()).items.length;
    const before = await count();
    const empty =
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:x"></definitions>';
    for (const [content, told] of [
      [empty, /ingen process/i],
      ['<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">', /inte en XML-fil/i],
    ] as const) {
      await go(app, page, '/processer');
      await page.getByRole('button', { name: 'Importera BPMN' }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: 'väg.bpmn', mimeType: 'text/xml', buffer: Buffer.from(content) });
      await dialog.getByRole('button', { name: 'Importera', exact: true }).click();
      await dialog.getByText(told).first().waitFor();
    }
    assert.equal(await count(), before);
  });

  await t.test(
    'a file that is here already is told with where, and becomes a draft or a process as is chosen',
    async () => {
      const page = await app.as('process-support', '/processer', { width: 390, height: 844 });
      const processes = async () => (await (await page.request.get('/api/processes')).json()).items;
      const [process] = await processes();
      const before = (await processes()).length;
      const file = await (await page.request.get(`/api/processes/${process.id}/bpmn`)).text();
      const dialog = page.getByRole('dialog');
      const bring = async (content: string) => {
        await go(app, page, '/processer');
        await page.getByRole('button', { name: 'Importera BPMN' }).click();
        await dialog
          .locator('input[type=file]')
          .setInputFiles({ name: 'väg.bpmn', mimeType: 'text/xml', buffer: Buffer.from(content) });
        await start.click();
      };
      const start = dialog.getByRole('button', { name: 'Importera', exact: true });

      await bring(file);
      await dialog.getByText('Processen finns redan här').waitFor();
      assert.equal(await start.isDisabled(), true, 'nothing is chosen for the one who imports');
      await dialog.getByText('En av versionerna där är exakt samma fil.').waitFor();
      await picture(page, 'import-here-already');
      assert.equal(await sideways(page), 0);
      await assertAccessible(page);
      await dialog.getByRole('radio', { name: 'En ny process' }).focus();
      await page.keyboard.press('ArrowUp');
      assert.equal(
        await dialog.getByRole('radio', { name: `Ett nytt utkast till ”${process.name}”` }).isChecked(),
        true,
      );
      await start.click();
      await dialog.getByText('Filen är importerad som utkast').waitFor();
      assert.equal((await processes()).length, before);

      await bring(file);
      await dialog.getByText('Filen finns redan som utkast').waitFor();
      await picture(page, 'import-draft-already');
      await assertAccessible(page);
      await dialog.getByText('Visa utkastet').click();
      await page.waitForURL((url) => url.pathname === `/processer/${process.id}` && url.searchParams.has('version'));

      await bring(`${file}\n`);
      await dialog.getByText('Där finns samma process, med ett annat innehåll.').waitFor();
      await dialog.getByRole('radio', { name: 'En ny process' }).check();
      await start.click();
      await dialog.getByText('Filen är importerad som utkast, version 1.').waitFor();
      assert.equal((await processes()).length, before + 1);
    },
  );
});
