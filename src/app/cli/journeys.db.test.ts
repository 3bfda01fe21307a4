import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { began, openSmallOrganisation, personOf, processes } from '#app/small-organisation.test-data.ts';
import { insertJourneys } from '#journey/bulk-store.ts';
import { undoneIn } from '#journey/evolve.ts';
import { opened } from '#journey/travel.test-data.ts';
import { align } from '#mining/conformance/align/align.ts';
import { readBpmnNet } from '#mining/formats/model/bpmn-net.ts';
import { readLog } from '#mining/formats/read-log.ts';
import { writeXes } from '#mining/formats/xes/xes-write.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import { filterLog } from '#mining/log/filter.ts';
import { trip } from '#mining/travelled/trip.test-data.ts';
import type { openTestDatabase } from '#platform/test-database.test-data.ts';
import { takeOutJourneys } from './journeys.ts';

const at = new Date('2026-02-16T09:00:00.000Z');
const forBusinessOwner = { process: 'process 1', purpose: 'Var väntar vi?', organisationId: undefined, at };

async function travelled(t: Parameters<typeof openTestDatabase>[0]) {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return undefined;
  const road = opened(small.road);
  const trips = Array.from({ length: 40 }, (_, n) => ({ ...trip(road, n + 1), road }));
  const organisationId = (await small.ask('auditor', 'GET', '/api/session')).body.acting.organisationId;
  const who = { organisationId };
  await small.world.database.write(who, (tx) => insertJourneys(tx, who, trips));
  const nameOf = async (personId: string) =>
    (
      await small.world.database.read(who, (tx) =>
        tx.one<{ name: string }>(sql`select name from person where id = ${personId}`),
      )
    )?.name ?? '';
  const noted = () =>
    small.world.database.read(who, (tx) =>
      tx.rows<{ hat: string; person_id: string; subject_id: string; reason: string; after: unknown }>(
        sql`select hat, person_id, subject_id, reason, after from audit where operation = 'take-out-journeys'`,
      ),
    );
  return { ...small, trips, nameOf, noted };
}

test('journeys taken out as a log are what was done and stands, by team, and nothing about who did it', async (t) => {
  const small = await travelled(t);
  if (small === undefined) return;
  const { trips, nameOf, noted } = small;
  const person = await nameOf(personOf('business-owner'));
  const taken = await takeOutJourneys(small.world.database, { ...forBusinessOwner, person });
  assert.ok(taken.ok, JSON.stringify(taken));
  const { log, without } = taken.value;

  const done = trips.map(({ facts }) => {
    const undone = undoneIn(facts);
    return facts.filter((fact, i) => fact.kind === 'step-completed' && !undone.has(i + 1)).length;
  });
  assert.equal(log.cases, done.filter((n) => n > 0).length);
  assert.equal(without, done.filter((n) => n === 0).length);
  assert.equal(
    log.events,
    done.reduce((sum, n) => sum + n, 0),
  );
  assert.deepEqual(textsOf(log.resources).sort(), ['Team 1', 'Team 2']);

  const text = [...writeXes(log, 'swedish')].map((part) => Buffer.from(part).toString()).join('');
  assert.match(text, /value="2026-01-0\dT[\d:.]+\+01:00"/, 'as the clock in Sweden shows it');
  for (const { journey } of trips) assert.ok(!text.includes(journey.reference), 'no reference to the case system');
  const people = trips.flatMap(({ facts }) => facts.flatMap(({ personId, assignmentId }) => [personId, assignmentId]));
  for (const id of new Set(people)) assert.ok(!text.includes(id), 'nobody who acted');

  const [line, ...more] = await noted();
  assert.deepEqual(more, []);
  assert.deepEqual(line, {
    hat: 'business-owner',
    person_id: personOf('business-owner'),
    subject_id: processes[0],
    reason: 'Var väntar vi?',
    after: { cases: log.cases, events: log.events },
  });
});

