import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { type App, openApp, picture, sideways, type View } from './harness.ts';
import { assertAccessible, type DemoPerson, go, peopleWith, signedIn } from './people.ts';

interface Found {
  readonly person: DemoPerson;
  readonly journeyId: string;
  readonly step: string;
}

/** Co-workers with a step of their own to complete, on journeys that are different. */
async function withSteps(app: App, count: number): Promise<Found[]> {
  const found: Found[] = [];
  for (const person of await peopleWith(app, 'co-worker')) {
    const page = await signedIn(app, person, 'co-worker');
    const day = await (await page.request.get(`${app.address}/api/my-day`)).json();
    for (const { journey, offered } of day.next)
      if (offered.kind === 'step' && offered.state === 'ready' && found.every((f) => f.journeyId !== journey.id))
        found.push({ person, journeyId: journey.id, step: offered.name });
    await page.context().close();
    if (found.length >= count) return found;
  }
  throw new Error('too few steps wait in the demo');
}

function cardOf(page: Page, step: string) {
  return page.locator('.jo-offer').filter({ has: page.getByRole('heading', { name: step, exact: true }) });
}

/** Takes the step, if nobody has, and completes it; by keyboard. */
async function complete(page: Page, step: string, words: { take: string; done: string }) {
  const card = cardOf(page, step);
  const take = card.getByRole('button', { name: words.take, exact: true });
  const done = card.getByRole('button', { name: words.done, exact: true });
  await take.or(done).waitFor();
  if (await take.isVisible()) await take.press('Enter');
  await done.waitFor();
  const [radio, box] = [card.getByRole('radio'), card.getByRole('checkbox')];
  if ((await radio.count()) > 0) await radio.first().check();
  else if ((await box.count()) > 0) await box.first().check();
  await done.press('Enter');
}

const swedish = { take: 'Jag tar det', done: 'Klart' };

test('undoing in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;
  const [first, second, third] = await withSteps(app, 3);
  assert.ok(first && second && third);

  await t.test('a mistaken completion is undone by keyboard, from what says that it was done', async () => {
    const page = await signedIn(app, first.person, 'co-worker');
    await go(app, page, `/resor/${first.journeyId}`);
    await complete(page, first.step, swedish);
    const said = page.locator('.jo-done');
    await said.getByText(`Klart: ${first.step}`).waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('jo-done'));
    await assertAccessible(page);
    await picture(page, 'undo-1280');
    await page.keyboard.press('Tab');
    const focused = page.locator('button:focus');
    assert.match(await focused.innerText(), /^Ångra/);
    await page.keyboard.press('Enter');
    await said.waitFor({ state: 'detached' });
    await cardOf(page, first.step).getByRole('button', { name: 'Klart', exact: true }).waitFor();
    const told = page.locator('.jo-timeline > li');
    await told.first().getByText(`${first.person.name} ångrade att ${first.step} blev klart`).waitFor();
    await told.nth(1).getByText('Ångrat', { exact: true }).waitFor();
    await assertAccessible(page);
    await picture(page, 'undone-1280');
    await page.context().close();
  });

  await t.test(
    'what was done stays undoable in what has happened until somebody has begun with what came after',
    async () => {
      const page = await signedIn(app, second.person, 'co-worker');
      await go(app, page, `/resor/${second.journeyId}`);
      await complete(page, second.step, swedish);
      await page.locator('.jo-done').waitFor();
      await page.reload();
      const timeline = page.locator('.jo-timeline');
      const undo = timeline.getByRole('button', { name: /^Ångra/ });
      await undo.waitFor();
      assert.equal(await page.locator('.jo-done').count(), 0);
      assert.equal(await undo.count(), 1);
      await undo.press('Enter');
      await cardOf(page, second.step).waitFor();
      await timeline.getByText('Ångrat', { exact: true }).waitFor();
      // It is said on a page that is old, too, what stands in the way.
      await complete(page, second.step, swedish);
      await page.locator('.jo-done').waitFor();
      const url = `${app.address}/api/journeys/${second.journeyId}`;
      const { offered } = await (await page.request.get(url)).json();
      const next = offered.find((o: { kind: string; state: string }) => o.kind === 'step' && o.state === 'ready');
      if (next === undefined) return;
      await page.request.post(`${url}/steps/${next.id}/taking`, { data: {} });
      await page
        .locator('.jo-done')
        .getByRole('button', { name: /^Ångra/ })
        .press('Enter');
      await page.getByText(`Någon har börjat med ${next.name}`).waitFor();
      await timeline.getByText(`Kan ångras när ${next.name} har lagts tillbaka.`).waitFor();
      await assertAccessible(page);
      await page.context().close();
    },
  );

  await t.test('on a phone, in both languages, nothing is lost at the sides', async () => {
    const views: readonly (View & { undo: RegExp; take: string; done: string })[] = [
      { width: 320, height: 800, theme: 'light', locale: 'sv', undo: /^Ångra/, ...swedish },
      { width: 320, height: 800, theme: 'dark', locale: 'en', undo: /^Undo/, take: 'I take it', done: 'Done' },
    ];
    for (const { undo, take, done, ...view } of views) {
      const page = await signedIn(app, third.person, 'co-worker', view);
      await go(app, page, `/resor/${third.journeyId}`);
      await complete(page, third.step, { take, done });
      await page.locator('.jo-done').getByRole('button', { name: undo }).waitFor();
      assert.equal(await sideways(page), 0);
      await assertAccessible(page);
      await picture(page, `undo-320-${view.locale}`);
      await page.locator('.jo-timeline').scrollIntoViewIfNeeded();
      await picture(page, `undo-timeline-320-${view.locale}`);
      await page.locator('.jo-done').getByRole('button', { name: undo }).press('Enter');
      await cardOf(page, third.step).waitFor();
      assert.equal(await sideways(page), 0);
      await page.context().close();
    }
  });

  await t.test('a team leader undoes what somebody else did, with a reason that is shown', async () => {
    const doer = await signedIn(app, third.person, 'co-worker');
    await go(app, doer, `/resor/${third.journeyId}`);
    await complete(doer, third.step, swedish);
    await doer.locator('.jo-done').waitFor();
    const team = third.person.hats.find(({ hat }) => hat === 'co-worker')?.scopeName;
    const leader = (await peopleWith(app, 'team-leader')).find((p) =>
      p.hats.some((h) => h.hat === 'team-leader' && h.scopeName === team),
    );
    assert.ok(leader && leader.id !== third.person.id, `the team ${team} has a leader of its own`);
    const page = await signedIn(app, leader, 'team-leader');
    await go(app, page, `/resor/${third.journeyId}`);
    await page
      .locator('.jo-timeline')
      .getByRole('button', { name: /^Ångra/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ångra', exact: true }).click();
    await dialog.getByText('Skriv varför, så att den som gjorde det får veta.').waitFor();
    await assertAccessible(page);
    await picture(page, 'undo-leader-1280');
    await dialog.getByLabel('Varför ångras det?').fill('Gällde en annan resa');
    await dialog.getByRole('button', { name: 'Ångra', exact: true }).click();
    await page.locator('.jo-timeline').getByText('Skäl: Gällde en annan resa').waitFor();
    await doer.reload();
    await doer.locator('.jo-timeline').getByText('Skäl: Gällde en annan resa').waitFor();
    await cardOf(doer, third.step).waitFor();
  });
});
