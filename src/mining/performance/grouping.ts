/** Who belongs to which group: by an attribute of the events, by a list of people, or each a group of their own. */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';

export interface Grouping {
  /** Number of the group, by event; −1 where it isn't known. */
  readonly codes: Int32Array;
  readonly names: readonly string[];
  /** Groups of one: their times and returns would be figures about a person, and aren't told (requirement R037). */
  readonly persons: boolean;
}

/** Numbers for names as they come. */
function numbered(): { readonly names: string[]; readonly numberOf: (name: string | undefined) => number } {
  const names: string[] = [];
  const known = new Map<string, number>();
  const numberOf = (name: string | undefined) => {
    if (name === undefined) return -1;
    const number = known.get(name) ?? known.size;
    if (number === known.size) {
      known.set(name, number);
      names.push(name);
    }
    return number;
  };
  return { names, numberOf };
}

/** By the value of an event attribute (a nested one with `/` between its parts); refused when the log doesn't have it. */
export function groupByAttribute(
  log: Log,
  name: string,
): Result<Grouping, { readonly tag: 'not-in-log'; readonly what: 'attribute'; readonly name: string }> {
  const column = log.eventAttributes.find(({ path }) => path.join('/') === name);
  if (column === undefined) return refuse({ tag: 'not-in-log', what: 'attribute', name });
  const { values } = column;
  if ('codes' in values) return ok({ codes: values.codes, names: textsOf(values.dictionary), persons: false });
  const { names, numberOf } = numbered();
  const codes = Int32Array.from({ length: log.events }, (_, e) => numberOf(valueAt(column, e)?.toString()));
  return ok({ codes, names, persons: false });
}

/** By a list that says to which group each resource belongs: team, unit, board. Who isn't on it belongs to none. */
export function groupByList(log: Log, groupOf: ReadonlyMap<string, string>): Grouping {
  const { names, numberOf } = numbered();
  const groups = textsOf(log.resources).map((resource) => numberOf(groupOf.get(resource)));
  const codes = Int32Array.from({ length: log.events }, (_, e) => groups[log.resource?.[e] ?? -1] ?? -1);
  return { codes, names, persons: false };
}

/** Each resource by itself: only where somebody asks for it by name. */
export function eachPerson(log: Log): Grouping {
  const codes = log.resource ?? new Int32Array(log.events).fill(-1);
  return { codes, names: textsOf(log.resources), persons: true };
}
