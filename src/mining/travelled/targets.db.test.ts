import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { openSmallOrganisation, processes, teams } from '#app/small-organisation.test-data.ts';
import { insertJourneys } from '#journey/bulk-store.ts';
import { undoneIn } from '#journey/evolve.ts';
import type { JourneyFact } from '#journey/journey.ts';
import type { Travelled } from '#journey/run.ts';
import { opened } from '#journey/travel.test-data.ts';
import { trip } from './trip.test-data.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What is counted here from a journey's facts alone, without any code of the product's figures. */
interface Counted {
  readonly id: string;
  readonly teams: ReadonlySet<string>;
  readonly offered: number;
  readonly accepted: number;
  /** From start to closing; undefined of a journey that is under way. */
  readonly leadMs: number | undefined;
}

function countFrom({ facts: all, journey }: Travelled): Counted {
  const undone = undoneIn(all);
  const facts = all.filter((_, i) => !undone.has(i + 1));
  const of = <K extends JourneyFact['kind']>(kind: K) =>
    facts.filter((fact): fact is Extract<JourneyFact, { kind: K }> => fact.kind === kind);
  const at = (fact: JourneyFact | undefined) => Date.parse(fact?.occurredAt ?? '');
  const offers = of('handoff-offered');
  const accepted = of('handoff-accepted').map(({ handoffId }) => handoffId);
  const [start, close] = [of('journey-started')[0], of('journey-closed')[0]];
  const received = offers.filter(({ handoffId }) => accepted.includes(handoffId)).map(({ toTeamId }) => toTeamId);
  return {
    id: journey.journeyId,
    teams: new Set([start?.teamId ?? '', ...received, ...of('step-completed').map(({ teamId }) => teamId)]),
    offered: offers.length,
    accepted: accepted.length,
    leadMs: close === undefined ? undefined : at(close) - at(start),
  };
}

/** The middle one in order, or half-way between the two middle ones. */
function median(values: readonly number[]): number {
  const inOrder = values.toSorted((x, y) => x - y);
  const half = (inOrder.length - 1) / 2;
  return ((inOrder[Math.floor(half)] ?? 0) + (inOrder[Math.ceil(half)] ?? 0)) / 2;
}

test('R135 lead time and handoffs by process, by team and by journey are those counted from the facts, beside the road’s targets', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  // Targets that some of the journeys hold and some don't.
  const [leadTarget, handoffTarget] = [{ count: 6, unit: 'day' }, 0];
  const road = opened(small.road);
  const trips = Array.from({ length: 120 }, (_, n) => trip(road, n + 1, 8 * hour));
  const organisationId = (await small.ask('auditor', 'GET', '/api/session')).body.acting.organisationId;
  const made = trips.map((one) => ({ ...one, road }));
  await small.world.database.write({ organisationId }, async (tx) => {
    const targets = JSON.stringify({ leadTarget, handoffTarget });
    await tx.run(sql`update process_version set road = road || ${targets}::jsonb where process_id = ${processes[0]}`);
    await insertJourneys(tx, { organisationId }, made);
  });
  const all = trips.map(countFrom);
  assert.ok(all.some(({ accepted }) => accepted > 0) && all.some(({ accepted }) => accepted === 0));

  const told = async (query: string) => {
    const answer = await small.ask('auditor', 'GET', `/api/processes/${processes[0]}/results${query}`);
    assert.equal(answer.status, 200);
    const { filtered, leadTime, handoffs, targets } = answer.body;
    return {
      journeys: filtered.cases,
      medianSeconds: leadTime.median,
      offered: handoffs.offered,
      perJourney: handoffs.perJourneyMean,
      targets,
    };
  };
  const counted = (chosen: readonly Counted[]) => {
    const offered = chosen.reduce((sum, one) => sum + one.offered, 0);
    const closed = chosen.flatMap((one) => (one.leadMs === undefined ? [] : [{ ...one, leadMs: one.leadMs }]));
    return {
      journeys: chosen.length,
      medianSeconds: median(closed.map(({ leadMs }) => leadMs)) / 1000,
      offered,
      perJourney: offered / chosen.length,
      targets: {
        lead: leadTarget,
        leadHeld: closed.filter(({ leadMs }) => leadMs <= 6 * day).length / closed.length,
        handoffs: handoffTarget,
        handoffsHeld: closed.filter(({ accepted }) => accepted <= handoffTarget).length / closed.length,
      },
    };
  };
  const whole = await told('');
  assert.deepEqual(whole, counted(all), 'the process');
  assert.ok(whole.targets.leadHeld > 0 && whole.targets.leadHeld < 1);
  const ofSecond = await told(`?teamId=${teams[1]}`);
  assert.notDeepEqual(ofSecond, whole);
  for (const team of teams)
    assert.deepEqual(await told(`?teamId=${team}`), counted(all.filter((one) => one.teams.has(team))), 'a team');

  for (const one of all.slice(0, 30)) {
    const { body } = await small.ask('auditor', 'GET', `/api/journeys/${one.id}`);
    assert.equal(body.handoffs, one.accepted, 'handoffs of a journey');
    if (one.leadMs !== undefined) assert.equal(body.leadDays, Math.floor(one.leadMs / day), 'lead time of a journey');
    assert.deepEqual([body.leadTarget, body.handoffTarget], [leadTarget, handoffTarget]);
  }
});
