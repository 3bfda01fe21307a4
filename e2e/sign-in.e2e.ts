import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { openProvider } from '#platform/oidc-provider.test-data.ts';
import { accessibilityFaults, openApp, picture, settled, sideways } from './harness.ts';

/** A port that is free now: the provider must know where to send people back to before the server is started. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function openWithProvider(
  t: TestContext,
  { empty = false, settings = {} }: { empty?: boolean; settings?: Readonly<Record<string, string>> } = {},
) {
  const provider = await openProvider({ client: 'resvag', secret: 'hemlig' });
  t.after(provider.close);
  const port = await freePort();
  const app = await openApp(t, {
    empty,
    settings: {
      PORT: `${port}`,
      RESVAG_OIDC_ISSUER: provider.issuer,
      RESVAG_OIDC_CLIENT: 'resvag',
      RESVAG_OIDC_SECRET: 'hemlig',
      RESVAG_PUBLIC_ADDRESS: `http://127.0.0.1:${port}`,
      ...settings,
    },
  });
  return app === undefined ? undefined : { app, provider };
}

test('D12 the administrator says who a person is, and that person signs in at the provider and lands where it began', async (t) => {
  const opened = await openWithProvider(t, { settings: { RESVAG_PERSON_CHOICE: '1' } });
  if (opened === undefined) return;
  const { app, provider } = opened;
  const admin = await app.as('administrator', '/personer?hat=co-worker');
  const row = admin.locator('tbody tr a').first();
  const name = (await row.innerText()).trim();
  await row.click();
  await admin.getByRole('heading', { level: 1, name }).waitFor();
  await admin.getByRole('button', { name: 'Ändra inloggningsnamn' }).click();
  await admin.getByLabel('Inloggningsnamn').last().fill('berit@exempelstad.example');
  assert.deepEqual(await accessibilityFaults(admin), []);
  await picture(admin, 'sign-in-name');
  await admin.getByRole('button', { name: 'Spara' }).click();
  await admin.getByText('berit@exempelstad.example').waitFor();

  provider.mood.claims = { sub: 'berit@exempelstad.example', acr: 'loa3' };
  const page = await app.open();
  await page.goto(`${app.address}/resor?state=all`);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('button', { name: new RegExp(name) }).waitFor();
  assert.equal(page.url(), `${app.address}/resor?state=all`);

  // The session runs out in the middle of work: one goes to the provider and comes back to the same address.
  await page.context().clearCookies();
  await page.getByLabel('Sök').fill('zz');
  const again = page.getByRole('dialog', { name: 'Du har blivit utloggad' });
  await again.getByRole('button', { name: 'Logga in', exact: true }).click();
  await page.getByRole('button', { name: new RegExp(name) }).waitFor();
  assert.equal(page.url(), `${app.address}/resor?state=all&q=zz`);

  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('menuitem', { name: 'Logga ut' }).click();
  await page.getByRole('button', { name: 'Logga in' }).waitFor();
  assert.equal(provider.seen.signedOut, 1, 'signed out at the provider, too');

  await admin.goto(`${app.address}/granskning`);
  await admin.getByText('tillitsnivå loa3').first().waitFor();
  await picture(admin, 'sign-in-audit');
});

test('D12 the sign-in page has one way in, and says why a sign-in was sent back', async (t) => {
  const opened = await openWithProvider(t);
  if (opened === undefined) return;
  const { app, provider } = opened;
  for (const view of [
    { width: 1280, theme: 'light' },
    { width: 320, theme: 'dark' },
  ] as const) {
    const page = await app.open(view);
    await page.getByRole('button', { name: 'Logga in' }).waitFor();
    await settled(page);
    assert.equal(await page.getByText('Eller välj vem du vill vara').count(), 0);
    await picture(page, `sign-in-${view.width}-${view.theme}`);
    provider.mood.claims = { sub: 'okänd' };
    await page.getByRole('button', { name: 'Logga in' }).click();
    await page.getByText('Du finns inte här än').waitFor();
    assert.equal(await sideways(page), 0);
    assert.deepEqual(await accessibilityFaults(page), []);
    await picture(page, `sign-in-unknown-${view.width}-${view.theme}`);
  }
  const english = await app.open({ locale: 'en' });
  provider.mood.error = 'access_denied';
  await english.getByRole('button', { name: 'Sign in' }).click();
  await english.getByText('The sign-in was cancelled').waitFor();
});

test('who begins with an own organisation at a provider gives a sign-in name, and can come back by it', async (t) => {
  const opened = await openWithProvider(t, { empty: true });
  if (opened === undefined) return;
  const { app, provider } = opened;
  const page = await app.open();
  for (const [label, text] of [
    ['Organisationens namn', 'Provstads kommun (påhittad)'],
    ['Nämnd som den svarar inför', 'Socialnämnden'],
    ['Första enheten', 'Socialkontoret'],
    ['Ditt namn', 'Eva Prov'],
    ['Din titel', 'Utvecklare'],
    ['Ditt inloggningsnamn', 'eva.prov@provstad.example'],
  ] as const)
    await page.getByLabel(label).fill(text);
  await picture(page, 'sign-in-new-organisation');
  await page.getByRole('button', { name: 'Skapa organisationen' }).click();
  await page.getByRole('button', { name: /Eva Prov/ }).click();
  await page.getByRole('menuitem', { name: 'Logga ut' }).click();
  provider.mood.claims = { sub: 'eva.prov@provstad.example' };
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('button', { name: /Eva Prov/ }).waitFor();
});
