import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityFaults, openApp, picture, settled, sideways } from './harness.ts';
import { assertAccessible, go, peopleWith, signedIn } from './people.ts';

test('roles of the organisation’s own, in a browser', async (t) => {
  const app = await openApp(t);
  if (app === undefined) return;

  await t.test(
    'R067 the catalogue of roles is grouped by management area, a role of one’s own is added to an area, given from where it stands empty, worn, and told in its own name',
    async () => {
      const page = await app.as('administrator', '/');
      await page.getByRole('navigation').getByRole('link', { name: 'Rollkatalog', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Rollkatalog' }).waitFor();
      await settled(page);
      const table = page.getByRole('table', { name: 'Rollkatalog' });
      assert.deepEqual(await table.locator('tbody th[scope=rowgroup]').allInnerTexts(), [
        'Processledning',
        'Resursledning',
        'Arbetsledning',
        'Styrning',
      ]);
      const inArea = (area: string) => table.locator('tbody').filter({ has: page.getByText(area, { exact: true }) });
      assert.match(await inArea('Processledning').innerText(), /Processägare[\s\S]+Processtöd[\s\S]+Metodutvecklare/);
      assert.match(
        await inArea('Arbetsledning').innerText(),
        /Medarbetare[\s\S]+Boendesamordnare[\s\S]+Som medarbetare/,
      );
      await picture(page, 'role-catalogue');
      await assertAccessible(page);

      await page.getByRole('button', { name: 'Lägg till roll' }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Rättigheter som').selectOption({ label: 'Processtöd' });
      assert.equal(await dialog.getByLabel('Ledningsområde').inputValue(), 'process-management');
      await dialog.getByRole('button', { name: 'Lägg till roll' }).click();
      await dialog.getByText('Fyll i det här').first().waitFor();
      await dialog.getByLabel('Namn', { exact: true }).fill('METODUTVECKLARE');
      await dialog.getByLabel('Till för').fill('Lär ut hur vägar ritas och läses.');
      await dialog.getByRole('button', { name: 'Lägg till roll' }).click();
      await dialog.getByText('Namnet är upptaget').waitFor();
      await picture(page, 'role-taken');
      assert.deepEqual(await accessibilityFaults(page), []);
      await dialog.getByLabel('Namn', { exact: true }).fill('Processpedagog');
      await dialog.getByLabel('Namn på engelska').fill('Process teacher');
      await dialog.getByRole('button', { name: 'Lägg till roll' }).click();
      await dialog.waitFor({ state: 'detached' });
      await inArea('Processledning').getByText('Processpedagog').waitFor();
      await page.context().close();

      const management = await app.as('management', '/ledning');
      await management.getByText('Processpedagog – som processtöd').waitFor();
      await picture(management, 'leadership-own-roles');
      await assertAccessible(management);
      await management.getByRole('button', { name: 'Utse Processpedagog' }).first().focus();
      await management.keyboard.press('Enter');
      const giving = management.getByRole('dialog');
      await giving.getByText('Har samma rättigheter som hatten Processtöd.').waitFor();
      await giving.getByLabel('Sök namn, titel eller enhet').fill('controller');
      const choice = giving.locator('.aksel-radio').filter({ hasText: 'Controller' }).first();
      const name = (await choice.locator('label').first().innerText()).split('\n')[0] ?? '';
      await choice.getByRole('radio').check();
      await giving.getByRole('button', { name: 'Utse' }).click();
      await giving.waitFor({ state: 'detached' });
      const card = management.locator('.le-own').filter({ hasText: 'Processpedagog' });
      await card.getByRole('link', { name }).waitFor();
      await card.scrollIntoViewIfNeeded();
      await picture(management, 'leadership-own-role-worn');
      await card.getByRole('link', { name }).click();
      await management.getByRole('table', { name: 'Hattar' }).waitFor();
      assert.match(
        await management.getByRole('table', { name: 'Hattar' }).innerText(),
        /Processpedagog – som processtöd[\s\S]+ som Ledning/,
      );
      await management.context().close();

      const [person] = (await peopleWith(app, 'process-support')).filter((one) => one.name === name);
      assert.ok(person, 'who is given the role wears its hat');
      const own = await signedIn(app, person, 'process-support');
      await go(app, own, '/roller');
      await own.locator('.rv-person').getByText('Processpedagog').waitFor();
      await own.locator('.rv-person').click();
      await own.getByRole('menuitemradio', { name: /Processpedagog – som processtöd/ }).waitFor();
      await picture(own, 'own-role-menu');
      await own.keyboard.press('Escape');
      await own.getByLabel('Hatt', { exact: true }).selectOption({ label: 'Processpedagog – som processtöd' });
      await settled(own);
      assert.equal(await own.getByRole('table').getByRole('link', { name }).count(), 1);
      await go(app, own, `/personer?q=${encodeURIComponent(name)}`);
      await own.getByRole('table').getByText('Processpedagog').waitFor();
      await own.context().close();
      const auditor = await app.as('auditor', '/granskning?operation=sign-in');
      await auditor.getByText(`${name} (Processpedagog – som processtöd)`).first().waitFor();
      await auditor.context().close();
    },
  );

  await t.test(
    'a role is renamed, ended while it is worn, given to nobody more, and taken into use again',
    async () => {
      const page = await app.as('administrator', '/rollkatalog?area=process-management');
      await page.getByRole('button', { name: 'Ändra rollen Metodutvecklare' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Rollen har samma rättigheter som hatten Processtöd').waitFor();
      await dialog.getByLabel('Namn', { exact: true }).fill('Arbetssättsutvecklare');
      await dialog.getByRole('button', { name: 'Spara' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Avsluta rollen Arbetssättsutvecklare' }).click();
      await dialog.getByText('En person har rollen och behåller den tills uppdraget avslutas.').waitFor();
      await picture(page, 'role-end');
      assert.deepEqual(await accessibilityFaults(page), []);
      await dialog.getByRole('button', { name: 'Avsluta' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByLabel('Läge').selectOption({ label: 'Avslutad' });
      await page.getByText('Arbetssättsutvecklare').first().waitFor();
      await go(app, page, '/personer?hat=co-worker');
      await page.getByRole('table').getByRole('link').first().click();
      await page.getByRole('button', { name: 'Ge uppdrag' }).click();
      const offered = await dialog.getByLabel('Hatt').locator('option').allInnerTexts();
      assert.ok(offered.includes('Processtöd') && offered.includes('Boendesamordnare – som medarbetare'));
      assert.ok(!offered.some((text) => text.startsWith('Arbetssättsutvecklare')), 'an ended role is not offered');
      await picture(page, 'appoint-own-role');
      await go(app, page, '/rollkatalog?state=ended');
      await page.getByRole('button', { name: 'Ta rollen Arbetssättsutvecklare i bruk igen' }).click();
      await page.getByText('Inget stämmer med urvalet').waitFor();
      await page.context().close();
    },
  );

  await t.test('a role that somebody else adds is told by its name in a window that was open before', async () => {
    const open = await app.as('co-worker', '/personer');
    const admin = await app.as('administrator', '/');
    const words = { name: 'Vägvisare', purpose: 'Visar nya kollegor vägen.', area: 'governance', hat: 'board' };
    const role = (await (await admin.request.post(`${app.address}/api/roles`, { data: words })).json()) as {
      id: string;
    };
    const [person] = await peopleWith(app, 'resource-owner');
    const data = { personId: person?.id, hat: 'board', ownRoleId: role.id, scope: { kind: 'organisation' } };
    assert.equal((await admin.request.post(`${app.address}/api/assignments`, { data })).status(), 200);
    await admin.context().close();
    await open.getByLabel('Sök i listan').fill(person?.name ?? '');
    await open.getByRole('table').getByText('Vägvisare').waitFor();
    await open.context().close();
  });

  await t.test('others read the catalogue without changing it, on a phone, in the dark and in English', async () => {
    const phone = await app.as('co-worker', '/rollkatalog', { width: 320, height: 640, theme: 'dark' });
    await settled(phone);
    assert.equal(await sideways(phone), 0);
    assert.equal(await phone.getByRole('button', { name: 'Lägg till roll' }).count(), 0);
    assert.equal(await phone.getByRole('button', { name: /Ändra rollen/ }).count(), 0);
    await phone
      .getByText('Metodutvecklare')
      .or(phone.getByText('Arbetssättsutvecklare'))
      .first()
      .scrollIntoViewIfNeeded();
    await picture(phone, 'role-catalogue-phone-dark');
    await assertAccessible(phone);
    await go(app, phone, '/ledning?omrade=resource-management');
    await phone.getByText('Kompetenssamordnare').first().waitFor();
    assert.equal(await sideways(phone), 0);
    await phone.getByText('Kompetenssamordnare').last().scrollIntoViewIfNeeded();
    await picture(phone, 'leadership-phone-dark');
    await assertAccessible(phone);
    await phone.context().close();
    const english = await app.as('administrator', '/rollkatalog', { locale: 'en' });
    await english.getByText('Housing coordinator').waitFor();
    await english.getByText('As co-worker').waitFor();
    await assertAccessible(english);
    await english.context().close();
  });
});
