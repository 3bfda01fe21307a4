/** `resvag log performance`: working against waiting, in all time or in Swedish working hours. */
import { workingAndWaiting } from '#mining/performance/working-waiting.ts';
import { calendarOf, hoursOf } from './log-calendar.ts';
import { openWork } from './open-log.ts';
import { duration, printJson, table } from './print.ts';
import type { Words } from './words.ts';

export async function performanceOf(file: string, words: Words): Promise<void> {
  const hours = hoursOf(words);
  const { log, clock, lifecycle } = await openWork(file, words);
  const found = workingAndWaiting(log, calendarOf(log, hours, clock));
  if (words.flags.has('json')) return printJson({ ...found, lifecycle });
  const row = (one: (typeof found.activities)[number] | (typeof found.segments)[number], name: string) => [
    `${one.count}`,
    duration(one.sumSeconds),
    duration(one.medianSeconds),
    duration(one.p85Seconds),
    name,
  ];
  console.log(`working ${duration(found.workingSeconds)}, waiting ${duration(found.waitingSeconds)}`);
  if (!found.beginningsKnown) console.log('the log does not tell when work began: all time is waiting');
  const working = found.activities.map((one) => row(one, one.activity));
  const waiting = found.segments.map((one) => row(one, `${one.from} → ${one.to}`));
  console.log(table([['count', 'sum', 'median', 'p85', 'working on'], ...working]));
  console.log(`\n${table([['count', 'sum', 'median', 'p85', 'waiting between'], ...waiting])}`);
}
