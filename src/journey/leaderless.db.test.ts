import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { startedJourney } from '#app/sample-input.test-data.ts';
import {
  openSmallOrganisation,
  organisationId,
  processes,
  scopeOf,
  teams,
  units,
} from '#app/small-organisation.test-data.ts';
import { type Hat, hats, may, type Scope } from '#lib/acting.ts';
import { AssignmentId, type PersonId } from '#lib/id.ts';
import { scopesOf } from '#organisation/appoint.ts';
import { isWorn } from '#organisation/organisation.ts';
import { insertRows } from '#platform/database.ts';
import { leaderless } from './list-store.ts';
import { journeyMay } from './may.ts';

const day = (n: number) => new Date(Date.UTC(2026, 1, n)).toISOString();
const personId = (n: number) => `0000000a-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;

interface Appointment {
  readonly hat: Hat;
  readonly scope: Scope;
  readonly validFrom: string;
  readonly validTo: string | null;
}

const scopes = (hat: Hat): Scope[] =>
  scopesOf[hat].flatMap((kind): Scope[] => {
    if (kind === 'team') return teams.map((teamId) => ({ kind, teamId }));
    if (kind === 'process') return processes.map((processId) => ({ kind, processId }));
    if (kind === 'unit') return units.map((unitId) => ({ kind, unitId }));
    return [{ kind }];
  });

const appointment: fc.Arbitrary<Appointment> = fc
  .record({
    hat: fc.oneof(fc.constantFrom<Hat>('co-worker', 'team-leader'), fc.constantFrom(...hats)),
    from: fc.integer({ min: 1, max: 20 }),
    length: fc.option(fc.integer({ min: 0, max: 10 })),
    place: fc.nat({ max: 1 }),
  })
  .map(({ hat, from, length, place }) => ({
    hat,
    scope: scopes(hat)[place] ?? scopeOf(hat),
    validFrom: day(from),
    validTo: length === null ? null : day(from + length),
  }));

test('R123 lists find just the journeys that no hat of the responsible may do anything with', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const first = await startedJourney(small, 0);
  const people = fc.sample(fc.array(appointment, { maxLength: 3 }), { numRuns: 300, seed: 123 });
  const org = { organisation_id: organisationId };
  await small.world.database.write({ organisationId }, async (tx) => {
    const rows = people.map((_, n) => ({ ...org, id: personId(n), name: `P ${n}`, title: '', unit_id: units[0] }));
    await insertRows(tx, 'person', rows);
    const assignments = people.flatMap((appointments, n) =>
      appointments.map(({ hat, scope, validFrom, validTo }) => ({
        ...org,
        id: small.world.newId(),
        person_id: personId(n),
        hat,
        scope_kind: scope.kind,
        scope_team_id: scope.kind === 'team' ? scope.teamId : null,
        scope_process_id: scope.kind === 'process' ? scope.processId : null,
        scope_unit_id: scope.kind === 'unit' ? scope.unitId : null,
        valid_from: validFrom,
        valid_to: validTo,
        appointed_at: validFrom,
      })),
    );
    await insertRows(tx, 'role_assignment', assignments);
    await tx.run(
      sql`insert into journey select (jsonb_populate_record(j, jsonb_build_object('id', p.id, 'responsible_id', p.id,
            'reference', 'B-' || p.name))).* from journey j cross join person p where j.id = ${first} and p.name like 'P %'`,
    );
  });
  for (const now of [day(1), day(10), day(15), day(40)]) {
    const listed: { id: string }[] = await small.world.database.read({ organisationId }, (tx) =>
      tx.rows(sql`select j.id from journey j where j.id <> ${first} and ${leaderless(now)} order by j.id`),
    );
    const assignmentId = AssignmentId.parse(small.world.newId());
    const canAct = (appointments: readonly Appointment[], n: number) =>
      appointments.some(({ hat, scope, ...period }) => {
        const acting = { organisationId, personId: personId(n), assignmentId, hat, scope };
        return isWorn(period, now) && may(journeyMay['complete-step'], acting, { teamIds: [teams[0]] });
      });
    const expected = people.flatMap((appointments, n) => (canAct(appointments, n) ? [] : [personId(n)]));
    assert.ok(expected.length > 0 && (now === day(1) || expected.length < people.length));
    assert.deepEqual(
      listed.map(({ id }) => id),
      expected,
      `on ${now}`,
    );
  }
});
