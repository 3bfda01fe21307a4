/** Swedish personal identity numbers in an object-centric log, told as `identityColumns` tells them of a case log. */
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import type { IdentityColumn } from '#mining/privacy/identity-columns.ts';
import { withIdentityNumbers } from '#mining/privacy/identity-columns.ts';
import type { Held, ObjectLog } from './object-log.ts';

/** Where they are: ids by type of object, events, types, qualifiers, and attributes by name. */
export function identityTexts(log: ObjectLog): readonly IdentityColumn[] {
  const columns = new Map<string, Set<string>>();
  const add = (column: string, text: string) => {
    const texts = columns.get(column) ?? new Set();
    columns.set(column, texts.add(text));
  };
  const types = textsOf(log.objectTypes);
  for (let o = 0; o < log.objects; o++) add(types[log.objectType[o]!]!, textOf(log.objectIds, o));
  for (const held of [log.eventValues, log.objectValues]) addValues(log, held, add);
  return withIdentityNumbers([
    ['event', textsOf(log.eventIds)],
    ['event type', textsOf(log.eventTypes)],
    ['object type', types],
    ['qualifier', textsOf(log.qualifiers)],
    ...[...columns].map(([column, texts]) => [column, [...texts]] as const),
  ]);
}

function addValues(log: ObjectLog, held: Held, add: (column: string, text: string) => void): void {
  const seen = held.attributes.map(() => new Set<number>());
  for (let i = 0; i < held.value.length; i++) {
    const at = held.attribute[i]!;
    const value = held.value[i]!;
    const { name, type } = held.attributes[at]!;
    const isText = type === 'text' || type === 'id';
    if (!isText && !(type === 'int' && value >= 1e9)) continue;
    if (seen[at]!.has(value)) continue;
    seen[at]!.add(value);
    add(name, isText ? textOf(log.texts, value) : String(value));
  }
}
