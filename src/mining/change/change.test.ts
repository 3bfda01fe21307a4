import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Random } from '#lib/random.ts';
import { logNormal, seededRandom } from '#lib/random.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { workingAndWaiting } from '#mining/performance/waiting/working-waiting.ts';
import { beforeAfter } from './before-after.ts';
import { caseBeginnings, caseMeasure } from './case-measure.ts';
import { controlChart } from './control-chart.ts';
import { drift } from './drift.ts';
import { durationsOf, finishedBy, logRank } from './survival.ts';
import { chiSquareTail, normalTails } from './tails.ts';

function near(found: number, expected: number, within = 1e-6) {
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);
}

test('tail probabilities are those of the printed tables', () => {
  near(normalTails(1.959963985), 0.05, 1e-9);
  near(chiSquareTail(3.841458821, 1), 0.05, 1e-9);
  near(chiSquareTail(18.30703805, 10), 0.05, 1e-9);
  near(chiSquareTail(2, 2), Math.exp(-1), 1e-12);
});

test('unfinished ones count until they were last known, by hand', () => {
  // 1 done, 2 unfinished, 3 done, 4 done: left after 1: ¾, after 3: ¾ · ½ = ⅜, after 4: 0.
  const durations = durationsOf([3, 1, 4, 2], [1, 1, 1, 0]);
  assert.deepEqual(finishedBy(durations, [0.25, 0.5, 0.85]), [1, 3, 4]);
  assert.deepEqual(finishedBy(durationsOf([1, 2, 2], [1, 0, 0]), [0.3, 0.5]), [1, Number.POSITIVE_INFINITY]);
});

test('without unfinished ones the shares are order statistics', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (list) => {
      const sorted = [...list].sort((a, b) => a - b);
      const all = durationsOf(
        list,
        list.map(() => 1),
      );
      const expected = [0.5, 0.85].map((share) => sorted[Math.ceil(share * list.length - 1e-7) - 1]);
      assert.deepEqual(finishedBy(all, [0.5, 0.85]), expected);
      near(logRank(all, all), 0, 1e-9);
    }),
  );
});

const DAY = 86_400_000;

function measured(random: Random, median: (day: number) => number) {
  const began = Float64Array.from({ length: 400 }, (_, c) => c * DAY);
  return { began, value: began.map((_, c) => logNormal(random, median(c), 0.8)) };
}

test('before and after: alike is called different in at most one of twenty, half as long is seen', () => {
  const random = seededRandom(7);
  let [wrong, seen, held] = [0, 0, 0];
  for (let run = 0; run < 200; run++) {
    const alike = beforeAfter(
      measured(random, () => 10),
      200 * DAY,
      random,
      'median',
      200,
    );
    assert.ok(alike.ok);
    if (alike.value.verdict !== 'cannot-say') wrong++;
    if (alike.value.median.from! <= 0 && alike.value.median.to! >= 0) held++;
  }
  for (let run = 0; run < 20; run++) {
    const half = beforeAfter(
      measured(random, (day) => (day < 200 ? 10 : 5)),
      200 * DAY,
      random,
      'median',
      200,
    );
    if (half.ok && half.value.verdict === 'lower') seen++;
  }
  assert.ok(wrong <= 10, `${wrong} of 200 called different`);
  assert.ok(held >= 180, `the interval held 0 in ${held} of 200`);
  assert.equal(seen, 20);
});

test('recent unfinished cases don’t make the time after look short', () => {
  const random = seededRandom(3);
  const { began, value } = measured(random, () => 100 * DAY);
  const end = 400 * DAY;
  const finished = Uint8Array.from(value, (took, c) => Number(began[c]! + took <= end));
  const known = value.map((took, c) => Math.min(took, end - began[c]!));
  const honest = beforeAfter({ began, value: known, finished }, 200 * DAY, random);
  const blind = beforeAfter(
    { began, value: known.map((took, c) => (finished[c] ? took : Number.NaN)) },
    200 * DAY,
    random,
  );
  assert.ok(honest.ok && blind.ok);
  assert.deepEqual([honest.value.verdict, blind.value.verdict], ['cannot-say', 'lower']);
  assert.equal(honest.value.after.mean, null);
});

test('groups under five are refused, and the same seed gives the same answer', () => {
  const one = measured(seededRandom(1), () => 10);
  assert.deepEqual(beforeAfter(one, 4 * DAY, seededRandom(1)), {
    ok: false,
    refusal: { tag: 'group-too-small', before: 4, after: 396, least: 5 },
  });
  assert.deepEqual(beforeAfter(one, 50 * DAY, seededRandom(1)), beforeAfter(one, 50 * DAY, seededRandom(1)));
});

