/** Logs as properties want them: any activities, times, resources and attributes, invented by fast-check. */
import fc from 'fast-check';
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';
import { encodeUtf8 } from '#mining/log/utf8.ts';
import type { ImportOptions } from './import.ts';
import { readLog } from './read-log.ts';

/** The log that a text gives, fed in pieces of `size` bytes. */
export async function logOf(text: string | Uint8Array, options: ImportOptions = {}, size = 1 << 16) {
  const bytes = typeof text === 'string' ? encodeUtf8(text) : text;
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.slice(at, at + size));
  return readLog(chunks, options);
}

/** All a log says, as plain values: what two equal logs have in common. */
export function contentOf(log: Log): unknown {
  const activities = textsOf(log.activities);
  const resources = textsOf(log.resources);
  const columns = (from: Log['eventAttributes'], row: number) => {
    const entries = from.map(
      (column) => [`${column.path.join('/')}:${column.values.type}`, valueAt(column, row)] as const,
    );
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined).sort(([x], [y]) => (x < y ? -1 : 1)));
  };
  return Array.from({ length: log.cases }, (_, c) => ({
    id: textOf(log.caseIds, c),
    attributes: columns(log.caseAttributes, c),
    events: Array.from({ length: log.caseOffset[c + 1]! - log.caseOffset[c]! }, (_, i) => {
      const e = log.caseOffset[c]! + i;
      return {
        activity: activities[log.activity[e]!],
        time: log.time[e],
        start: log.start?.[e],
        resource: resources[log.resource?.[e] ?? -1],
        attributes: columns(log.eventAttributes, e),
      };
    }),
  }));
}

/** Texts with what breaks parsers: quotes, separators, line breaks, entities, letters beyond ASCII and beyond the BMP. */
export const awkwardText = fc.string({
  unit: fc.constantFrom(
    ...['a', 'b', 'å', 'ö', '&', '<', '>', '"', "'", ',', ';', ' ', '\n', '\t', '=', 'é', '€', '🚲', '#', '/'],
  ),
  minLength: 1,
  maxLength: 12,
});

const event = fc.record({
  activity: awkwardText,
  time: fc.integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 }),
  start: fc.option(fc.integer({ min: 0, max: 250_000_000_000_000 }), { nil: undefined }),
  resource: fc.option(awkwardText, { nil: undefined }),
  unit: fc.option(awkwardText, { nil: undefined }),
  amount: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { nil: undefined }),
  done: fc.option(fc.boolean(), { nil: undefined }),
});

/** Cases with distinct names and events in the order of their times. */
export const someCases = fc.uniqueArray(
  fc.record({ id: awkwardText, events: fc.array(event, { minLength: 1, maxLength: 6 }) }),
  { selector: (one) => one.id, minLength: 1, maxLength: 6 },
);
export type SomeCases = typeof someCases extends fc.Arbitrary<infer T> ? T : never;

/** The cases as XES text, written by other code than the writer under test: everything escaped by number. */
export function xesText(cases: SomeCases): string {
  const safe = (text: string) => Array.from(text, (sign) => `&#${sign.codePointAt(0)};`).join('');
  const put = (type: string, key: string, value: string | undefined) =>
    value === undefined ? '' : `<${type} key="${key}" value="${value}"/>`;
  const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
  const body = cases.map(({ id, events }) => {
    const ordered = [...events].sort((x, y) => x.time - y.time);
    const inner = ordered.map(
      (one) =>
        `<event>${put('string', 'concept:name', safe(one.activity))}${put('date', 'time:timestamp', iso(one.time))}${put('date', 'start_timestamp', iso(one.start))}${put('string', 'org:resource', one.resource && safe(one.resource))}${put('string', 'unit', one.unit && safe(one.unit))}${put('float', 'amount', one.amount === undefined ? undefined : String(one.amount))}${put('boolean', 'done', one.done === undefined ? undefined : String(one.done))}</event>`,
    );
    return `<trace>${put('string', 'concept:name', safe(id))}${put('string', 'kind', safe(id))}\n${inner.join('\n')}</trace>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><log>${body.join('')}</log>`;
}
