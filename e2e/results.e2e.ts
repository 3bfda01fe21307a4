import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Hat } from '#lib/acting.ts';
import { openApp, type View } from './harness.ts';
import { assertAccessible, firstSignedIn } from './people.ts';

const wide: View = { width: 1360, height: 900 };
const phone: View = { width: 390, height: 844 };

/** Sends a file on the import page and waits for the page of the log. */
async function importFile(page: Page, name: string, content: string) {
  await page.goto('/resultat/importera');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content, 'latin1') });
  await page.getByLabel('Vad ska loggen användas till?').fill('Prov');
  await page.getByRole('button', { name: 'Importera', exact: true }).click();
  await page.waitForURL(/\/resultat\/logg\//);
}

const cases = Array.from({ length: 8 }, (_, i) => i + 1);
const swedish = [
  'ärende;aktivitet;tidpunkt;handläggare',
  ...cases.flatMap((c) => [
    `Ä-${c};Ansökan;2026-03-0${c} 08:00;Åsa`,
    `Ä-${c};Utredning påbörjad;2026-03-1${c} 09:30;Örjan`,
    `Ä-${c};Beslut;2026-04-0${c} 15:00;Åsa`,
  ]),
  'Ä-9;Ansökan;inte en tid;Åsa',
].join('\r\n');

