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

const Version = z
  .strictObject({
    /** What it is called; the model's name where it has none of its own. */
    name: ListText.optional(),
    model: ListText,
    /** The first and the last day on which a case may begin on it. Without a last one: until the next version is valid. */
    validFrom: ListDate,
    validUntil: ListDate.optional(),
  })
  .refine(({ validFrom, validUntil }) => validUntil === undefined || validUntil >= validFrom, {
    path: ['validUntil'],
    error: 'no day before validFrom',
  })
  .transform(({ name, model, validFrom, validUntil }) => ({
    name: name ?? model,
    model,
    validFrom,
    validUntil: validUntil ?? null,
  }));
export type Version = z.infer<typeof Version>;

export type VersionsRefusal =
  | ListRefusal
  /** Two that are valid on one day: nobody could say which of them a case was to follow. */
  | { readonly tag: 'versions-overlap'; readonly one: string; readonly other: string; readonly day: string }
  | { readonly tag: 'version-named-twice'; readonly name: string };

/** Reads `{"versions": [{"name"?, "model", "validFrom", "validUntil"?}]}`; answers them earliest first. */
export function readVersions(text: string): Result<readonly Version[], VersionsRefusal> {
  const read = readList(text, 'versions', Version);
  if (!read.ok) return read;
  const versions = read.value.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  for (const [i, { name, validFrom }] of versions.entries()) {
    const before = versions[i - 1];
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
}

/** The cases each version was valid for, ascending; versions as `readVersions` answers them. */
export function casesByVersion(
  log: Log,
  versions: readonly Pick<Version, 'validFrom' | 'validUntil'>[],
  clock: LogClock,
): { readonly selections: readonly Uint32Array[]; readonly without: WithoutVersion } {
  const from = versions.map(({ validFrom }) => dayNumber(validFrom));
  const until = versions.map(({ validUntil }) =>
    validUntil === null ? Number.POSITIVE_INFINITY : dayNumber(validUntil),
  );
  const cases: number[][] = versions.map(() => []);
  const without = { beforeFirst: 0, betweenVersions: 0, afterLast: 0, undated: 0 };
  for (const [c, began] of caseBeginnings(log).entries()) {
    if (Number.isNaN(began)) {
      without.undated++;
      continue;
    }
    const day = logDay(began, clock);
    const v = from.findLastIndex((first) => first <= day);
    if (v < 0) without.beforeFirst++;
    else if (day <= until[v]!) cases[v]!.push(c);
    else if (v === versions.length - 1) without.afterLast++;
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
  versions: readonly Pick<Version, 'validFrom' | 'validUntil'>[],
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
