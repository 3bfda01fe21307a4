/** `resvag log performance`: working against waiting, in all time or in Swedish working hours. */

import type { Answer } from '#app/cli/answer.ts';
import { lifecycleOf, openWork } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { numberText, toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import type { ShownWork } from '#mining/performance/waiting/suppress-work.ts';
import { suppressWorking } from '#mining/performance/waiting/suppress-work.ts';
import { workGroups, workingAndWaiting } from '#mining/performance/waiting/working-waiting.ts';
import { calendarOf, calendarOptions, hoursOf } from './calendar.ts';

export async function performanceOf(file: string, words: Words): Promise<Answer> {
  const hours = hoursOf(words);
  const { lifecycle, clock, ...read } = await openWork(file, words);
  const whole = workingAndWaiting(read.log, calendarOf(file, read.log, hours, clock));
  const suppress = (n: number) => suppressWorking(whole, workGroups(read.log, n), n);
  const { shown, withheld, count } = toldOf(file, read, whole, suppress);
  return {
    read,
    json: { ...shown, ...count, lifecycle: lifecycleOf(lifecycle, read) },
    text: () => performanceText(shown),
    options: calendarOptions(hours),
    pages: ['performance'],
    withheld,
  };
}

function performanceText(found: ShownWork): string {
  const row = (one: (typeof found.activities)[number] | (typeof found.segments)[number], name: string) => [
    numberText(one.count),
    duration(one.sumSeconds),
    duration(one.medianSeconds),
    duration(one.p85Seconds),
    name,
  ];
  const working = found.activities.map((one) => row(one, one.activity));
  const waiting = found.segments.map((one) => row(one, `${one.from} → ${one.to}`));
  return [
    `working ${duration(found.workingSeconds)}, waiting ${duration(found.waitingSeconds)}`,
    ...(found.beginningsKnown ? [] : ['the log does not tell when work began: all time is waiting']),
    table([['count', 'sum', 'median', 'p85', 'working on'], ...working]),
    `\n${table([['count', 'sum', 'median', 'p85', 'waiting between'], ...waiting])}`,
  ].join('\n');
}
