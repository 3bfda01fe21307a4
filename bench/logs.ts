/**
 * The mining engine against its bounds: each measurement in a process of its own, in CPU time, beside the bound of the
 * same run. `npm run bench -- logs [--events=10000000] [--only=TEXT] [--keep=FOLDER]`: events of the synthetic log, only
 * measurements whose name holds the text, and a folder where the logs are kept for the next run.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measurements as conformance } from './logs/conformance.ts';
import { measurements as discovery } from './logs/discovery.ts';
import { prepareFiles } from './logs/files.ts';
import { measurements as reading } from './logs/import.ts';
import type { LogFiles, Measured, Measurement } from './logs/measurement.ts';
import { measurements as objects } from './logs/objects.ts';
import { measurements as questions } from './logs/questions.ts';

/** In the order they are shown. */
const ALL: readonly Measurement[] = [...reading, ...questions, ...discovery, ...conformance, ...objects];

function option(name: string): string | undefined {
  return process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** What the parent starts for each measurement: this file with its name and the logs; answers as JSON on stdout. */
async function measureOne(name: string, files: LogFiles): Promise<void> {
  console.log(JSON.stringify(await ALL.find((one) => one.name === name)!.run(files)));
}

function measureApart(name: string, files: LogFiles): Measured | string {
  const args = [fileURLToPath(import.meta.url), `--one=${name}`, `--files=${JSON.stringify(files)}`];
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return done.status === 0 ? (JSON.parse(done.stdout) as Measured | string) : 'FAILED';
}

function shown(measured: Measured): string {
  const number = (n: number | null) => (n === null ? '–' : n >= 100 ? n.toFixed(0) : n.toPrecision(3));
  const { value, unit, atMost, stretch, detail } = measured;
  const verdict = stretch !== null && value <= stretch ? 'stretch' : value <= atMost ? 'within' : 'MISSES';
  const cells = [`${number(value)} ${unit}`.padStart(9), number(atMost).padStart(8), number(stretch).padStart(8)];
  return `${cells.join(' ')}  ${verdict.padEnd(8)}${detail}`;
}

function measureAll(): void {
  const kept = option('keep');
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'resvag-bench-'));
  const events = Number(option('events') ?? 1_000_000);
  const only = (option('only') ?? '').toLowerCase();
  const names = ALL.map(({ name }) => name).filter((name) => name.toLowerCase().includes(only));
  try {
    mkdirSync(folder, { recursive: true });
    const ofObjects = new Set(objects.map(({ name }) => name));
    const files = prepareFiles(folder, events, {
      cases: names.some((name) => !ofObjects.has(name)),
      five: names.some((name) => name.includes('5 M')),
      objects: names.some((name) => ofObjects.has(name)),
    });
    console.log(`${events} synthetic events\n${''.padEnd(44)}    value  at most  stretch`);
    for (const name of names) {
      const measured = measureApart(name, files);
      console.log(`${name.padEnd(44)}${typeof measured === 'string' ? measured : shown(measured)}`);
    }
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true });
  }
}

const one = option('one');
if (one === undefined) measureAll();
else await measureOne(one, JSON.parse(option('files')!) as LogFiles);
