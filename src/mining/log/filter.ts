/**
 * Which cases, and which events of them, a question is asked of. A filter is plain data, so that a result can state it and
 * be reckoned again. Conditions on cases make a selection and copy nothing; leaving out events makes a new log.
 */

import { variantTable } from '#mining/map/variants.ts';
import { caseDurations } from '#mining/performance/lead-time.ts';
import { textsOf } from './dictionary.ts';
import type { Column, Log } from './log.ts';
import { beginning, valueAt } from './log.ts';
import { pickEvents } from './pick.ts';
import { selectCases } from './selection.ts';

/** What must hold for a case. Names that the log doesn't have hold for no case: ask `unknownName` first. */
export type CaseCondition =
  /** When the case runs, ms since 1970 UTC, `to` not included: wholly within, begun within, or in part. */
  | { readonly kind: 'time'; readonly from: number | null; readonly to: number | null; readonly how: Within }
  /** Passes one of the activities; with `not`, none of them. */
  | { readonly kind: 'passes'; readonly activities: readonly string[]; readonly not: boolean }
  | { readonly kind: 'starts-with' | 'ends-with'; readonly activities: readonly string[] }
  /** One activity is followed by another, directly or at some time. */
  | { readonly kind: 'follows'; readonly from: string; readonly to: string; readonly directly: boolean }
  /** Lead time in seconds, both ends included. */
  | { readonly kind: 'lead-time'; readonly least: number | null; readonly most: number | null }
  /** Somebody of these did something. */
  | { readonly kind: 'resource'; readonly resources: readonly string[] }
  /** An attribute of the case, or of some event of it, has one of the values. Times are compared as ms since 1970 UTC. */
  | {
      readonly kind: 'attribute';
      readonly of: 'case' | 'event';
      readonly name: string;
      readonly values: readonly string[];
    };

/** Of a case in a time: wholly, begun, or in part. */
export type Within = 'contained' | 'started' | 'intersecting';

/** Which part of a log a question is asked of, as plain data. */
export interface LogFilter {
  /** All must hold. */
  readonly cases: readonly CaseCondition[];
  /** Then: only the ways most cases go, so many of them, or as few as make up that share of the cases (0 … 1). */
  readonly variants: { readonly most: number } | { readonly share: number } | null;
  /** Then: only events of these activities, or all but theirs. Cases without events fall away. */
  readonly events: { readonly activities: readonly string[]; readonly drop: boolean } | null;
}

/** A name in the filter that the log doesn't have: most likely misspelt, so not taken for “nothing”. */
export interface FilterRefusal {
  readonly tag: 'not-in-log';
  readonly what: 'activity' | 'resource' | 'attribute';
  readonly name: string;
}

/** The first name in the filter that the log doesn't know. */
export function unknownName(log: Log, filter: LogFilter): FilterRefusal | undefined {
  const activities = new Set(textsOf(log.activities));
  const resources = new Set(textsOf(log.resources));
  const missing = (what: 'activity' | 'resource', known: ReadonlySet<string>, names: readonly string[]) => {
    const name = names.find((one) => !known.has(one));
    return name === undefined ? undefined : ({ tag: 'not-in-log', what, name } as const);
  };
  for (const one of filter.cases) {
    const found = 'activities' in one ? missing('activity', activities, one.activities) : undefined;
    if (found) return found;
    if (one.kind === 'follows') {
      const step = missing('activity', activities, [one.from, one.to]);
      if (step) return step;
    }
    if (one.kind === 'resource') {
      const who = missing('resource', resources, one.resources);
      if (who) return who;
    }
    if (one.kind === 'attribute' && columnFor(log, one) === undefined)
      return { tag: 'not-in-log', what: 'attribute', name: one.name };
  }
  return filter.events === null ? undefined : missing('activity', activities, filter.events.activities);
}

/** The cases that all conditions and the choice of variants leave. */
export function filterCases(log: Log, filter: LogFilter): Uint32Array {
  const tests = filter.cases.map((condition) => testOf(log, condition));
  const left = selectCases(log, (c) => tests.every((test) => test(c)));
  if (filter.variants === null) return left;
  const table = variantTable(log, left);
  let last = 0;
  if ('most' in filter.variants) last = Math.min(filter.variants.most, table.size);
  else for (let sum = 0; last < table.size && sum < filter.variants.share * left.length; ) sum += table.count[last++]!;
  return left.filter((c) => table.variantOf[c]! < last);
}

