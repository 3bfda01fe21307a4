/**
 * Which figures may be told without a group of one to four cases being reckoned from them by subtraction (D13).
 *
 * Two questions that differ a little tell, by their difference, about the cases between them. So (1) periods are whole
 * calendar months by when cases begin; (2) for every group that is counted, its months are joined, from the first on, until
 * each stretch has none or at least five of it, and the group is told for a period only when the period begins and ends
 * between such stretches; (3) the same must hold for the group within each part that the filters of the question make
 * (those who answer, those who don't, and every combination). Whatever is subtracted is then a sum of stretches, none of
 * which is of one to four cases. docs/guides/small-groups.md says it to people.
 */
import { SMALLEST_GROUP } from './small-groups.ts';

/** Counts of one group by part and month: `counts[part × months + month]`. */
export type Counts = Float64Array;

/**
 * Before which months a row of counts by month may be cut: index 0 … months, the last being after them all. A row of
 * nothing may be cut anywhere, one of one to four nowhere.
 */
export function cutsOf(byMonth: ArrayLike<number>, smallest = SMALLEST_GROUP): boolean[] {
  const { length } = byMonth;
  let total = 0;
  for (let m = 0; m < length; m++) total += byMonth[m]!;
  if (total > 0 && total < smallest) return new Array<boolean>(length + 1).fill(false);
  const cuts = new Array<boolean>(length + 1).fill(true);
  let before = 0;
  let last = 0;
  for (let m = 0; m < length; m++) {
    before += byMonth[m]!;
    if (before - last >= smallest && (before === total || total - before >= smallest)) last = before;
    cuts[m + 1] = before === last;
  }
  return cuts;
}

/** The months in which cases of a log begin. Month 0 is “not known”; the others are numbered in order of time. */
export interface Months {
  /** By case. */
  readonly of: Uint32Array;
  /** Years × 12 + months, ascending; month `i + 1` of `of`. */
  readonly known: readonly number[];
}

const calendarMonth = (ms: number) => {
  const date = new Date(ms);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** First moment of a calendar month, ms. */
function monthBegins(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1);
}

/** `begins` by case, ms; NaN where it isn't known. */
export function monthsOf(begins: Float64Array): Months {
  const known = [
    ...new Set(
      Array.from(
        begins.filter((ms) => !Number.isNaN(ms)),
        calendarMonth,
      ),
    ),
  ].sort((x, y) => x - y);
  const place = new Map(known.map((month, i) => [month, i + 1]));
  return { of: Uint32Array.from(begins, (ms) => (Number.isNaN(ms) ? 0 : place.get(calendarMonth(ms))!)), known };
}

/** A filter seen as a division of all cases: which part each belongs to, and which part is asked for. */
export interface Division {
  readonly parts: number;
  readonly wanted: number;
  readonly partOf: (caseNumber: number) => number;
}

/** What may be answered to a question: the cases it is about, and which groups of them may be told. */
export interface Safe {
  readonly selection: Uint32Array | undefined;
  /** First and last day of the period that is answered, ISO; null where it has no bound (also one widened away). */
  readonly from: string | null;
  readonly to: string | null;
  /** Is the whole question to be refused, since some part that its filters make has one to four cases? */
  readonly tooFew: boolean;
  /** Counts have this length; a case counts at `slotOf` of it. */
  readonly size: number;
  readonly slotOf: Uint32Array;
  /** All cases. */
  readonly everyone: Counts;
  /** May a group with these counts be told? */
  readonly mayShow: (counts: Counts) => boolean;
}

/** For each filter any part or one: the parts, numbered together, of each combination. */
function combinations(divisions: readonly Division[]): number[][] {
  let sets: number[][] = [[0]];
  for (const { parts } of divisions) {
    const each = Array.from({ length: parts }, (_, i) => i);
    sets = sets.flatMap((set) => [
      set.flatMap((at) => each.map((part) => at * parts + part)),
      ...each.map((part) => set.map((at) => at * parts + part)),
    ]);
  }
  return sets;
}

