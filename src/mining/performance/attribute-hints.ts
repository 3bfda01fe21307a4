/**
 * What goes with a longer lead time, more handoffs or the like: each value of each attribute, and each activity that some
 * cases pass, compared with the cases without it. Hints to look into, not causes. Definitions for people: docs/guides/hints.md.
 */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { Ranked } from '#mining/change/rank-test.ts';
import { falseShares, ranked, rankTest } from '#mining/change/rank-test.ts';
import { namesResources } from '#mining/formats/csv/csv-columns.ts';
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import type { Column, Log } from '#mining/log/log.ts';
import { SMALLEST_GROUP } from '#mining/privacy/small-groups.ts';
import { medianInPlace } from './quantile.ts';

export interface Hint {
  readonly kind: 'attribute' | 'activity';
  /** The attribute's or the activity's name. */
  readonly name: string;
  /** The value, as written; `above`: more than this number, or later than this time (ms); none for a passed activity. */
  readonly value: { readonly is: string } | { readonly above: number; readonly time: boolean } | undefined;
  /** Cases it holds for, and others that tell the attribute. */
  readonly cases: number;
  readonly others: number;
  readonly median: number;
  readonly othersMedian: number;
  /** Cliff's delta, −1 … 1: how much oftener a case with it is higher than one without, than the other way round. */
  readonly effect: number;
  /** Two-sided Mann–Whitney p, and the share of false hints to expect among those at least as sure (Benjamini & Hochberg 1995). */
  readonly p: number;
  readonly q: number;
}

export interface Hints {
  readonly cases: number;
  /** How many comparisons were made: each makes a false hint likelier, which q makes up for. */
  readonly comparisons: number;
  /** Greatest effect first. */
  readonly hints: readonly Hint[];
  /** Attributes not looked at, and why. */
  readonly passedOver: readonly { readonly attribute: string; readonly why: 'names-people' | 'nearly-all-differ' }[];
}

export interface HintsRefusal {
  readonly tag: 'too-few-cases';
  readonly cases: number;
  readonly least: number;
}

/** Effects smaller than this are called negligible (Romano et al. 2006), however sure they are. */
const NEGLIGIBLE = 0.147;
const FALSE_SHARE = 0.05;

/** Those of the told cases that something holds for. */
interface Group {
  readonly kind: Hint['kind'];
  readonly name: string;
  readonly value: Hint['value'];
  readonly n: number;
  readonly rankSum: number;
  readonly told: Ranked;
  readonly holds: (c: number) => boolean;
}

/**
 * `measure` is a number per case of the log, as from `caseMeasure`; cases where it is NaN are passed over, and fewer than ten
 * are refused. One sort of the cases; a pass over them for each attribute, and over the events for each of theirs.
 */
export function attributeHints(log: Log, measure: Float64Array): Result<Hints, HintsRefusal> {
  const cases = Array.from(measure.keys()).filter((c) => !Number.isNaN(measure[c]!));
  const least = 2 * SMALLEST_GROUP;
  if (cases.length < least) return refuse({ tag: 'too-few-cases', cases: cases.length, least });
  const { groups, passedOver } = groupsIn(log, measure, cases);
  const compared = groups
    .filter(({ n, told }) => n >= SMALLEST_GROUP && told.cases.length - n >= SMALLEST_GROUP && told.variance > 0)
    .map((group) => ({ group, ...rankTest(group.told, group) }));
  const shares = falseShares(compared.map(({ p }) => p));
  const hints = compared
    .map((one, i) => ({ ...one, q: shares[i]! }))
    .filter(({ q, effect }) => q <= FALSE_SHARE && Math.abs(effect) >= NEGLIGIBLE)
    .map(({ group, effect, p, q }) => hintOf(group, measure, { effect, p, q }))
    .sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect) || one.p - other.p);
  return ok({ cases: cases.length, comparisons: compared.length, hints, passedOver });
}

/** All groups that may be compared, few or many, and the attributes that make none. */
function groupsIn(log: Log, measure: Float64Array, cases: readonly number[]) {
  const everyCase = ranked(measure, cases);
  const people = new Set(textsOf(log.resources));
  const groups = activityGroups(log, everyCase);
  const passedOver: Hints['passedOver'][number][] = [];
  const columns = [
    ...log.caseAttributes.map((column) => ({ column, row: (c: number) => c })),
    ...log.eventAttributes.map((column) => ({ column, row: firstTold(log, column) })),
  ];
  for (const { column, row } of columns) {
    const attribute = column.path.join('/');
    if (namesPeople(column, people)) passedOver.push({ attribute, why: 'names-people' });
    else {
      const isTold = (c: number) => row(c) >= 0 && tells(column, row(c));
      const told = cases.filter(isTold);
      const ranks = told.length === cases.length ? everyCase : ranked(measure, told, everyCase.order.filter(isTold));
      const found = columnGroups(column, row, ranks);
      if (found === undefined) passedOver.push({ attribute, why: 'nearly-all-differ' });
      else groups.push(...found);
    }
  }
  return { groups, passedOver };
}