/** The log of what the filter leaves, as one of its own: for writing it, or when events are left out. */
export function filterLog(log: Log, filter: LogFilter): Log {
  const cases = filterCases(log, filter);
  const { events } = filter;
  if (events === null) return pickEvents(log, cases, () => true);
  const named = codes(log, events.activities);
  return pickEvents(log, cases, (e) => named.has(log.activity[e]!) !== events.drop);
}

function codes(log: Log, names: readonly string[]): ReadonlySet<number> {
  const wanted = new Set(names);
  return new Set([...textsOf(log.activities).entries()].filter(([, name]) => wanted.has(name)).map(([code]) => code));
}

type Test = (caseNumber: number) => boolean;

function testOf(log: Log, condition: CaseCondition): Test {
  const { caseOffset, activity } = log;
  switch (condition.kind) {
    case 'time':
      return timeTest(log, condition);
    case 'passes': {
      const named = codes(log, condition.activities);
      return (c) => someEvent(log, c, (e) => named.has(activity[e]!)) !== condition.not;
    }
    case 'starts-with':
    case 'ends-with': {
      const named = codes(log, condition.activities);
      const at = (c: number) => (condition.kind === 'starts-with' ? caseOffset[c]! : caseOffset[c + 1]! - 1);
      return (c) => caseOffset[c]! < caseOffset[c + 1]! && named.has(activity[at(c)]!);
    }
    case 'follows':
      return followsTest(log, condition);
    case 'lead-time':
      return leadTimeTest(log, condition);
    case 'resource': {
      const wanted = new Set(condition.resources);
      const named = new Set(
        [...textsOf(log.resources).entries()].flatMap(([r, name]) => (wanted.has(name) ? [r] : [])),
      );
      return (c) => someEvent(log, c, (e) => named.has(log.resource?.[e] ?? -1));
    }
    case 'attribute':
      return attributeTest(log, condition);
  }
}

function someEvent({ caseOffset }: Log, c: number, test: (event: number) => boolean): boolean {
  for (let e = caseOffset[c]!; e < caseOffset[c + 1]!; e++) if (test(e)) return true;
  return false;
}

type Of<K extends CaseCondition['kind']> = Extract<CaseCondition, { kind: K }>;

function followsTest(log: Log, condition: Of<'follows'>): Test {
  const { caseOffset, activity } = log;
  const from = codes(log, [condition.from]);
  const to = codes(log, [condition.to]);
  if (condition.directly)
    return (c) => someEvent(log, c, (e) => e > caseOffset[c]! && to.has(activity[e]!) && from.has(activity[e - 1]!));
  return (c) => {
    let met = false;
    return someEvent(log, c, (e) => {
      if (met && to.has(activity[e]!)) return true;
      met ||= from.has(activity[e]!);
      return false;
    });
  };
}

function leadTimeTest(log: Log, condition: Of<'lead-time'>): Test {
  const durations = caseDurations(log);
  const least = (condition.least ?? Number.NEGATIVE_INFINITY) * 1000;
  const most = (condition.most ?? Number.POSITIVE_INFINITY) * 1000;
  return (c) => durations[c]! >= least && durations[c]! <= most;
}

function attributeTest(log: Log, condition: Of<'attribute'>): Test {
  const column = columnFor(log, condition);
  const wanted = new Set(condition.values);
  const holds = (row: number) => column !== undefined && wanted.has(String(valueAt(column, row) ?? ''));
  return condition.of === 'case' ? holds : (c) => someEvent(log, c, holds);
}

function timeTest(log: Log, condition: Of<'time'>): Test {
  const from = condition.from ?? Number.NEGATIVE_INFINITY;
  const to = condition.to ?? Number.POSITIVE_INFINITY;
  const within = (time: number) => time >= from && time < to;
  return (c) => {
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      first = Math.min(first, Number.isNaN(beginning(log, e)) ? first : beginning(log, e));
      last = Math.max(last, Number.isNaN(log.time[e]!) ? last : log.time[e]!);
    }
    if (first > last) return false;
    if (condition.how === 'started') return within(first);
    return condition.how === 'contained' ? within(first) && within(last) : first < to && last >= from;
  };
}

function columnFor(
  log: Log,
  { of, name }: { readonly of: 'case' | 'event'; readonly name: string },
): Column | undefined {
  return (of === 'case' ? log.caseAttributes : log.eventAttributes).find(({ path }) => path.join('/') === name);
}
