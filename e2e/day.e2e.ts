import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coWorkerWith, isReady } from './day.ts';
import { openApp, picture } from './harness.ts';
import { assertAccessible, go } from './people.ts';

test('the day and what it leads to, in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test(
    'R149 my day shows the handoff that has come, the step one has taken and the next, each with its routine one key away',
    async () => {
      const { page, day } = await coWorkerWith(app, (d) => d.incoming.length > 0 && d.next.slice(0, 8).some(isReady));
      const ready = day.next.slice(0, 8).find(isReady);
      const taking = `/api/journeys/${ready?.journey.id}/steps/${encodeURIComponent(ready?.offered.id ?? '')}/taking`;
      assert.equal((await page.request.post(`${app.address}${taking}`, { data: {} })).status(), 200);
      await go(app, page, '/idag');
      const part = (name: RegExp) => page.locator('.rv-section').filter({ has: page.getByRole('heading', { name }) });
      const coming = part(/överlämning(ar)? till er/).locator(`a[href$="/resor/${day.incoming[0]?.journeyId}"]`);
      await coming.first().waitFor();
      const steps = part(/Dina nästa steg/);
      const mine = steps.getByRole('listitem').filter({ has: page.locator(`a[href$="/resor/${ready?.journey.id}"]`) });
      await mine.getByText(/^Du tog det/).waitFor();
      for (const name of await steps.locator('.jo-row-name').allTextContents())
        assert.ok((await steps.getByRole('link', { name: `Rutin för ${name}`, exact: true }).count()) > 0, name);
      await assertAccessible(page);
      await picture(page, 'day-with-routines');
      await mine.locator('.jo-row-name').focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: ready?.offered.name ?? '' }).waitFor();
      await page
        .getByText(ready?.offered.routine?.title ?? '', { exact: true })
        .first()
        .waitFor();
      await page.context().close();
    },
  );

  await t.test(
    'R122 on the journey the step has its routine and what it means for the one who travels at hand',
    async () => {
      const { page, day } = await coWorkerWith(app, (d) => d.next.some(isReady));
      const { journey, offered } = day.next.find(isReady) ?? {};
      await go(app, page, `/resor/${journey?.id}`);
      const card = page.locator('.jo-offer').filter({ has: page.getByRole('heading', { name: offered?.name ?? '' }) });
      await card
        .getByRole('button', { name: offered?.routine?.title ?? '' })
        .first()
        .click();
      await card.locator('.jo-lines').first().waitFor();
      await card
        .getByText(offered?.plainText ?? '', { exact: false })
        .first()
        .waitFor();
      await assertAccessible(page);
      await picture(page, 'journey-routine');
      await page.context().close();
    },
  );

  await t.test(
    'R046 an obstacle is reported straight from a handoff that has come, and lies on that handoff',
    async () => {
      const { page, day } = await coWorkerWith(app, (d) => d.incoming.length > 0);
      const { journeyId, handoffId } = day.incoming[0] ?? {};
      await go(app, page, `/resor/${journeyId}`);
      await page.getByRole('button', { name: 'Rapportera hinder i överlämningen' }).first().focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/läggs på överlämningen från/).waitFor();
      await assertAccessible(page);
      await picture(page, 'obstacle-on-handoff');
      await dialog.getByLabel('Lång väntetid').check();
      await dialog.getByLabel('Vad hände?').fill('Beställningen syns inte hos mottagaren');
      await dialog.getByRole('button', { name: 'Rapportera', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      const found = await page.request.get(`${app.address}/api/journeys/${journeyId}`);
      const { timeline } = (await found.json()) as { timeline: { fact: { kind: string; handoffId?: string } }[] };
      const told = timeline.findLast(({ fact }) => fact.kind === 'obstacle-reported');
      assert.equal(told?.fact.handoffId, handoffId);
      await page.context().close();
    },
  );
});
