/** `resvag log filter IN OUT`: the part of a log that is asked for, as a log of its own. */
import { basename } from 'node:path';
import type { Answer } from '#app/cli/answer.ts';
import { openLog, Refused, tellUndated } from '#app/cli/open-log.ts';
import { notInLogText } from '#app/cli/refusal-text.ts';
import { wayOfSaving, wordsForSaving, writtenLog } from '#app/cli/save-log.ts';
import type { Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import { startOfDay } from '#mining/log/as-of.ts';
import type { CaseCondition, LogFilter, Within } from '#mining/log/filter.ts';
import { filterLog, unknownName } from '#mining/log/filter.ts';
import type { OptionValue } from '#mining/statement.ts';
import { guardOf, guardOptions } from './guard.ts';

/** Options that may be given several times: any of what they name will do. */
export const FILTER_LISTS = [
  ...['with', 'without', 'starts-with', 'ends-with', 'keep', 'drop'],
  ...['follows', 'eventually', 'by', 'case-value', 'event-value'],
];
export const FILTER_VALUES = ['from', 'to', 'within', 'least-days', 'most-days', 'variants', 'variant-share'];

export const FILTER_USAGE = `  filter     IN OUT: the cases for which all hold, in any format that convert writes
             --from DATE --to DATE [--within contained|started|intersecting] (both days included, by the log's own clock)
             --with A, --without A, --starts-with A, --ends-with A; several of one kind: any of them
             --follows "A -> B" (directly), --eventually "A -> B"; --by NAME (did something)
             --least-days N, --most-days N (lead time); --case-value NAME=VALUE, --event-value NAME=VALUE
             --variants N (the most frequent ones), --variant-share 0 … 1
             --keep A or --drop A: only events of those activities, or all others`;

const DAY = 86_400_000;

export async function filter(file: string, words: Words, into: string): Promise<Answer> {
  const way = wayOfSaving(into, words.values.get('object-type'));
  const asked = filterOf(words);
  const guard = await guardOf(words);
  const read = await openLog(file, wordsForSaving(words, way));
  const { log } = read;
  const unknown = unknownName(log, asked);
  if (unknown) throw new Refused(notInLogText(file, unknown));
  const byCase = asked.cases.flatMap((one) => (one.kind === 'attribute' && one.of === 'case' ? [one.name] : []));
  tellUndated(file, read, byCase);
  const part = filterLog(log, asked);
  if (part.cases === 0) throw new Refused(`${file}: no case is left of ${log.cases}; nothing was written`);
  const guarded = guard(file, { log: part, report: read.report });
  const counts = { cases: part.cases, events: part.events, ofCases: log.cases, ofEvents: log.events };
  return {
    read,
    json: { ...counts, filter: asked },
    text: () => `${part.cases} of ${log.cases} cases, ${part.events} of ${log.events} events`,
    options: { into: basename(into), ...filterOptions(words), ...guardOptions(words) },
    pages: ['mining'],
    filter: asked,
    written: writtenLog(guarded, read.report, into, way, words),
  };
}

/** The filter as it was asked for: what a later question needs to ask for the same. */
function filterOptions({ values, lists }: Words): Record<string, OptionValue> {
  return Object.fromEntries([
    ...FILTER_VALUES.map((name) => [name, values.get(name) ?? null] as const),
    ...FILTER_LISTS.map((name) => [name, lists.get(name) ?? null] as const),
  ]);
}

function filterOf({ values, lists }: Words): LogFilter {
  const cases: CaseCondition[] = [];
  const many = (name: string) => lists.get(name) ?? [];
  const from = day(values, 'from');
  const to = day(values, 'to');
  const how = values.get('within') ?? 'contained';
  if (!isWithin(how)) throw new WrongUse(`--within is contained, started or intersecting, not ${how}`);
  if (from !== null && to !== null && to < from) throw new WrongUse('--to lies before --from');
  if (from !== null || to !== null) cases.push({ kind: 'time', from, to: to === null ? null : to + DAY, how });
  else if (values.has('within')) throw new WrongUse('--within needs --from or --to');
  for (const [name, not] of [
    ['with', false],
    ['without', true],
  ] as const)
    if (many(name).length > 0) cases.push({ kind: 'passes', activities: many(name), not });
  for (const kind of ['starts-with', 'ends-with'] as const)
    if (many(kind).length > 0) cases.push({ kind, activities: many(kind) });
  for (const name of ['follows', 'eventually'] as const)
    for (const pair of many(name)) {
      const [a, b, ...more] = pair.split('->').map((part) => part.trim());
      if (!a || !b || more.length > 0) throw new WrongUse(`--${name} is two activities, as "A -> B", not ${pair}`);
      cases.push({ kind: 'follows', from: a, to: b, directly: name === 'follows' });
    }
  if (many('by').length > 0) cases.push({ kind: 'resource', resources: many('by') });
  const least = number(values, 'least-days', Number.MAX_SAFE_INTEGER);
  const most = number(values, 'most-days', Number.MAX_SAFE_INTEGER);
  const seconds = (days: number | null) => (days === null ? null : (days * DAY) / 1000);
  if (least !== null || most !== null) cases.push({ kind: 'lead-time', least: seconds(least), most: seconds(most) });
  for (const owner of ['case', 'event'] as const) cases.push(...attributes(owner, many(`${owner}-value`)));
  return { cases, variants: variantsOf(values), events: eventsOf(many('keep'), many('drop')) };
}

const isWithin = (text: string): text is Within => ['contained', 'started', 'intersecting'].includes(text);

function attributes(of: 'case' | 'event', pairs: readonly string[]): CaseCondition[] {
  const byName = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new WrongUse(`--${of}-value is NAME=VALUE, not ${pair}`);
    const name = pair.slice(0, at);
    byName.set(name, [...(byName.get(name) ?? []), pair.slice(at + 1)]);
  }
  return [...byName].map(([name, values]) => ({ kind: 'attribute', of, name, values }));
}

function variantsOf(values: Words['values']): LogFilter['variants'] {
  const most = number(values, 'variants', Number.MAX_SAFE_INTEGER);
  const share = number(values, 'variant-share', 1);
  if (most !== null && share !== null) throw new WrongUse('--variants or --variant-share, not both');
  if (most !== null && !Number.isInteger(most)) throw new WrongUse('--variants is a whole number');
  return most !== null ? { most } : share !== null ? { share } : null;
}

function eventsOf(keep: readonly string[], drop: readonly string[]): LogFilter['events'] {
  if (keep.length > 0 && drop.length > 0) throw new WrongUse('--keep or --drop, not both');
  if (keep.length > 0) return { activities: keep, drop: false };
  return drop.length > 0 ? { activities: drop, drop: true } : null;
}

function number(values: Words['values'], name: string, most: number): number | null {
  const text = values.get(name);
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= most))
    throw new WrongUse(`--${name} is a number${most === 1 ? ' from 0 to 1' : ', 0 or more'}, not ${text}`);
  return value;
}

function day(values: Words['values'], name: string): number | null {
  const text = values.get(name);
  if (text === undefined) return null;
  const time = startOfDay(text);
  if (time === undefined) throw new WrongUse(`--${name} is a day, as 2026-11-24, not ${text}`);
  return time;
}
