import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupBy } from '#lib/group.ts';
import { beforeAfter } from '#mining/change/before-after.ts';
import { suppressComparison, suppressDrift, suppressHints } from '#mining/change/suppress-change.ts';
import { inductiveMiner } from '#mining/discovery/inductive.ts';
import type { Log } from '#mining/log/log.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { summaryOf } from '#mining/log/summary.ts';
import { mapOf } from '#mining/map/map.ts';
import { variantsOf } from '#mining/map/variants.ts';
import { handovers } from '#mining/performance/handover.ts';
import { reworkOf } from '#mining/performance/rework.ts';
import { segmentTimes } from '#mining/performance/segment.ts';
import type { ShownCounts } from '#mining/performance/suppress-rework.ts';
import { suppressRework } from '#mining/performance/suppress-rework.ts';
import { suppressWaiting, waitingGroups } from '#mining/performance/waiting/suppress-waiting.ts';
import { suppressSegment, suppressWorking } from '#mining/performance/waiting/suppress-work.ts';
import type { Cause } from '#mining/performance/waiting/waiting-causes.ts';
import { CAUSES, waitingCauses } from '#mining/performance/waiting/waiting-causes.ts';
import { workGroups, workingAndWaiting } from '#mining/performance/waiting/working-waiting.ts';
import { suppressMap, suppressVariants } from './small-groups.ts';
import { commonWays, suppressFollowing, suppressSummary } from './suppress-counts.ts';

const N = 3;
const day = 86_400_000;
const enough = (n: number) => n === 0 || n >= N;

/** Cases as words; a letter is an activity, done by the person of the capital letter of every second one. */
function logOf(words: readonly string[]): Log {
  return logFromEvents(
    words.flatMap((word, c) =>
      [...word].map((activity, i) => ({
        caseId: `${c}`,
        activity,
        time: (c * 40 + i) * day,
        start: (c * 40 + i - 0.5 * (i % 2)) * day,
        resource: i % 2 === 0 ? activity.toUpperCase() : 'Q',
      })),
    ),
  );
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 6 });
/** A few ways, each several times, so that there are large groups, small ones, and ones that nearly all are in. */
const someLogs = fc
  .array(fc.tuple(word, fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 6 })
  .map((ways) => ways.flatMap(([text, n]) => Array<string>(n).fill(text)))
  .filter((words) => words.length >= N);

const runs = { numRuns: 400 };

/** The cases whose word holds something, and those whose word doesn't. */
const casesWith = (words: readonly string[], holds: (word: string) => boolean) => words.filter(holds).length;
function assertNotFew(words: readonly string[], holds: (word: string) => boolean, what: string) {
  assert.ok(enough(casesWith(words, holds)), `${what}: few in ${words.join(' ')}`);
  assert.ok(enough(casesWith(words, (one) => !holds(one))), `${what}: few not in ${words.join(' ')}`);
}

test('D13 summary: no beginning or end of few, and none is left by subtraction', () => {
  fc.assert(
    fc.property(someLogs, (words) => {
      const log = logOf(words);
      const { shown } = suppressSummary(log, summaryOf(log), N);
      assert.ok(shown);
      for (const counts of [shown.start, shown.end]) {
        const told = Object.values(counts);
        assert.ok(told.every(enough));
        assert.ok(enough(told.reduce((left, n) => left - n, shown.cases)));
      }
    }),
    runs,
  );
  assert.equal(suppressSummary(logOf(['a', 'a']), summaryOf(logOf(['a', 'a'])), N).shown, undefined);
});

test('D13 map: neither an activity’s number nor what is left of all events tells of few who pass, or don’t', () => {
  fc.assert(
    fc.property(someLogs, (words) => {
      const map = mapOf(logOf(words));
      const { nodes } = suppressMap(map, N).shown;
      const told = nodes.filter(({ events }) => events !== null).map(({ activity }) => activity);
      for (const activity of told) assertNotFew(words, (one) => one.includes(activity), activity);
      const left = map.nodes.map(({ activity }) => activity).filter((one) => !told.includes(one));
      const missing = left.reduce((sum, one) => sum + casesWith(words, (text) => !text.includes(one)), 0);
      // Where no activity has its number, there is nothing to subtract.
      assert.ok(told.length === 0 || enough(missing), `few don't pass ${left.join()}`);
    }),
    runs,
  );
});

