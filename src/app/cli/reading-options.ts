/** The options of `resvag log` that say how a file is read, and for which kinds of files each means something. */
import type { CsvOptions, ImportOptions } from '#mining/formats/import.ts';
import type { LogSnapshot } from '#mining/statement.ts';
import type { Options, Words } from './words.ts';
import { WrongUse } from './words.ts';

const COLUMNS = ['case', 'activity', 'time', 'end', 'resource'];

type Kind = LogSnapshot['format'];

/** By kind of file, what it can be told. Of an object-centric log, that is when cases are made of it. */
const MEANT: Readonly<Record<Kind, readonly string[]>> = {
  xes: ['encoding', 'clock', 'format'],
  csv: [...COLUMNS, 'separator', 'encoding', 'day-order', 'clock', 'format'],
  parquet: [...COLUMNS, 'clock'],
  ocel: ['resource', 'encoding', 'clock'],
};
const READING = MEANT.csv;
const NAMES: Readonly<Record<Kind, string>> = { xes: 'XES', csv: 'CSV', parquet: 'Parquet', ocel: 'OCEL' };

/** Options of every question to a log. */
export const LOG_OPTIONS: Options = {
  flags: ['json', 'progress', 'help', 'pair-lifecycle', 'statement'],
  values: [...READING, 'as-of', 'small-groups', 'object-type'],
};

export const LOG_USAGE = `  --case C --activity A --time T [--end E] [--resource R]
                      columns of a CSV or Parquet file by name; otherwise found by their usual names.
                      With --end, T is when the work began and E when it was done
  --separator S       of a CSV file, when it isn't the most frequent of , ; tab |
  --encoding NAME     when the file doesn't say (UTF-8, with Windows-1252 where a value isn't)
  --day-order ORDER   how 03/04/2026 is read in CSV: day-first (usual) or month-first
  --clock CLOCK       local keeps times as the clock on the wall showed (usual for XES),
                      utc as instants (usual for CSV)
  --format FORMAT     xes or csv, when the contents don't tell
  --object-type T     of an object-centric log (OCEL): each object of this type is a case. --resource is then
                      an attribute of the events, or a type of object, that tells who
  --pair-lifecycle    joins start and complete events (lifecycle:transition) into one with a start; usual
                      for performance and waiting, for the rest only when asked for
  --small-groups N    leaves out groups of fewer than N cases (5 is usual), and what would let one be reckoned;
                      without it every group is shown, for who holds the log already
  --as-of DATE        only what was known when that day ended (by the log's own clock)
  --json --statement  the answer with what it was reckoned from: {"statement", "result"}; see recompute
  --progress          tells on stderr how far it has come, also when that is no terminal`;

/** Whether the option is one of reading, but tells nothing about files of that kind. */
export function meansNothing(name: string, kind: string): boolean {
  return READING.includes(name) && Object.hasOwn(MEANT, kind) && !MEANT[kind as Kind].includes(name);
}

/** What is wrong with an option given for a file of that kind, where one is: passed over, it would be taken to have had its effect. */
export function idleOption({ values }: Words, kind: Kind): string | undefined {
  const idle = [...values.keys()].find((name) => meansNothing(name, kind));
  if (idle !== undefined) {
    const meant = (Object.keys(MEANT) as Kind[]).filter((one) => MEANT[one].includes(idle)).map((one) => NAMES[one]);
    return `--${idle} is for ${meant.join(' and ')}; this file is ${NAMES[kind]}`;
  }
  return kind === 'ocel' && values.get('clock') === 'local'
    ? '--clock local is not for OCEL, whose times are instants'
    : undefined;
}

/** Options that are for logs with cases, of which objects are to be shown as they are. */
export function optionOfCases({ values, flags }: Words): string | undefined {
  const given = [...values.keys(), ...flags];
  return given.find((name) => name !== 'encoding' && [...LOG_OPTIONS.values, 'pair-lifecycle'].includes(name));
}

/** Throws `WrongUse` for a value that an option doesn't have. */
export function importOptions({ values }: Words): ImportOptions {
  const csv: Record<string, string> = {};
  for (const name of [...COLUMNS, 'separator']) {
    const value = values.get(name);
    if (value !== undefined) csv[name] = value === '\\t' ? '\t' : value;
  }
  const { separator } = csv;
  if (separator !== undefined && !/^[\t !#-~]$/.test(separator))
    throw new WrongUse(
      `--separator is one character, like ; or \\t, and no quote or letter beyond ASCII, not ${separator}`,
    );
  if (csv['end'] !== undefined && csv['time'] === undefined)
    throw new WrongUse('--end needs --time: when the work began');
  const dayOrder = oneOf(values, 'day-order', ['day-first', 'month-first']);
  const clock = oneOf(values, 'clock', ['local', 'utc']);
  const format = oneOf(values, 'format', ['xes', 'csv']);
  const encoding = values.get('encoding');
  return {
    csv: { ...csv, ...(dayOrder ? { dayOrder } : {}) } as CsvOptions,
    ...(clock ? { clock } : {}),
    ...(format ? { format } : {}),
    ...(encoding ? { encoding } : {}),
    decoderFor,
  };
}

function oneOf<const T extends string>(
  values: ReadonlyMap<string, string>,
  name: string,
  known: readonly T[],
): T | undefined {
  const value = values.get(name);
  if (value === undefined) return undefined;
  const found = known.find((one) => one === value);
  if (found === undefined) throw new WrongUse(`--${name} is ${known.join(' or ')}, not ${value}`);
  return found;
}

/** Node's decoders for the encodings the core doesn't know itself. */
function decoderFor(encoding: string): ((chunk: Uint8Array) => string) | undefined {
  try {
    const decoder = new TextDecoder(encoding);
    return (chunk) => decoder.decode(chunk, { stream: true });
  } catch {
    return undefined;
  }
}
