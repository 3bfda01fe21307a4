/** `resvag log objects` and `object-map`: object-centric logs as they are, without making cases of them. */

import type { Answer } from '#app/cli/answer.ts';
import { askedObjects } from '#app/cli/asked-objects.ts';
import { table } from '#app/cli/print.ts';
import type { Words } from '#app/cli/words.ts';
import { flattenFigures } from '#mining/ocel/flat/flatten-figures.ts';
import { objectMap as mapOfObjects } from '#mining/ocel/object-map.ts';
import { objectSummary } from '#mining/ocel/object-summary.ts';

export const OBJECTS_USAGE = `  objects    of an object-centric log (OCEL 1.0 or 2.0: JSON, XML or SQLite): events, objects, types, relations, and
             what becomes of the figures when the objects of a type are taken as cases
  object-map  its activities, and what follows what for the objects of each type: how often, between how many
             pairs of events, for how many objects`;

export async function objects(file: string, words: Words): Promise<Answer> {
  const { log, read } = await askedObjects(file, words);
  const found = objectSummary(log);
  const flattened = flattenFigures(log);
  const counts = (of: Readonly<Record<string, number>>) =>
    table(Object.entries(of).map(([name, n]) => [`  ${n}`, name]));
  const lines = () => {
    const { eventToObject, objectToObject } = found.relations;
    const rows = flattened.map((one) => [
      ...[one.cases, one.rows, one.eventsLeftOut, one.eventsRepeated, one.rowsAdded, one.rowsDiverging].map(String),
      one.objectType,
    ]);
    const head = ['cases', 'rows', 'events left out', 'repeated', 'rows added', 'rows diverging', 'type of object'];
    return [
      `${found.events} events, ${found.objects} objects`,
      `${eventToObject} relations of events to objects, ${objectToObject} of objects to objects, ${found.changes} changes of objects`,
      `${found.from ?? '?'} to ${found.to ?? '?'}`,
      `events by type\n${counts(found.eventTypes)}`,
      `objects by type\n${counts(found.objectTypes)}`,
      `taken as cases\n${table([head, ...rows])}`,
    ];
  };
  return {
    read,
    json: { ...found, flattened },
    text: () => lines().join('\n'),
    options: {},
    pages: ['object-centric'],
  };
}

export async function objectMap(file: string, words: Words): Promise<Answer> {
  const { log, read } = await askedObjects(file, words);
  const found = mapOfObjects(log);
  const text = () => {
    const places = found.nodes.map(({ activity, events, objectTypes }) => {
      const of = Object.entries(objectTypes).map(([type, { objects: n }]) => `${n} ${type}`);
      return [`${events}`, activity, of.join(', ')];
    });
    const ways = found.edges.map((edge) => [
      ...[edge.count, edge.eventPairs, edge.objects].map(String),
      edge.objectType,
      `${edge.from} → ${edge.to}`,
    ]);
    return [
      table([['events', 'activity', 'objects'], ...places]),
      table([['count', 'pairs of events', 'objects', 'type', 'from → to'], ...ways]),
    ].join('\n\n');
  };
  return { read, json: found, text, options: {}, pages: ['object-centric'] };
}
