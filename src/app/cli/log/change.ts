/** `resvag log drift` and `log compare`: when the way cases go changed, and what became of a figure after a date. */

import type { Answer } from '#app/cli/answer.ts';
import { finishedIn, finishedOptions } from '#app/cli/finished.ts';
import { openLog, Refused } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { numberText, toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import { seededRandom } from '#lib/random.ts';
import type { Difference } from '#mining/change/before-after.ts';
import { beforeAfter } from '#mining/change/before-after.ts';
import { caseBeginnings } from '#mining/change/case-measure.ts';
import type { Change } from '#mining/change/drift.ts';
import { drift } from '#mining/change/drift.ts';
import type { ShownComparison } from '#mining/change/suppress-change.ts';
import { suppressComparison, suppressDrift } from '#mining/change/suppress-change.ts';
import type { Clock } from '#mining/formats/import.ts';
import { startOfDay } from '#mining/log/as-of.ts';
import { formatByClock } from '#mining/log/instant.ts';
import { askedMeasure } from './measure.ts';

export const CHANGE_USAGE = `  drift      when the way cases go changed, by their beginnings, and what changed most
  compare    --at DATE: cases begun before against those begun from that day on (by the log's own clock);
             --measure lead (usual), wait, handoffs, rework or events
             --done A (may be given several times) names what finishes a case, or --done-attribute NAME says
             that cases with that attribute are finished (resvag:closed, of our own journeys);
             without it every case counts as finished with its last event
             --seed N for another draw; the same seed gives the same answer`;

/** Options of these questions alone. */
export const CHANGE_VALUES = ['at', 'measure', 'seed'];

function seedOf(words: Words): number {
  const text = words.values.get('seed') ?? '1';
  if (!/^\d{1,9}$/.test(text)) throw new WrongUse(`--seed is a whole number, not ${text}`);
  return Number(text);
}

function dayOf(words: Words): number {
  const text = words.values.get('at');
  if (text === undefined) throw new WrongUse('--at is missing: which date?');
  const ms = startOfDay(text);
  if (ms === undefined) throw new WrongUse(`--at is a date like 2026-01-31, not ${text}`);
  return ms;
}

export async function driftOf(file: string, words: Words): Promise<Answer> {
  const seed = seedOf(words);
  const read = await openLog(file, words);
  const found = drift(read.log, seededRandom(seed));
  if (!found.ok)
    throw new Refused(
      `${file}: ${found.refusal.cases} cases with times are too few to tell a change from chance; ${found.refusal.least} are needed`,
    );
  const { value } = found;
  const told = toldOf(file, read, value, (n) => suppressDrift(read.log, value, n));
  const { changes } = told.shown;
  const { clock } = read.report;
  return {
    read,
    json: {
      ...told.shown,
      ...told.count,
      seed,
      changes: changes.map((one) => ({ ...one, at: formatByClock(one.at, clock) })),
    },
    text: () =>
      changes.length === 0
        ? 'no change that chance would not make'
        : changes.map((one) => changeText(one, clock)).join('\n'),
    options: { seed },
    pages: ['change'],
    withheld: told.withheld,
  };
}

function changeText(one: Change, clock: Clock): string {
  const rows = one.relations.map((part) => [
    part.before.toFixed(1),
    part.after.toFixed(1),
    `${part.from ?? '(begin)'} → ${part.to ?? '(end)'}`,
  ]);
  return [
    `${formatByClock(one.at, clock)}: p ${one.p}, ${(100 * one.moved).toFixed(1)} % of the steps moved; ${one.casesBefore} cases before, ${one.casesAfter} after`,
    table([['before', 'after', 'per 100 cases'], ...rows]),
  ].join('\n');
}

const LOWER_HIGHER = {
  time: { lower: 'shorter', higher: 'longer', 'cannot-say': 'cannot be said' },
  count: { lower: 'fewer', higher: 'more', 'cannot-say': 'cannot be said' },
} as const;

export async function compare(file: string, words: Words): Promise<Answer> {
  const at = dayOf(words);
  const seed = seedOf(words);
  const { measure, isTime, valuesIn } = askedMeasure(words);
  const read = await openLog(file, words);
  const { log } = read;
  const value = valuesIn(file, log);
  const isFinished = finishedIn(file, read, words) ?? (() => true);
  const kind = isTime ? 'time' : 'count';
  const finished = Uint8Array.from(value, (_, c) => Number(isFinished(c)));
  const began = caseBeginnings(log);
  const end = read.knownUntil;
  // An unfinished case has waited, or run, until as far as things are known: the day that was asked for, or the log's end.
  if (kind === 'time')
    for (let c = 0; c < log.cases; c++)
      if (finished[c] === 0) value[c]! += (end - log.time[log.caseOffset[c + 1]! - 1]!) / 1000;
  const found = beforeAfter({ began, value, finished }, at, seededRandom(seed), kind === 'time' ? 'median' : 'mean');
  if (!found.ok)
    throw new Refused(
      `${file}: ${found.refusal.before} cases begun before and ${found.refusal.after} after; at least ${found.refusal.least} on each side are compared`,
    );
  const { value: whole } = found;
  const { shown, withheld, count } = toldOf(file, read, whole, (n) => suppressComparison(whole, n));
  return {
    read,
    json: { measure, at: formatByClock(at, read.report.clock), seed, ...shown, ...count },
    text: () => comparisonText(shown, `${measure} after ${formatByClock(at, read.report.clock)}`, kind),
    options: { at: words.values.get('at') ?? null, measure, ...finishedOptions(words), seed },
    pages: ['change'],
    withheld,
  };
}

function comparisonText(result: ShownComparison, about: string, kind: 'time' | 'count'): string {
  const show = (one: number | null) => (kind === 'time' ? duration(one) : (one?.toFixed(2) ?? '–'));
  const side = (one: ShownComparison['before'], name: string) => [
    `${one.cases}`,
    numberText(one.unfinished),
    show(one.median),
    show(one.p85),
    show(one.mean),
    name,
  ];
  const change = (one: Difference, name: string) => [show(one.difference), `${show(one.from)} … ${show(one.to)}`, name];
  return [
    `${about}: ${LOWER_HIGHER[kind][result.verdict]} (p ${result.p.toPrecision(2)})`,
    table([
      ['cases', 'unfinished', 'median', 'p85', 'mean', ''],
      side(result.before, 'before'),
      side(result.after, 'after'),
    ]),
    table([
      ['difference', '95 % interval', ''],
      change(result.median, 'median'),
      change(result.p85, 'p85'),
      change(result.mean, 'mean'),
    ]),
    ...(result.seasonsDiffer ? ['a side spans less than a year: the season may be the difference'] : []),
  ].join('\n');
}
