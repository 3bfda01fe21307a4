/** `resvag log recompute`: an answer that was stated, reckoned again from the same file. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Question, Stated } from '#app/cli/answer.ts';
import { digestOf, statedOf } from '#app/cli/answer.ts';
import { Refused } from '#app/cli/open-log.ts';
import { printJson } from '#app/cli/print.ts';
import { meansNothing } from '#app/cli/reading-options.ts';
import type { Options, Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import type { AnswerDifference, Statement } from '#mining/statement.ts';
import { differences } from '#mining/statement.ts';

export const RECOMPUTE_USAGE = `  recompute  STATEMENT.json FILE [MODEL or RULES]: an answer that was printed with --json --statement, reckoned again; says
             equal or what differs (then ends with 1). --groups, --allow, --versions or --key-file FILE where it had one;
             with --as-of DATE the same question as of another day, answered with its statement`;

/** Options that name files, of which a statement tells digests only. */
const SECOND: ReadonlySet<string> = new Set(['model', 'rules']);
const AGAIN = ['groups', 'allow', 'versions', 'key-file'];

const statedShape = z.object({
  statement: z.object({
    question: z.string(),
    log: z.looseObject({ sha256: z.string() }),
    inputs: z.record(z.string(), z.string()),
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
    definitions: z.array(z.object({ id: z.string(), version: z.number(), page: z.string() })),
    engine: z.string(),
    asOf: z.string().nullable(),
  }),
  result: z.unknown(),
  written: z.string().optional(),
});
type Kept = z.infer<typeof statedShape>;

/** Answers the exit code: 0 when equal, 1 when anything differs. Throws as the questions do. */
export async function recompute(
  words: Words,
  questions: Readonly<Record<string, Question>>,
  known: Options,
): Promise<number> {
  const [, path, file, second, ...more] = words.names;
  if (path === undefined || file === undefined) throw new WrongUse('recompute needs a statement and the log it is of');
  if (more.length > 0) throw new WrongUse(`too many files: ${more.join(', ')}`);
  const kept = await readStated(path);
  const { statement } = kept;
  const question = Object.hasOwn(questions, statement.question) ? questions[statement.question] : undefined;
  if (question === undefined) throw new Refused(`${path}: there is no question “${statement.question}” here`);
  await mustBe(file, statement.log.sha256, `the log that the statement is of`);
  for (const [name, sha256] of Object.entries(statement.inputs)) {
    const given = SECOND.has(name) ? second : fileOf(words, name);
    if (given === undefined)
      throw new WrongUse(SECOND.has(name) ? `which ${name}? Give it after the log` : `--${name} FILE is needed again`);
    await mustBe(given, sha256, `the ${name} that the statement is of`);
  }
  const { into } = statement.options;
  const asked = askedAgain(path, kept, words, known);
  const answer = await question(file, asked, second ?? (typeof into === 'string' ? into : ''));
  const now: Stated = await statedOf(statement.question, file, answer);
  if (words.values.has('as-of')) {
    printJson(now);
    return 0;
  }
  return report(kept, JSON.parse(JSON.stringify(now)) as Stated, words.flags.has('json'));
}

/** The file that an input is given as; the models of a list of versions lie beside it. */
function fileOf({ values }: Words, name: string): string | undefined {
  const beside = /^versions\/(.*)$/s.exec(name)?.[1];
  if (beside === undefined) return values.get(name);
  const list = values.get('versions');
  return list === undefined ? undefined : resolve(dirname(list), beside);
}

async function readStated(path: string): Promise<Kept> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Refused(`${path}: the file cannot be read`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused(`${path}: this is no JSON`);
  }
  const read = statedShape.safeParse(value);
  if (read.success) return read.data;
  throw new Refused(`${path}: this is no answer with a statement; log … --json --statement prints one`);
}

async function mustBe(path: string, sha256: string, what: string): Promise<void> {
  const digest = await digestOf(path);
  if (digest === sha256) return;
  throw new Refused(`${path}: this is not ${what}: its SHA-256 is ${digest}, the stated one ${sha256}`);
}

/** The words of the question as it was asked, but for the day when another is asked for. */
function askedAgain(path: string, { statement }: Kept, words: Words, known: Options): Words {
  const flags = new Set<string>([...words.flags].filter((name) => name === 'progress'));
  const values = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(statement.options)) {
    // Of reading, what says nothing of this kind of file.
    if (meansNothing(name, `${statement.log['format']}`)) continue;
    // What earlier statements of some questions say besides; small groups are left out by one option now.
    if (name === 'smallest' && value === null) continue;
    const isKnown = [...known.flags, ...known.values, ...(known.lists ?? []), 'into'].includes(name);
    if (!isKnown) throw new Refused(`${path}: there is no option “${name}” here`);
    if (value === true) flags.add(name);
    else if (typeof value === 'string' || typeof value === 'number') values.set(name, `${value}`);
    else if (value !== null && value !== false) lists.set(name, value);
  }
  for (const name of AGAIN) {
    const given = words.values.get(name);
    if (given !== undefined) values.set(name, given);
  }
  const day = words.values.get('as-of') ?? statement.asOf;
  if (day !== null) values.set('as-of', day);
  return { names: [], flags, values, lists };
}

function report(kept: Kept, now: Stated, asJson: boolean): number {
  const { statement: was } = kept;
  const { statement: is } = now;
  const found: readonly AnswerDifference[] = [
    ...differences(was.log, is.log, 'log'),
    ...differences(kept.result, now.result, 'result'),
    ...differences(kept.written, now.written, 'written'),
  ];
  const engine = was.engine === is.engine ? null : { was: was.engine, is: is.engine };
  const definitions = definitionChanges(was, is);
  const isEqual = found.length === 0;
  if (asJson) printJson({ equal: isEqual, differences: found, engine, definitions });
  else
    console.log(
      [isEqual ? 'equal' : 'differs', ...found.map(differenceText), ...notes(engine, definitions)].join('\n'),
    );
  return isEqual ? 0 : 1;
}

type Changed = { readonly was: string; readonly is: string } | null;

/** A page whose version is another now; null where it is gone. */
interface ChangedDefinition {
  readonly id: string;
  readonly was: number;
  readonly is: number | null;
  readonly page: string;
}

function definitionChanges(was: Kept['statement'], is: Statement): readonly ChangedDefinition[] {
  return was.definitions.flatMap(({ id, version, page }) => {
    const now = is.definitions.find((one) => one.id === id)?.version ?? null;
    return now === version ? [] : [{ id, was: version, is: now, page }];
  });
}

function differenceText({ at, was, is }: AnswerDifference): string {
  return `${at}: was ${JSON.stringify(was) ?? 'nothing'}, is ${JSON.stringify(is) ?? 'nothing'}`;
}

function notes(engine: Changed, definitions: readonly ChangedDefinition[]): string[] {
  return [
    ...(engine === null ? [] : [`reckoned then by ${engine.was}, now by ${engine.is}`]),
    ...definitions.map(definitionText),
  ];
}

function definitionText({ id, was, is, page }: ChangedDefinition): string {
  if (is === null) return `the statement is by ${page}, version ${was}, which isn't used here any more`;
  const age = was < is ? 'an older version' : 'a newer version';
  return `the statement is by ${age} of what the figures of “${id}” mean: ${was}, here ${is}; what differs may come from that (${page} says what changed)`;
}
