/** The first questions to a log in memory, against plain loops over the same arrays. */

import type { Log } from '#mining/log/log.ts';
import { follows, followsMoments, followsTimes } from '#mining/map/follows.ts';
import { variantTable } from '#mining/map/variants.ts';
import { handovers } from '#mining/performance/handover.ts';
import { caseDurations, leadTimes } from '#mining/performance/lead-time.ts';
import { reworkOf } from '#mining/performance/rework.ts';
import { waitingCauses } from '#mining/performance/waiting/waiting-causes.ts';
import { logAt } from './import.ts';
import { type Measurement, ratio } from './measurement.ts';
import {
  plainDurations,
  plainHandovers,
  plainMap,
  plainMedians,
  plainRework,
  plainTimes,
  plainVariants,
} from './plain-passes.ts';

/** One question of the synthetic log. */
function question(
  name: string,
  operation: (log: Log) => unknown,
  bound: (log: Log) => unknown,
  atMost: number,
  stretch: number,
): Measurement {
  return {
    name,
    run: async ({ csv }) => {
      const log = await logAt(csv);
      return ratio(
        11,
        () => operation(log),
        () => bound(log),
        atMost,
        stretch,
      );
    },
  };
}

/** The synthetic log with a start for each event: ten minutes of work, begun no earlier than what was done before it. */
function withStarts(log: Log): Log {
  const start = log.time.slice();
  for (let c = 0; c < log.cases; c++)
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++)
      start[e] = Math.max(log.time[e]! - 600_000, e > log.caseOffset[c]! ? log.time[e - 1]! : 0);
  return { ...log, start };
}

/** Its people's work must be put in order, so the bound is a plain sort of as many numbers besides the plain pass. */
const waitingMeasurement: Measurement = {
  name: 'why it waited, by cause',
  run: async ({ csv }) => {
    const log = withStarts(await logAt(csv));
    const bound = () => plainTimes(log) + log.time.slice().sort()[0]!;
    return ratio(5, () => waitingCauses(log), bound, 20, 8);
  },
};

export const measurements: readonly Measurement[] = [
  question('map counts', (log) => follows(log), plainMap, 5, 2),
  question('map with mean, min, max', (log) => followsMoments(log, follows(log)), plainTimes, 5, 2),
  question('map with exact medians', (log) => followsTimes(log, follows(log)), plainMedians, 2, 1.2),
  question('variants with counts', (log) => variantTable(log), plainVariants, 2, 1.2),
  question('case durations', (log) => caseDurations(log), plainDurations, 10, 3),
  question('lead times with median and P85', (log) => leadTimes(log), plainDurations, 10, 3),
  question('handovers', (log) => handovers(log), plainHandovers, 5, 2),
  question('rework', (log) => reworkOf(log), plainRework, 10, 4),
  waitingMeasurement,
];