function hintOf(group: Group, measure: Float64Array, figures: Pick<Hint, 'effect' | 'p' | 'q'>): Hint {
  const { kind, name, value, n, told } = group;
  const [median, othersMedian] = mediansOf(group, measure);
  return { ...{ kind, name, value }, cases: n, others: told.cases.length - n, median, othersMedian, ...figures };
}

/** The medians of those it holds for and of the others: the middle ones of either, met on the way from the lowest up. */
function mediansOf({ told, n, holds }: Group, measure: Float64Array): readonly [number, number] {
  const sides = [n, told.cases.length - n].map((size) => ({ size, met: 0, low: Number.NaN, high: Number.NaN }));
  for (const c of told.order) {
    const side = sides[holds(c) ? 0 : 1]!;
    if (side.met === (side.size - 1) >> 1) side.low = measure[c]!;
    if (side.met === side.size >> 1) side.high = measure[c]!;
    side.met++;
  }
  const [its, theirs] = sides.map(({ low, high }) => low + (high - low) * 0.5);
  return [its!, theirs!];
}

function medianOf(values: Float64Array): number {
  return medianInPlace(values, 0, values.length);
}

/** The row of a case's first event that tells the attribute; −1 where none does. */
function firstTold(log: Log, column: Column): (c: number) => number {
  const rows = new Int32Array(log.cases).fill(-1);
  for (let c = 0; c < log.cases; c++)
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]! && rows[c]! < 0; e++) if (tells(column, e)) rows[c] = e;
  return (c) => rows[c]!;
}

function tells({ values }: Column, row: number): boolean {
  switch (values.type) {
    case 'text':
    case 'id':
      return values.codes[row]! >= 0;
    case 'boolean':
      return values.flags[row]! >= 0;
    default:
      return !Number.isNaN(values.numbers[row]!);
  }
}

/** Persons aren't compared: an attribute is passed over when its name says so, or most of what it says are resources. */
function namesPeople({ path, values }: Column, people: ReadonlySet<string>): boolean {
  if (path.some(namesResources)) return true;
  if (values.type !== 'text' && values.type !== 'id') return false;
  const texts = textsOf(values.dictionary);
  return texts.length > 0 && texts.filter((text) => people.has(text)).length > texts.length / 2;
}

/** Groups by the values of a column; undefined when nearly every case has a value of its own. */
function columnGroups(column: Column, row: (c: number) => number, told: Ranked): Group[] | undefined {
  const { values } = column;
  const name = column.path.join('/');
  const group = (value: Hint['value'], holds: Group['holds']): Group => {
    const held = told.cases.filter(holds);
    const rankSum = held.reduce((sum, c) => sum + told.ranks[c]!, 0);
    return { kind: 'attribute', name, value, n: held.length, rankSum, told, holds };
  };
  if (told.cases.length === 0) return [];
  if (values.type === 'boolean') return [group({ is: 'true' }, (c) => values.flags[row(c)] === 1)];
  if ('numbers' in values) {
    const middle = medianOf(Float64Array.from(told.cases, (c) => values.numbers[row(c)]!));
    return [group({ above: middle, time: values.type === 'time' }, (c) => values.numbers[row(c)]! > middle)];
  }
  const sums = new Map<number, { n: number; rankSum: number }>();
  for (const c of told.cases) {
    const code = values.codes[row(c)]!;
    const one = sums.get(code) ?? { n: 0, rankSum: 0 };
    one.n++;
    one.rankSum += told.ranks[c]!;
    sums.set(code, one);
  }
  if (sums.size > told.cases.length / 2 && told.cases.length >= 2 * SMALLEST_GROUP) return undefined;
  // Of two values, one says what the other does.
  const apart = sums.size === 2 ? [...sums].slice(0, 1) : [...sums];
  return apart.map(([code, { n, rankSum }]) => {
    const holds = (c: number) => values.codes[row(c)] === code;
    return { kind: 'attribute', name, value: { is: textOf(values.dictionary, code) }, n, rankSum, told, holds };
  });
}

/** Cases that pass an activity, against those that don't. */
function activityGroups(log: Log, told: Ranked): Group[] {
  const { size } = log.activities;
  const [n, rankSum, last] = [new Float64Array(size), new Float64Array(size), new Int32Array(size).fill(-1)];
  for (const c of told.cases) {
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      const activity = log.activity[e]!;
      if (last[activity] === c) continue;
      last[activity] = c;
      n[activity]!++;
      rankSum[activity]! += told.ranks[c]!;
    }
  }
  const passes = (activity: number) => (c: number) => {
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) if (log.activity[e] === activity) return true;
    return false;
  };
  return textsOf(log.activities).map((name, activity) => {
    const [count, sum, holds] = [n[activity]!, rankSum[activity]!, passes(activity)];
    return { kind: 'activity', name, value: undefined, n: count, rankSum: sum, told, holds };
  });
}
