import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { Fault } from '#platform/fault.ts';
import { seedDemo } from './demo/seed.ts';
import { type RunningServer, startServer } from './server.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** Asked before anything else is done, so that a taken port is told at once. The true answer is still `listen`'s. */
function portIsFree({ host, port }: Config): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', (error) => resolve((error as NodeJS.ErrnoException).code !== 'EADDRINUSE'))
      .listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Was `--empty` asked for? Undefined when the words are wrong: a misspelt one must not make the demo organisation. */
function askedEmpty(): boolean | undefined {
  try {
    return parseArgs({ options: { empty: { type: 'boolean', default: false } } }).values.empty;
  } catch (error) {
    complain(`${(error as Error).message.split('. ')[0]}. There is one option: npm start -- --empty`);
    return undefined;
  }
}

/** `--empty` is remembered in the data folder, so that a later plain start doesn't fill it with the demo. */
function staysEmpty(config: Config, asked: boolean): boolean {
  return asked || existsSync(join(config.dataFolder, 'empty'));
}

/** What stands in the way of the start, and what to do about it; a bug keeps its trace. */
function inWords(error: unknown): string {
  const { code, syscall, message, stack } = error as NodeJS.ErrnoException;
  if (error instanceof Fault) {
    const told = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
    const url = process.env['DATABASE_URL'];
    if (error.tag !== 'database-unreachable' || !url) return told;
    return `${told}: nobody answers at ${new URL(url).host}, which DATABASE_URL names. Is it started, and the address right?`;
  }
  if (syscall === undefined || code === undefined) return String(stack);
  return `The data folder cannot be used (${message}). Choose a folder that may be written: RESVAG_DATA=FOLDER npm start`;
}

function stopOnSignals(server: RunningServer, config: Config): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    say('Stopping …');
    server.stop().then(
      () => process.exit(0),
      (error) => {
        complain(String(error));
        process.exit(1);
      },
    );
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  // The starting script is gone (killed): nobody is left to stop us.
  process.on('disconnect', stop);
  server.lost.then(() => {
    complain(`The database server ended by itself; its last words are in ${join(config.dataFolder, 'postgres.log')}`);
    process.exit(1);
  });
}

async function main(): Promise<number | undefined> {
  const asked = askedEmpty();
  if (asked === undefined) return 2;
  const config = readConfig(process.env);
  if (!config.ok) {
    for (const line of config.refusal.lines) complain(line);
    return 1;
  }
  if (!(await portIsFree(config.value))) {
    complain(`Port ${config.value.port} is taken: stop what uses it, or choose another: PORT=4181 npm start`);
    return 1;
  }
  const empty = staysEmpty(config.value, asked);
  const seed = async (database: Database) => {
    await seedDemo({ database, clock: () => new Date() });
  };
  const server = await startServer({
    config: config.value,
    tell: say,
    seed: empty ? undefined : seed,
  });
  if (empty) writeFileSync(join(config.value.dataFolder, 'empty'), '');
  stopOnSignals(server, config.value);
  say(`Resväg is at ${server.address.replace('127.0.0.1', 'localhost')}/ (Ctrl-C stops it)`);
  return undefined;
}

try {
  const code = await main();
  if (code !== undefined) process.exit(code);
} catch (error) {
  complain(inWords(error));
  process.exit(1);
}
