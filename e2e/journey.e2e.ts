import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, type Demo, type DemoPerson, peopleWith, signedIn, startDemo } from './browser.ts';

let demo: Demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo.close());

interface Day {
  next: { journey: { id: string }; offered: { id: string; name: string; state: string; kind: string } }[];
  incoming: { journeyId: string; handoffId: string; toTeamName: string }[];
  returned: { journeyId: string; handoffId: string }[];
}

async function dayOf(page: Page): Promise<Day> {
  return (await (await page.request.get('/api/my-day')).json()) as Day;
}

/** The first of those who wear the hat of co-worker whose day is such. */
async function coWorkerWith(found: (day: Day) => boolean): Promise<{ person: DemoPerson; page: Page; day: Day }> {
  for (const person of await peopleWith(demo, 'co-worker')) {
    const { context, page } = await signedIn(demo, person, 'co-worker');
    const day = await dayOf(page);
    if (found(day)) return { person, page, day };
    await context.close();
  }
  throw new Error('nobody in the demo has such a day');
}

test('R149 R122 my day shows the next right step, and the step has its routine at hand', async () => {
  const { page } = await coWorkerWith((day) => day.next.some((n) => n.offered.kind === 'step'));
  await page.goto('/idag');
  await page.getByRole('heading', { name: /Dina nästa steg/ }).waitFor();
  await assertAccessible(page);
  await page.locator('.jo-row-name').first().click();
  await page.getByRole('heading', { name: 'Nästa rätta steg' }).waitFor();
  await page
    .getByRole('button', { name: /^Rutin/ })
    .first()
    .click();
  await page.locator('.jo-lines').first().waitFor();
  await assertAccessible(page);
});

test('R045 R044 a handoff is returned only with a reason, both sides see it, and it is handed over anew with everything confirmed', async () => {
  const receiver = await coWorkerWith((day) => day.incoming.length > 0);
  const handoff = receiver.day.incoming[0];
  assert.ok(handoff);
  const address = `/resor/${handoff.journeyId}`;
  await receiver.page.goto(address);
  await receiver.page.getByRole('button', { name: 'Lämna tillbaka' }).click();
  await receiver.page.getByRole('button', { name: 'Lämna tillbaka' }).click();
  await receiver.page.getByText('Skriv varför, så att avsändaren kan komplettera.').waitFor();
  await receiver.page.getByLabel('Vad behöver kompletteras?').fill('Beställningen saknar mål för insatsen');
  await receiver.page.getByRole('button', { name: 'Lämna tillbaka' }).click();
  await receiver.page.getByText('Beställningen saknar mål för insatsen').first().waitFor();

  const sender = await coWorkerWith((day) => day.returned.some((h) => h.journeyId === handoff.journeyId));
  await sender.page.goto('/idag');
  await sender.page.getByText('Skäl: Beställningen saknar mål för insatsen').waitFor();
  await sender.page.goto(address);
  await sender.page.getByRole('button', { name: 'Lämna över', exact: true }).click();
  await sender.page
    .getByText(/inte bekräfta/)
    .first()
    .waitFor();
  const boxes = sender.page.locator('.jo-offer input[type=checkbox]');
  for (let i = 0; i < (await boxes.count()); i++) await boxes.nth(i).check();
  await sender.page.getByLabel('Lämna över till').selectOption({ label: handoff.toTeamName });
  await sender.page.getByRole('button', { name: 'Lämna över', exact: true }).click();
  await sender.page.getByText(/Väntar på svar från/).waitFor();

  await receiver.page.reload();
  await receiver.page.getByRole('button', { name: 'Ta emot', exact: true }).click();
  await receiver.page.getByText('Mottaget. Avsändaren ser att ni har det.').first().waitFor();
  await sender.page.reload();
  await sender.page
    .getByText(new RegExp(`${receiver.person.name} tog emot`))
    .first()
    .waitFor();
});