test('the measures of a case, by hand', () => {
  const log = logFromEvents([
    { caseId: '1', activity: 'a', time: 10_000, start: 0, resource: 'x' },
    { caseId: '1', activity: 'b', time: 30_000, start: 20_000, resource: 'y' },
    { caseId: '1', activity: 'a', time: 60_000, start: 25_000, resource: 'y' },
  ]);
  const of = (name: 'lead' | 'wait' | 'handoffs' | 'rework' | 'events') => caseMeasure(log, name)[0];
  assert.deepEqual([of('lead'), of('wait'), of('handoffs'), of('rework'), of('events')], [50, 10, 1, 1, 3]);
});

test('limits of a control chart, by hand, and its rules', () => {
  const chart = controlChart([10, 12, 10, 12, 10, 12]);
  assert.ok(chart.ok);
  const { centre, lower, upper, upperRange, signals } = chart.value;
  near(centre, 11);
  near(lower, 11 - 5.32);
  near(upper, 16.32);
  near(upperRange, 6.536);
  assert.deepEqual(signals, []);
  const rules = (series: number[]) => {
    const found = controlChart(series, 6);
    return found.ok ? found.value.signals.map(({ at, rule }) => `${at} ${rule}`) : [];
  };
  assert.deepEqual(rules([10, 12, 10, 12, 10, 12, 17]), ['6 outside']);
  assert.deepEqual(rules([10, 12, 10, 12, 10, 12, 14, 14, 14]), ['8 near-limit']);
  assert.deepEqual(rules([10, 12, 10, 12, 10, 12, 12, 12, 12, 12, 12, 12, 12]), ['12 run']);
  assert.ok(!controlChart([1, 2, 3, 4, 5]).ok);
});

/** Cases one a day: a, then b and c in either order, then d; `early(case)` is how likely c comes first. */
function simulated(random: Random, cases: number, early: (caseNumber: number) => number) {
  return logFromEvents(
    Array.from({ length: cases }, (_, c) => {
      const middle = random() < early(c) ? ['c', 'b'] : ['b', 'c'];
      const again = random() < 0.3 ? middle : [];
      return ['a', ...middle, ...again, 'd'].map((activity, i) => ({
        caseId: `${c}`,
        activity,
        time: c * DAY + i * 1000,
      }));
    }).flat(),
  );
}

test('work that was completed last but had begun before leaves no wait, and is when the case began', () => {
  const log = logFromEvents([
    { caseId: '1', activity: 'a', start: 1000, time: 2000 },
    { caseId: '1', activity: 'b', start: 8000, time: 9000 },
    { caseId: '1', activity: 'c', start: 3000, time: 10_000 },
    { caseId: '2', activity: 'a', start: 5000, time: 6000 },
    { caseId: '2', activity: 'b', start: 4000, time: 7000 },
  ]);
  assert.deepEqual([...caseMeasure(log, 'wait')], [1, 0]);
  assert.equal(workingAndWaiting(log).waitingSeconds, 1);
  assert.deepEqual([...caseBeginnings(log)], [1000, 4000]);
});

test('drift: a log in which nothing changes is said to change in about one of twenty', () => {
  const random = seededRandom(11);
  let alarms = 0;
  for (let run = 0; run < 100; run++) {
    const found = drift(
      simulated(random, 300, () => 0.4),
      random,
    );
    if (found.ok && found.value.changes.length > 0) alarms++;
  }
  // 5 are expected; more than 11 happen once in 200.
  assert.ok(alarms <= 11, `${alarms} of 100`);
});

test('drift: planted changes are found near where they are, and what changed is named', () => {
  const random = seededRandom(5);
  let [off, more] = [0, 0];
  for (let run = 0; run < 10; run++) {
    const found = drift(
      simulated(random, 900, (c) => (c < 310 ? 0.2 : c < 640 ? 0.8 : 0.2)),
      random,
    );
    assert.ok(found.ok);
    const at = found.value.changes.map((one) => one.at / DAY);
    assert.ok(at.length >= 2, at.join());
    more += at.length - 2;
    const nearest = found.value.changes.reduce((a, b) =>
      Math.abs(b.at / DAY - 310) < Math.abs(a.at / DAY - 310) ? b : a,
    );
    off = Math.max(
      off,
      Math.min(...at.map((day) => Math.abs(day - 310))),
      Math.min(...at.map((day) => Math.abs(day - 640))),
    );
    assert.deepEqual(
      nearest.relations
        .slice(0, 4)
        .map(({ from, to }) => `${from}${to}`)
        .sort(),
      ['ab', 'ac', 'bd', 'cd'],
    );
  }
  assert.ok(off <= 25, `${off} cases off`);
  assert.ok(more <= 3, `${more} more in 10 logs`);
  assert.deepEqual(
    drift(
      simulated(random, 199, () => 0),
      random,
    ),
    {
      ok: false,
      refusal: { tag: 'too-few-cases', cases: 199, least: 200 },
    },
  );
});
