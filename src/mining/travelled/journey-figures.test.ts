import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { supportRoad } from '#journey/travel.test-data.ts';
import { stepsOf } from '#process/road.ts';
import {
  gather,
  type HandoffRow,
  type JourneyQuery,
  journeyResults,
  type TravelledJourney,
} from './journey-figures.ts';

const isSmall = (n: number) => n > 0 && n < 5;
const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const teams = ['a', 'b', 'c'];
const steps = stepsOf(supportRoad).map(({ id }) => id);
const hour = 3_600_000;
const base = { activities: 100, paths: 100 };

const someJourneys = fc.array(
  fc.record({
    month: fc.nat(months.length - 1),
    team: fc.constantFrom(...teams),
    outcome: fc.constantFrom('met', 'met', 'partly', 'not-met', null),
    /** Steps passed, in order; a step may be passed again. */
    way: fc.array(fc.nat(steps.length - 1), { minLength: 1, maxLength: 5 }),
    /** Handed over from its team to these, and whether that was accepted. */
    handoffs: fc.array(fc.tuple(fc.constantFrom(...teams), fc.boolean()), { maxLength: 3 }),
  }),
  { minLength: 5, maxLength: 80 },
);

function sumOf(all: readonly (typeof someJourneys extends fc.Arbitrary<infer T> ? T : never)[number][]) {
  const handoffs: HandoffRow[] = [];
  const journeys = all.map(({ month, team, outcome, way, handoffs: given }, n): TravelledJourney => {
    const id = `${n}`;
    const startedAt = Date.parse(`${months[month]}-03`) + n;
    for (const [i, [toTeamId, accepted]] of given.entries()) {
      const offeredAt = startedAt + i * hour;
      handoffs.push({
        ...{ journeyId: id, fromTeamId: team, toTeamId, stepId: steps[i % steps.length]!, offeredAt },
        state: accepted ? 'accepted' : 'returned',
        acceptedAt: accepted ? offeredAt + hour : null,
      });
    }
    const passes = way.map((at, i) => ({
      ...{ stepId: steps[at]!, teamId: team, offeredAt: startedAt + i * hour, takenAt: startedAt + (i + 0.5) * hour },
      completedAt: startedAt + (i + 1) * hour * (1 + at * 40),
    }));
    const closedAt = outcome === null ? null : startedAt + 99 * hour;
    return { id, startedAt, closedAt, outcome, teamIds: [team, ...given.map(([to]) => to)], passes };
  });
  return {
    ...{ process: { id: 'p', name: 'P' }, road: supportRoad, gathered: gather(journeys, {}), teamNames: {}, handoffs },
    ...{ openObstacles: {}, computedAt: '2026-06-01T00:00:00Z', roadVersion: 1, asOf: null },
    snapshot: { kind: 'journeys', sha256: '', facts: 0 } as const,
  };
}

interface Told {
  /** Journeys by what is told of them; numbers of passings and handoffs are of at least as many journeys. */
  readonly groups: ReadonlyMap<string, number>;
  readonly from: string;
  readonly to: string;
  readonly filters: readonly string[];
}

const periods = months.flatMap((_, i) =>
  months.slice(i).map((__, j) => ({ from: `${months[i]}-01`, to: `${months[i + j]}-28` })),
);
test('the shares that hold the road’s targets are those of the closed journeys, and tell of no group of one to four', () => {
  fc.assert(
    fc.property(someJourneys, (all) => {
      const plain = sumOf(all);
      const road = { ...supportRoad, leadTarget: { count: 99, unit: 'hour' as const }, handoffTarget: 1 };
      const { targets } = journeyResults({ ...plain, road }, base);
      const closed = all.filter(({ outcome }) => outcome !== null);
      const few = closed.filter(({ handoffs }) => handoffs.filter(([, accepted]) => accepted).length <= 1).length;
      assert.deepEqual([targets?.lead, targets?.handoffs], [road.leadTarget, 1]);
      if (targets?.handoffsHeld != null) {
        assert.equal(targets.handoffsHeld, few / closed.length);
        assert.ok(!isSmall(few) && !isSmall(closed.length - few));
      }
      if (targets?.leadHeld != null) assert.equal(targets.leadHeld, 1);
      assert.deepEqual(journeyResults(plain, base).targets, {
        lead: null,
        leadHeld: null,
        handoffs: null,
        handoffsHeld: null,
      });
    }),
    { numRuns: 200 },
  );
});

