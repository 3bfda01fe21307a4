/** The events and objects of a log one at a time, as its writers need them. */
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import { formatInstant } from '#mining/log/instant.ts';
import type { AttributeType } from '#mining/log/log.ts';
import type { Held, Links, ObjectLog } from './object-log.ts';
import { heldValue } from './object-log.ts';

export interface DeclaredType {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly type: AttributeType }[];
}

export interface Member {
  readonly id: string;
  readonly type: string;
  readonly values: readonly MemberValue[];
  readonly links: readonly { readonly object: string; readonly qualifier: string }[];
}

export interface MemberValue {
  readonly name: string;
  readonly type: AttributeType;
  /** Times as text. */
  readonly value: string | number | boolean;
  /** Of an object: since when it holds. */
  readonly since: string;
}

/** What the standard calls the types of values (Berti et al. 2024, §5). */
export const TYPE_NAMES: Readonly<Record<AttributeType, string>> = {
  text: 'string',
  id: 'string',
  int: 'integer',
  float: 'float',
  time: 'time',
  boolean: 'boolean',
};

/** Types with their attributes, each name once in a type as the standard has it: what isn't of that type was text anyhow. */
export function declaredTypes(log: ObjectLog, of: 'event' | 'object'): readonly DeclaredType[] {
  const held = of === 'event' ? log.eventValues : log.objectValues;
  const names = textsOf(of === 'event' ? log.eventTypes : log.objectTypes);
  const byType = names.map(() => new Map<string, AttributeType>());
  for (const { owner, name, type } of held.attributes) if (!byType[owner]!.has(name)) byType[owner]!.set(name, type);
  return names.map((name, code) => ({
    name,
    attributes: [...byType[code]!].map(([attribute, type]) => ({ name: attribute, type })),
  }));
}

export interface EventMember extends Member {
  readonly time: string;
}

export function* eventMembers(log: ObjectLog): Generator<EventMember> {
  const types = textsOf(log.eventTypes);
  const qualifiers = textsOf(log.qualifiers);
  for (let e = 0; e < log.events; e++)
    yield {
      id: textOf(log.eventIds, e),
      type: types[log.eventType[e]!]!,
      time: formatInstant(log.time[e]!),
      values: valuesOf(log, log.eventValues, e),
      links: linksOf(log, log.eventObjects, qualifiers, e),
    };
}

export function* objectMembers(log: ObjectLog): Generator<Member> {
  const types = textsOf(log.objectTypes);
  const qualifiers = textsOf(log.qualifiers);
  for (let o = 0; o < log.objects; o++)
    yield {
      id: textOf(log.objectIds, o),
      type: types[log.objectType[o]!]!,
      values: valuesOf(log, log.objectValues, o, log.since),
      links: linksOf(log, log.objectObjects, qualifiers, o),
    };
}

function valuesOf(log: ObjectLog, held: Held, owner: number, since?: Float64Array): readonly MemberValue[] {
  const values: MemberValue[] = [];
  for (let i = held.offset[owner]!; i < held.offset[owner + 1]!; i++) {
    const { name, type } = held.attributes[held.attribute[i]!]!;
    const value = heldValue(log, held, i);
    values.push({
      name,
      type,
      value: type === 'time' ? formatInstant(value as number) : value,
      since: since ? formatInstant(since[i]!) : '',
    });
  }
  return values;
}

function linksOf(log: ObjectLog, { offset, target, qualifier }: Links, names: readonly string[], owner: number) {
  const links: { object: string; qualifier: string }[] = [];
  for (let i = offset[owner]!; i < offset[owner + 1]!; i++)
    links.push({ object: textOf(log.objectIds, target[i]!), qualifier: names[qualifier[i]!] ?? '' });
  return links;
}