test('D13 handovers: no pair of few cases, and what is left is of none or enough', () => {
  fc.assert(
    fc.property(someLogs, (words) => {
      const log = logOf(words);
      const who = (text: string) => [...text].map((letter, i) => (i % 2 === 0 ? letter.toUpperCase() : 'Q'));
      const pairs = (text: string) => who(text).flatMap((one, i, all) => (i === 0 ? [] : [`${all[i - 1]} ${one}`]));
      const all = handovers(log);
      const { shown, withheld } = suppressFollowing(log, all, N);
      const told = new Set(shown.map(({ from, to }) => `${from} ${to}`));
      for (const pair of told) assertNotFew(words, (text) => pairs(text).includes(pair), pair);
      assert.equal(withheld, all.length - shown.length);
      const left = casesWith(words, (text) => pairs(text).some((pair) => !told.has(pair)));
      assert.ok(told.size === 0 || enough(left), `few are left of ${words.join(' ')}`);
    }),
    runs,
  );
});

const again = (text: string, kind: (i: number, a: string) => boolean) =>
  [...text].some((a, i) => text.indexOf(a) < i && kind(i, a));

test('D13 rework: whatever is told, or left of what is told, is of none or enough, and so are all others', () => {
  const isSelfLoop = (text: string, i: number) => text[i - 1] === text[i];
  const isPingPong = (text: string, i: number) => !isSelfLoop(text, i) && text[i - 2] === text[i];
  const KINDS: readonly ((text: string, i: number) => boolean)[] = [
    () => true,
    isSelfLoop,
    (text, i) => !isSelfLoop(text, i),
    isPingPong,
    (text, i) => !isSelfLoop(text, i) && !isPingPong(text, i),
  ];
  const once = (text: string, a: string) => text.includes(a) && !again(text, (_, b) => a === b);
  fc.assert(
    fc.property(someLogs, (words) => {
      const log = logOf(words);
      const found = reworkOf(log);
      const { shown } = suppressRework(log, found, N);
      assert.ok(shown);
      const { all, activities, returns } = shown;
      if (all.repetitions !== null)
        for (const kind of KINDS) assertNotFew(words, (text) => again(text, (i) => kind(text, i)), 'all');
      const isTold = (one: ShownCounts) => one.repetitions !== null;
      for (const one of activities) {
        const { activity: a } = one;
        assert.ok(casesWith(words, (text) => text.includes(a)) >= N);
        if (one.events !== null) assertNotFew(words, (text) => text.includes(a), `events of ${a}`);
        assert.ok(isTold(one) || one.cases === null, `events of ${a} less its cases would tell its repetitions`);
        if (!isTold(one)) continue;
        for (const kind of KINDS)
          assertNotFew(words, (text) => again(text, (i, b) => a === b && kind(text, i)), `again ${a}`);
        assert.ok(enough(casesWith(words, (text) => once(text, a))), `once ${a}`);
        const told = returns.filter(({ to }) => to === a);
        for (const { from } of told)
          assertNotFew(words, (text) => again(text, (i, b) => b === a && text[i - 1] === from), `${from} ${a}`);
        const isLeft = (from: string | undefined) => from !== a && !told.some((pair) => pair.from === from);
        const left = casesWith(words, (text) => again(text, (i, b) => b === a && isLeft(text[i - 1])));
        assert.ok(enough(left), `rest of returns to ${a}`);
      }
      // What is left of the sums of all activities.
      const withheld = (told: (one: (typeof activities)[number]) => boolean) => {
        const names = new Set(activities.filter(told).map(({ activity }) => activity));
        return (a: string) => !names.has(a);
      };
      const isEventLeft = withheld(({ events }) => events !== null);
      const areEventsTold = activities.some(({ events }) => events !== null);
      assert.ok(!areEventsTold || enough(casesWith(words, (text) => [...text].some(isEventLeft))), 'rest of events');
      const isAgainLeft = withheld(isTold);
      // Where the sum isn't told there is nothing to subtract from.
      for (const kind of all.repetitions === null ? [] : KINDS)
        assert.ok(
          enough(casesWith(words, (text) => again(text, (i, a) => isAgainLeft(a) && kind(text, i)))),
          `rest of repetitions in ${words.join(' ')}`,
        );
      assert.ok(returns.every(({ to }) => activities.some((one) => one.activity === to && isTold(one))));
    }),
    { numRuns: 1000 },
  );
});

