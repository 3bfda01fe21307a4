import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { type Hat, hats } from '#lib/acting.ts';
import type { PersonId } from '#lib/id.ts';
import { sealAudit, verifyAudit } from '#platform/audit.ts';
import { openProvider } from '#platform/oidc-provider.test-data.ts';
import { endUnprovedSessions } from '#platform/session.ts';
import { routes } from './routes.ts';
import { makeSamples } from './sample-input.test-data.ts';
import {
  assignmentOf,
  elsewhere,
  openSmallOrganisation,
  organisationId,
  personOf,
} from './small-organisation.test-data.ts';

const loa3 = 'http://id.example/loa/loa3';

/** The small organisation whose people sign in at a provider, each by the name of the hat they wear. */
async function openWithProvider(t: TestContext, settings: Readonly<Record<string, string>> = {}) {
  const provider = await openProvider({ client: 'resvag', secret: 'en hemlighet' });
  t.after(provider.close);
  const small = await openSmallOrganisation(t, {
    RESVAG_OIDC_ISSUER: provider.issuer,
    RESVAG_OIDC_CLIENT: 'resvag',
    RESVAG_OIDC_SECRET: 'en hemlighet',
    RESVAG_PUBLIC_ADDRESS: 'http://localhost:4180',
    RESVAG_OIDC_ASSURANCE: `${loa3} http://id.example/loa/loa4`,
    ...settings,
  });
  if (small === undefined) return undefined;
  await small.world.database.write({ organisationId }, async (tx) => {
    for (const hat of hats)
      await tx.run(sql`update person set sign_in_name = ${`${hat}@provstad.example`} where id = ${personOf(hat)}`);
  });

  const cookieIn = (headers: Readonly<Record<string, string>>, name: string) =>
    decodeURIComponent(new RegExp(`${name}=([^;]+)`).exec(headers['set-cookie'] ?? '')?.[1] ?? '');
  /** To the provider and back again; gives the address that it sends the browser to, and the browser's cookie. */
  async function goToProvider(returnTo = '/resor', cookies: Record<string, string> = {}) {
    const begun = await small!.send(cookies, 'GET', `/api/sign-in/oidc?${new URLSearchParams({ return: returnTo })}`);
    assert.equal(begun.status, 303);
    const to = begun.headers['location'] ?? '';
    if (!to.startsWith(provider.issuer)) return { to, cookies: {}, setCookie: '' };
    const answer = await fetch(to, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    return {
      to: `${back.pathname}${back.search}`,
      cookies: { resvag_sign_in: cookieIn(begun.headers, 'resvag_sign_in') },
      setCookie: begun.headers['set-cookie'] ?? '',
    };
  }
  const comeBack = async (way: { to: string; cookies: Record<string, string> }) => {
    const answer = await small!.send(way.cookies, 'GET', way.to);
    const session = cookieIn(answer.headers, 'resvag_session');
    return {
      status: answer.status,
      to: answer.headers['location'] ?? '',
      cookies: session === '' ? undefined : { resvag_session: session },
    };
  };
  /** A whole sign-in of who wears a hat. */
  async function signIn(hat: Hat, level = loa3) {
    provider.mood.claims = { sub: `${hat}@provstad.example`, acr: level };
    const { cookies } = await comeBack(await goToProvider());
    assert.ok(cookies !== undefined, `${hat} is signed in`);
    return cookies;
  }
  return { small, provider, goToProvider, comeBack, signIn };
}

type Opened = NonNullable<Awaited<ReturnType<typeof openWithProvider>>>;

interface Line {
  readonly id: string;
  readonly person: PersonId;
  readonly hat: string;
  readonly assignment: string;
  readonly assurance: string | null;
  /** What was read, in lines about reading. */
  readonly subject: string | null;
}

/** Every line of the audit trail and every fact of a journey that is there. */
function lines({ small }: Opened): Promise<Line[]> {
  return small.world.database.read({ organisationId }, (tx) =>
    tx.rows<Line>(
      sql`select id::text, person_id as person, hat, assignment_id as assignment, assurance,
                 case when kind = 'read' then subject_id end as subject from audit
          union all
          select journey_id || ' ' || seq, person_id, hat, assignment_id, assurance, null from journey_fact`,
    ),
  );
}

async function sessions({ small }: Opened) {
  return small.world.database.read({ organisationId }, (tx) =>
    tx.rows<{ person: string; method: string; assurance: string | null }>(
      sql`select person_id as person, method, assurance from session order by created_at`,
    ),
  );
}

test('D12 one signs in at the provider, comes back to where one was, and the assurance level is stored', async (t) => {
  const opened = await openWithProvider(t);
  if (opened === undefined) return;
  const { small, provider, goToProvider, comeBack } = opened;
  const before = await small.send({}, 'GET', '/api/session');
  assert.equal(before.body.providerSignIn, true);
  assert.equal(before.body.demoSignIn, false);

  provider.mood.claims = { sub: 'co-worker@provstad.example', acr: loa3 };
  const way = await goToProvider('/resor/00000000-0000-4000-8000-000000000001?flik=tider');
  assert.match(way.setCookie, /Max-Age=600; Path=\/api\/sign-in; HttpOnly; SameSite=Lax/);
  const asked = provider.seen.authorize[0];
  assert.equal(asked?.get('response_type'), 'code');
  assert.equal(asked?.get('code_challenge_method'), 'S256');
  assert.equal(asked?.get('redirect_uri'), 'http://localhost:4180/api/sign-in/oidc/callback');
  assert.equal(asked?.get('acr_values'), `${loa3} http://id.example/loa/loa4`);
  assert.ok((asked?.get('nonce') ?? '').length >= 43 && (asked?.get('state') ?? '').length >= 43);

  const back = await comeBack(way);
  assert.equal(back.status, 303);
  assert.equal(back.to, '/resor/00000000-0000-4000-8000-000000000001?flik=tider');
  assert.ok(back.cookies !== undefined);
  const session = await small.send(back.cookies, 'GET', '/api/session');
  assert.equal(session.body.person.id, personOf('co-worker'));
  assert.equal(session.body.acting.hat, 'co-worker');
  assert.equal(session.body.acting.assurance, loa3);
  assert.deepEqual(await sessions(opened), [{ person: personOf('co-worker'), method: 'oidc', assurance: loa3 }]);

  const trail = await small.ask('auditor', 'GET', `/api/audit?personId=${personOf('co-worker')}`);
  assert.equal(trail.body.items[0].operation, 'sign-in');
  assert.equal(trail.body.items[0].assurance, loa3);
  assert.equal(trail.body.items[0].after.method, 'oidc');

  const out = await small.send(back.cookies, 'DELETE', '/api/session');
  const goOn = new URL(out.body.goOn);
  assert.equal(`${goOn.origin}${goOn.pathname}`, `${provider.issuer}/end`);
  assert.equal(goOn.searchParams.get('post_logout_redirect_uri'), 'http://localhost:4180/');
  const after = await small.send(back.cookies, 'GET', '/api/session');
  assert.equal(after.body.person, null);
});

test('D12 R070 the acting role and the assurance level are in every log entry, whoever changes what', async (t) => {
  const opened = await openWithProvider(t, { RESVAG_PERSON_CHOICE: '1' });
  if (opened === undefined) return;
  const { small, signIn } = opened;
  const samples = await makeSamples(small);
  const written = new Map<string, number>();
  for (const { operation } of routes) {
    if (operation.method === 'GET') continue;
    const sample = samples[operation.name];
    assert.ok(sample !== undefined);
    for (const hat of hats) {
      const input = await sample.within();
      const path = operation.path.replace(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(input.params?.[name] ?? ''),
      );
      const url = `${path}${input.query === undefined ? '' : `?${input.query}`}`;
      const cookies = await signIn(hat);
      // What is put back must have been taken.
      if (operation.name === 'put-back-step') await small.send(cookies, 'POST', path, {});
      const known = new Set((await lines(opened)).map(({ id }) => id));
      const answer = await small.send(cookies, operation.method, url, input.body);
      const fresh: Line[] = (await lines(opened)).filter(({ id }) => !known.has(id));
      if (answer.status !== 200) {
        assert.deepEqual(fresh, [], `${operation.name} by ${hat} is refused and writes nothing`);
        continue;
      }
      // Choosing a person is another's session from then on, and nobody vouches for it.
      const chosen = operation.name === 'sign-in';
      for (const line of fresh) {
        assert.equal(line.person, chosen ? elsewhere.personId : personOf(hat), operation.name);
        assert.equal(line.hat, chosen ? 'co-worker' : hat, operation.name);
        assert.equal(line.assignment, chosen ? elsewhere.assignmentId : assignmentOf(hat), operation.name);
        assert.equal(line.assurance, chosen ? null : loa3, operation.name);
      }
      written.set(operation.name, (written.get(operation.name) ?? 0) + fresh.length);
    }
  }
  // Doing again what is done already (taking in a member) changes nothing, but the first time it did.
  for (const [name, count] of written) assert.ok(count > 0, `${name} was done and left a line`);
  for (const name of ['appoint', 'start-journey', 'take-step', 'import-bpmn', 'record-board-decision', 'set-label'])
    assert.ok(written.has(name), `${name} was done by some hat`);

  const read = await samples['get-journey']!.within();
  await small.send(await signIn('auditor'), 'GET', `/api/journeys/${read.params?.['journeyId']}`);
  const reading = async () => (await lines(opened)).find(({ subject }) => subject === read.params?.['journeyId']);
  for (let tries = 0; (await reading()) === undefined && tries < 100; tries++) await pause(20);
  const readLine = await reading();
  assert.deepEqual([readLine?.person, readLine?.hat, readLine?.assurance], [personOf('auditor'), 'auditor', loa3]);

  const who = { organisationId };
  const verdict = await small.world.database.write(who, async (tx) => {
    await sealAudit(tx, who);
    return verifyAudit(tx);
  });
  assert.equal(verdict.whole, true, 'the level is part of the sealed chain');
  t.diagnostic(`${written.size} operations wrote ${[...written.values()].reduce((a, b) => a + b, 0)} lines`);
});

test('D12 a sign-in that does not hold is sent back with the reason, and nothing is made', async (t) => {
  const opened = await openWithProvider(t);
  if (opened === undefined) return;
  const { small, provider, goToProvider, comeBack } = opened;
  const known = { sub: 'co-worker@provstad.example', acr: loa3 };
  const refusedBy = async (way: Parameters<typeof comeBack>[0]) => {
    const back = await comeBack(way);
    assert.equal(back.cookies, undefined, back.to);
    return back.to.replace('/idag?refused=', '');
  };
  const with_ = async (mood: Partial<typeof provider.mood>) => {
    Object.assign(provider.mood, { claims: known, error: undefined, wrong: undefined }, mood);
    return refusedBy(await goToProvider());
  };
  const people = await small.ask('auditor', 'GET', '/api/people');

  assert.equal(await with_({ claims: { ...known, sub: 'okänd@provstad.example' } }), 'sign-in-person-unknown');
  assert.equal(await with_({ claims: { ...known, acr: 'http://id.example/loa/loa2' } }), 'sign-in-assurance-too-low');
  assert.equal(await with_({ claims: { sub: known.sub } }), 'sign-in-assurance-too-low');
  assert.equal(await with_({ error: 'access_denied' }), 'sign-in-declined');
  assert.equal(await with_({ error: 'server_error' }), 'sign-in-failed');
  assert.equal(await with_({ wrong: 'nonce' }), 'sign-in-failed');
  assert.equal(await with_({ wrong: 'key' }), 'sign-in-failed');
  assert.equal(await with_({ claims: { ...known, aud: 'another' } }), 'sign-in-failed');

  await small.world.database.write({ organisationId }, async (tx) => {
    await tx.run(sql`update person set sign_in_name = 'norr' where id = ${elsewhere.personId}`);
    await tx.run(
      sql`update role_assignment set valid_to = ${new Date('2026-02-01T00:00:00Z')} where id = ${elsewhere.assignmentId}`,
    );
  });
  assert.equal(await with_({ claims: { ...known, sub: 'norr' } }), 'sign-in-without-hat');

  Object.assign(provider.mood, { claims: known });
  const way = await goToProvider();
  assert.equal(await refusedBy({ ...way, cookies: {} }), 'sign-in-over', 'another browser');
  assert.equal(await refusedBy({ ...way, to: way.to.replace(/state=[^&]+/, 'state=other') }), 'sign-in-over');
  assert.equal(await refusedBy({ ...way, to: way.to.replace(/state=[^&]+&?/, '') }), 'sign-in-over');
  assert.equal(
    await refusedBy({ ...way, to: way.to.replace(/iss=[^&]+/, 'iss=http%3A%2F%2Felsewhere') }),
    'sign-in-failed',
  );
  assert.equal(await refusedBy(way), 'sign-in-over', 'what was tried once is over');

  const other = await goToProvider();
  assert.equal((await comeBack(other)).to, '/resor');
  assert.equal(await refusedBy(other), 'sign-in-over', 'played again');

  const late = await goToProvider();
  small.setClock(new Date('2026-02-16T09:11:00Z'));
  assert.equal(await refusedBy(late), 'sign-in-over', 'too late');

  const made = await sessions(opened);
  assert.equal(made.filter(({ method }) => method === 'oidc').length, 1, 'one sign-in held');
  const peopleAfter = await small.ask('auditor', 'GET', '/api/people');
  assert.equal(peopleAfter.body.total, people.body.total);
});

test('D12 one is sent back to pages of our own only', async (t) => {
  const opened = await openWithProvider(t);
  if (opened === undefined) return;
  const { provider, goToProvider, comeBack } = opened;
  provider.mood.claims = { sub: 'auditor@provstad.example', acr: loa3 };
  const bad = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil',
    'javascript:x',
  ];
  for (const wanted of [...bad, '/api/session', '', 'resor'])
    assert.equal((await comeBack(await goToProvider(wanted))).to, '/', wanted);
  for (const wanted of ['/', '/resor?sida=2', '/personer/%C3%A5'])
    assert.equal((await comeBack(await goToProvider(wanted))).to, wanted);
});

