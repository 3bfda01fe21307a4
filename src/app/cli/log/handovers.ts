/** `resvag log handovers`: between people, or between their groups. */
import { readFile } from 'node:fs/promises';
import type { Answer } from '#app/cli/answer.ts';
import { openLog, Refused } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import { recordsOf } from '#mining/formats/csv/csv-cells.ts';
import { findSeparator } from '#mining/formats/csv/csv-columns.ts';
import type { Log } from '#mining/log/log.ts';
import { groupedHandovers } from '#mining/performance/grouped-handovers.ts';
import type { Grouping } from '#mining/performance/grouping.ts';
import { eachPerson, groupByAttribute, groupByList } from '#mining/performance/grouping.ts';
import { handovers } from '#mining/performance/handover.ts';
import type { ShownHandovers } from '#mining/performance/suppress-handovers.ts';
import { suppressHandovers } from '#mining/performance/suppress-handovers.ts';
import { suppressFollowing } from '#mining/privacy/suppress-counts.ts';

export const HANDOVER_USAGE = `             --by ATTRIBUTE between the groups that an event attribute names, --by person between people;
             --by team --groups FILE between the groups of a list: CSV with the columns resource and team (any
             name), or JSON {"resource": "team"} or {"resource": {"team": …}}; --small-groups 5 leaves out small groups`;

export async function handoverList(file: string, words: Words): Promise<Answer> {
  const [by, ...more] = words.lists.get('by') ?? [];
  if (more.length > 0) throw new WrongUse('handovers are by one thing at a time');
  const list = words.values.get('groups');
  if (by === undefined) {
    if (list !== undefined) throw new WrongUse('--groups needs --by');
    return plain(file, words);
  }
  const groups = list === undefined ? undefined : await groupList(list, by);
  const read = await openLog(file, words);
  const grouping = groupingOf(file, read.log, by, groups);
  const whole = groupedHandovers(read.log, grouping);
  const { shown, withheld } = toldOf(file, read, whole, (n) => suppressHandovers(read.log, grouping, whole, n));
  return {
    read,
    json: { ...shown, withheld },
    text: () => groupedText(shown),
    withheld,
    options: { by: [by] },
    ...(list === undefined ? {} : { inputs: { groups: list } }),
    pages: ['performance'],
  };
}

function groupedText({ borders, pairs }: ShownHandovers): string {
  const rows = pairs.map((one) => [
    `${one.count}`,
    one.returned === null ? '–' : `${one.returned}`,
    duration(one.medianSeconds),
    `${one.from} → ${one.to}`,
  ]);
  return [
    `${borders.crossings ?? '–'} borders crossed in ${borders.cases} cases, median ${borders.medianPerCase ?? '–'} a case`,
    table([['count', 'returned', 'median', 'from → to'], ...rows]),
  ].join('\n');
}

async function plain(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const whole = handovers(read.log);
  const suppress = (n: number) => suppressFollowing(read.log, whole, n);
  const { shown: found, withheld } = toldOf(file, read, whole, suppress);
  const rows = () => found.map((one) => [`${one.count}`, `${one.from} → ${one.to}`]);
  const text = () => table([['count', 'from → to'], ...rows()]);
  return { read, json: found, text, options: { by: null }, pages: ['performance'], withheld };
}

function groupingOf(file: string, log: Log, by: string, list: ReadonlyMap<string, string> | undefined): Grouping {
  if (list !== undefined) return groupByList(log, list);
  if (by === 'person') return eachPerson(log);
  const found = groupByAttribute(log, by);
  if (found.ok) return found.value;
  const names = log.eventAttributes.map(({ path }) => path.join('/')).join(', ');
  const has = names === '' ? 'they have none' : `they have: ${names}`;
  throw new Refused(
    `${file}: the events have no attribute “${by}” (${has}); with --groups FILE, groups come from a list`,
  );
}

/** The group of each resource in a file; its text is JSON when it begins with a brace. */
async function groupList(path: string, by: string): Promise<ReadonlyMap<string, string>> {
  const read = await readFile(path, 'utf8').catch(() => {
    throw new Refused(`${path}: the list of groups cannot be read`);
  });
  const text = read.replace(/^\ufeff/, '');
  const groups = text.trimStart().startsWith('{') ? groupsInJson(path, text, by) : groupsInCsv(path, text, by);
  if (groups.size === 0) throw new Refused(`${path}: nobody has a ${by} in the list of groups`);
  return groups;
}

function groupsInJson(path: string, text: string, by: string): Map<string, string> {
  let read: object;
  try {
    read = JSON.parse(text) as object;
  } catch {
    throw new Refused(`${path}: the list of groups is no JSON`);
  }
  const groups = new Map<string, string>();
  for (const [resource, value] of Object.entries(read) as [string, unknown][]) {
    const group =
      typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[by] : value;
    if (typeof group === 'string') groups.set(resource, group);
  }
  return groups;
}

function groupsInCsv(path: string, text: string, by: string): Map<string, string> {
  const separator = findSeparator(/^.*/.exec(text)![0]);
  const [head = [], ...rows] = recordsOf(text, separator);
  const headers = head.map((one) => one.trim());
  const [who, group] = [headers.indexOf('resource'), headers.indexOf(by)];
  if (who < 0 || group < 0)
    throw new Refused(
      `${path}: the list of groups needs the columns resource and ${by}; it has: ${headers.join(', ')}`,
    );
  const groups = new Map<string, string>();
  for (const cells of rows) {
    const [resource, name] = [cells[who] ?? '', cells[group] ?? ''];
    if (resource !== '' && name !== '') groups.set(resource, name);
  }
  return groups;
}
