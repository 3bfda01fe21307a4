import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Hat } from '#lib/acting.ts';
import { type App, openApp, picture, sideways } from './harness.ts';
import { assertAccessible, type DemoPerson, go, peopleWith, signedIn } from './people.ts';

/** The first in the demo with this hat whose day has what is looked for, and the journey of it. */
async function withInDay(app: App, hat: Hat, journeyOf: (day: never) => string | undefined) {
  for (const person of await peopleWith(app, hat)) {
    const page = await signedIn(app, person, hat);
    const journeyId = journeyOf((await (await page.request.get(`${app.address}/api/my-day`)).json()) as never);
    await page.context().close();
    if (journeyId !== undefined) return { person, journeyId };
  }
  throw new Error('nothing of the kind is in anybody’s day in the demo');
}

function leaderOf(leaders: readonly DemoPerson[], person: DemoPerson): DemoPerson {
  const team = person.hats.find(({ hat }) => hat === 'co-worker')?.scopeName;
  const leader = leaders.find((p) => p.hats.some((h) => h.hat === 'team-leader' && h.scopeName === team));
  assert.ok(leader && leader.id !== person.id, `the team ${team} has a leader of its own`);
  return leader;
}

/** Goes by Tab alone to what is looked for. */
async function tabTo(page: Page, name: RegExp, most = 60) {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? '');
    if (name.test(said)) return;
  }
  throw new Error(`nothing called ${name} is reached by keyboard`);
}

/** Closes the journey by keyboard, before its road has ended. */
async function close(page: Page, words: { open: string; outcome: string; why: string; submit: string }) {
  await page.getByRole('button', { name: words.open, exact: true }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: words.outcome }).press('Space');
  await dialog.getByLabel(words.why).fill('Hör till en annan resa');
  await dialog.getByRole('button', { name: words.submit, exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.jo-done').waitFor();
}

const swedish = {
  open: 'Avsluta resan',
  outcome: 'Behovet är inte tillgodosett',
  why: 'Varför avslutas resan före vägens slut?',
  submit: 'Avsluta',
};
const english = {
  open: 'Close the journey',
  outcome: 'The need is not satisfied',
  why: 'Why is the journey closed before the end of the road?',
  submit: 'Close the journey',
};

test('undoing a closing and a receiving in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;
  const found = await withInDay(
    app,
    'co-worker',
    (day: { next: { journey: { id: string }; offered: { state: string } }[] }) =>
      day.next.find(({ offered }) => offered.state === 'ready')?.journey.id,
  );
  const url = `${app.address}/api/journeys/${found.journeyId}`;

  await t.test(
    'a journey closed by mistake is opened again by keyboard, from what says that it is closed',
    async () => {
      const page = await signedIn(app, found.person, 'co-worker');
      const before = await (await page.request.get(url)).json();
      await go(app, page, `/resor/${found.journeyId}`);
      await close(page, swedish);
      await page.waitForFunction(() => document.activeElement?.classList.contains('jo-done'));
      await page.getByText('Avslutad: behovet inte tillgodosett').first().waitFor();
      await assertAccessible(page);
      await picture(page, 'undo-closing-1280');
      await page.keyboard.press('Tab');
      assert.match(await page.locator('button:focus').innerText(), /^Ångra/);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: swedish.open, exact: true }).waitFor();
      const told = page.locator('.jo-timeline > li');
      await told.first().getByText(`${found.person.name} ångrade att resan avslutades`).waitFor();
      await told.nth(1).getByText('Ångrat', { exact: true }).waitFor();
      await assertAccessible(page);
      await picture(page, 'undone-closing-1280');
      const after = await (await page.request.get(url)).json();
      for (const key of ['state', 'outcome', 'closedAt', 'at', 'offered', 'responsibleId', 'handoffList'])
        assert.deepEqual(after[key], before[key], key);
      await page.context().close();
    },
  );

  await t.test(
    'the team leader opens what somebody else closed, with a reason; on a phone, dark, in English',
    async () => {
      const doer = await signedIn(app, found.person, 'co-worker');
      const body = { outcome: 'met', reason: 'Fel resa' };
      assert.equal((await doer.request.post(`${url}/closing`, { data: body })).status(), 200);
      const leader = leaderOf(await peopleWith(app, 'team-leader'), found.person);
      const view = { width: 320, height: 800, theme: 'dark', locale: 'en' } as const;
      const page = await signedIn(app, leader, 'team-leader', view);
      await go(app, page, `/resor/${found.journeyId}`);
      await page.getByText('Closed here', { exact: true }).first().waitFor();
      await page.locator('.jo-timeline').getByRole('button', { name: /^Undo/ }).waitFor();
      await page.locator('.rv-empty').getByRole('button', { name: /^Undo/ }).press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`${found.person.name} closed the journey`).waitFor();
      assert.equal(await sideways(page), 0);
      await assertAccessible(page);
      await picture(page, 'undo-closing-320-en');
      await dialog.getByLabel('Why is it undone?').fill('Gällde en annan resa');
      await dialog.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
      await page.getByText(`${leader.name} undid the closing of the journey`).first().waitFor();
      await page.getByRole('button', { name: english.open, exact: true }).waitFor();
      assert.equal(await sideways(page), 0);
      await close(page, english);
      assert.equal(await sideways(page), 0);
      await page.locator('.jo-done').getByRole('button', { name: /^Undo/ }).press('Enter');
      await page.getByRole('button', { name: english.open, exact: true }).waitFor();
      await page.context().close();
      await doer.context().close();
    },
  );

  await t.test('what was received by mistake is on its way again, and can be received after all', async () => {
    const to = await withInDay(
      app,
      'co-worker',
      (day: { incoming: { journeyId: string }[] }) => day.incoming[0]?.journeyId,
    );
    const page = await signedIn(app, to.person, 'co-worker');
    const answer = `${app.address}/api/journeys/${to.journeyId}`;
    const before = await (await page.request.get(answer)).json();
    await go(app, page, `/resor/${to.journeyId}`);
    const receive = page.getByRole('button', { name: 'Ta emot', exact: true });
    await receive.press('Enter');
    const said = page.locator('.jo-done');
    await said.getByText('Mottaget.').waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('jo-done'));
    await assertAccessible(page);
    await picture(page, 'undo-receiving-1280');
    await tabTo(page, /^Ångra/);
    await page.keyboard.press('Enter');
    await receive.waitFor();
    const told = page.locator('.jo-timeline > li');
    await told.first().getByText(`${to.person.name} ångrade att`).waitFor();
    await assertAccessible(page);
    const after = await (await page.request.get(answer)).json();
    for (const key of ['handoff', 'handoffs', 'handoffList', 'teamId', 'responsibleId', 'offered'])
      assert.deepEqual(after[key], before[key], key);
    await receive.press('Enter');
    await said.getByText('Mottaget.').waitFor();
    await page.context().close();
  });
});