function tell(sum: ReturnType<typeof sumOf>, query: JourneyQuery, filters: readonly string[]): Told | undefined {
  const results = journeyResults(sum, query);
  if (results.tooFew) return undefined;
  const groups = new Map<string, number>([['everyone', results.filtered.cases ?? 0]]);
  const add = (name: string, n: number | null) => {
    if (n !== null) groups.set(name, n);
  };
  for (const { outcome, count } of results.outcomes ?? []) add(`ended ${outcome}`, count);
  add('handed over', results.handoffs?.offered ?? null);
  for (const pair of results.handoffs?.pairs ?? []) {
    add(`handed ${pair.fromTeam}–${pair.toTeam}`, pair.offered);
    add(`returned ${pair.fromTeam}–${pair.toTeam}`, pair.returned);
  }
  for (const step of results.strip ?? []) {
    add(`passed ${step.stepId}`, step.passes);
    add(`passed again ${step.stepId}`, step.returns);
    if (step.passes !== null && step.overTarget !== null)
      add(`late ${step.stepId}`, Math.round(step.passes * step.overTarget));
  }
  for (const { activities, count } of results.variants.items) add(`went ${activities.join()}`, count);
  for (const { activity, cases } of results.map.nodes) add(`mapped ${activity}`, cases);
  const { from, to } = results.period;
  return { groups, from: from ?? '', to: to ?? '9999', filters };
}

test('D13 handoffs, steps, outcomes and ways tell of no group of one to four, also not by subtracting the answers to periods, teams and outcomes', () => {
  fc.assert(
    fc.property(
      someJourneys,
      fc.constantFrom('a', 'b'),
      fc.constantFrom('met', 'partly', 'not-met'),
      (all, teamId, outcome) => {
        const sum = sumOf(all);
        const answers: Told[] = [];
        for (const period of [{}, ...periods])
          for (const [filter, names] of [
            [{}, []],
            [{ teamId }, ['team']],
            [{ outcome }, ['outcome']],
            [{ teamId, outcome }, ['team', 'outcome']],
          ] as const) {
            const told = tell(sum, { ...base, ...period, ...filter }, names);
            if (told !== undefined) answers.push(told);
          }
        for (const { groups } of answers) for (const [name, n] of groups) assert.ok(!isSmall(n), `${name}: ${n}`);
        for (const one of answers)
          for (const other of answers) {
            const isWithin =
              other.from >= one.from && other.to <= one.to && one.filters.every((name) => other.filters.includes(name));
            if (!isWithin) continue;
            for (const [name, n] of one.groups) {
              const less = other.groups.get(name);
              if (less !== undefined)
                assert.ok(!isSmall(n - less), `${name}: ${n} − ${less} (${other.filters} in ${one.filters})`);
            }
          }
      },
    ),
    { numRuns: 120 },
  );
});

