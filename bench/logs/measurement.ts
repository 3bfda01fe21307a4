/** What a measurement of the mining engine is, and how CPU time is taken: by turns with its bound, in a process of its own. */

import type { ObjectFiles } from './make-objects.ts';

/** The logs that measurements are made on. Those of the shared data are undefined where that folder is absent. */
export interface LogFiles {
  /** Synthetic, of as many events as were asked for. */
  readonly csv: string;
  readonly csvGz: string;
  readonly xes: string;
  /** Synthetic, 5 million events. */
  readonly fiveMillionCsv: string;
  /** One object-centric log of half a million events, or as many as were asked for if those are fewer. */
  readonly objects: ObjectFiles;
  readonly roadTraffic: string | undefined;
  readonly bpic12: string | undefined;
  /** Folder of the reference logs, models and answers, for what else a part needs. */
  readonly shared: string | undefined;
}

export interface Measured {
  readonly value: number;
  readonly unit: '×' | 's' | 'MB';
  readonly atMost: number;
  /** Null where none is named. */
  readonly stretch: number | null;
  /** What was measured against what, in seconds or events. */
  readonly detail: string;
}

export interface Measurement {
  readonly name: string;
  /** Answers a text, why it is passed over, where a log is absent. */
  readonly run: (files: LogFiles) => Promise<Measured | string>;
}

const MS_PER_S = 1e6;

async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / MS_PER_S;
}

/** CPU seconds of the quickest of `runs`: the first ones also compile. */
export async function quickest(runs: number, work: () => unknown): Promise<number> {
  let seconds = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) seconds = Math.min(seconds, await cpuSeconds(work));
  return seconds;
}

/** Operation and bound take turns, so that what else the machine does meets both; the quickest of each counts. */
export async function ratio(
  runs: number,
  operation: () => unknown,
  bound: () => unknown,
  atMost: number,
  stretch: number | null,
): Promise<Measured> {
  let took = Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    least = Math.min(least, await cpuSeconds(bound));
    took = Math.min(took, await cpuSeconds(operation));
  }
  const detail = `${took.toFixed(4)} s, bound ${least.toFixed(4)} s`;
  return { value: took / least, unit: '×', atMost, stretch, detail };
}

export async function seconds(
  runs: number,
  operation: () => unknown,
  atMost: number,
  stretch = atMost / 4,
): Promise<Measured> {
  return { value: await quickest(runs, operation), unit: 's', atMost, stretch, detail: `quickest of ${runs}` };
}

const MB = 1e6;

/** The most memory this process has had, against so many bytes an event and a fixed part. */
export function peakMemory(events: number): Measured {
  const bytes = process.resourceUsage().maxRSS * 1024;
  return {
    value: bytes / MB,
    unit: 'MB',
    atMost: (events * 120) / MB + 300,
    stretch: (events * 70) / MB + 200,
    detail: `${events} events, ${(bytes / events).toFixed(0)} B an event`,
  };
}

export const ABSENT = 'passed over: the shared data is absent';
