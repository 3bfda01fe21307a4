import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Random } from '#lib/random.ts';
import { seededRandom } from '#lib/random.ts';
import { asOf } from '#mining/log/as-of.ts';
import type { Log } from '#mining/log/log.ts';
import type { EventRow } from '#mining/log/log-builder.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { closingActivities } from './closing.ts';
import { coursesOf, ENDED, knownAt, LAPSED, RUNNING } from './course.ts';
import { bandOf, outlookOf } from './outlook.ts';
import { remainingTimes } from './remaining.ts';
import { suppressRemaining } from './suppress-remaining.ts';

const day = 86_400_000;

/** A case a third of a day: apply, assess, decide, with exponential waits of `mean` days; `slower` after day 200. */
function someLog(random: Random, slower = 1, cases = 900): Log {
  const events: EventRow[] = [];
  for (let c = 0; c < cases; c++) {
    let time = (c / 3) * day;
    for (const [activity, mean] of [
      ['apply', 4],
      ['assess', 8],
      ['decide', 0],
    ] as const) {
      events.push({ caseId: `${c}`, activity, time });
      time += -Math.log(1 - random()) * mean * day * (c > 600 ? slower : 1);
    }
  }
  return logFromEvents(events);
}

test('intervals hold as often as they are to in a log that stays the same, and the median beats the plainest guess', () => {
  const shares: number[] = [];
  for (let seed = 1; seed <= 5; seed++) {
    const { coverage, why, states } = remainingTimes(someLog(seededRandom(seed)), ['decide'], 300 * day);
    assert.equal(why, null);
    assert.ok(coverage.cases >= 300 && coverage.measured !== null);
    shares.push(coverage.measured);
    assert.ok(coverage.errorSeconds! < coverage.baselineErrorSeconds!);
    assert.ok(Math.abs(coverage.measured + coverage.sooner! + coverage.later! - 1) < 1e-9);
    for (const { fromSeconds, medianSeconds, toSeconds } of states)
      if (medianSeconds !== null) assert.ok(fromSeconds! <= medianSeconds && medianSeconds <= toSeconds!);
  }
  const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  assert.ok(mean > 0.75 && mean < 0.88, `held ${shares.join(', ')}`);
});

test('what is measured is what comes: intervals told on a day hold as often for cases that end after it', () => {
  let [hits, told] = [0, 0];
  for (let seed = 11; seed <= 30; seed++) {
    const log = someLog(seededRandom(seed));
    const at = 200 * day;
    const { states } = remainingTimes(asOf(log, at), ['decide'], at);
    const courses = coursesOf(log, Uint8Array.of(0, 0, 1));
    const known = knownAt(courses, at);
    for (let c = 0; c < log.cases; c++) {
      if (known.state[c] !== RUNNING) continue;
      const e = known.last[c]!;
      const state = states.find(
        (one) =>
          one.activity === ['apply', 'assess'][courses.activity[e]!] &&
          bandOf(one.stillFromSeconds * 1000) === bandOf(at - courses.time[e]!),
      );
      if (state === undefined || state.toSeconds === null) continue;
      const left = (courses.time[courses.offset[c + 1]! - 1]! - at) / 1000;
      told++;
      if (left >= state.fromSeconds! && left <= state.toSeconds) hits++;
    }
  }
  assert.ok(told > 400, `${told} told`);
  assert.ok(hits / told > 0.75 && hits / told < 0.88, `${hits} of ${told}`);
});

test('nothing that came later is used: the answer as of a day is that of the log as it was known', () => {
  const log = someLog(seededRandom(3));
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 320 }), (days) => {
      const at = days * day;
      assert.deepEqual(remainingTimes(log, ['decide'], at), remainingTimes(asOf(log, at), ['decide'], at));
    }),
    { numRuns: 20 },
  );
});

test('when everything takes four times as long, intervals widen, or nothing is predicted', () => {
  const before = remainingTimes(someLog(seededRandom(5)), ['decide'], 300 * day);
  const after = remainingTimes(someLog(seededRandom(5), 4), ['decide'], 300 * day);
  assert.ok(after.coverage.measured! < before.coverage.measured!);
  assert.ok(after.why === 'coverage-too-low' || after.coverage.widthSeconds! > before.coverage.widthSeconds!);
  if (after.why !== null) assert.deepEqual(after.states, []);
});