test('D13 whatever is told of waits and handoffs is of at least five journeys, however often each of them passed', () => {
  fc.assert(
    fc.property(someJourneys, (all) => {
      const sum = sumOf(all);
      for (const period of [{}, ...periods]) {
        const { handoffs, period: answered, strip } = journeyResults(sum, { ...base, ...period });
        const isChosen = ({ month }: (typeof all)[number]) =>
          `${months[month]}-03` >= (answered.from ?? '') && `${months[month]}-03` <= (answered.to ?? '9999');
        const chosen = all.filter(isChosen);
        const many = (isOne: (journey: (typeof all)[number]) => boolean, what: string) =>
          assert.ok(chosen.filter(isOne).length >= 5, what);
        for (const step of strip ?? [])
          if (step.medianWaitSeconds !== null)
            many(({ way }) => way.some((at) => steps[at] === step.stepId), `waits at ${step.stepId}`);
        if (handoffs === null) continue;
        const { acceptedFirstTime, medianAcceptHours, offered, pairs, perJourneyMean } = handoffs;
        if (medianAcceptHours !== null) many((one) => one.handoffs.some(([, accepted]) => accepted), 'time to accept');
        if (acceptedFirstTime !== null) many((one) => one.handoffs.length > 0, 'accepted first');
        if (offered !== 0 && offered !== null) many((one) => one.handoffs.length > 0, 'offered');
        assert.equal(perJourneyMean === null, offered === null);
        for (const { fromTeam, toTeam, medianAcceptHours: hours } of pairs)
          if (hours !== null)
            many(
              (one) => one.team === fromTeam && one.handoffs.some(([to, accepted]) => to === toTeam && accepted),
              `${fromTeam}–${toTeam}`,
            );
      }
    }),
    { numRuns: 300 },
  );
});

test('D13 the strip tells how many passed a step only where the map does, however few of its activities are drawn', () => {
  fc.assert(
    fc.property(someJourneys, (all) => {
      const sum = sumOf(all);
      for (const period of [{}, ...periods]) {
        const { strip, map } = journeyResults(sum, { ...base, ...period });
        const { strip: beside } = journeyResults(sum, { activities: 1, paths: 0, ...period });
        assert.deepEqual(beside, strip);
        const withheld = map.nodes.flatMap(({ activity, events }) => (events === null ? [activity] : []));
        for (const { stepId, passes, returns } of strip ?? [])
          if (withheld.includes(stepId)) assert.deepEqual([passes, returns], [null, null], stepId);
      }
    }),
    { numRuns: 100 },
  );
});

test('D13 of twenty journeys that pass two steps, three of which pass another, no step has its number', () => {
  const journey = (way: readonly number[]) => ({
    month: 0,
    team: 'a',
    outcome: 'met' as const,
    way: [...way],
    handoffs: [],
  });
  const all = Array.from({ length: 20 }, (_, n) => journey(n < 3 ? [0, 1, 2] : [0, 1]));
  const { strip, filtered } = journeyResults(sumOf(all), base);
  assert.equal(filtered.events, 43);
  assert.deepEqual(strip?.map(({ passes, returns }) => [passes, returns]).slice(0, 3), Array(3).fill([null, null]));
});

test('D13 what the told steps leave of all events, pairs of teams of all handoffs, and outcomes of all journeys, is no group of one to four', () => {
  fc.assert(
    fc.property(someJourneys, (all) => {
      const sum = sumOf(all);
      for (const period of [{}, ...periods]) {
        const results = journeyResults(sum, { ...base, ...period });
        if (results.tooFew) continue;
        const { handoffs, outcomes, filtered, strip } = results;
        if (handoffs !== null && handoffs.offered !== null)
          assert.ok(!isSmall(handoffs.offered - handoffs.pairs.reduce((n, pair) => n + (pair.offered ?? 0), 0)));
        const passed = strip?.flatMap(({ passes }) => passes ?? []) ?? [];
        // Where no step has its number, there is nothing to subtract.
        const others = (filtered.events ?? 0) - passed.reduce((n, passes) => n + passes, 0);
        assert.ok(passed.every((n) => n === 0) || !isSmall(others), `${filtered.events} events: ${passed}`);
        const ended = outcomes?.reduce((n, { count }) => n + (count ?? 0), 0) ?? 0;
        assert.ok(!isSmall((filtered.cases ?? 0) - ended), `${filtered.cases} − ${ended}`);
      }
    }),
    { numRuns: 200 },
  );
});
