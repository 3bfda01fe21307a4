/** A log as XES (IEEE 1849-2023). What reading gives back is the same log. */

import type { WritingClock } from '#mining/formats/import.ts';
import { textChunks } from '#mining/formats/text-chunks.ts';
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import { formatByClock } from '#mining/log/instant.ts';
import type { AboutLog, Attribute, AttributeType, Column, Log } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';
import { escapeAttribute } from './xml-tag.ts';

/** The standard extensions whose keys this writer uses (IEEE 1849-2023, clause 7). */
const STANDARD: AboutLog['extensions'] = [
  { name: 'Concept', prefix: 'concept', uri: 'http://www.xes-standard.org/concept.xesext' },
  { name: 'Time', prefix: 'time', uri: 'http://www.xes-standard.org/time.xesext' },
  { name: 'Organizational', prefix: 'org', uri: 'http://www.xes-standard.org/org.xesext' },
  { name: 'Lifecycle', prefix: 'lifecycle', uri: 'http://www.xes-standard.org/lifecycle.xesext' },
];

const ELEMENT: Readonly<Record<AttributeType, string>> = {
  text: 'string',
  id: 'id',
  int: 'int',
  float: 'float',
  time: 'date',
  boolean: 'boolean',
};

/** The bytes of the file. `clock` is how the log's times were kept when it was read (`ImportReport`). */
export function writeXes(log: Log, clock: WritingClock = 'utc'): Generator<Uint8Array> {
  return textChunks(pieces(log, clock));
}

function* pieces(log: Log, clock: WritingClock): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<log xes.version="1849-2023" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">\n';
  yield* aboutPieces(log.about);
  const activities = textsOf(log.activities).map((name) => attribute('string', 'concept:name', name));
  const resources = textsOf(log.resources).map((name) => attribute('string', 'org:resource', name));
  const ofEvent = forest(log.eventAttributes, ['concept:name', 'org:resource', 'time:timestamp', 'start_timestamp']);
  const ofTrace = forest(log.caseAttributes, ['concept:name']);
  for (let c = 0; c < log.cases; c++) {
    yield `<trace>\n${attribute('string', 'concept:name', textOf(log.caseIds, c))}${trees(ofTrace, c, clock)}`;
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      const start = log.start ? date('start_timestamp', log.start[e]!, clock) : '';
      const time = date('time:timestamp', log.time[e]!, clock);
      const resource = resources[log.resource?.[e] ?? -1] ?? '';
      yield `<event>\n${activities[log.activity[e]!]}${start}${time}${resource}${trees(ofEvent, e, clock)}</event>\n`;
    }
    yield '</trace>\n';
  }
  yield '</log>\n';
}

function* aboutPieces(about: AboutLog): Generator<string> {
  const own = new Set(about.extensions.map((extension) => extension.prefix));
  for (const { name, prefix, uri } of [...about.extensions, ...STANDARD.filter((one) => !own.has(one.prefix))]) {
    yield `<extension name="${escapeAttribute(name)}" prefix="${escapeAttribute(prefix)}" uri="${escapeAttribute(uri)}"/>\n`;
  }
  for (const global of about.globals) {
    yield `<global scope="${escapeAttribute(global.scope)}">\n${global.attributes.map(tree).join('')}</global>\n`;
  }
  for (const { name, scope, keys } of about.classifiers) {
    yield `<classifier name="${escapeAttribute(name)}" scope="${escapeAttribute(scope)}" keys="${escapeAttribute(keys)}"/>\n`;
  }
  for (const one of about.attributes) yield tree(one);
}

function tree(one: Attribute): string {
  const value = one.type === 'list' || one.type === 'container' ? '' : ` value="${escapeAttribute(one.value)}"`;
  const open = `<${one.type} key="${escapeAttribute(one.key)}"${value}`;
  return one.children.length === 0 ? `${open}/>\n` : `${open}>\n${one.children.map(tree).join('')}</${one.type}>\n`;
}

function attribute(type: string, key: string, value: string, inside = ''): string {
  const open = `<${type} key="${escapeAttribute(key)}" value="${escapeAttribute(value)}"`;
  return inside === '' ? `${open}/>\n` : `${open}>\n${inside}</${type}>\n`;
}

function date(key: string, ms: number, clock: WritingClock): string {
  return Number.isNaN(ms) ? '' : attribute('date', key, formatByClock(ms, clock));
}

/** Columns as XES nests them: under each key its own columns (one per type) and the keys inside it. */
interface Node {
  readonly key: string;
  readonly columns: Column[];
  readonly inside: Node[];
}

/** A key the log itself writes is given a number, so that nothing is written twice under one name. */
function forest(columns: readonly Column[], taken: readonly string[]): Node[] {
  const roots: Node[] = [];
  for (const column of columns) {
    let level = roots;
    let node: Node | undefined;
    for (const [depth, part] of column.path.entries()) {
      const key = depth === 0 && taken.includes(part) ? `${part}#2` : part;
      node = level.find((one) => one.key === key);
      if (node === undefined) {
        node = { key, columns: [], inside: [] };
        level.push(node);
      }
      level = node.inside;
    }
    node?.columns.push(column);
  }
  return roots;
}

function trees(nodes: readonly Node[], row: number, clock: WritingClock): string {
  let text = '';
  for (const node of nodes) {
    const inside = node.inside.length === 0 ? '' : trees(node.inside, row, clock);
    const present = node.columns.filter((column) => valueAt(column, row) !== undefined);
    if (present.length === 0 && inside !== '')
      text += `<container key="${escapeAttribute(node.key)}">\n${inside}</container>\n`;
    for (const [i, column] of present.entries()) {
      const { type } = column.values;
      const value = valueAt(column, row)!;
      const shown = type === 'time' ? formatByClock(value as number, clock) : String(value);
      text += attribute(ELEMENT[type], node.key, shown, i === 0 ? inside : '');
    }
  }
  return text;
}
