/** A log as XES (IEEE 1849-2023). What reading gives back is the same log. */

import type { WritingClock } from '#mining/formats/import.ts';
import { textChunks } from '#mining/formats/text-chunks.ts';
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import { formatByClock } from '#mining/log/instant.ts';
import type { AboutLog, Attribute, Log } from '#mining/log/log.ts';
import { attribute, attributeWriter, container, list } from './xes-attributes.ts';
import { escapeAttribute } from './xml-tag.ts';

/** The standard extensions whose keys this writer uses (IEEE 1849-2023, clause 7). */
const STANDARD: AboutLog['extensions'] = [
  { name: 'Concept', prefix: 'concept', uri: 'http://www.xes-standard.org/concept.xesext' },
  { name: 'Time', prefix: 'time', uri: 'http://www.xes-standard.org/time.xesext' },
  { name: 'Organizational', prefix: 'org', uri: 'http://www.xes-standard.org/org.xesext' },
  { name: 'Lifecycle', prefix: 'lifecycle', uri: 'http://www.xes-standard.org/lifecycle.xesext' },
];

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
  const starts = log.start ? ['start_timestamp'] : [];
  const ownKeys = ['concept:name', ...starts, 'time:timestamp', 'org:resource'];
  const ofEvent = attributeWriter(log.eventAttributes, log.nesting?.events, ownKeys, clock);
  const ofTrace = attributeWriter(log.caseAttributes, log.nesting?.cases, ['concept:name'], clock);
  for (let c = 0; c < log.cases; c++) {
    yield `<trace>\n${ofTrace(c, [attribute('string', 'concept:name', textOf(log.caseIds, c))])}`;
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      const own = [activities[log.activity[e]!]!];
      if (log.start) own.push(date('start_timestamp', log.start[e]!, clock));
      own.push(date('time:timestamp', log.time[e]!, clock), resources[log.resource?.[e] ?? -1] ?? '');
      yield `<event>\n${ofEvent(e, own)}</event>\n`;
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
  const inside = one.children.map(tree).join('');
  if (one.type === 'list') return list(one.key, inside, (one.values ?? []).map(tree).join(''));
  return one.type === 'container' ? container(one.key, inside) : attribute(one.type, one.key, one.value, inside);
}

function date(key: string, ms: number, clock: WritingClock): string {
  return Number.isNaN(ms) ? '' : attribute('date', key, formatByClock(ms, clock));
}
