/** An object-centric log as OCEL 2.0 in JSON (Berti et al. 2024, §6.3). What reading gives back is the same log. */
import { textChunks } from '#mining/formats/text-chunks.ts';
import type { DeclaredType, Member } from '#mining/ocel/members.ts';
import { declaredTypes, eventMembers, objectMembers, TYPE_NAMES } from '#mining/ocel/members.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';

export function writeOcelJson(log: ObjectLog): Generator<Uint8Array> {
  return textChunks(pieces(log));
}

function* pieces(log: ObjectLog): Generator<string> {
  yield `{"objectTypes":${JSON.stringify(declaredTypes(log, 'object').map(declaration))}`;
  yield `,\n"eventTypes":${JSON.stringify(declaredTypes(log, 'event').map(declaration))}`;
  yield ',\n"objects":[';
  let between = '\n';
  for (const { id, type, values, links } of objectMembers(log)) {
    const attributes = values.map(({ name, since, value }) => ({ name, time: since, value }));
    yield between + JSON.stringify({ id, type, attributes, relationships: relationships(links) });
    between = ',\n';
  }
  yield '],\n"events":[';
  between = '\n';
  for (const { id, type, time, values, links } of eventMembers(log)) {
    const attributes = values.map(({ name, value }) => ({ name, value }));
    yield between + JSON.stringify({ id, type, time, attributes, relationships: relationships(links) });
    between = ',\n';
  }
  yield ']}\n';
}

function declaration({ name, attributes }: DeclaredType) {
  return { name, attributes: attributes.map((one) => ({ name: one.name, type: TYPE_NAMES[one.type] })) };
}

function relationships(links: Member['links']) {
  return links.map(({ object, qualifier }) => ({ objectId: object, qualifier }));
}