test('D12 a provider that does not answer is told, at the beginning and on the way back', async (t) => {
  const opened = await openWithProvider(t);
  if (opened === undefined) return;
  const { provider, goToProvider, comeBack } = opened;
  const way = await goToProvider();
  await provider.close();
  assert.equal((await comeBack(way)).to, '/idag?refused=sign-in-provider-unreachable');

  const never = await openSmallOrganisation(t, {
    RESVAG_OIDC_ISSUER: provider.issuer,
    RESVAG_OIDC_CLIENT: 'resvag',
    RESVAG_PUBLIC_ADDRESS: 'http://localhost:4180',
  });
  const begun = await never?.send({}, 'GET', '/api/sign-in/oidc');
  assert.equal(begun?.headers['location'], '/idag?refused=sign-in-provider-unreachable');
});

test('D12 the claim of the settings says who it is, from the ID token or the userinfo endpoint', async (t) => {
  const opened = await openWithProvider(t, { RESVAG_OIDC_CLAIM: 'email', RESVAG_OIDC_SCOPE: 'openid email' });
  if (opened === undefined) return;
  const { small, provider, goToProvider, comeBack } = opened;
  const email = 'board@provstad.example';
  provider.mood.claims = { sub: '1234', acr: loa3 };
  provider.mood.userinfo = { email, email_verified: true };
  const back = await comeBack(await goToProvider());
  assert.ok(back.cookies !== undefined);
  const session = await small.send(back.cookies, 'GET', '/api/session');
  assert.equal(session.body.person.id, personOf('board'));
  provider.mood.userinfo = { email, email_verified: false };
  assert.equal((await comeBack(await goToProvider())).to, '/idag?refused=sign-in-person-unknown');
});

