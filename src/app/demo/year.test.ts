import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unseenOrder } from '#journey/story.ts';
import { isWorkingDay, weekday } from '#lib/holiday.ts';
import { swedishDate } from '#lib/time.ts';
import { nextMeeting, officeTime } from './calendar.ts';
import { makeHats } from './hats.ts';
import { makePeople } from './people.ts';
import { readDemoRoads } from './roads.ts';
import { makeYear } from './year.ts';

const end = Date.parse('2026-11-23T12:00:00Z');
const people = makePeople(7);
const processes = (await readDemoRoads(7, end)).filter(({ key }) => key === 'skadligt-bruk' || key === 'aldre');
const hats = makeHats(7, end, people, new Map(processes.map(({ key, id }) => [key, id])));
const make = () => [...makeYear(7, end, people, hats, processes).values()].flat();
const journeys = make();

test('the same seed and the same end make the same year', () => {
  assert.deepEqual(
    make().map((j) => j.facts),
    journeys.map((j) => j.facts),
  );
});

test('every made journey has one responsible, of the team that holds it, and nothing happens in the future', () => {
  const teams = new Map(people.teams.map((team) => [team.id, team.members.map((m) => m.id)]));
  for (const { journey, facts } of journeys) {
    assert.ok(teams.get(journey.teamId)?.includes(journey.responsibleId), journey.reference);
    for (const [i, fact] of facts.entries()) {
      assert.ok(Date.parse(fact.occurredAt) <= end);
      assert.ok(i === 0 || fact.occurredAt >= (facts[i - 1]?.occurredAt ?? ''), 'facts are in the order they happened');
    }
  }
  assert.equal(new Set(journeys.map((j) => j.journey.reference)).size, journeys.length);
});

test('people do things when offices are open', () => {
  for (const { facts } of journeys)
    for (const fact of facts)
      if (fact.kind === 'step-taken' || fact.kind === 'handoff-offered')
        assert.ok(isWorkingDay(swedishDate(Date.parse(fact.occurredAt))), fact.occurredAt);
});

test('needs are followed up by the team that investigated them, never by the one that gave the support', () => {
  for (const { journey, facts } of journeys) {
    const teams = (stepId: string) =>
      new Set(facts.flatMap((f) => (f.kind === 'step-completed' && f.stepId === stepId ? [f.teamId] : [])));
    const followed = [...teams('folj-upp')];
    assert.ok(followed.length <= 1, journey.reference);
    if (followed.length > 0) assert.deepEqual(followed, [...teams('utred')], journey.reference);
    for (const support of ['genomfor', 'behandla', 'lvm-vard']) {
      const given = teams(support);
      assert.ok(!followed.some((team) => given.has(team)), `${journey.reference}: ${support}`);
    }
  }
});

test('one order lay unseen for two weeks, and an obstacle says so', () => {
  const story = journeys.find((j) => j.journey.reference === unseenOrder);
  const order = story?.journey.handoffs[0];
  assert.ok(order?.endedAt);
  assert.ok(Date.parse(order.endedAt) - Date.parse(order.offeredAt) >= 14 * 86_400_000);
  assert.match(story?.complaints[0]?.note ?? '', /^Beställningen syns inte hos utföraren/);
});

test('weekly meetings are on Tuesdays, or the next working day', () => {
  assert.equal(new Date(nextMeeting(Date.parse('2026-11-20T12:00:00Z'))).toISOString(), '2026-11-24T08:00:00.000Z');
  assert.equal(weekday(swedishDate(nextMeeting(Date.parse('2026-11-25T12:00:00Z')))), 2);
  // 6 January 2026 is a Tuesday and Epiphany.
  assert.equal(swedishDate(nextMeeting(Date.parse('2026-01-02T12:00:00Z'))), '2026-01-07');
  assert.equal(new Date(officeTime(Date.parse('2026-11-21T12:00:00Z'), 0)).toISOString(), '2026-11-23T07:00:00.000Z');
});

test('on every demo road more journeys end with the need met than in any other way', async () => {
  const roads = await readDemoRoads(7, end);
  const worn = makeHats(7, end, people, new Map(roads.map(({ key, id }) => [key, id])));
  for (const [process, travelled] of makeYear(7, end, people, worn, roads)) {
    const outcomes = travelled.flatMap(({ journey }) => (journey.closed === null ? [] : [journey.closed.outcome]));
    const share = (outcome: string) => outcomes.filter((one) => one === outcome).length / outcomes.length;
    assert.ok(share('met') > 0.5 && share('not-met') < 0.3, process.key);
  }
});
