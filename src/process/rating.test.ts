import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Answer,
  afterTelling,
  nextTelling,
  type RatingValue,
  ratingValues,
  type Starts,
  summaryOf,
} from './rating.ts';

interface Person extends Answer {
  readonly id: number;
}
interface State {
  readonly answers: readonly Person[];
  readonly starts: Starts | null;
}
const nobody: State = { answers: [], starts: null };

/** Somebody answers, or takes the answer back (null); then what may be told is told. */
function answered({ answers, starts }: State, id: number, now: RatingValue | null): State {
  const others = answers.filter((a) => a.id !== id);
  const own = answers.find((a) => a.id === id) ?? { id, counted: null, spread: null };
  const left = now !== null || own.counted !== null || own.spread !== null;
  const after = left ? [...others, { ...own, now }] : others;
  const telling = nextTelling(after, starts);
  if (telling === undefined) return { answers: after, starts };
  return { answers: afterTelling(after, telling), starts: telling.starts ?? starts };
}

const told = ({ answers, starts }: State) => summaryOf(answers, starts);
const all = (values: readonly RatingValue[], from = nobody, first = 0) =>
  values.reduce((state, value, n) => answered(state, first + n, value), from);

test('D13 nothing is told of four answers; number and median are told of five, and then in steps of five', () => {
  const four = all([4, 4, 5, 3]);
  assert.equal(told(four), null);
  const five = answered(four, 4, 4);
  assert.deepEqual(told(five), { people: 5, median: 4, bars: [] });
  const nine = all([1, 1, 1, 1], five, 5);
  assert.deepEqual(told(nine), told(five), 'one more answer, or four, changes nothing of what is told');
  assert.deepEqual(told(answered(nine, 9, 1)), {
    people: 10,
    median: 2,
    bars: [
      { from: 1, to: 2, people: 5 },
      { from: 3, to: 5, people: 5 },
    ],
  });
});

test('D13 a change counts as an answer, going back to what one answered does not', () => {
  const five = all([4, 4, 5, 3, 4]);
  const changed = [0, 1, 2, 3].reduce((state, id) => answered(state, id, 1), five);
  assert.deepEqual(told(changed), told(five));
  const back = answered(changed, 0, 4);
  assert.deepEqual(told(answered(back, 4, 1)), told(five), 'only four answers are others than those told');
  assert.deepEqual(told(answered(changed, 4, 1)), { people: 5, median: 1, bars: [] });
});

test('D13 who withdraws is counted until five have changed, and what is left is then too few', () => {
  const six = all([5, 5, 5, 5, 5, 1]);
  const one = answered(six, 5, null);
  assert.equal(one.answers.length, 5, 'an answer that was in nothing is gone at once');
  const gone = [0, 1, 2, 3].reduce((state, id) => answered(state, id, null), one);
  assert.deepEqual(told(gone), told(six));
  const last = answered(gone, 4, null);
  assert.equal(told(last), null);
  assert.deepEqual(last.answers, [], 'nothing is kept of those who withdrew');
});

test('a median lies between two values where as many answered each', () => {
  const five = all([2, 2, 3, 5, 5]);
  assert.equal(told(five)?.median, 3);
  assert.equal(told(all([4, 4, 4, 4, 4], all([3, 3, 3, 3, 3]), 5))?.median, 3.5);
});

test('bars are as fine as five people in each allow, evenly where there is a choice', () => {
  const state = all([5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 3, 2, 1]);
  assert.deepEqual(told(state)?.bars, [
    { from: 1, to: 3, people: 5 },
    { from: 4, to: 4, people: 5 },
    { from: 5, to: 5, people: 5 },
  ]);
});

test('bars stay while one to four have come to any of them, and say how many answers they are of', () => {
  const ten = all([5, 5, 5, 5, 5, 1, 1, 1, 1, 1]);
  assert.deepEqual(told(ten)?.bars, [
    { from: 1, to: 4, people: 5 },
    { from: 5, to: 5, people: 5 },
  ]);
  const fifteen = all([5, 5, 5, 5, 1], ten, 10);
  assert.equal(told(fifteen)?.people, 15);
  assert.deepEqual(told(fifteen)?.bars, told(ten)?.bars);
  const twenty = all([5, 1, 1, 2, 2], fifteen, 15);
  assert.deepEqual(told(twenty)?.bars, [
    { from: 1, to: 4, people: 10 },
    { from: 5, to: 5, people: 10 },
  ]);
  assert.deepEqual(told(all([2, 2, 2, 1, 1], twenty, 20))?.bars, [
    { from: 1, to: 1, people: 10 },
    { from: 2, to: 4, people: 5 },
    { from: 5, to: 5, people: 10 },
  ]);
});

const value = fc.constantFrom(...ratingValues);
/** What people do: answer, answer anew, or withdraw. */
const doings = fc.array(fc.tuple(fc.nat({ max: 39 }), fc.option(value, { freq: 6 })), {
  minLength: 60,
  maxLength: 200,
});

type Values = ReadonlyMap<number, RatingValue>;
const differ = (one: Values, other: Values, as: (value: RatingValue | undefined) => unknown) =>
  [...new Set([...one.keys(), ...other.keys()])].filter((id) => as(one.get(id)) !== as(other.get(id))).length;
const noneOrEnough = (people: number) => people === 0 || people >= 5;

/** Sums of some bars, but not of all of them, as the values in them. */
function sums(bars: readonly { from: number; to: number }[]): RatingValue[][] {
  return Array.from({ length: Math.max(0, 2 ** bars.length - 2) }, (_, n) =>
    ratingValues.filter((v) => bars.some(({ from, to }, at) => ((n + 1) >> at) & 1 && from <= v && v <= to)),
  );
}

test('D13 whatever people do, nothing is told of fewer than five, nor by what differs between two tellings', () => {
  fc.assert(
    fc.property(doings, (list) => {
      let state = nobody;
      const now = new Map<number, RatingValue>();
      let counted: Values = new Map();
      let spread: Values = new Map();
      for (const [id, next] of list) {
        const before = state;
        state = answered(state, id, next);
        if (next === null) now.delete(id);
        else now.set(id, next);
        assert.ok(state.answers.every((a) => (now.get(a.id) ?? null) === a.now));
        const summary = told(state);
        for (const people of [summary?.people ?? 5, ...(summary?.bars ?? []).map((bar) => bar.people)])
          assert.ok(people >= 5, `${people} are told of`);
        if (state.answers.every((a) => a.now === a.counted)) {
          assert.ok(noneOrEnough(differ(now, counted, (v) => v)));
          counted = new Map(now);
        } else assert.deepEqual([summary?.people, summary?.median], [told(before)?.people, told(before)?.median]);
        if (state.starts === null || state.answers.some((a) => a.now !== a.spread)) {
          assert.deepEqual(state.starts, before.starts);
          continue;
        }
        assert.ok(before.starts?.every((start) => state.starts?.includes(start)) ?? true, 'bars get finer');
        for (const values of sums(told(before)?.bars ?? []))
          assert.ok(noneOrEnough(differ(now, spread, (v) => v !== undefined && values.includes(v))));
        spread = new Map(now);
      }
    }),
    { numRuns: 400 },
  );
});
