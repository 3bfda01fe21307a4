import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, type Demo, peopleWith, phone, signedIn, startDemo } from './browser.ts';

let demo: Demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo.close());

async function asOne(hat: Parameters<typeof signedIn>[2], viewport?: typeof phone) {
  const [person] = await peopleWith(demo, hat);
  assert.ok(person);
  return signedIn(demo, person, hat, viewport);
}

test('R035 the process map shows processes by need and satisfied need', async () => {
  const { page } = await asOne('co-worker');
  await page.goto('/processer');
  const card = page.locator('article').first();
  await card.getByText('Behov', { exact: true }).waitFor();
  await card.getByText('Tillgodosett behov', { exact: true }).waitFor();
  await assertAccessible(page);
});

test('R051 R012 the process page says why, with purpose and need, before how', async () => {
  const { page } = await asOne('co-worker');
  await page.goto('/processer');
  await page.locator('article h3 a').first().click();
  await page.getByRole('heading', { name: 'Varför vägen finns' }).waitFor();
  const headings = await page.locator('main h2').allTextContents();
  assert.deepEqual(headings.slice(0, 2), ['Varför vägen finns', 'Så går vägen']);
  const why = page.locator('.pr-why');
  assert.deepEqual(await why.locator('dt').allTextContents(), ['För vem', 'Behov', 'Tillgodosett behov']);
});

test('R026 every process is shown as a road, and its text twin has the same stations in the same order', async () => {
  const { page } = await asOne('co-worker');
  await page.goto('/processer');
  await page.locator('article h3 a').first().waitFor();
  const links = await page.locator('article h3 a').evaluateAll((found) => found.map((a) => a.getAttribute('href')));
  assert.ok(links.length >= 5);
  for (const link of links) {
    await page.goto(link ?? '');
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
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  }
});

test('R056 a process is found in three steps at most on a phone, and the page is accessible', async () => {
  const { page } = await asOne('co-worker', phone);
  await page.goto('/idag');
  await page.getByRole('button', { name: 'Meny' }).click();
  await page.getByRole('link', { name: 'Processer' }).first().click();
  await page.locator('article h3 a').first().click();
  await page.locator('.rs-upright a.rs-name').first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await assertAccessible(page);
});

test('the stations of the road are reached with the arrow keys and lead to the page of the step', async () => {
  const { page } = await asOne('co-worker');
  await page.goto('/processer');
  await page.locator('article h3 a').first().click();
  await page.locator('.rs-lying a[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  const name = (await page.locator(':focus').textContent())?.replace(/^\d+\. /, '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: name ?? '' }).waitFor();
  await page.getByRole('heading', { name: 'Vad lagen säger' }).waitFor();
  await assertAccessible(page);
});

test('R024 management decides which processes are the most important', async () => {
  const { page } = await asOne('management');
  await page.goto('/processer');
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

test('a file that is not BPMN is refused in plain words and nothing is imported', async () => {
  const { page } = await asOne('process-support');
  await page.goto('/processer');
  await page.getByRole('button', { name: 'Importera BPMN' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'brev.bpmn', mimeType: 'text/xml', buffer: Buffer.from('Hej hej') });
  await page.getByRole('dialog').getByRole('button', { name: 'Importera', exact: true }).click();
  await page.getByText('Filen är inte en XML-fil').waitFor();
});
