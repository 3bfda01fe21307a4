/**
 * What an answer was reckoned from, so that it can be reckoned again: which log, which part of it, with which options, by
 * which definitions and by which version. Plain data that goes with the answer. docs/guides/reproducible.md says it to people.
 */

import type { ImportReport } from './formats/import.ts';
import type { CaseCondition, LogFilter } from './log/filter.ts';
import { formatByClock } from './log/instant.ts';
import type { Log } from './log/log.ts';
import { timeSpan } from './log/summary.ts';
import { compareText } from './map/map.ts';

/** The engine that answers: the package's name and version (a test holds it to package.json). */
export const ENGINE = 'resvag 0.1.0';

/**
 * Pages that define figures, each with the version of what it says. When what a figure means changes, or what log is read from
 * the same file, the page gets the next version here and in its own text, which says what changed (a test holds the numbers
 * equal): two answers of one version mean the same.
 */
const DEFINITION_VERSIONS = {
  mining: 2,
  performance: 1,
  waiting: 1,
  hints: 1,
  change: 1,
  conformance: 2,
  rules: 1,
  remaining: 1,
  'small-groups': 1,
  'object-centric': 2,
} as const;
export type DefinitionPage = keyof typeof DEFINITION_VERSIONS;

export interface Definition {
  readonly id: DefinitionPage;
  readonly version: number;
  /** Where it is written, in this repository. */
  readonly page: string;
}

/** The definitions of these pages, by name. */
export function definitionsOf(pages: readonly DefinitionPage[]): readonly Definition[] {
  return [...new Set(pages)]
    .sort(compareText)
    .map((id) => ({ id, version: DEFINITION_VERSIONS[id], page: `docs/guides/${id}.md` }));
}

/** The log that was read, whole: before anything of it was left out. */
export interface LogSnapshot {
  /** SHA-256 of the file as it lies (a gzipped one as gzipped), in hexadecimal. */
  readonly sha256: string;
  readonly format: 'xes' | 'csv' | 'parquet' | 'ocel';
  readonly encoding: string;
  /** Null where the number, less that of the answer, would tell of a small group. An object-centric log has no cases. */
  readonly events: number | null;
  readonly cases: number | null;
  /** First and last time, ISO 8601: in UTC, or as the clock showed (then without offset); null when it has none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Rows and events that were left out, since they couldn't be read. */
  readonly rejected: number;
}

export function snapshotOf(
  log: Log,
  report: Pick<ImportReport, 'encoding' | 'rejected'> & {
    readonly format: LogSnapshot['format'];
    readonly clock?: ImportReport['clock'];
  },
  sha256: string,
): LogSnapshot {
  const { from, to } = timeSpan(log);
  const { format, encoding, rejected, clock = 'utc' } = report;
  return {
    sha256,
    format,
    encoding,
    events: log.events,
    cases: log.cases,
    from: Number.isNaN(from) ? null : formatByClock(from, clock),
    to: Number.isNaN(to) ? null : formatByClock(to, clock),
    rejected,
  };
}

/** An option as a person writes it; null: not given, and nothing stands in its place. */
export type OptionValue = string | number | boolean | null | readonly string[];

/** Goes with an answer. Its parts are plain JSON, the same for the same question. */
export interface Statement {
  readonly question: string;
  readonly log: LogSnapshot;
  /** Digests of other files that the answer depends on (a model, a list of groups), by what they were given as. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly filters: LogFilter;
  /** Every option that the answer depends on, by its name on the command line, also those that weren't given. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly definitions: readonly Definition[];
  readonly engine: string;
  /** The last day that was known (by the log's own clock); null: all of the log. */
  readonly asOf: string | null;
}

export const NO_FILTER: LogFilter = { cases: [], variants: null, events: null };

/**
 * The filter in normal form: names sorted and once each, conditions sorted and once each. Two filters that are written
 * differently but by the same conditions have the same normal form, and leave the same.
 */
export function normalFilter(filter: LogFilter): LogFilter {
  const names = (some: readonly string[]) => [...new Set(some)].sort(compareText);
  const normal = (one: CaseCondition): CaseCondition => {
    if ('activities' in one) return { ...one, activities: names(one.activities) };
    if ('resources' in one) return { ...one, resources: names(one.resources) };
    return 'values' in one ? { ...one, values: names(one.values) } : one;
  };
  const byText = new Map(filter.cases.map(normal).map((one) => [JSON.stringify(one), one]));
  const cases = [...byText].sort(([x], [y]) => compareText(x, y)).map(([, one]) => one);
  const { events } = filter;
  return { ...filter, cases, events: events && { ...events, activities: names(events.activities) } };
}

/** Where two values differ: the place as in `result.edges[2].count`, and what stood and stands there (undefined: nothing). */
export interface AnswerDifference {
  readonly at: string;
  readonly was: unknown;
  readonly is: unknown;
}

/** The first `most` differences of two JSON values that stand at `place`, in the order of the first; none when they are equal. */
export function differences(was: unknown, is: unknown, place: string, most = 100): readonly AnswerDifference[] {
  const found: AnswerDifference[] = [];
  const compare = (one: unknown, other: unknown, at: string): void => {
    if (found.length >= most || Object.is(one, other)) return;
    if (Array.isArray(one) && Array.isArray(other)) {
      const length = Math.max(one.length, other.length);
      for (let i = 0; i < length && found.length < most; i++) compare(one[i], other[i], `${at}[${i}]`);
    } else if (isRecord(one) && isRecord(other)) {
      for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
        compare(one[key], other[key], `${at}.${key}`);
    } else found.push({ at, was: one, is: other });
  };
  compare(was, is, place);
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