test('of few cases nothing is measured, so nothing is predicted; of none likewise', () => {
  const few = remainingTimes(someLog(seededRandom(1), 1, 40), ['decide'], 13 * day);
  assert.deepEqual([few.why, few.coverage.measured, few.states], ['coverage-not-measured', null, []]);
  const none = remainingTimes(logFromEvents([]), [], 0);
  assert.deepEqual([none.why, none.running, none.lapsed], ['coverage-not-measured', 0, 0]);
  const untimed = logFromEvents([{ caseId: '1', activity: 'apply', time: Number.NaN }]);
  assert.equal(remainingTimes(untimed, ['apply'], 10 * day).running, 0);
});

test('a case ends when it first comes to an end, and lapses when it stands still longer than others ever do', () => {
  const at = (caseId: string, activity: string, days: number) => ({ caseId, activity, time: days * day });
  const log = logFromEvents([
    ...[at('1', 'a', 0), at('1', 'end', 1), at('1', 'a', 50)],
    ...[at('2', 'a', 1), at('2', 'b', 3)],
    ...[at('3', 'a', 59)],
    ...[at('4', 'a', 70)],
  ]);
  const known = knownAt(coursesOf(log, Uint8Array.of(0, 1, 0)), 60 * day);
  assert.deepEqual([...known.state], [ENDED, LAPSED, RUNNING, 0]);
});

test('cases that have not ended make the outlook longer, never shorter', () => {
  const rows = Array.from({ length: 40 }, (_, c) => [
    { caseId: `${c}`, activity: 'a', time: 0 },
    { caseId: `${c}`, activity: 'end', time: (1 + (c % 10)) * day },
  ]).flat();
  const running = Array.from({ length: 30 }, (_, c) => ({ caseId: `r${c}`, activity: 'a', time: 2 * day }));
  const median = (events: readonly EventRow[]) => {
    const log = logFromEvents(events);
    const courses = coursesOf(log, Uint8Array.of(0, 1));
    return outlookOf(courses, knownAt(courses, 10.5 * day)).median(0, 0);
  };
  assert.equal(median(rows), 5 * day);
  assert.ok(median([...rows, ...running])! > 5 * day);
});

test('what ends a case is found where it is clear, and not where it isn’t', () => {
  const random = seededRandom(2);
  const found = closingActivities(someLog(random), 600 * day);
  assert.deepEqual(found.activities, ['decide']);
  const open = logFromEvents(
    ['abc', 'acb', 'bca', 'cab'].flatMap((word, c) =>
      [...word].map((activity, i) => ({ caseId: `${c}`, activity, time: (c + i) * day })),
    ),
  );
  const unclear = closingActivities(open, 600 * day);
  assert.deepEqual(unclear.activities, []);
  assert.deepEqual(unclear.last[0], { activity: 'b', cases: 2 });
});

test('D13 states of few cases, and what is left of the running, are none or enough', () => {
  const whole = remainingTimes(someLog(seededRandom(7)), ['decide'], 300 * day);
  const state = whole.states[0]!;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }), fc.nat({ max: 9 }), (sizes, lapsed) => {
      const running = sizes.reduce((sum, n) => sum + n, 0);
      const states = sizes.map((cases) => ({ ...state, cases }));
      const { shown } = suppressRemaining({ ...whole, running, lapsed, states });
      const enough = (n: number) => n === 0 || n >= 5;
      assert.ok(shown.states.every(({ cases }) => cases >= 5));
      assert.ok(enough(shown.states.reduce((left, { cases }) => left - cases, running)) || shown.running === null);
      assert.equal(shown.lapsed, enough(lapsed) ? lapsed : null);
    }),
  );
});

test('D13 coverage: shares that would tell of one to four predictions are withheld', () => {
  const whole = remainingTimes(someLog(seededRandom(1)), ['decide'], 300 * day);
  const told = (hits: number, sooner: number, later: number) => {
    const cases = hits + sooner + later;
    const shares = { measured: hits / cases, sooner: sooner / cases, later: later / cases };
    const { coverage } = suppressRemaining({ ...whole, coverage: { ...whole.coverage, ...shares, cases } }).shown;
    return [coverage.measured, coverage.sooner, coverage.later].map((share) => share !== null);
  };
  assert.deepEqual(told(80, 10, 10), [true, true, true]);
  assert.deepEqual(told(100, 0, 0), [true, true, true]);
  assert.deepEqual(told(90, 3, 7), [true, false, false]);
  assert.deepEqual(told(96, 4, 0), [false, false, false]);
});
