/** Which column of a CSV file is the case, the activity, the time …, by the names such files usually have. */
import type { CsvOptions, CsvRole } from '#mining/formats/import.ts';

type Sought = 'case' | 'activity' | 'time' | 'start' | 'end' | 'resource';

/** Usual headers, best first: XES names, then English and Swedish ones. Compared without case, blanks and signs. */
const USUAL: Readonly<Record<Sought, readonly string[]>> = {
  case: [
    ...[
      'case:concept:name',
      'case id',
      'case',
      'case key',
      'case number',
      'case name',
      'trace id',
      'trace',
      'process instance',
    ],
    ...['ärende id', 'ärende', 'ärendenummer', 'ärendenr', 'diarienummer', 'dnr', 'resa', 'resa id', 'fall', 'fall id'],
    ...['processinstans', 'journey', 'journey id', 'order id', 'ticket id'],
  ],
  activity: [
    ...['concept:name', 'activity', 'activity name', 'activity id', 'task', 'task name', 'step', 'event', 'event name'],
    ...['aktivitet', 'aktivitetsnamn', 'steg', 'moment', 'åtgärd', 'händelse', 'händelsetyp', 'event type'],
  ],
  time: [
    ...['time:timestamp', 'timestamp', 'time stamp', 'event time', 'date time', 'datetime', 'time', 'date'],
    ...['tidpunkt', 'tidsstämpel', 'tid', 'datum', 'händelsetid', 'datum och tid', 'datumtid', 'event timestamp'],
  ],
  start: [
    ...['start_timestamp', 'start time', 'start date', 'started', 'start', 'begin', 'time started'],
    ...['starttid', 'startdatum', 'starttidpunkt', 'påbörjad', 'påbörjat', 'från'],
  ],
  end: [
    ...['end timestamp', 'end time', 'end date', 'complete timestamp', 'completion time', 'complete time', 'completed'],
    ...[
      'complete',
      'ended',
      'end',
      'finish time',
      'sluttid',
      'slutdatum',
      'sluttidpunkt',
      'avslutad',
      'avslutat',
      'slut',
      'klar',
      'till',
    ],
  ],
  resource: [
    ...[
      'org:resource',
      'resource',
      'resource name',
      'user',
      'user name',
      'performer',
      'employee',
      'agent',
      'originator',
    ],
    ...['resurs', 'handläggare', 'utförare', 'användare', 'medarbetare', 'roll', 'role'],
  ],
};

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s_.:-]+/g, '');
}

/** Whether a column's name says that it names persons: what resources are usually called, but for their roles. */
export function namesResources(header: string): boolean {
  const name = plain(header);
  return name !== 'roll' && name !== 'role' && USUAL.resource.some((usualName) => plain(usualName) === name);
}

/** What objects that are people are usually called, in Swedish and English, beside those who do the work. */
const PEOPLE = [
  ...[
    'person',
    'people',
    'individual',
    'human',
    'citizen',
    'customer',
    'client',
    'patient',
    'student',
    'pupil',
    'child',
  ],
  ...[
    'applicant',
    'caller',
    'member',
    'worker',
    'employee',
    'user',
    'staff',
    'personal',
    'individ',
    'invånare',
    'medborgare',
    'kund',
  ],
  ...['klient', 'brukare', 'elev', 'barn', 'ungdom', 'sökande', 'anmälare', 'vårdnadshavare', 'förälder', 'anställd'],
];

/** Whether objects of a type are people by what it is called: somebody who works, or somebody the work is for. */
export function namesPeople(objectType: string): boolean {
  const name = plain(objectType);
  return namesResources(objectType) || PEOPLE.some((one) => name === one || name === `${one}s` || name === `${one}er`);
}

/** Column numbers by role. `time` is when the event happened or was completed, `start` when its work began. */
export interface CsvColumns {
  readonly case: number;
  readonly activity: number;
  readonly time: number;
  readonly start: number | undefined;
  readonly resource: number | undefined;
}

/** The columns, or which roles no header was found for (a column that was asked for by name and isn't there included). */
export function recogniseColumns(headers: readonly string[], options: CsvOptions): CsvColumns | readonly CsvRole[] {
  const taken = new Set<number>();
  const find = (role: Sought, asked: string | undefined): number | undefined => {
    const found = asked === undefined ? usual(headers, role, taken) : named(headers, asked);
    if (found !== undefined) taken.add(found);
    return found;
  };
  const caseId = find('case', options.case);
  const activity = find('activity', options.activity);
  const times = recogniseTimes(options, find);
  const resource = find('resource', options.resource);
  const missing: CsvRole[] = [];
  if (caseId === undefined) missing.push('case');
  if (activity === undefined) missing.push('activity');
  if (times === undefined) missing.push('time');
  if (options.resource !== undefined && resource === undefined) missing.push('resource');
  if (caseId === undefined || activity === undefined || times === undefined || missing.length > 0) return missing;
  return { case: caseId, activity, ...times, resource };
}

/**
 * One time column, or two: asked for as `time` and `end` they are beginning and completion; recognised, a start column
 * beside a completion (or plain time) column.
 */
function recogniseTimes(
  options: CsvOptions,
  find: (role: Sought, asked: string | undefined) => number | undefined,
): { readonly time: number; readonly start: number | undefined } | undefined {
  if (options.time !== undefined) {
    const asked = find('time', options.time);
    if (asked === undefined) return undefined;
    if (options.end === undefined) return { time: asked, start: undefined };
    const end = find('end', options.end);
    return end === undefined ? undefined : { time: end, start: asked };
  }
  const end = find('end', options.end);
  if (options.end !== undefined && end === undefined) return undefined;
  const start = find('start', undefined);
  const time = end !== undefined && start !== undefined ? undefined : find('time', undefined);
  const done = end !== undefined && (start !== undefined || time === undefined) ? end : (time ?? start);
  if (done === undefined) return undefined;
  return { time: done, start: start === done ? undefined : start };
}

function usual(headers: readonly string[], role: Sought, taken: ReadonlySet<number>): number | undefined {
  const names = headers.map(plain);
  for (const name of USUAL[role]) {
    const at = names.findIndex((header, i) => header === plain(name) && !taken.has(i));
    if (at >= 0) return at;
  }
  return undefined;
}

function named(headers: readonly string[], asked: string): number | undefined {
  const exact = headers.indexOf(asked);
  if (exact >= 0) return exact;
  const loose = headers.findIndex((header) => plain(header) === plain(asked));
  return loose >= 0 ? loose : undefined;
}

/** The separator of a header line: the most frequent of the usual ones outside quotes; a comma where there is none. */
export function findSeparator(line: string): string {
  const outside = line.replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const mark of [',', ';', '\t', '|']) {
    const count = outside.split(mark).length - 1;
    if (count > most) {
      most = count;
      best = mark;
    }
  }
  return best;
}
