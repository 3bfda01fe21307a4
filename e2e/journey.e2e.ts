import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coWorkerWith, dayOf } from './day.ts';
import { openApp } from './harness.ts';
import { assertAccessible, go, peopleWith, signedIn } from './people.ts';

test('journeys in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test('a long part of the day is unfolded in place by keyboard, and is so again on the way back', async () => {
    const { page, day } = await coWorkerWith(app, (d) => d.next.length > 8);
    await go(app, page, '/idag');
    const part = page
      .getByRole('region')
      .or(page.locator('.rv-section'))
      .filter({ hasText: 'Dina nästa steg' })
      .first();
    const more = part.getByRole('button', { name: `och ${day.next.length - 8} till` });
    assert.equal(await part.getByRole('listitem').count(), 8);
    assert.equal(await more.getAttribute('aria-expanded'), 'false');
    await more.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/idag?open=next');
    assert.equal(await part.getByRole('listitem').count(), day.next.length);
    await part.locator('a[href^="/resor/"]').last().click();
    await page.getByRole('heading', { name: /^Resa / }).waitFor();
    await page.goBack();
    await part.getByRole('button', { name: 'Visa färre' }).waitFor();
    assert.equal(await part.getByRole('listitem').count(), day.next.length);
    await page.context().close();
  });

  await t.test('the day says how many clocks have run out, and leads to exactly those journeys', async () => {
    for (const hat of ['co-worker', 'team-leader'] as const)
      for (const person of (await peopleWith(app, hat)).slice(0, 4)) {
        const page = await signedIn(app, person, hat);
        const { clocks } = await dayOf(app, page);
        await go(app, page, '/idag');
        const told = page.getByText(hat === 'co-worker' ? 'Resor som du ansvarar för:' : 'Teamets resor:');
        const late = clocks.filter(({ clock }) => clock.state === 'breached').length;
        // At most sixty come with the day; of more, the sentence tells the whole number without dividing it.
        if (clocks.length < 60) {
          const words = late === 0 ? 'ingen klocka' : late === 1 ? '1 klocka' : `${late} klockor`;
          assert.ok((await told.innerText()).includes(`${words} har gått ut`), await told.innerText());
        }
        if (clocks.length > 0 && clocks.length < 60) {
          await told.getByRole('link', { name: 'Visa resorna' }).click();
          const n = new Set(clocks.map(({ journey }) => journey.id)).size;
          const count = page.locator('.rv-list-count').getByText(n === 1 ? '1 resa' : `${n} resor`, { exact: true });
          await count.waitFor();
        }
        await page.context().close();
      }
  });

  await t.test('the day and the list stand still while they are loaded', async () => {
    const { page } = await coWorkerWith(app, (d) => d.next.length > 0);
    await page.addInitScript(() => {
      const seen = window as unknown as { shifts: number };
      seen.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shifts += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.route(/\/api\/(my-day|journeys)/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    const shifts = () => page.evaluate(() => (window as unknown as { shifts: number }).shifts);
    for (const path of ['/idag', '/resor']) {
      await go(app, page, path);
      await page.waitForTimeout(200);
      assert.equal(await shifts(), 0, path);
    }
    await page.evaluate(() => {
      const block = document.createElement('div');
      block.style.height = '200px';
      document.querySelector('.rv-page')?.prepend(block);
    });
    await page.waitForTimeout(300);
    assert.ok((await shifts()) > 0, 'a shift would have been seen');
    await page.context().close();
  });

  await t.test(
    'on a phone a journey shows where it is, its clocks and the latest first, and the rest when asked',
    async () => {
      const { page, day } = await coWorkerWith(app, (d) => d.next.some((n) => n.offered.kind === 'step'));
      await page.setViewportSize({ width: 360, height: 780 });
      await go(app, page, `/resor/${day.next.find((n) => n.offered.kind === 'step')?.journey.id}`);
      const toHere = page.getByRole('button', { name: 'Gå till där resan är' });
      await toHere.focus();
      await page.keyboard.press('Enter');
      const stop = page.locator('.rs-picture [data-roving]:focus');
      await stop.waitFor();
      assert.ok(
        await stop.evaluate((link) => {
          const { top, bottom } = link.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }),
      );
      const history = page.locator('.jo-timeline > li');
      assert.ok((await history.count()) <= 8);
      const more = page.getByRole('button', { name: /^och \d+ till$/ });
      if ((await more.count()) > 0) {
        const left = Number(/\d+/.exec(await more.innerText())?.[0]);
        await more.press('Enter');
        await page.waitForURL('**history=all');
        assert.equal(await history.count(), 8 + left);
      }
      await assertAccessible(page);
      await page.context().close();
    },
  );

  await t.test('a form in a dialog is still open, with its text, after the session ran out', async () => {
    const { page, day } = await coWorkerWith(app, (d) => d.next.some((n) => n.offered.kind === 'step'));
    await go(app, page, `/resor/${day.next[0]?.journey.id}`);
    await page.getByRole('button', { name: 'Rapportera hinder' }).first().click();
    const form = page.getByRole('dialog').filter({ has: page.getByRole('textbox') });
    await form.getByRole('textbox').fill('Blanketten saknar plats för tolk');
    await page.context().clearCookies();
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    const told = page.getByRole('dialog', { name: 'Du har blivit utloggad' });
    await told.waitFor();
    await assertAccessible(page);
    await told.getByRole('button', { name: /^Fortsätt som / }).click();
    await told.waitFor({ state: 'detached' });
    assert.equal(await form.getByRole('textbox').inputValue(), 'Blanketten saknar plats för tolk');
    assert.equal(await form.getByRole('textbox').evaluate((field) => field === document.activeElement), true);
    await page.context().close();
  });

  await t.test(
    'R045 R044 a handoff is returned only with a reason, both sides see it, and it is handed over anew with everything confirmed',
    async () => {
      const receiver = await coWorkerWith(app, (day) => day.incoming.length > 0);
      const handoff = receiver.day.incoming[0];
      assert.ok(handoff);
      const address = `/resor/${handoff.journeyId}`;
      await go(app, receiver.page, address);
      await receiver.page.getByRole('button', { name: 'Lämna tillbaka' }).click();
      await receiver.page.getByRole('button', { name: 'Lämna tillbaka' }).click();
      await receiver.page.getByText('Skriv varför, så att avsändaren kan komplettera.').waitFor();
      await receiver.page.getByLabel('Vad behöver kompletteras?').fill('Beställningen saknar mål för insatsen');
      await receiver.page.getByRole('button', { name: 'Lämna tillbaka' }).click();
      await receiver.page.getByText(/^Tillbakalämnat till .* med ditt skäl$/).waitFor();

      const sender = await coWorkerWith(app, (day) => day.returned.some((h) => h.journeyId === handoff.journeyId));
      await go(app, sender.page, '/idag');
      await sender.page.getByText('Skäl: Beställningen saknar mål för insatsen').waitFor();
      await go(app, sender.page, address);
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

      await go(app, receiver.page, address);
      await receiver.page.getByRole('button', { name: 'Ta emot', exact: true }).click();
      await receiver.page.getByText('Mottaget. Avsändaren ser att ni har det.').first().waitFor();
      await sender.page.reload();
      await sender.page
        .getByText(new RegExp(`${receiver.person.name} tog emot`))
        .first()
        .waitFor();
    },
  );

  await t.test('two people at once: the second is told who did what, and nothing is done twice', async () => {
    const first = await coWorkerWith(app, (day) =>
      day.next.some((n) => n.offered.state === 'ready' && n.offered.kind === 'step'),
    );
    const work = first.day.next.find((n) => n.offered.state === 'ready' && n.offered.kind === 'step');
    assert.ok(work);
    const address = `/resor/${work.journey.id}`;
    const other = await first.page.context().newPage();
    await go(app, first.page, address);
    const take = first.page.locator('.jo-offer').first().getByRole('button', { name: 'Jag tar det', exact: true });
    const done = first.page.locator('.jo-offer').first().getByRole('button', { name: 'Klart', exact: true });
    await take.or(done).waitFor();
    if (await take.isVisible()) await take.click();
    for (const page of [first.page, other]) {
      await go(app, page, address);
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

  await t.test('R028 a journey is not closed without saying what became of the need', async () => {
    const { page, day } = await coWorkerWith(app, (d) => d.next.length > 0);
    await go(app, page, `/resor/${day.next[0]?.journey.id}`);
    await page.getByRole('button', { name: 'Avsluta resan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Avsluta', exact: true }).click();
    await dialog.getByText('Välj vad det blev av behovet.').waitFor();
    await assertAccessible(page);
  });

  await t.test('R046 an obstacle is reported straight from the journey, on the step where it stands', async () => {
    const { page, day } = await coWorkerWith(app, (d) => d.next.length > 0);
    await go(app, page, `/resor/${day.next[0]?.journey.id}`);
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

  await t.test(
    'R123 a team leader gives the responsibility to another person of the team; there is always exactly one',
    async () => {
      const [leader] = await peopleWith(app, 'team-leader');
      assert.ok(leader);
      const page = await signedIn(app, leader, 'team-leader');
      const list = await page.request.get(`${app.address}/api/journeys?size=50`);
      const { items } = (await list.json()) as { items: { id: string; teamName: string }[] };
      const own = items.find((row) => leader.hats.some((h) => h.hat === 'team-leader' && h.scopeName === row.teamName));
      await go(app, page, `/resor/${own?.id}`);
      await page.getByRole('button', { name: 'Byt ansvarig' }).click();
      const choice = page.getByLabel('Ny ansvarig');
      await choice.selectOption({ index: 1 });
      const name = (await choice.locator('option:checked').textContent()) ?? '';
      await page.getByRole('dialog').getByRole('button', { name: 'Byt', exact: true }).click();
      await page
        .getByText(new RegExp(`^${name}, `))
        .first()
        .waitFor();
    },
  );

  await t.test(
    'R029 a journey is started from a need with coded start and goal, and R042 its place on the road is shown',
    async () => {
      const { page } = await coWorkerWith(app, (d) => d.next.length > 0);
      await go(app, page, '/resor/ny');
      await page.getByRole('radiogroup', { name: 'Vilket behov gäller det?' }).getByRole('radio').first().check();
      for (const name of ['Var är personen nu?', 'Vart behöver personen komma?'])
        await page.getByRole('radiogroup', { name }).getByRole('radio').first().check();
      const team = page.getByLabel('Team som börjar');
      if ((await team.inputValue()) === '') await team.selectOption({ index: 1 });
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Starta resan' }).click();
      await page.locator('.rs-sign[data-state="here"]').first().waitFor();
      await assertAccessible(page);
    },
  );

  await t.test('R037 the link from a step arrives at the form with the process and the step filled in', async () => {
    const { page, day } = await coWorkerWith(app, (d) => d.next.some((n) => n.offered.kind === 'step'));
    const work = day.next.find((n) => n.offered.kind === 'step');
    assert.ok(work);
    const journey = (await (await page.request.get(`${app.address}/api/journeys/${work.journey.id}`)).json()) as {
      processId: string;
      reference: string;
    };
    await go(app, page, `/processer/${journey.processId}/steg/${work.offered.id}`);
    await page.locator('a[href^="/hinder/nytt"]').click();
    const form = page.getByRole('dialog');
    const place = form.getByLabel('Steg på vägen');
    await place.locator('option', { hasText: work.offered.name }).first().waitFor({ state: 'attached' });
    assert.equal(await form.getByLabel('Process', { exact: true }).inputValue(), journey.processId);
    assert.equal(await place.inputValue(), work.offered.id);
    await assertAccessible(page);
    const query = `processId=${journey.processId}&stepId=${work.offered.id}&journeyId=${work.journey.id}`;
    await go(app, page, `/hinder/nytt?${query}`);
    await form.getByText(journey.reference).waitFor();
    await form.getByLabel('Slag av hinder').selectOption('long-wait');
    await form.getByLabel('Beskriv hindret').fill('Svaret dröjer');
    await form.getByRole('button', { name: 'Rapportera', exact: true }).click();
    await page.waitForURL(`**/resor/${work.journey.id}`);
    await page
      .getByText(/rapporterade ett hinder vid/)
      .first()
      .waitFor();
  });

  await t.test('what there is only one of is already chosen when a journey is started', async () => {
    for (const person of await peopleWith(app, 'co-worker')) {
      const page = await signedIn(app, person, 'co-worker');
      const answer = await page.request.get(`${app.address}/api/start-choices`);
      const { items } = (await answer.json()) as { items: { teams: { id: string }[] }[] };
      if (items.length !== 1) {
        await page.context().close();
        continue;
      }
      await go(app, page, '/resor/ny');
      const needs = page.getByRole('radiogroup', { name: 'Vilket behov gäller det?' }).getByRole('radio');
      assert.deepEqual([await needs.count(), await needs.first().isChecked()], [1, true]);
      assert.notEqual(await page.getByLabel('Team som börjar').inputValue(), '');
      return;
    }
    assert.fail('nobody in the demo has only one need to start from');
  });
});
