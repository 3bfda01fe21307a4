/** Reads the words of a command: names, and options that stand anywhere. */
import { parseArgs } from 'node:util';

export interface Options {
  readonly flags: readonly string[];
  readonly values: readonly string[];
  /** Options that may be given several times. */
  readonly lists?: readonly string[];
}

export interface Words {
  readonly names: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** Thrown on a wrong word; the command answers 2 and shows its usage. */
export class WrongUse extends Error {}

export function readWords(words: readonly string[], known: Options): Words {
  const booleans = known.flags.map((name) => [name, { type: 'boolean' as const }] as const);
  const strings = known.values.map((name) => [name, { type: 'string' as const }] as const);
  const many = (known.lists ?? []).map((name) => [name, { type: 'string' as const, multiple: true }] as const);
  try {
    const options = Object.fromEntries([...booleans, ...strings, ...many]);
    const asked = { args: [...words], options, allowPositionals: true, strict: true, tokens: true } as const;
    const { positionals, values, tokens } = parseArgs(asked);
    const single = tokens.flatMap((one) =>
      one.kind === 'option' && known.values.includes(one.name) ? [one.name] : [],
    );
    const twice = single.find((name, i) => single.indexOf(name) < i);
    // One of the two would be passed over, and be taken to have had its effect.
    if (twice !== undefined) throw new WrongUse(`--${twice} is given twice`);
    const entries = Object.entries(values);
    return {
      names: positionals,
      flags: new Set(entries.filter(([, value]) => value === true).map(([name]) => name)),
      lists: new Map(entries.filter((entry): entry is [string, string[]] => Array.isArray(entry[1]))),
      values: new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    };
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

/** The number of an option, undefined where it isn't given. Throws `WrongUse` when it is no number between these. */
export function numberIn(words: Words, name: string, least: number, most: number): number | undefined {
  const text = words.values.get(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new WrongUse(`--${name} is a number from ${least} to ${most}, not ${text}`);
  return value;
}

/** `--small-groups N`: groups of fewer cases, and what would tell of them, are left out; undefined shows all. */
export function smallGroupsIn({ values }: Words): number | undefined {
  const text = values.get('small-groups');
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text) || text === '1')
    throw new WrongUse(`--small-groups is a whole number, 2 or more (5 is usual), not ${text}`);
  return Number(text);
}