test('results: logs and the sum of journeys', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;
  const asOne = (hat: Hat, view = wide) => firstSignedIn(app, hat, view);

  await t.test(
    'a CSV with semicolons and å, ä, ö in Windows’ own encoding is read, and the row that fails is told with its reason',
    async () => {
      const page = await asOne('process-support');
      await importFile(page, 'svensk.csv', swedish);
      await page.getByRole('tab', { name: 'Karta' }).waitFor();
      const counts = await page.locator('.mining-counts').first().textContent();
      assert.match(counts ?? '', /Resor8/);
      await page.getByText('En rad kunde inte läsas och är inte med.').waitFor();
      await page.getByText('Visa raderna').click();
      await page.getByText('Tiden går inte att tyda').waitFor();
      await page.getByRole('button', { name: /^Utredning påbörjad, 8 händelser/ }).waitFor();
      await assertAccessible(page);
    },
  );

  await t.test('a file that is no log gives a clear message, and nothing of it is kept', async () => {
    const page = await asOne('process-support');
    await importFile(page, 'trasig.csv', 'bara\nnågra\nrader\n');
    await page.getByText('Loggen kunde inte läsas').waitFor();
    await page.getByText('Inget av den sparades.', { exact: false }).waitFor();
    await assertAccessible(page);
  });

  await t.test(
    'R031 R032 the sum of journeys lies on the road: waits over target, returns, lead time and handoffs',
    async () => {
      const page = await asOne('process-owner');
      await page.goto('/resultat');
      await page.locator('.mining-road-name').first().click();
      await page.getByText('över målet', { exact: false }).first().waitFor();
      await page.getByText('vänder tillbaka', { exact: false }).first().waitFor();
      await assertAccessible(page);
      await page.getByRole('tab', { name: 'Överlämningar' }).click();
      await page.getByText('Överlämningar per resa, medel').waitFor();
      await page.getByRole('tab', { name: 'Ledtid' }).click();
      await page.getByRole('img', { name: 'Fördelning av ledtid' }).waitFor();
      assert.match(page.url(), /tab=leadtime/);
      await assertAccessible(page);
    },
  );

  await t.test(
    'lead time and handoffs stand beside the targets of the road: of the process, of a team chosen, and of a journey',
    async () => {
      const page = await asOne('process-owner');
      await page.goto('/resultat');
      await page.locator('.mining-road-name').filter({ hasText: 'Äldre' }).click();
      const targets = page.getByText(
        /^Mål för vägen: ledtid högst 240 dagar \(hölls av .+ av de avslutade\); högst 4 överlämningar/,
      );
      await targets.waitFor();
      const counts = page.locator('.mining-counts').first();
      const whole = await counts.textContent();
      const team = page.getByLabel('Team', { exact: true });
      const teamIds = await team
        .locator('option')
        .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
      assert.ok(teamIds.length > 2);
      const [processId] = /(?<=process\/)[^/?]+/.exec(page.url()) ?? [];
      const metOf = async (query: string) => {
        const answer = await page.request.get(`/api/processes/${processId}/results${query}`);
        const { outcomes } = (await answer.json()) as { outcomes: { outcome: string; count: number }[] };
        return outcomes.find(({ outcome }) => outcome === 'met')?.count;
      };
      // A team may take part in every journey of the road: one that doesn't is chosen.
      const ofRoad = await metOf('');
      let [chosen, met] = ['', ofRoad];
      for (const id of teamIds) if (id !== '' && met === ofRoad) [chosen, met] = [id, await metOf(`?teamId=${id}`)];
      assert.notEqual(met, ofRoad);
      await team.selectOption(chosen);
      await page.waitForURL(/teamId=/);
      await counts.getByText(`${met}`, { exact: true }).waitFor();
      assert.notEqual(await counts.textContent(), whole, 'the team’s journeys are fewer than the road’s');
      await page.getByRole('tab', { name: 'Överlämningar' }).click();
      await page.getByText('Överlämningar per resa, medel').waitFor();
      await page.getByRole('tab', { name: 'Ledtid' }).click();
      await page.getByText('Median', { exact: true }).first().waitFor();
      const worker = await asOne('co-worker');
      await worker.goto('/resor');
      await worker.locator('tbody tr a').first().click();
      await worker.getByText(/ · mål högst \d+ (dagar|dag)/).waitFor();
      await worker.getByText(/^\d+ · mål högst \d+$/).waitFor();
    },
  );

  await t.test(
    'D13 whoever may read the journeys sees how the road stood on an earlier day, is told so, and comes back to now; others are told why not',
    async () => {
      const page = await asOne('auditor');
      await page.goto('/resultat');
      await page.locator('.mining-road-name').first().click();
      const counts = page.locator('.mining-counts').last();
      await page.getByRole('tab', { name: 'På vägen' }).waitFor();
      const now = await counts.textContent();
      const asOf = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
      const day = page.getByLabel('Som det såg ut den');
      await day.fill(asOf);
      await day.press('Enter');
      await page.waitForURL(new RegExp(`asOf=${asOf}`));
      const notice = page.getByText(`Du ser hur det såg ut när ${asOf} var slut`);
      await notice.waitFor();
      await page.getByText(`Som det såg ut när ${asOf} var slut.`).waitFor();
      assert.notEqual(await counts.textContent(), now);
      await page.getByText('Underlag', { exact: true }).click();
      await page.getByText(`när ${asOf} var slut: det som var känt då`).waitFor();
      await assertAccessible(page);
      await page.getByLabel('Utfall', { exact: true }).selectOption('met');
      await page.waitForURL(/outcome=met/);
      await page.reload();
      await notice.waitFor();
      const there = new URL(page.url());
      assert.deepEqual([there.searchParams.get('asOf'), there.searchParams.get('outcome')], [asOf, 'met']);
      await page.getByLabel('Utfall', { exact: true }).selectOption('');
      await page.getByRole('button', { name: 'Tillbaka till nu' }).click();
      await notice.waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: 'På vägen' }).waitFor();
      assert.equal(await counts.textContent(), now);

      await day.fill(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10));
      await page.getByRole('button', { name: 'Visa den dagen' }).click();
      await page.getByText(/^Välj en dag som är slut, senast \d{4}-\d\d-\d\d\.$/).waitFor();
      await assertAccessible(page);
      await day.fill('1999-12-31');
      await page.getByRole('button', { name: 'Visa den dagen' }).click();
      await page.getByText('Då fanns inga resor').waitFor();
      await page.getByText(/Den första resan på vägen blev känd den \d{4}-\d\d-\d\d, efter den 1999-12-31\./).waitFor();
      await assertAccessible(page);

      const other = await asOne('process-owner');
      await other.goto(`${there.pathname}?asOf=${asOf}`);
      await other.getByText(`Hur det såg ut den ${asOf} kan inte visas för dig`).waitFor();
      await assertAccessible(other);
      await other.getByRole('button', { name: 'Tillbaka till nu' }).click();
      await other.getByRole('tab', { name: 'På vägen' }).waitFor();
      assert.equal(await other.getByLabel('Som det såg ut den').count(), 0);

      const small = await firstSignedIn(app, 'auditor', { width: 320, height: 700, theme: 'dark', locale: 'en' });
      await small.goto(`${there.pathname}?asOf=${asOf}`);
      await small.getByText(`You see how it stood when ${asOf} ended`).waitFor();
      await small.getByRole('tab', { name: 'On the road' }).waitFor();
      assert.equal(await small.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      await assertAccessible(small);
    },
  );

  await t.test('D13 variants of fewer than five journeys are summed, never shown one by one', async () => {
    const page = await asOne('co-worker');
    await page.goto('/resultat');
    await page.locator('.mining-road-name').first().click();
    await page.getByRole('tab', { name: 'Varianter' }).click();
    await page.getByText('har färre än fem resor var', { exact: false }).waitFor();
    const counts = await page.locator('.mining-tab tbody tr td:nth-child(2)').allTextContents();
    assert.ok(counts.length > 0);
    assert.ok(counts.every((c) => Number(c.replace(/\D/g, '')) >= 5));
  });

  await t.test(
    'the map is walked, opened and zoomed with the keyboard alone, and a whole map stays whole when the window changes',
    async () => {
      const page = await asOne('process-owner');
      await page.goto('/resultat');
      await page.locator('.mining-road-name').first().click();
      await page.getByRole('tab', { name: 'Karta' }).click();
      const map = page.getByRole('group', { name: 'Karta över vad som följer på vad' });
      await map.waitFor();
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? null);
      const stops = await map.locator('[data-stop]').count();
      assert.ok(stops > 3);
      await page.getByRole('button', { name: 'Visa hela' }).focus();
      for (let i = 0; i < 3 && (await focused()) === null; i++) await page.keyboard.press('Tab');
      const first = await focused();
      assert.ok(first, 'one press of Tab comes to the map');
      await page.keyboard.press('ArrowRight');
      assert.notEqual(await focused(), first);
      await page.keyboard.press('ArrowUp');
      assert.equal(await focused(), first);
      await page.keyboard.press('End');
      const last = await focused();
      assert.notEqual(last, first);
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(), last, 'the way ends there');
      await page.keyboard.press('Home');
      assert.equal(await focused(), first);
      const width = async () => Number(await map.getAttribute('width'));
      const before = await width();
      await page.keyboard.press('+');
      await page.waitForTimeout(100);
      assert.ok((await width()) > before);
      await page.keyboard.press('0');
      await page.waitForTimeout(200);
      const room = () => page.locator('.mining-map-scroll').evaluate((one) => one.clientWidth);
      assert.ok((await width()) <= (await room()) + 1);
      await page.setViewportSize({ width: 700, height: 900 });
      await page.waitForTimeout(300);
      assert.ok((await width()) <= (await room()) + 1, 'it is fitted again');
      await page.keyboard.press('Enter');
      const close = page.getByRole('button', { name: 'Stäng' });
      await close.waitFor();
      await close.focus();
      await page.keyboard.press('Enter');
      await close.waitFor({ state: 'detached' });
    },
  );

  await t.test('the map’s sliders, metric and choice are in the address, and work by keyboard on a phone', async () => {
    const page = await asOne('process-owner', phone);
    await page.goto('/resultat');
    await page.locator('.mining-road-name').first().click();
    await page.getByRole('tab', { name: 'Karta' }).click();
    const paths = page.getByRole('slider', { name: /Vägar/ });
    await paths.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/paths=21/);
    await page.getByLabel('Siffran visar').selectOption('median');
    await page.waitForURL(/metric=median/);
    const node = page.locator('.mining-map__node').first();
    await node.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Bara resor med' }).click();
    await page.waitForURL(/with=/);
    await page.reload();
    await page.getByRole('button', { name: /^Med:/ }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await assertAccessible(page);
  });
});