test('D13 working and waiting: sums and counts of none or enough, and what they leave too', () => {
  fc.assert(
    fc.property(someLogs, (words) => {
      const log = logOf(words);
      const groups = workGroups(log, N);
      const { shown } = suppressWorking(workingAndWaiting(log), groups, N);
      const waiting = suppressWaiting(waitingCauses(log), waitingGroups(log, undefined, N), N).shown;
      const waits = casesWith(words, (text) => text.length > 1);
      assert.equal(shown === undefined, !enough(waits));
      assert.equal(waiting === undefined, !enough(waits));
      if (shown === undefined || waiting === undefined) return;
      const told = shown.activities.filter(({ count }) => count !== null).map(({ activity }) => activity);
      for (const a of told) assertNotFew(words, (text) => text.includes(a), a);
      assert.ok(enough(casesWith(words, (text) => [...text].some((a) => !told.includes(a)))), 'rest of work');
      for (const { activity } of shown.activities) assert.ok(casesWith(words, (text) => text.includes(activity)) >= N);
      const pairs = [
        shown.segments.filter(({ count }) => count !== null).map(({ from, to }) => from + to),
        waiting.transitions.map(({ from, to }) => from + to),
      ];
      for (const some of pairs) {
        for (const pair of some) assertNotFew(words, (text) => text.includes(pair), pair);
        const left = casesWith(words, (text) =>
          [...text].some((a, i) => i > 0 && !some.includes(`${text[i - 1]}${a}`)),
        );
        assert.ok(enough(left), 'rest of waiting');
      }
    }),
    runs,
  );
});

test('D13 causes of waiting: each is told of none or enough cases, in each transition, in all and in what is left of all', () => {
  const event = fc.record({
    activity: fc.constantFrom('a', 'b'),
    resource: fc.constantFrom('X', 'Y', undefined),
    begin: fc.nat(20),
    length: fc.nat(4),
  });
  const ways = fc.array(fc.tuple(fc.array(event, { minLength: 1, maxLength: 4 }), fc.nat(5)), { maxLength: 5 });
  fc.assert(
    fc.property(ways, fc.boolean(), (groups, hasOutside) => {
      const cases = groups.flatMap(([events, n]) => Array<typeof events>(n).fill(events));
      const log = logFromEvents(
        cases.flatMap((events, c) =>
          events.map(({ activity, resource, begin, length }) => ({
            ...{ caseId: `${c}`, activity, start: begin * 1000, time: (begin + length) * 1000 },
            ...(resource === undefined ? {} : { resource }),
          })),
        ),
      );
      // What was done at an even second lay ready two seconds before.
      const ready = log.start?.map((begin) => (begin % 2000 === 0 ? begin - 2000 : Number.NaN));
      const until = hasOutside ? ready : undefined;
      const { byCase: _, ...whole } = waitingCauses(log, undefined, { until });
      const { shown } = suppressWaiting(whole, waitingGroups(log, undefined, N, until), N);
      if (shown === undefined) return;
      const alone = Array.from({ length: log.cases }, (_, c) =>
        waitingCauses(log, undefined, { until, selection: Uint32Array.of(c) }),
      );
      // Cases that waited for one of the causes in one of the transitions.
      const having = (isOf: (cause: Cause, pair: string) => boolean) =>
        alone.filter(({ transitions }) =>
          transitions.some(({ from, to, causes }) => CAUSES.some((one) => causes[one] > 0 && isOf(one, from + to))),
        ).length;
      const isWithheld = (cause: Cause) => shown.causes[cause] === null;
      // Where no cause is told, what is left is all the waiting, which is of the cases that have a transition.
      const areSomeTold = having((cause) => !isWithheld(cause)) > 0;
      assert.ok(!areSomeTold || enough(having(isWithheld)), 'causes that are withheld in all');
      const full = new Set<string>();
      for (const { from, to, causes } of shown.transitions) {
        const told = CAUSES.filter((one) => causes[one] !== null);
        if (told.length === 0) continue;
        full.add(from + to);
        const here = (one: Cause, pair: string) => pair === from + to && !told.includes(one);
        assert.ok(enough(having(here)), `rest of ${from}${to}`);
        for (const one of told)
          assert.ok(!isWithheld(one) && enough(having((cause, pair) => cause === one && pair === from + to)));
      }
      if (areSomeTold && full.size > 0)
        assert.ok(enough(having((cause, pair) => isWithheld(cause) && !full.has(pair))), 'rest of the withheld causes');
      for (const one of CAUSES.filter((cause) => !isWithheld(cause))) {
        assert.ok(enough(having((cause) => cause === one)), one);
        assert.ok(enough(having((cause, pair) => cause === one && !full.has(pair))), `rest of ${one}`);
      }
    }),
    runs,
  );
});