test('two people at once: the second is told who did what, and nothing is done twice', async () => {
  const first = await coWorkerWith((day) =>
    day.next.some((n) => n.offered.state === 'ready' && n.offered.kind === 'step'),
  );
  const work = first.day.next.find((n) => n.offered.state === 'ready' && n.offered.kind === 'step');
  assert.ok(work);
  const address = `/resor/${work.journey.id}`;
  const other = await first.page.context().newPage();
  for (const page of [first.page, other]) {
    await page.goto(address);
    await page.getByRole('button', { name: 'Klart', exact: true }).first().waitFor();
  }
  for (const page of [first.page, other]) {
    const card = page.locator('.jo-offer').first();
    const radio = card.getByRole('radio');
    if ((await radio.count()) > 0) await radio.first().check();
    await card.getByRole('button', { name: 'Klart', exact: true }).click();
    if (page === first.page)
      await page
        .getByText(/^Klart: /)
        .first()
        .waitFor();
  }
  await other.getByText('Detta hände medan du hade sidan öppen:').waitFor();
  await other
    .getByText(new RegExp(`${first.person.name} blev klar med`))
    .first()
    .waitFor();
});

test('R028 a journey is not closed without saying what became of the need', async () => {
  const { page, day } = await coWorkerWith((d) => d.next.length > 0);
  await page.goto(`/resor/${day.next[0]?.journey.id}`);
  await page.getByRole('button', { name: 'Avsluta resan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Avsluta', exact: true }).click();
  await dialog.getByText('Välj vad det blev av behovet.').waitFor();
  await assertAccessible(page);
});

test('R046 an obstacle is reported straight from the journey, on the step where it stands', async () => {
  const { page, day } = await coWorkerWith((d) => d.next.length > 0);
  await page.goto(`/resor/${day.next[0]?.journey.id}`);
  await page.getByRole('button', { name: 'Rapportera hinder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Lång väntetid').check();
  await dialog.getByLabel('Vad hände?').fill('Väntar på svar från skolan');
  await dialog.getByRole('button', { name: 'Rapportera', exact: true }).click();
  await page
    .getByText(/rapporterade ett hinder vid/)
    .first()
    .waitFor();
});

test('R123 a team leader gives the responsibility to another person of the team; there is always exactly one', async () => {
  const [leader] = await peopleWith(demo, 'team-leader');
  assert.ok(leader);
  const { page } = await signedIn(demo, leader, 'team-leader');
  const list = await page.request.get('/api/journeys?size=50');
  const { items } = (await list.json()) as { items: { id: string; teamName: string }[] };
  const own = items.find((row) => leader.hats.some((h) => h.hat === 'team-leader' && h.scopeName === row.teamName));
  await page.goto(`/resor/${own?.id}`);
  await page.getByRole('button', { name: 'Byt ansvarig' }).click();
  const choice = page.getByLabel('Ny ansvarig');
  await choice.selectOption({ index: 1 });
  const name = (await choice.locator('option:checked').textContent()) ?? '';
  await page.getByRole('dialog').getByRole('button', { name: 'Byt', exact: true }).click();
  await page
    .getByText(new RegExp(`^${name}, `))
    .first()
    .waitFor();
});

test('R029 a journey is started from a need with coded start and goal, and R042 its place on the road is shown', async () => {
  const { page } = await coWorkerWith((d) => d.next.length > 0);
  await page.goto('/resor/ny');
  await page.getByRole('radiogroup', { name: 'Vilket behov gäller det?' }).getByRole('radio').first().check();
  for (const name of ['Var är personen nu?', 'Vart behöver personen komma?'])
    await page.getByRole('radiogroup', { name }).getByRole('radio').first().check();
  const team = page.getByLabel('Team som börjar');
  if ((await team.inputValue()) === '') await team.selectOption({ index: 1 });
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Starta resan' }).click();
  await page.locator('.rs-sign[data-state="here"]').first().waitFor();
  await assertAccessible(page);
});