test('a journey that reached the end of its road fits the version that it was on, read from the file that is in force', async (t) => {
  const small = await travelled(t);
  if (small === undefined) return;
  const person = await small.nameOf(personOf('auditor'));
  const taken = await takeOutJourneys(small.world.database, { ...forBusinessOwner, person });
  assert.ok(taken.ok);
  const [version] = taken.value.versions;
  assert.ok(version);
  assert.equal(version.adoptedAt, Date.parse(began));
  const net = readBpmnNet(version.bpmn);
  assert.ok(net.ok);
  const bytes = [...writeXes(taken.value.log, 'swedish')].map((part) => Buffer.from(part));
  const read = await readLog(bytes);
  assert.ok(read.ok);
  const met = filterLog(read.value.log, {
    cases: [{ kind: 'attribute', of: 'case', name: 'resvag:outcome', values: ['met'] }],
    variants: null,
    events: null,
  });
  assert.ok(met.cases > 3, `${met.cases} reached the end`);
  assert.equal(align(met, net.value)?.fittingCases, met.cases);
});

test('as of a day the log is what was recorded by its end and stood then', async (t) => {
  const small = await travelled(t);
  if (small === undefined) return;
  const { trips, nameOf, noted } = small;
  const asked = { ...forBusinessOwner, person: await nameOf(personOf('business-owner')), asOf: '2026-01-04' };
  const taken = await takeOutJourneys(small.world.database, asked);
  assert.ok(taken.ok, JSON.stringify(taken));
  const end = Date.parse('2026-01-05T00:00:00+01:00');
  const known = trips.map(({ facts }) => facts.filter(({ occurredAt }) => Date.parse(occurredAt) < end));
  const begun = known.filter((facts) => facts.length > 0);
  const done = begun.map((facts) => {
    const undone = undoneIn(facts);
    return facts.filter((fact, i) => fact.kind === 'step-completed' && !undone.has(i + 1)).length;
  });
  const { log, without } = taken.value;
  assert.ok(begun.length < trips.length && log.cases > 5);
  assert.deepEqual(
    [log.cases, without, log.events],
    [done.filter((n) => n > 0).length, done.filter((n) => n === 0).length, done.reduce((sum, n) => sum + n, 0)],
  );
  const outcomes = log.caseAttributes.find(({ path }) => path[0] === 'resvag:closed')?.values;
  assert.ok(outcomes?.type === 'time');
  const closed = begun.filter((facts) => {
    const undone = undoneIn(facts);
    return facts.some((fact, i) => fact.kind === 'journey-closed' && !undone.has(i + 1));
  });
  assert.equal(outcomes.numbers.filter((ms) => !Number.isNaN(ms)).length, closed.length);
  assert.deepEqual(
    (await noted()).map(({ after }) => after),
    [{ cases: log.cases, events: log.events, asOf: '2026-01-04' }],
  );
  const refused = async (asOf: string) => {
    const answer = await takeOutJourneys(small.world.database, { ...asked, asOf });
    return answer.ok ? 'taken' : answer.refusal.tag;
  };
  assert.equal(await refused('2026-02-16'), 'day-not-over');
  assert.equal(await refused('2025-12-31'), 'day-before-first');
});

test('who may not read journeys gets no log, nor does a name that is nobody’s, and nothing is noted', async (t) => {
  const small = await travelled(t);
  if (small === undefined) return;
  const { database } = small.world;
  const ask = async (change: Partial<Parameters<typeof takeOutJourneys>[1]>) => {
    const person = await small.nameOf(personOf('business-owner'));
    const taken = await takeOutJourneys(database, { ...forBusinessOwner, person, ...change });
    return taken.ok ? 'taken' : taken.refusal.tag;
  };
  for (const hat of ['co-worker', 'team-leader', 'process-owner', 'process-support', 'administrator', 'board'] as const)
    assert.equal(await ask({ person: await small.nameOf(personOf(hat)) }), 'may-not-read', hat);
  assert.equal(await ask({ process: 'Process 2' }), 'may-not-read', 'another’s process');
  assert.equal(await ask({ process: 'process' }), 'several-processes');
  assert.equal(await ask({ process: 'Processen' }), 'no-process');
  assert.equal(await ask({ person: 'Ingen' }), 'no-person');
  assert.equal(await ask({ organisationId: '00000000-0000-4000-8000-0000000000ff' }), 'no-organisation');
  assert.deepEqual(await small.noted(), []);
});