interface Asked {
  readonly cases: number;
  readonly months: Months;
  readonly divisions: readonly Division[];
  /** Days, ISO. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Makes the question safe: its period is widened to where every part of it may be cut. */
export function safeQuestion(asked: Asked): Safe {
  const { cases, months, divisions, from, to } = asked;
  const isDated = from !== undefined || to !== undefined;
  const { columns, partOf, slotOf, everyone } = slots(asked, isDated);
  const wanted = divisions.reduce((at, division) => at * division.parts + division.wanted, 0);
  const sets = combinations(divisions);
  const cutsIn = (counts: Counts, set: readonly number[]) =>
    cutsOf(Float64Array.from({ length: columns }, (_, m) => set.reduce((sum, p) => sum + counts[p * columns + m]!, 0)));
  const cuts = sets.map((set) => cutsIn(everyone, set));
  const mayCut = (at: number) => cuts.every((cut) => cut[at]);
  const { first, end } = widened(asked, columns, mayCut);
  const isAll = divisions.length === 0 && (!isDated || (first === 0 && end === columns));
  const isInPeriod = (c: number) => !isDated || (months.of[c]! >= first && months.of[c]! < end);
  return {
    selection: isAll ? undefined : chosen(cases, (c) => partOf[c] === wanted && isInPeriod(c)),
    ...daysOf(asked, first, end),
    tooFew: !mayCut(first) || !mayCut(end),
    size: everyone.length,
    slotOf,
    everyone,
    mayShow: (counts) =>
      sets.every((set) => {
        const cut = cutsIn(counts, set);
        return cut[first] && cut[end];
      }),
  };
}

/** By case the part it belongs to, all divisions together, and the slot of that part and, where it matters, its month. */
function slots({ cases, months, divisions }: Asked, isDated: boolean) {
  const columns = isDated ? months.known.length + 1 : 1;
  const part = new Uint32Array(cases);
  for (const { parts, partOf } of divisions) for (let c = 0; c < cases; c++) part[c] = part[c]! * parts + partOf(c);
  const slotOf = part.map((p, c) => p * columns + (isDated ? months.of[c]! : 0));
  const everyone = new Float64Array(divisions.reduce((n, { parts }) => n * parts, 1) * columns);
  for (const slot of slotOf) everyone[slot]!++;
  return { columns, partOf: part, slotOf, everyone };
}

/** The months that are answered, as places in `months`: from `first`, before `end`. */
function widened({ months, from, to }: Asked, columns: number, mayCut: (at: number) => boolean) {
  const isDated = from !== undefined || to !== undefined;
  const monthAt = (day: string) => calendarMonth(Date.parse(`${day}T00:00:00Z`));
  const after = (month: number) => 1 + months.known.filter((m) => m < month).length;
  let first = from === undefined ? (isDated ? 1 : 0) : after(monthAt(from));
  let end = to === undefined ? columns : Math.max(first, after(monthAt(to) + 1));
  while (first > 0 && !mayCut(first)) first--;
  while (end < columns && !mayCut(end)) end++;
  return { first, end };
}

/** First and last day of the months from `first` before `end`; of none, those that were asked for. */
function daysOf({ months, from, to }: Asked, first: number, end: number): Pick<Safe, 'from' | 'to'> {
  // Nothing begins before the first known month: a period from there on has no bound.
  const isUnbound = first === 0 || (first === 1 && first < end && !months.of.includes(0));
  const isLast = end === months.known.length + 1;
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const begins = (at: number) => monthBegins(months.known[at - 1]!);
  const ends = (at: number) => monthBegins(months.known[at - 1]! + 1) - 86_400_000;
  return {
    from: from === undefined || isUnbound ? null : first === end ? from : day(begins(first)),
    to: to === undefined || isLast ? null : first === end ? to : day(ends(end - 1)),
  };
}

function chosen(cases: number, wanted: (caseNumber: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: cases }, (_, c) => c).filter(wanted);
}

/** Counts of cases by part and month of the question. */
export function countsOf(safe: Safe, caseNumbers: Iterable<number>): Counts {
  const counts = new Float64Array(safe.size);
  for (const c of caseNumbers) counts[safe.slotOf[c]!]!++;
  return counts;
}
