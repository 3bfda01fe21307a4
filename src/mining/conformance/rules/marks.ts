/** Which events and cases of a log a rule is about. */
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import { formatInstant } from '#mining/log/instant.ts';
import type { Column, Log } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';
import type { Rule, Step, Where } from './rule.ts';

/** Bits of a mark: the event is one of the rule's `a`, of its `b`. */
export const A = 1;
export const B = 2;

/** A name in a rule that the log doesn't have, perhaps misspelt: nothing is such an event, or such a case. */
export interface UnknownName {
  /** The rule, from 1. */
  readonly rule: number;
  readonly what: 'activity' | 'attribute' | 'case attribute';
  readonly name: string;
}

/** Writes the mark of every event. One pass over the events, and one more for each step with conditions. */
export function markEvents(log: Log, { a, b }: Rule, marks: Uint8Array): void {
  const kind = new Uint8Array(log.activities.size);
  for (const [step, bit] of [
    [a, A],
    [b, B],
  ] as const)
    for (const [code, name] of textsOf(log.activities).entries())
      if (step?.activities.includes(name)) kind[code]! |= bit;
  for (let e = 0; e < log.events; e++) marks[e] = kind[log.activity[e]!]!;
  unmark(log, a, A, marks);
  if (b) unmark(log, b, B, marks);
}

/** Takes the bit from events for which a condition doesn't hold. */
function unmark(log: Log, { where }: Step, bit: number, marks: Uint8Array): void {
  if (where.length === 0) return;
  const hold = where.map((one) => holder(log.eventAttributes, one));
  for (let e = 0; e < log.events; e++)
    if ((marks[e]! & bit) !== 0 && !hold.every((holds) => holds(e))) marks[e]! ^= bit;
}

/** Whether a case is one that the rule, or the version, is about. */
export function concernedBy(log: Log, { cases }: Pick<Rule, 'cases'>): (c: number) => boolean {
  const hold = cases.map((one) => holder(log.caseAttributes, one));
  return (c) => hold.every((holds) => holds(c));
}

function holder(columns: readonly Column[], { attribute, values }: Where[number]): (row: number) => boolean {
  const column = columnOf(columns, attribute);
  if (column === undefined) return () => false;
  const wanted = new Set(values);
  const its = column.values;
  if ('codes' in its) {
    const isWanted = Uint8Array.from({ length: its.dictionary.size }, (_, code) =>
      Number(wanted.has(textOf(its.dictionary, code))),
    );
    return (row) => its.codes[row]! >= 0 && isWanted[its.codes[row]!] === 1;
  }
  const isTime = its.type === 'time';
  return (row) => {
    const value = valueAt(column, row);
    return value !== undefined && wanted.has(isTime ? formatInstant(value as number) : String(value));
  };
}

function columnOf(columns: readonly Column[], attribute: string): Column | undefined {
  return columns.find(({ path }) => path.join('/') === attribute);
}

/** Names in the rules that the log doesn't have, each once per rule. */
export function unknownNames(log: Log, rules: readonly Rule[]): readonly UnknownName[] {
  const known = new Set(textsOf(log.activities));
  return rules.flatMap(({ a, b, cases }, i) => {
    const steps = b ? [a, b] : [a];
    const missing = (columns: readonly Column[], where: Where) =>
      where.map(({ attribute }) => attribute).filter((name) => columnOf(columns, name) === undefined);
    const found = {
      activity: steps.flatMap(({ activities }) => activities.filter((name) => !known.has(name))),
      attribute: steps.flatMap(({ where }) => missing(log.eventAttributes, where)),
      'case attribute': missing(log.caseAttributes, cases),
    };
    return (Object.keys(found) as (keyof typeof found)[]).flatMap((what) =>
      [...new Set(found[what])].map((name) => ({ rule: i + 1, what, name })),
    );
  });
}
