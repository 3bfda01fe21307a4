/** `resvag journeys …`: the journeys of a road as a log file, for the questions of `resvag log` and for other tools. */
import { constants } from 'node:fs';
import { access, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { journeyMay } from '#journey/may.ts';
import { Acting, may } from '#lib/acting.ts';
import { ProcessId } from '#lib/id.ts';
import { findIdentityNumbers } from '#lib/identity-number.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import { swedishDate } from '#lib/time.ts';
import { startOfDay } from '#mining/log/as-of.ts';
import type { Log } from '#mining/log/log.ts';
import { seeOneMoment, teamNames } from '#mining/store.ts';
import { beforeFirst, type EarlierDayRefusal, endOfEarlierDay } from '#mining/travelled/earlier-day.ts';
import { firstRecorded } from '#mining/travelled/earlier-store.ts';
import { journeyLog } from '#mining/travelled/journey-log.ts';
import {
  type AdoptedVersion,
  adoptedVersions,
  loggedJourneys,
  processesCalled,
} from '#mining/travelled/journey-log-store.ts';
import { wornHats } from '#organisation/assignment-store.ts';
import { peopleCalled } from '#organisation/person-store.ts';
import { logTaking } from '#platform/audit.ts';
import { organisationsOf } from '#platform/backup.ts';
import type { Database, Tx } from '#platform/database.ts';
import { Refused } from './open-log.ts';
import { saveBytes } from './save-bytes.ts';
import { wayOfSaving } from './save-log.ts';
import { withDatabase } from './with-database.ts';
import type { Words } from './words.ts';
import { readWords, WrongUse } from './words.ts';

const USAGE = `usage: resvag journeys PROCESS INTO --for PERSON --purpose TEXT [--as-of DATE] [--models FOLDER]
       [--organisation ID]

The journeys of a process (its id, its name or how that begins) as a log in the file INTO: .xes, .csv, .jsonocel, .xmlocel (also .gz), .parquet or
.sqlite. A case is a journey, an event a step that was done on it, by a team; who did it and the reference to the case system
are not in it. Single journeys can be told by it: keep the file as what it is made of is kept.

  --for PERSON      who asked for it: the name or what one signs in with. It must be somebody who may read the journeys of the
                    process: its business owner, or an auditor
  --purpose TEXT    what it is for. Both stand in the audit trail, before the file is there
  --as-of DATE      the journeys as they were known when that day ended in Sweden (2026-01-31): what had been recorded by then,
                    undone only if it had been undone by then
  --models FOLDER   also the versions of the road that have been in force, as .bpmn, and versions.json, so that each journey can
                    be held to its own: resvag log conform INTO --versions FOLDER/versions.json --done-attribute resvag:closed
  --organisation ID where there are several`;

/** Only whoever runs the command may read the log. */
const OWN = 0o600;

export interface Asked {
  readonly process: string;
  /** For whom: a name, or what one signs in with. */
  readonly person: string;
  readonly purpose: string;
  readonly organisationId: string | undefined;
  readonly at: Date;
  /** The earlier day as of which they are taken out, ISO 8601; undefined for now. */
  readonly asOf?: string | undefined;
}

export interface Taken {
  readonly process: string;
  readonly log: Log;
  /** Journeys on which no step is done yet: they are in no event. */
  readonly without: number;
  readonly versions: readonly AdoptedVersion[];
}

type Named = readonly { readonly id: string; readonly name: string }[];

export type TakingRefusal =
  | { readonly tag: 'no-organisation' }
  | { readonly tag: 'several-organisations'; readonly found: Named }
  | { readonly tag: 'no-process' | 'no-person' }
  | { readonly tag: 'several-processes' | 'several-people'; readonly found: Named }
  | EarlierDayRefusal
  | { readonly tag: 'may-not-read'; readonly name: string; readonly process: string };

/**
 * Reads the journeys of a process as a log, and notes for whom, wearing which hat, and for what purpose, before it answers.
 * Nothing is noted of what is refused.
 */
export async function takeOutJourneys(database: Database, asked: Asked): Promise<Result<Taken, TakingRefusal>> {
  const organisations = await database.system(organisationsOf);
  const of = organisations.filter(({ id }) => asked.organisationId === undefined || id === asked.organisationId);
  const [organisation] = of;
  if (organisation === undefined) return refuse({ tag: 'no-organisation' });
  if (of.length > 1) return refuse({ tag: 'several-organisations', found: of });
  const who = { organisationId: organisation.id };
  const { asOf } = asked;
  const ended = asOf === undefined ? ok(undefined) : endOfEarlierDay(asOf, asked.at.getTime());
  if (!ended.ok) return ended;
  const end = ended.value === undefined ? undefined : new Date(ended.value);
  return database.write(who, async (tx): Promise<Result<Taken, TakingRefusal>> => {
    // The facts are read some at a time while people work.
    await seeOneMoment(tx);
    const processes = await processesCalled(tx, asked.process);
    const [process] = processes;
    if (process === undefined) return refuse({ tag: 'no-process' });
    if (processes.length > 1) return refuse({ tag: 'several-processes', found: processes });
    const people = await peopleCalled(tx, asked.person);
    const [person] = people;
    if (person === undefined) return refuse({ tag: 'no-person' });
    if (people.length > 1) return refuse({ tag: 'several-people', found: people });
    const acting = await readerOf(tx, { ...who, personId: person.id, processId: process.id, at: asked.at });
    if (acting === undefined) return refuse({ tag: 'may-not-read', name: person.name, process: process.name });
    const isKnown = asOf === undefined ? ok(undefined) : beforeFirst(asOf, await firstRecorded(tx, process.id));
    if (!isKnown.ok) return isKnown;
    const adopted = await adoptedVersions(tx, process.id);
    const versions = adopted.filter(({ adoptedAt }) => end === undefined || adoptedAt < end.getTime());
    const journeys = await loggedJourneys(tx, process.id, versions, end);
    const log = journeyLog(journeys, await teamNames(tx));
    const entry = { operation: 'take-out-journeys', subjectKind: 'process', subjectId: process.id, at: asked.at };
    await logTaking(tx, acting, { ...entry, after: { cases: log.cases, events: log.events, asOf } }, asked.purpose);
    return ok({ process: process.name, log, without: journeys.length - log.cases, versions });
  });
}

/** The person in a hat with which the journeys of the process may be read, if there is one. */
async function readerOf(
  tx: Tx,
  {
    organisationId,
    personId,
    processId,
    at,
  }: { organisationId: string; personId: string; processId: string; at: Date },
): Promise<Acting | undefined> {
  const worn = (await wornHats(tx, [personId], at)).get(personId) ?? [];
  const subject = { processId: ProcessId.parse(processId) };
  return worn
    .map((one) => Acting.parse({ ...one, organisationId, personId, ownRoleId: one.ownRoleId ?? undefined }))
    .find((acting) => may(journeyMay['get-journey'], acting, subject));
}

const several = (what: string, say: string, found: Named) =>
  `there are several ${what}; ${say}\n${found.map(({ id, name }) => `  ${id}  ${name}`).join('\n')}`;

function refusalText(refusal: TakingRefusal, asked: Asked): string {
  switch (refusal.tag) {
    case 'no-organisation':
      return 'there is no such organisation';
    case 'several-organisations':
      return several('organisations', 'choose one with --organisation ID', refusal.found);
    case 'no-process':
      return `there is no process ${asked.process}`;
    case 'several-processes':
      return several(`processes whose names are or begin with ${asked.process}`, 'give the id of one', refusal.found);
    case 'no-person':
      return `there is nobody called ${asked.person}`;
    case 'several-people':
      return several(`people called ${asked.person}`, 'give what the one signs in with', refusal.found);
    case 'day-not-over':
      return `${refusal.asOf} isn't over; --as-of takes days until ${refusal.last}`;
    case 'day-before-first':
      return `nothing was known of any journey on ${refusal.asOf}; the first was recorded on ${refusal.first}`;
    case 'may-not-read':
      return `${refusal.name} wears no hat with which the journeys of ${refusal.process} may be read (business owner of it, or auditor)`;
  }
}

/** Throws `Refused` for a folder that cannot be one, or that holds models already. */
async function refuseFolder(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new Refused(`${folder} is no folder that models can be written to`);
  });
  const taken = found.find((name) => /^(versions\.json|version-\d+\.bpmn)$/.test(name));
  if (taken !== undefined) throw new Refused(`${folder} already holds ${taken}; name another folder`);
}

