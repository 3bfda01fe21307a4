/**
 * The command line: JSON or a table on stdout, progress and messages on stderr. Ends with 0 when done, 1 when refused
 * (a bad file; the message says what), 2 when used wrongly.
 */
import { pathToFileURL } from 'node:url';

/** Runs with the words after its own name and answers the exit code. */
export type Command = (words: readonly string[]) => Promise<number>;

interface Entry {
  readonly usage: readonly string[];
  readonly load: () => Promise<Command>;
}

/** Every command and where it is. A new one is a line here and a file beside this one. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  log: {
    usage: [
      'log summary FILE [--json]            what a log is: counts, starts, ends, lead time',
      'log map FILE [--json]                its activities and what follows what',
      'log variants FILE [--json]           the ways its cases go, most frequent first',
      'log handovers FILE [--json]          who is followed by whom',
      'log convert FILE INTO                the same log in another format',
      'log discover FILE --out MODEL        a model mined from the log',
      'log conform FILE MODEL [--json]      how the log follows a model',
      'log deviations FILE MODEL [--json]   where cases leave the road, by kind and step',
      'log rules FILE RULES.json [--json]   how many cases keep each rule',
      'log drift FILE [--json]              when the way cases go changed',
      'log objects FILE [--json]            an object-centric log: events, objects, relations',
      'log object-map FILE [--json]         what follows what for each type of object',
      'log compare FILE --at DATE           before against after a date',
      'log remaining FILE [--json]          how long running cases have left, and how sure that is',
      'log recompute ANSWER.json FILE       a stated answer reckoned again from the same file',
    ],
    load: async () => (await import('./log.ts')).logCommand,
  },
  journeys: {
    usage: ['journeys PROCESS INTO --for PERSON …   the journeys of a road as a log, for these questions'],
    load: async () => (await import('./journeys.ts')).journeysCommand,
  },
  backup: {
    usage: ['backup FILE [--organisation ID]      a whole organisation in one file, while people work'],
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  restore: {
    usage: ['restore FILE [--replace]             a backup into an empty installation, or in place of what is there'],
    load: async () => (await import('./backup.ts')).restoreCommand,
  },
};

function usage(): string {
  const lines = Object.values(COMMANDS).flatMap((entry) => entry.usage.map((line) => `  resvag ${line}`));
  return ['usage:', ...lines, '', '"resvag COMMAND --help" tells about one command.'].join('\n');
}

export async function main(words: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const [name, ...rest] = words;
  const entry = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) {
    const asked = name === undefined || name === '--help' || name === 'help';
    if (asked && name !== undefined) console.log(usage());
    else console.error(asked ? usage() : `resvag: there is no command "${name}"\n\n${usage()}`);
    process.exitCode = asked && name !== undefined ? 0 : 2;
    return;
  }
  process.exitCode = await (await entry.load())(rest);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await main(process.argv.slice(2));
