/** What a question to a log answers, and how it is printed: as text, as JSON, or as JSON with what it was reckoned from. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { LogFilter } from '#mining/log/filter.ts';
import type { DefinitionPage, OptionValue, Statement } from '#mining/statement.ts';
import { definitionsOf, ENGINE, NO_FILTER, normalFilter } from '#mining/statement.ts';
import type { Opened } from './open-log.ts';
import { Refused } from './open-log.ts';
import { printJson } from './print.ts';
import { saveBytes } from './save-bytes.ts';
import type { Words } from './words.ts';

/** A file that is written when the question is asked, and only weighed when its answer is reckoned again. */
export interface Written {
  readonly into: string;
  readonly bytes: () => Iterable<Uint8Array | string>;
  readonly zipped: boolean;
}

export interface Answer {
  /** The log that was asked; an object-centric one has no cases. */
  readonly read: Pick<Opened, 'snapshot' | 'options' | 'asOf' | 'smallest'> & {
    readonly log: Pick<Opened['log'], 'events' | 'cases'>;
  };
  /** The documented JSON; of a question that only writes, nothing. */
  readonly json: unknown;
  /** The same for a person; empty where there is nothing to say. */
  readonly text: () => string;
  /** What it depends on beyond the log and how it was read, defaults filled in, by the options' names. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Where its figures are defined. */
  readonly pages: readonly DefinitionPage[];
  readonly filter?: LogFilter;
  /** How many groups are left out, where small ones are to be. */
  readonly withheld?: number;
  /** Other files it depends on, by what they are given as. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly written?: Written;
}

/** A question to a log; `into` is the second file, of those that have one. */
export type Question = (file: string, words: Words, into: string) => Promise<Answer>;

/** An answer with its statement, as `--statement` prints it; `written` is the digest of a file that was written. */
export interface Stated {
  readonly statement: Statement;
  readonly result: unknown;
  readonly written?: string;
}

/** Writes what is to be written, and prints the answer as it was asked for. */
export async function tell(question: string, file: string, answer: Answer, words: Words): Promise<void> {
  const { written, json } = answer;
  // Weighed before anything is written: what is refused leaves nothing behind.
  const stated = words.flags.has('statement') ? await statedOf(question, file, answer) : undefined;
  if (answer.withheld !== undefined && answer.withheld > 0)
    console.error(
      `${file}: ${answer.withheld} groups are left out, or without their number: they, or the rest, are small`,
    );
  if (written !== undefined) await saveBytes(written.into, written.bytes(), written.zipped);
  if (stated !== undefined) printJson(stated);
  else if (words.flags.has('json')) {
    if (json !== undefined) printJson(json);
  } else {
    const text = answer.text();
    if (text !== '') console.log(text);
  }
}

/** The answer with what it was reckoned from. Throws `Refused` where a file is gone, or has changed since it was read. */
export async function statedOf(question: string, file: string, answer: Answer): Promise<Stated> {
  const { read, json, written } = answer;
  const digests = Object.entries(answer.inputs ?? {}).map(
    async ([name, path]) => [name, await digestOf(path)] as const,
  );
  const statement: Statement = {
    question,
    log: { ...read.snapshot, sha256: await digestOf(file) },
    inputs: Object.fromEntries(await Promise.all(digests)),
    filters: normalFilter(answer.filter ?? NO_FILTER),
    options: { ...read.options, ...answer.options },
    definitions: definitionsOf([
      ...answer.pages,
      'mining',
      ...(read.smallest === undefined ? [] : ['small-groups' as const]),
    ]),
    engine: ENGINE,
    asOf: read.asOf,
  };
  const result = json ?? { cases: read.log.cases, events: read.log.events };
  if (written === undefined) return { statement, result };
  const hash = createHash('sha256');
  const from = Readable.from(written.bytes());
  await (written.zipped ? pipeline(from, createGzip(), hash) : pipeline(from, hash));
  return { statement, result, written: hash.digest('hex') };
}

/** SHA-256 of a file's bytes as they lie, in hexadecimal: what `sha256sum` tells. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    throw new Refused(`${path}: the file cannot be read`);
  }
  return hash.digest('hex');
}
