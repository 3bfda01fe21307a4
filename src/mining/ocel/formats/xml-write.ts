/** An object-centric log as OCEL 2.0 in XML (Berti et al. 2024, §6.2). What reading gives back is the same log. */
import { textChunks } from '#mining/formats/text-chunks.ts';
import { escapeAttribute } from '#mining/formats/xes/xml-tag.ts';
import type { Member } from '#mining/ocel/members.ts';
import { declaredTypes, eventMembers, objectMembers, TYPE_NAMES } from '#mining/ocel/members.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';

/** Characters that XML 1.0 cannot hold become U+FFFD. */
export function writeOcelXml(log: ObjectLog): Generator<Uint8Array> {
  return textChunks(pieces(log));
}

function* pieces(log: ObjectLog): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<log>\n';
  yield* types(log, 'object');
  yield* types(log, 'event');
  yield '<objects>\n';
  for (const object of objectMembers(log)) {
    const values = object.values.map(({ name, since, value }) => element(`${named(name)} time="${since}"`, value));
    yield `<object id="${escapeAttribute(object.id)}" type="${escapeAttribute(object.type)}">${inside(values, object.links)}</object>\n`;
  }
  yield '</objects>\n<events>\n';
  for (const event of eventMembers(log)) {
    const values = event.values.map(({ name, value }) => element(named(name), value));
    yield `<event id="${escapeAttribute(event.id)}" type="${escapeAttribute(event.type)}" time="${event.time}">${inside(values, event.links)}</event>\n`;
  }
  yield '</events>\n</log>\n';
}

function* types(log: ObjectLog, of: 'event' | 'object'): Generator<string> {
  yield `<${of}-types>\n`;
  for (const { name, attributes } of declaredTypes(log, of)) {
    const own = attributes.map((one) => `<attribute ${named(one.name)} type="${TYPE_NAMES[one.type]}"/>`);
    yield `<${of}-type ${named(name)}><attributes>${own.join('')}</attributes></${of}-type>\n`;
  }
  yield `</${of}-types>\n`;
}

const named = (name: string) => `name="${escapeAttribute(name)}"`;

function element(attributes: string, value: string | number | boolean): string {
  // A long row of digits would be read as a name.
  const isLarge = typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
  const text = isLarge ? value.toExponential() : String(value);
  return `<attribute ${attributes}>${escapeAttribute(text)}</attribute>`;
}

function inside(values: readonly string[], links: Member['links']): string {
  const relations = links.map(
    ({ object, qualifier }) =>
      `<relationship object-id="${escapeAttribute(object)}" qualifier="${escapeAttribute(qualifier)}"/>`,
  );
  return `<attributes>${values.join('')}</attributes><objects>${relations.join('')}</objects>`;
}
