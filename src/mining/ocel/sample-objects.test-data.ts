/** A small invented object-centric log in several formats, and how two logs are compared. */
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import { encodeUtf8 } from '#mining/log/utf8.ts';
import type { ObjectImportOptions } from './formats/object-import.ts';
import { readObjectLog } from './formats/read-objects.ts';
import type { Held, Links, ObjectLog } from './object-log.ts';
import { heldValue } from './object-log.ts';

/**
 * Two applications about one household: the interview concerns both, the phone call neither. The household's income becomes
 * known anew in between.
 */
export const HOUSEHOLD = {
  objectTypes: [
    { name: 'application', attributes: [{ name: 'kind', type: 'string' }] },
    { name: 'household', attributes: [{ name: 'income', type: 'integer' }] },
  ],
  eventTypes: [
    { name: 'apply', attributes: [{ name: 'channel', type: 'string' }] },
    { name: 'interview', attributes: [] },
    { name: 'decide', attributes: [{ name: 'granted', type: 'boolean' }] },
    { name: 'phone call', attributes: [] },
  ],
  objects: [
    {
      id: 'A1',
      type: 'application',
      attributes: [{ name: 'kind', time: '1970-01-01T00:00:00Z', value: 'income support' }],
      relationships: [{ objectId: 'H', qualifier: 'made by' }],
    },
    {
      id: 'A2',
      type: 'application',
      attributes: [{ name: 'kind', time: '1970-01-01T00:00:00Z', value: 'home care' }],
      relationships: [{ objectId: 'H', qualifier: 'made by' }],
    },
    {
      id: 'H',
      type: 'household',
      attributes: [
        { name: 'income', time: '1970-01-01T00:00:00Z', value: 9000 },
        { name: 'income', time: '2026-03-04T00:00:00Z', value: 7000 },
      ],
    },
  ],
  events: [
    event('e1', 'apply', '2026-03-02T08:00:00Z', ['A1', 'H'], [{ name: 'channel', value: 'web' }]),
    event('e2', 'apply', '2026-03-03T08:00:00Z', ['A2', 'H'], [{ name: 'channel', value: 'letter' }]),
    event('e3', 'phone call', '2026-03-03T09:00:00Z', []),
    event('e4', 'interview', '2026-03-05T08:00:00Z', ['A1', 'A2', 'H']),
    event('e5', 'decide', '2026-03-06T08:00:00Z', ['A1'], [{ name: 'granted', value: true }]),
    event('e6', 'decide', '2026-03-07T08:00:00Z', ['A2'], [{ name: 'granted', value: false }]),
  ],
};

interface EventInFile {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly attributes: readonly { readonly name: string; readonly value: unknown }[];
  readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[];
}

export function event(
  id: string,
  type: string,
  time: string,
  objects: readonly string[],
  attributes: EventInFile['attributes'] = [],
): EventInFile {
  const relationships = objects.map((objectId) => ({ objectId, qualifier: objectId === 'H' ? 'by' : 'about' }));
  return { id, type, time, attributes, relationships };
}

/**
 * Invented: as many households, every third with two applications; the interview concerns all of a household's, a person
 * decides each, and a phone call concerns nothing. `person` names who decides.
 */
export function manyHouseholds(households: number, person = (n: number) => `P${n}`) {
  const day = (n: number, hour: number) => new Date(Date.UTC(2026, 0, 1 + n, hour)).toISOString();
  const about = (ids: readonly string[]) => ids.map((objectId) => ({ objectId, qualifier: 'about' }));
  const of = Array.from({ length: households }, (_, h) => (h % 3 === 2 ? [`A${h}a`, `A${h}b`] : [`A${h}a`]));
  return {
    objectTypes: [
      { name: 'application', attributes: [{ name: 'kind', type: 'string' }] },
      { name: 'household', attributes: [] },
      { name: 'person', attributes: [] },
    ],
    eventTypes: ['apply', 'phone call', 'interview', 'decide'].map((name) => ({ name, attributes: [] })),
    objects: [
      ...of.flat().map((id) => ({
        id,
        type: 'application',
        attributes: [{ name: 'kind', time: '1970-01-01T00:00:00Z', value: id.endsWith('b') ? 'home care' : 'support' }],
      })),
      ...of.map((_, h) => ({ id: `H${h}`, type: 'household', attributes: [] })),
      ...[0, 1, 2, 3, 4, 5].map((n) => ({ id: person(n), type: 'person', attributes: [] })),
    ],
    events: of.flatMap((applications, h) => [
      ...applications.map((id, n) => ({
        ...{ id: `apply ${id}`, type: 'apply', time: day(h, 8 + n) },
        relationships: about([id, `H${h}`]),
        attributes: [{ name: 'note', value: `by letter ${h}` }],
      })),
      { id: `call ${h}`, type: 'phone call', time: day(h + 1, 8), attributes: [], relationships: [] },
      {
        ...{ id: `interview ${h}`, type: 'interview', time: day(h + 5, 8) },
        ...{ attributes: [], relationships: about([...applications, `H${h}`, person(h % 6)]) },
      },
      ...applications.map((id, n) => ({
        ...{ id: `decide ${id}`, type: 'decide', time: day(h + 20, 8 + n) },
        ...{ attributes: [], relationships: about([id, `H${h}`, person((h + n) % 6)]) },
      })),
    ]),
  };
}

export function objectsOfText(text: string | Uint8Array, options: ObjectImportOptions = {}, size = 1 << 16) {
  const bytes = typeof text === 'string' ? encodeUtf8(text) : text;
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.slice(at, at + size));
  return readObjectLog(chunks, options);
}

/** All an object-centric log says, as plain values: what two equal logs have in common. */
export function objectContent(log: ObjectLog) {
  const qualifiers = textsOf(log.qualifiers);
  const eventTypes = textsOf(log.eventTypes);
  const objectTypes = textsOf(log.objectTypes);
  const links = ({ offset, target, qualifier }: Links, owner: number) =>
    range(offset, owner).map((i) => [textOf(log.objectIds, target[i]!), qualifiers[qualifier[i]!]]);
  const values = (held: Held, owner: number, since?: Float64Array) =>
    range(held.offset, owner).map((i) => {
      const { name, type } = held.attributes[held.attribute[i]!]!;
      return [name, type, heldValue(log, held, i), since?.[i]];
    });
  return {
    events: Array.from({ length: log.events }, (_, e) => ({
      id: textOf(log.eventIds, e),
      type: eventTypes[log.eventType[e]!],
      time: log.time[e],
      values: values(log.eventValues, e),
      objects: links(log.eventObjects, e),
    })),
    objects: Array.from({ length: log.objects }, (_, o) => ({
      id: textOf(log.objectIds, o),
      type: objectTypes[log.objectType[o]!],
      values: values(log.objectValues, o, log.since),
      objects: links(log.objectObjects, o),
    })),
    types: [[...eventTypes].sort(), [...objectTypes].sort()],
  };
}

function range(offset: Uint32Array, owner: number): readonly number[] {
  return Array.from({ length: offset[owner + 1]! - offset[owner]! }, (_, i) => offset[owner]! + i);
}
