/** Each case held to the version of the road that was valid when it began; cases without one are told, not dropped. */
import { z } from 'zod';
import { dayNumber } from '#lib/holiday.ts';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { caseBeginnings } from '#mining/change/case-measure.ts';
import type { Log } from '#mining/log/log.ts';
import type { LogClock } from '#mining/log/log-day.ts';
import { logDay } from '#mining/log/log-day.ts';
import type { Fit } from './fit.ts';
import { addCases, fitFrom, noCases } from './fit.ts';
import type { HeldCases } from './over-time.ts';
import type { ListRefusal } from './read-list.ts';
import { ListDate, ListText, readList } from './read-list.ts';
import { concernedBy } from './rules/marks.ts';
import { Where } from './rules/rule.ts';

const Version = z
  .strictObject({
    /** What it is called; the model's name where it has none of its own. */
    name: ListText.optional(),
    model: ListText,
    /** The first and the last day on which a case may begin on it. Without a last one: until the next version is valid. */
    validFrom: ListDate,
    validUntil: ListDate.optional(),
    /** It is the version of the cases whose attributes have these values, and of no others, whenever they began. */
    cases: Where.optional(),
  })
  .refine(({ validFrom, validUntil }) => validUntil === undefined || validUntil >= validFrom, {
    path: ['validUntil'],
    error: 'no day before validFrom',
  })
  .transform(({ name, model, validFrom, validUntil, cases }) => ({
    name: name ?? model,
    model,
    validFrom,
    validUntil: validUntil ?? null,
    ...(cases === undefined ? {} : { onlyFor: cases }),
  }));
export type Version = z.infer<typeof Version>;

export type VersionsRefusal =
  | ListRefusal
  /** Two that are valid on one day: nobody could say which of them a case was to follow. */
  | { readonly tag: 'versions-overlap'; readonly one: string; readonly other: string; readonly day: string }
  | { readonly tag: 'version-named-twice'; readonly name: string };

/** Reads `{"versions": [{"name"?, "model", "validFrom", "validUntil"?, "cases"?}]}`; answers them earliest first. */
export function readVersions(text: string): Result<readonly Version[], VersionsRefusal> {
  const read = readList(text, 'versions', Version);
  if (!read.ok) return read;
  const versions = read.value.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  for (const [i, { name, validFrom, onlyFor }] of versions.entries()) {
    const dated = versions.slice(0, i).filter((one) => one.onlyFor === undefined);
    const before = onlyFor === undefined ? dated.at(-1) : undefined;
    const overlaps = before && (before.validFrom === validFrom || (before.validUntil ?? '') >= validFrom);
    if (overlaps) return refuse({ tag: 'versions-overlap', one: before.name, other: name, day: validFrom });
    if (versions.findIndex((one) => one.name === name) < i) return refuse({ tag: 'version-named-twice', name });
  }
  return ok(versions);
}

/** Cases that no version was valid for, by why. */
export interface WithoutVersion {
  readonly beforeFirst: number;
  readonly betweenVersions: number;
  readonly afterLast: number;
  /** Nobody knows when they began. */
  readonly undated: number;
  /** Every version says which cases it is for, and they are none of these. */
  readonly ofNone: number;
}

type Validity = Pick<Version, 'validFrom' | 'validUntil' | 'onlyFor'>;

/**
 * The cases each version was valid for, ascending; versions as `readVersions` answers them. A version that says which cases it is for
 * has those (the first such one that says so); all others go by the day on which they began.
 */
export function casesByVersion(
  log: Log,
  versions: readonly Validity[],
  clock: LogClock,
): { readonly selections: readonly Uint32Array[]; readonly without: WithoutVersion } {
  const named = versions.map(({ onlyFor }) => onlyFor && concernedBy(log, { cases: onlyFor }));
  const dated = Array.from(versions.keys()).filter((v) => named[v] === undefined);
  const from = dated.map((v) => dayNumber(versions[v]!.validFrom));
  const until = dated.map((v) => {
    const last = versions[v]!.validUntil;
    return last === null ? Number.POSITIVE_INFINITY : dayNumber(last);
  });
  const cases: number[][] = versions.map(() => []);
  const without = { beforeFirst: 0, betweenVersions: 0, afterLast: 0, undated: 0, ofNone: 0 };
  for (const [c, began] of caseBeginnings(log).entries()) {
    const own = named.findIndex((isFor) => isFor?.(c));
    if (own >= 0) {
      cases[own]!.push(c);
      continue;
    }
    if (dated.length === 0 || Number.isNaN(began)) {
      without[dated.length === 0 ? 'ofNone' : 'undated']++;
      continue;
    }
    const day = logDay(began, clock);
    const v = from.findLastIndex((first) => first <= day);
    if (v < 0) without.beforeFirst++;
    else if (day <= until[v]!) cases[dated[v]!]!.push(c);
    else if (v === dated.length - 1) without.afterLast++;
    else without.betweenVersions++;
  }
  return { selections: cases.map((some) => Uint32Array.from(some)), without };
}

export interface VersionedFit<F> {
  /** By version, in their order. */
  readonly held: readonly F[];
  /** Of all cases that a version was valid for. */
  readonly total: Fit;
  readonly without: WithoutVersion;
}

/** Holds each case to its version by `hold` (replay, `align`, `alignmentQuality` …), which is given the version's place and cases. */
export function fitToVersions<F extends HeldCases>(
  log: Log,
  versions: readonly Validity[],
  clock: LogClock,
  hold: (version: number, selection: Uint32Array) => F,
): VersionedFit<F> {
  const { selections, without } = casesByVersion(log, versions, clock);
  const held = selections.map((selection, version) => hold(version, selection));
  const sums = noCases();
  for (const { variantOf, fits } of held)
    for (const variant of variantOf) if (variant >= 0) addCases(sums, fits, variant);
  return { held, total: fitFrom(sums), without };
}
