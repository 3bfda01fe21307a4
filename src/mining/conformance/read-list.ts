/** Lists that people write as JSON for conformance (what is allowed, versions, rules): read, or refused with the entry's number. */
import { z } from 'zod';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { lineOfBadJson } from './json-line.ts';

export type ListRefusal =
  /** The line, from 1, where it stops being JSON. */
  | { readonly tag: 'list-not-json'; readonly line: number }
  /** The text is no object with that one field, or the list in it is empty. */
  | { readonly tag: 'list-missing'; readonly field: string }
  /** Entry from 1; the field as a path with dots, `` for the entry itself. */
  | {
      readonly tag: 'entry-wrong';
      readonly entry: number;
      readonly field: string;
      readonly problem: 'missing' | 'unknown' | 'wrong';
      readonly expected: string;
    };

/** A day of the calendar that exists, `YYYY-MM-DD`. */
export const ListDate = z.iso.date({ error: 'a date like 2026-01-31' });
/** A text that says something. */
export const ListText = z.string({ error: 'a text' }).trim().min(1, { error: 'a text that is not empty' });

/** The entries of `{"<field>": [ … ]}`, each of the schema. Nothing is read that the schema doesn't know. */
export function readList<T>(text: string, field: string, entry: z.ZodType<T>): Result<readonly T[], ListRefusal> {
  const plain = text.replace(/^\ufeff/, '');
  let read: unknown;
  try {
    read = JSON.parse(plain);
  } catch {
    return refuse({ tag: 'list-not-json', line: lineOfBadJson(plain) });
  }
  const whole = z.strictObject({ [field]: z.array(z.unknown()).min(1) }).safeParse(read);
  if (!whole.success) return refuse({ tag: 'list-missing', field });
  const entries: T[] = [];
  for (const [i, one] of (whole.data[field] ?? []).entries()) {
    const parsed = entry.safeParse(one);
    if (!parsed.success)
      return refuse({ tag: 'entry-wrong', entry: i + 1, ...problemOf(parsed.error.issues[0]!, one) });
    entries.push(parsed.data);
  }
  return ok(entries);
}

function problemOf(issue: z.core.$ZodIssue, entry: unknown) {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return { field: [...path, issue.keys[0]!].join('.'), problem: 'unknown', expected: 'no such field' } as const;
  const given = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined),
    entry,
  );
  const problem = given === undefined ? 'missing' : 'wrong';
  return { field: path.join('.'), problem, expected: issue.message } as const;
}
