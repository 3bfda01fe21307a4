/** The object-centric log of what was read: events in the order of their times, relations and values by their owners. */

import { reject } from '#mining/formats/import.ts';
import { inOrder } from '#mining/log/column-builder.ts';
import { inKeyOrder, inOwnOrder } from '#mining/log/counting-sort.ts';
import type { Dictionary, DictionaryBuilder } from '#mining/log/dictionary.ts';
import { dictionaryOf, finishDictionary, pickTexts, textOf } from '#mining/log/dictionary.ts';
import type { CodeList } from './growing-list.ts';
import type { Held, Links, ObjectLog } from './object-log.ts';
import type { LinkList, ObjectLogBuilder, Side } from './object-log-builder.ts';

/** Events that never got a time, and relations to objects that weren't told of, are left out, with the reason. */
export function finishObjectLog(b: ObjectLogBuilder): ObjectLog {
  const { events, objects } = b;
  const order = eventOrder(b);
  const rank = new Int32Array(events.id.length).fill(-1);
  for (const [position, row] of order.entries()) rank[row] = position;
  const own = inOwnOrder(objects.id.length);
  const ofObjects = heldOverTime(objects, own.length);
  return {
    events: order.length,
    eventIds: idsOf(events, order),
    eventType: Int32Array.from(order, (row) => events.type.items[row]!),
    eventTypes: dictionaryOf(events.types.names),
    time: Float64Array.from(order, (row) => b.time.items[row]!),
    eventValues: held(events, order.length, (row) => rank[row]!),
    objects: own.length,
    objectIds: idsOf(objects, own),
    objectType: objects.type.items.slice(0, own.length),
    objectTypes: dictionaryOf(objects.types.names),
    objectValues: ofObjects.held,
    since: ofObjects.since,
    eventObjects: links(b, b.eventObjects, order.length, (row) => rank[row]!),
    objectObjects: links(b, b.objectObjects, own.length, (row) => row),
    qualifiers: dictionaryOf(b.qualifiers.names),
    texts: finishDictionary(b.texts),
  };
}

/** Rows of the events that have a time, stably by it. */
function eventOrder(b: ObjectLogBuilder): Uint32Array {
  const time = b.time.items;
  const timed = new Uint32Array(b.events.id.length);
  let [n, sorted] = [0, true];
  for (let row = 0; row < timed.length; row++) {
    if (Number.isNaN(time[row]!)) {
      reject(b.rejections, b.events.line.items[row]!, 'no-time', idOf(b.events, row));
      continue;
    }
    if (n > 0 && time[row]! < time[timed[n - 1]!]!) sorted = false;
    timed[n++] = row;
  }
  const order = timed.slice(0, n);
  return sorted ? order : order.sort((x, y) => time[x]! - time[y]! || x - y);
}

function idOf(side: Side, row: number): string {
  return textOf(finishedIds(side.ids), side.id.items[row]!);
}

/** Without copying: only to look a text up. */
const finishedIds = ({ size, bytes, offset }: DictionaryBuilder): Dictionary => ({ size, bytes, offset });

/** The ids of these rows, in this order. */
function idsOf(side: Side, rows: Uint32Array): Dictionary {
  return pickTexts(
    finishedIds(side.ids),
    rows.map((row) => side.id.items[row]!),
  );
}

/** The items of a list by owner, in the order they came; those whose owner fell away (−1) are left out. */
function byOwner(list: CodeList, owners: number, ownerOf: (row: number) => number) {
  const owner = new Int32Array(list.length);
  const offset = new Uint32Array(owners + 1);
  let [sorted, before] = [true, 0];
  for (let i = 0; i < owner.length; i++) {
    const one = ownerOf(list.items[i]!);
    owner[i] = one;
    if (one < before) sorted = false;
    before = one;
    if (one >= 0) offset[one + 1]!++;
  }
  for (let i = 0; i < owners; i++) offset[i + 1]! += offset[i]!;
  const items = sorted
    ? undefined
    : inKeyOrder(
        inOwnOrder(list.length).filter((i) => owner[i]! >= 0),
        owner,
      );
  return { offset, items, size: offset[owners]! };
}

function held(side: Side, owners: number, ownerOf: (row: number) => number): Held {
  const { owner, attribute, value } = side.values;
  const { offset, items, size } = byOwner(owner, owners, ownerOf);
  return {
    attributes: side.attributes,
    offset,
    attribute: inOrder(attribute.items, size, items),
    value: inOrder(value.items, size, items),
  };
}

/** Values of objects, within each by the time they hold from. */
function heldOverTime(side: Side, owners: number): { readonly held: Held; readonly since: Float64Array } {
  const { owner, attribute, value, since } = side.values;
  const { offset, items = inOwnOrder(owner.length), size } = byOwner(owner, owners, (row) => row);
  for (let i = 0; i < owners; i++) sortPart(items, offset[i]!, offset[i + 1]!, since.items);
  return {
    held: {
      attributes: side.attributes,
      offset,
      attribute: inOrder(attribute.items, size, items),
      value: inOrder(value.items, size, items),
    },
    since: inOrder(since.items, size, items),
  };
}

function sortPart(items: Uint32Array, from: number, to: number, key: Float64Array): void {
  for (let i = from + 1; i < to; i++)
    if (key[items[i]!]! < key[items[i - 1]!]!) {
      items.subarray(from, to).sort((x, y) => key[x]! - key[y]! || x - y);
      return;
    }
}

function links(b: ObjectLogBuilder, list: LinkList, owners: number, ownerOf: (row: number) => number): Links {
  const { owner, target, qualifier, line } = list;
  const { ids, rowOf } = b.objects;
  const names = finishedIds(ids);
  const rows = new Int32Array(target.length);
  for (let i = 0; i < rows.length; i++) {
    rows[i] = rowOf.items[target.items[i]!]!;
    if (rows[i]! >= 0) continue;
    reject(b.rejections, line.items[i]!, 'object-unknown', textOf(names, target.items[i]!));
    owner.items[i] = -1;
  }
  const { offset, items, size } = byOwner(owner, owners, (row) => (row < 0 ? -1 : ownerOf(row)));
  return { offset, target: inOrder(rows, size, items), qualifier: inOrder(qualifier.items, size, items) };
}