test('D13 segments: months, and those who did not go it, are none or enough; else only median and P85', () => {
  fc.assert(
    fc.property(someLogs, (words) => {
      const log = logOf([...words, 'ab']);
      const ends = (name: string) => ({ activities: [name], occurrence: 'first' }) as const;
      const found = segmentTimes(log, { from: ends('a'), to: ends('b'), clock: 'local' });
      assert.ok(found.ok);
      const { value } = found;
      const { shown } = suppressSegment(value, N);
      assert.equal(shown === undefined, value.times.cases < N);
      if (shown === undefined) return;
      const rest = value.notBegun + value.notEnded;
      assert.equal(shown.times.cases === null, !enough(rest));
      if (shown.times.cases === null) {
        assert.deepEqual([shown.months, shown.times.bins, shown.times.meanSeconds], [[], [], null]);
        return;
      }
      assert.ok(shown.months.every(({ cases }) => cases >= N));
      assert.ok(enough(shown.months.reduce((left, { cases }) => left - cases, shown.times.cases)));
      assert.ok(shown.times.bins.every(({ cases }) => enough(cases)));
      if (shown.notBegun !== null) assert.ok(enough(shown.notBegun) && enough(shown.notEnded ?? -1));
    }),
    runs,
  );
});

test('D13 discover: what is mined follows from the ways that may be told', () => {
  fc.assert(
    fc.property(someLogs, (words) => {
      const part = commonWays(logOf(words), N);
      const { shown } = suppressVariants(variantsOf(logOf(words)).variants, N);
      assert.equal(part === undefined, shown.length === 0);
      if (part === undefined) return;
      const kept = [...groupBy(wordsOf(part), (text) => text).values()].map((some) => some.length);
      assert.ok(kept.every((n) => n >= N));
      assert.ok(enough(words.length - part.cases));
      // By the ways alone, whoever went them and when, and whatever else was gone.
      assert.deepEqual(inductiveMiner(part), inductiveMiner(logOf(wordsOf(part))));
    }),
    runs,
  );
});

function wordsOf(log: Log): string[] {
  const decoder = new TextDecoder();
  const { bytes, offset } = log.activities;
  const name = (a: number) => decoder.decode(bytes.subarray(offset[a]!, offset[a + 1]!));
  return Array.from({ length: log.cases }, (_, c) =>
    Array.from(log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!), name).join(''),
  );
}

test('D13 what changed: unfinished few, and relations that few have or lack, are not told', () => {
  const began = Float64Array.from({ length: 40 }, (_, c) => c);
  const finished = Uint8Array.from(began, (c) => (c === 3 || c > 30 ? 0 : 1));
  const compared = beforeAfter({ began, value: began.map((c) => c % 7), finished }, 20, () => 0.5);
  assert.ok(compared.ok);
  const { shown } = suppressComparison(compared.value, 5);
  assert.deepEqual([shown?.before.unfinished, shown?.after.unfinished, shown?.after.cases], [null, 9, 20]);
  const relation = (from: string | null, to: string | null) => ({ from, to, before: 1, after: 1, contribution: 0.1 });
  const words = Array.from({ length: 20 }, (_, c) => (c < 10 ? (c < 2 ? 'xb' : 'ab') : 'ac'));
  const change = { at: 10 * 40 * day - 1, casesBefore: 10, casesAfter: 10, p: 0.01, moved: 0.5 };
  const relations = [relation(null, 'a'), relation(null, 'x'), relation('a', 'c'), relation('b', null)];
  const drift = { cases: 20, blocks: 8, relations: 6, changes: [{ ...change, relations }] };
  // Two of the ten before begin with x, so eight with a: neither is told. All of them end with b, and nobody after.
  assert.deepEqual(
    suppressDrift(logOf(words), drift, 5).shown.changes[0]?.relations.map(({ from, to }) => [from, to]),
    [
      ['a', 'c'],
      ['b', null],
    ],
  );
});

test('D13 hints: values that leave one to four of those that tell the attribute are not all told', () => {
  const figures = { median: 1, othersMedian: 2, effect: 0.5, p: 0.01, q: 0.01 };
  const hint = (name: string, is: string, cases: number, others: number) =>
    ({ kind: 'attribute', name, value: { is }, cases, others, ...figures }) as const;
  const hints = [hint('unit', 'A', 50, 47), hint('unit', 'B', 45, 52), hint('kind', 'x', 20, 80)];
  const { shown, withheld } = suppressHints({ cases: 100, comparisons: 9, hints, passedOver: [] }, 5);
  // 97 tell the unit: 50 + 45 would leave two, and how many tell it leaves three.
  assert.deepEqual(
    shown.hints.map(({ value, others }) => [value, others]),
    [
      [{ is: 'A' }, null],
      [{ is: 'x' }, 80],
    ],
  );
  assert.equal(withheld, 1);
});
