/** How a log is written in the format that the file's name says. */
import { writeCsv } from '#mining/formats/csv/csv-write.ts';
import type { WritingClock } from '#mining/formats/import.ts';
import { writeParquet } from '#mining/formats/parquet/parquet-write.ts';
import { writeXes } from '#mining/formats/xes/xes-write.ts';
import type { Log } from '#mining/log/log.ts';
import { listNames } from '#mining/log/nesting.ts';
import { objectLogOfCases } from '#mining/ocel/flat/of-cases.ts';
import { writeOcelJson } from '#mining/ocel/formats/json-write.ts';
import { writeOcelSqlite } from '#mining/ocel/formats/sqlite-write-store.ts';
import { writeOcelXml } from '#mining/ocel/formats/xml-write.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import type { Written } from './answer.ts';
import { sqliteRefusalText } from './objects-text.ts';
import type { Opened } from './open-log.ts';
import { Refused } from './open-log.ts';
import type { Words } from './words.ts';
import { WrongUse } from './words.ts';

type Bytes = Iterable<Uint8Array | string>;

interface WayOfSaving {
  /** Of a case log whose times were kept by that clock. */
  readonly bytes: (log: Log, clock: WritingClock) => Bytes;
  /** An object-centric log as it is; undefined where the format is one of case logs. */
  readonly objects: ((log: ObjectLog) => Bytes) | undefined;
  readonly zipped: boolean;
  /** Readers of the format take events without time. */
  readonly keepsUndated: boolean;
  /** The format has lists. */
  readonly keepsLists: boolean;
}

const FORMATS = /\.(?:(xes|csv|jsonocel|json|xmlocel|xml)(\.gz)?|parquet|sqlite)$/i;

/**
 * How a log is written there. Throws `WrongUse` for a name that says no format: before a long reading, not after it. The
 * cases of a log that is written as an object-centric one are objects of type `objectType`.
 */
export function wayOfSaving(into: string, objectType = 'case'): WayOfSaving {
  const kind = FORMATS.exec(into);
  if (kind === null)
    throw new WrongUse(
      `${into} ends neither with .xes, .csv, .jsonocel, .xmlocel (nor those with .gz), .parquet nor .sqlite`,
    );
  const zipped = kind[2] !== undefined;
  const objects = objectsAs(kind[0].toLowerCase(), into);
  if (objects) {
    const bytes = (log: Log) => objects(objectLogOfCases(log, objectType).log);
    return { bytes, objects, zipped, keepsUndated: false, keepsLists: false };
  }
  const format = kind[1]?.toLowerCase();
  const parquet = (log: Log, clock: WritingClock) => [writeParquet(log, clock === 'local' ? 'local' : 'utc')];
  const bytes = format === undefined ? parquet : format === 'xes' ? writeXes : writeCsv;
  return { bytes, objects, zipped, keepsUndated: format === 'xes', keepsLists: format === 'xes' };
}

function objectsAs(ending: string, into: string): WayOfSaving['objects'] {
  if (ending.startsWith('.json')) return writeOcelJson;
  if (ending.startsWith('.xml')) return writeOcelXml;
  if (ending !== '.sqlite') return undefined;
  return (log) => {
    const written = writeOcelSqlite(log);
    if (!written.ok) throw new Refused(`${into}: ${sqliteRefusalText(written.refusal)}`);
    return [written.value];
  };
}

/**
 * The words with which a log is read that is written that way. OCEL needs times with an offset: without `--clock` they are
 * read as instants then, whatever is usual for the file.
 */
export function wordsForSaving(words: Words, { objects }: WayOfSaving): Words {
  if (objects === undefined || words.values.has('clock')) return words;
  return { ...words, values: new Map(words.values).set('clock', 'utc') };
}

/** `asked` are the words as they were given. Tells on stderr what the format makes of the times. */
export function writtenLog(
  log: Log,
  { format, clock }: Opened['report'],
  into: string,
  way: WayOfSaving,
  asked: Words,
): Written {
  if (way.objects && clock === 'local')
    console.error(`${into}: OCEL needs an offset: times are written as UTC, as the clock on the wall showed them`);
  else if (way.objects && format === 'xes' && !asked.values.has('clock'))
    console.error(`${into}: OCEL needs an offset: times are read and written as instants, in UTC`);
  const undated = eventsWithoutTime(log, way);
  if (undated > 0 && way.objects) console.error(`${into}: ${undated} events without time are left out`);
  else if (undated > 0 && !way.keepsUndated)
    console.error(
      `${into}: ${undated} events have no time; they are written, but whoever reads this format, Resväg too, leaves them out (XES keeps them)`,
    );
  const lists = listNames(log.nesting?.cases, log.nesting?.events);
  if (lists.length > 0 && !way.keepsLists)
    console.error(
      `${into}: this format has no lists (XES has): the items of ${lists.join(', ')} are written as attributes of their own, empty lists not at all`,
    );
  return { into, bytes: () => way.bytes(log, clock), zipped: way.zipped };
}

/** CSV and Parquet need a time or a start, OCEL a time. */
function eventsWithoutTime({ time, start }: Log, { objects }: WayOfSaving): number {
  let found = 0;
  for (let e = 0; e < time.length; e++)
    if (Number.isNaN(time[e]!) && (objects || Number.isNaN(start?.[e] ?? Number.NaN))) found++;
  return found;
}
