import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApp, picture, sideways } from './harness.ts';
import { assertAccessible, go, peopleWith, signedIn } from './people.ts';

test('the board in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;
  const [leader] = await peopleWith(app, 'team-leader');
  assert.ok(leader);

  await t.test('a team leader sees the team’s journeys of one process on their steps, and opens one', async () => {
    const page = await signedIn(app, leader, 'team-leader');
    const list = await page.request.get(`${app.address}/api/journeys?size=1`);
    const { items } = (await list.json()) as { items: { processId: string }[] };
    const processId = items[0]?.processId ?? '';
    await go(app, page, '/resor');
    await picture(page, 'board-list-1280');
    assert.equal(await sideways(page), 0);
    await page.getByRole('radio', { name: 'Tavla' }).click();
    await page.getByLabel('Process', { exact: true }).selectOption(processId);
    await page.getByRole('region', { name: /^Tavla/ }).waitFor();
    assert.match(page.url(), new RegExp(`vy=tavla.*processId=${processId}`));
    await assertAccessible(page);
    await picture(page, 'board-1280');
    assert.equal(await sideways(page), 0);
    const card = page.locator('.jb-card').first();
    const step = await page.locator('.jb-column:has(.jb-card) h2').first().textContent();
    await card.getByRole('link').click();
    await page.getByRole('heading', { name: 'Nästa rätta steg' }).waitFor();
    await page
      .getByRole('heading', { name: step ?? '' })
      .first()
      .waitFor();
    for (const theme of ['light', 'dark'] as const) {
      const phone = await signedIn(app, leader, 'team-leader', { width: 320, height: 800, theme });
      await go(app, phone, `/resor?vy=tavla&processId=${processId}`);
      assert.equal(await sideways(phone), 0);
      await picture(phone, `board-320-${theme}`);
      await assertAccessible(phone);
    }
  });
});
