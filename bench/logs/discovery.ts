/** The inductive miner with noise 0.2, in CPU seconds. */
import { inductiveMiner } from '#mining/discovery/inductive.ts';
import { logAt } from './import.ts';
import { ABSENT, type LogFiles, type Measurement, seconds } from './measurement.ts';

function mined(what: string, path: (files: LogFiles) => string | undefined, atMost: number): Measurement {
  return {
    name: `inductive miner, noise 0.2: ${what}`,
    run: async (files) => {
      const file = path(files);
      if (file === undefined) return ABSENT;
      const log = await logAt(file);
      return seconds(3, () => inductiveMiner(log, 0.2), atMost);
    },
  };
}

export const measurements: readonly Measurement[] = [
  mined('BPIC12', (files) => files.bpic12, 2.5),
  mined('5 M synthetic', (files) => files.fiveMillionCsv, 1.9),
  mined('road traffic', (files) => files.roadTraffic, 0.09),
];