test('the administrator says who a person is at the provider; a changed name ends what the old one opened', async (t) => {
  const opened = await openWithProvider(t);
  if (opened === undefined) return;
  const { small, signIn } = opened;
  const theirs = await signIn('co-worker');
  const address = `/api/people/${personOf('co-worker')}`;
  const shown = await small.ask('administrator', 'GET', address);
  assert.equal(shown.body.signInName, 'co-worker@provstad.example');
  const hidden = await small.ask('team-leader', 'GET', address);
  assert.equal('signInName' in hidden.body, false);
  const taken = await small.ask('administrator', 'PUT', `${address}/sign-in-name`, {
    signInName: 'board@provstad.example',
  });
  assert.equal(taken.body.tag, 'sign-in-name-taken');
  const changed = await small.ask('administrator', 'PUT', `${address}/sign-in-name`, { signInName: '' });
  assert.deepEqual(changed.body, { signInName: null });
  const after = await small.send(theirs, 'GET', '/api/session');
  assert.equal(after.body.person, null);
});

test('without a provider nothing of it is offered, and with one nobody is chosen unless it is set', async (t) => {
  const without = await openSmallOrganisation(t);
  if (without === undefined) return;
  const plain = await without.send({}, 'GET', '/api/session');
  assert.equal(plain.body.providerSignIn, false);
  assert.equal(plain.body.demoSignIn, true);
  const begun = await without.send({}, 'GET', '/api/sign-in/oidc');
  assert.equal(begun.headers['location'], '/idag?refused=sign-in-off');

  const opened = await openWithProvider(t);
  const refused = await opened?.small.send({}, 'POST', '/api/session', { personId: personOf('board') });
  assert.equal(refused?.body.tag, 'demo-sign-in-off');
  const list = await opened?.small.send({}, 'GET', '/api/demo-people');
  assert.equal(list?.body.tag, 'demo-sign-in-off');
});

test('D12 a start with stricter settings ends the sessions that they would not let begin', async (t) => {
  const opened = await openWithProvider(t);
  if (opened === undefined) return;
  const { small, signIn } = opened;
  await small.as('board');
  await signIn('auditor');
  const { config, database } = small.world;
  await endUnprovedSessions(database, { ...config, personChoice: true });
  assert.equal((await sessions(opened)).length, 2);
  await endUnprovedSessions(database, config);
  assert.deepEqual(
    (await sessions(opened)).map(({ person }) => person),
    [personOf('auditor')],
  );
  const { oidc } = config;
  assert.ok(oidc !== undefined);
  await endUnprovedSessions(database, { ...config, oidc: { ...oidc, assurance: ['loa4'] } });
  assert.deepEqual(await sessions(opened), []);
});