/** Versions as `--versions` takes them, each for the journeys that are on it. The model is the file that was imported. */
async function saveModels(folder: string, versions: readonly AdoptedVersion[]): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new Refused(`${folder} cannot be made: ${error.message}`);
  });
  const list = versions.map(({ number, adoptedAt }) => ({
    name: `version ${number}`,
    model: `version-${number}.bpmn`,
    validFrom: swedishDate(adoptedAt),
    cases: { 'resvag:version': number },
  }));
  for (const { number, bpmn } of versions) await saveBytes(join(folder, `version-${number}.bpmn`), [bpmn]);
  await saveBytes(join(folder, 'versions.json'), [`${JSON.stringify({ versions: list }, null, 2)}\n`]);
}

/** `resvag journeys PROCESS INTO --for PERSON --purpose TEXT` */
export async function journeysCommand(given: readonly string[]): Promise<number> {
  try {
    const words = readWords(given, {
      flags: ['help'],
      values: ['for', 'purpose', 'as-of', 'models', 'organisation'],
    });
    if (words.flags.has('help')) {
      console.log(USAGE);
      return 0;
    }
    return await takeOut(words);
  } catch (error) {
    if (error instanceof WrongUse) {
      console.error(`resvag journeys: ${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function takeOut({ names, values }: Words): Promise<number> {
  const [process, into, ...more] = names;
  if (process === undefined || process.trim() === '' || into === undefined)
    throw new WrongUse('which process, and into which file?');
  if (more.length > 0) throw new WrongUse(`one process and one file, not also ${more.join(', ')}`);
  const asked = {
    process: process.trim(),
    person: values.get('for')?.trim() ?? '',
    purpose: values.get('purpose')?.trim() ?? '',
    organisationId: values.get('organisation'),
    at: new Date(),
    asOf: values.get('as-of'),
  };
  if (asked.person === '') throw new WrongUse('for whom? --for PERSON');
  if (asked.purpose === '') throw new WrongUse('for what purpose? --purpose TEXT');
  if (findIdentityNumbers(asked.purpose).length > 0)
    throw new WrongUse('the purpose has a personal identity number in it');
  if (asked.asOf !== undefined && startOfDay(asked.asOf) === undefined)
    throw new WrongUse(`--as-of takes a day as 2026-01-31, not ${asked.asOf}`);
  const way = wayOfSaving(into, 'journey');
  const folder = values.get('models');
  if (folder !== undefined) await refuseFolder(folder);
  // Before anything is noted: what cannot be written is not taken out.
  await access(dirname(into), constants.W_OK).catch(() => {
    throw new Refused(`${into} cannot be written: ${dirname(into)} is no folder that may be written to`);
  });
  return withDatabase(async (database) => {
    const taken = await takeOutJourneys(database, asked);
    if (!taken.ok) {
      console.error(`resvag: ${refusalText(taken.refusal, asked)}`);
      return 1;
    }
    const { process, log, without, versions } = taken.value;
    await saveBytes(into, way.bytes(log, 'swedish'), way.zipped, OWN);
    console.error(`${basename(into)}: ${log.cases} journeys of ${process}, ${log.events} steps done`);
    if (without > 0) console.error(`${without} journeys on which no step is done yet are not in it`);
    if (folder !== undefined) await saveModels(folder, versions);
    return 0;
  });
}
