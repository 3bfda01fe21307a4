import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApp, picture, sideways } from './harness.ts';
import { assertAccessible, go, peopleWith, signedIn } from './people.ts';

const views = [
  ['wide-light', { width: 1280, height: 860, theme: 'light' }],
  ['wide-dark', { width: 1280, height: 860, theme: 'dark' }],
  ['phone-light', { width: 360, height: 800, theme: 'light' }],
  ['phone-dark', { width: 360, height: 800, theme: 'dark' }],
] as const;

test('who takes over when a hat ends, in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;
  const [leader] = await peopleWith(app, 'team-leader');
  assert.ok(leader);
  const page = await signedIn(app, leader, 'team-leader');
  const list = await page.request.get(`${app.address}/api/journeys?size=200`);
  type Row = { teamId: string; responsibleId: string; responsibleName: string };
  const session = await (await page.request.get(`${app.address}/api/session`)).json();
  const { teamId } = session.acting.scope as { teamId: string };
  const rows = ((await list.json()) as { items: Row[] }).items.filter(
    (row) => row.teamId === teamId && row.responsibleId !== leader.id,
  );
  const holders = [...Map.groupBy(rows, (row) => row.responsibleId).values()].sort((a, b) => b.length - a.length);
  const [many, few] = [holders[0] ?? [], holders.at(-1) ?? []];
  const [stays, leaves] = [many[0], few[0]];
  assert.ok(stays && leaves && stays.responsibleId !== leaves.responsibleId, 'two people of the team have journeys');

  await t.test('R123 whoever lets a person leave a team chooses who takes over the journeys there', async () => {
    await go(app, page, `/team/${teamId}`);
    await page.getByRole('button', { name: `${leaves.responsibleName} lämnar teamet` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Vem tar över?').waitFor();
    await dialog.getByRole('button', { name: 'Lämnar teamet' }).click();
    await dialog.getByText('Välj vem som tar över.').first().waitFor();
    await dialog.getByLabel('Någon i teamet tar över nu').check();
    await dialog.getByLabel('Ny ansvarig').selectOption({ label: leader.name });
    await assertAccessible(page);
    await dialog.getByRole('button', { name: 'Lämnar teamet' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: `${leaves.responsibleName} lämnar teamet` }).waitFor({ state: 'detached' });
    const theirs = await page.request.get(`${app.address}/api/journeys?responsibleId=${leaves.responsibleId}`);
    assert.equal((await theirs.json()).total, 0);
  });

  await t.test(
    'R123 a hat is ended, its journeys are left to the leader, and on the day another takes over',
    async () => {
      await go(app, page, `/personer/${stays.responsibleId}`);
      const row = page.getByRole('row').filter({ hasText: 'Gäller nu' }).filter({ hasText: 'Medarbetare' }).first();
      await row.getByRole('button', { name: /^Avsluta uppdraget som/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`${stays.responsibleName} är ansvarig för`).waitFor();
      for (const [name, { width, height, theme }] of views) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: theme });
        await dialog.getByLabel('Någon i teamet tar över nu').check();
        assert.equal(await sideways(page), 0);
        await picture(page, `end-hat-${name}`);
      }
      await dialog.getByLabel('Teamledaren väljer senare').check();
      await dialog.getByLabel('Sista dag').fill('2099-12-31');
      await dialog.getByText('Resorna är kvar till den dagen').waitFor();
      await picture(page, 'end-hat-later');
      await dialog.getByLabel('Sista dag').fill('');
      await dialog.getByRole('button', { name: 'Avsluta' }).click();
      await dialog.waitFor({ state: 'detached' });

      await go(app, page, '/resor?signal=leaderless');
      await page.getByRole('table').getByText(stays.responsibleName).first().waitFor();
      for (const [name, view] of views) {
        const there = await signedIn(app, leader, 'team-leader', view);
        await go(app, there, '/idag');
        await there.getByRole('heading', { name: /^Behöver ny ansvarig/ }).waitFor();
        assert.equal(await sideways(there), 0);
        await assertAccessible(there);
        await picture(there, `day-leaderless-${name}`);
        await there.context().close();
      }
      const team = leader.hats.find(({ hat }) => hat === 'team-leader')?.scopeName ?? '';
      let counted = 0;
      for (const owner of await peopleWith(app, 'business-owner')) {
        const above = await signedIn(app, owner, 'business-owner');
        await go(app, above, '/idag');
        const link = above.getByRole('row').filter({ hasText: team }).locator('a[href*="leaderless"]');
        if ((await link.count()) > 0) {
          counted += Number(await link.innerText());
          await assertAccessible(above);
          await picture(above, 'day-business-owner');
          await link.click();
          await above.getByRole('table').getByText(stays.responsibleName).first().waitFor();
        }
        await above.context().close();
      }
      const all = await page.request.get(`${app.address}/api/journeys?signal=leaderless`);
      assert.equal(counted, (await all.json()).total, 'each process has its part');

      await go(app, page, '/idag');
      const who = page.getByLabel(`Ny ansvarig för resorna hos ${stays.responsibleName}`);
      await who.selectOption({ label: leader.name });
      await who.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText(`${leader.name} är nu ansvarig för`).waitFor();
      await page.getByRole('heading', { name: /^Behöver ny ansvarig/ }).waitFor({ state: 'detached' });
    },
  );
});
