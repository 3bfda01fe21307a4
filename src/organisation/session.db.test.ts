import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import {
  assignmentOf,
  now,
  openSmallOrganisation,
  organisationId,
  personOf,
} from '#app/small-organisation.test-data.ts';
import { createSession } from '#platform/session.ts';

const hour = 3_600_000;
const later = (hours: number) => new Date(now.getTime() + hours * hour);

test('a sign-in of twelve hours is extended once, to 24 hours from when it began, however it was proved, and no further', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { world, send, setClock } = small;
  for (const proof of [{}, { method: 'oidc', assurance: 'loa3' }] as const) {
    setClock(now);
    const who = { organisationId, personId: personOf('co-worker'), assignmentId: assignmentOf('co-worker') };
    const cookie = await world.database.write({ organisationId }, (tx) =>
      createSession(tx, { ...who, at: now, ...proof }),
    );
    const cookies: { resvag_session: string } = { resvag_session: small.signed(cookie) };
    const session = async () => (await send(cookies, 'GET', '/api/session')).body;
    const extend = () => send(cookies, 'POST', '/api/session/extension');
    const begun = await session();
    assert.deepEqual([begun.ends.at, begun.ends.extendableTo], [later(12).toISOString(), later(24).toISOString()]);
    assert.equal(begun.ends.secondsLeft, 12 * 3600 - 1, 'whole seconds that are surely left');

    setClock(later(11.9));
    assert.equal((await session()).ends.secondsLeft, 359);
    // In two windows at once: it is extended, and told of, once.
    const both = await Promise.all([extend(), extend()]);
    for (const { status, body } of both) {
      assert.equal(status, 200);
      assert.deepEqual([body.ends.at, body.ends.extendableTo], [later(24).toISOString(), null]);
      assert.equal(body.acting.hat, 'co-worker');
      assert.equal(body.acting.assurance, 'assurance' in proof ? proof.assurance : undefined);
    }
    setClock(later(23.9));
    assert.deepEqual((await extend()).body.ends.at, later(24).toISOString(), 'asked once more nothing changes');
    const lines = await world.database.read({ organisationId }, (tx) =>
      tx.rows(
        sql`select before, after, hat, assurance from audit where operation = 'extend-session' and subject_id = ${who.personId}
             order by at desc limit 2`,
      ),
    );
    const line = {
      before: { endsAt: later(12).toISOString() },
      after: { endsAt: later(24).toISOString() },
      hat: 'co-worker',
      assurance: 'assurance' in proof ? proof.assurance : null,
    };
    assert.deepEqual(lines[0], line);
    assert.equal(lines.length, 'assurance' in proof ? 2 : 1);

    setClock(later(24.01));
    assert.deepEqual([(await session()).person, (await session()).ends], [null, null]);
    const over = await extend();
    assert.deepEqual([over.status, over.body.tag], [401, 'not-signed-in']);
  }
});

test('what ends a session ends an extended one: signing out, and nobody but oneself extends it', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const cookies = await small.as('auditor');
  assert.equal((await small.send({}, 'POST', '/api/session/extension')).status, 401);
  assert.equal((await small.send(cookies, 'POST', '/api/session/extension', { until: 'forever' })).status, 400);
  assert.equal((await small.send(cookies, 'POST', '/api/session/extension')).status, 200);
  await small.send(cookies, 'DELETE', '/api/session');
  assert.equal((await small.send(cookies, 'POST', '/api/session/extension')).status, 401);
});
