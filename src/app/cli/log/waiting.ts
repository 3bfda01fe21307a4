/** `resvag log waiting`: why it waited. */

import type { Answer } from '#app/cli/answer.ts';
import { lifecycleOf, openWork } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import type { ShownWaiting } from '#mining/performance/waiting/suppress-waiting.ts';
import { suppressWaiting, waitingGroups } from '#mining/performance/waiting/suppress-waiting.ts';
import { CAUSES, waitingCauses } from '#mining/performance/waiting/waiting-causes.ts';
import { calendarOf, calendarOptions, hoursOf } from './calendar.ts';

export const WAITING_USAGE = `  waiting    why it waited between two activities: batching, contention, prioritisation, off hours, other;
             --calendar swedish and --hours say which hours are off, without them off hours are part of other`;

export async function waiting(file: string, words: Words): Promise<Answer> {
  const hours = hoursOf(words);
  const { lifecycle, clock, ...read } = await openWork(file, words);
  const calendar = hours === undefined ? undefined : calendarOf(read.log, hours, clock);
  const { byCase: _, ...whole } = waitingCauses(read.log, calendar);
  const suppress = (n: number) => suppressWaiting(whole, waitingGroups(read.log, calendar, n), n);
  const { shown, withheld, count } = toldOf(file, read, whole, suppress);
  return {
    read,
    json: { ...shown, ...count, lifecycle: lifecycleOf(lifecycle, read) },
    text: () => waitingText(shown),
    options: calendarOptions(hours),
    pages: ['waiting', 'performance'],
    withheld,
  };
}

function waitingText(found: ShownWaiting): string {
  const row = (one: { readonly waitingSeconds: number; readonly causes: typeof found.causes }, name: string) => [
    duration(one.waitingSeconds),
    ...CAUSES.map((cause) => duration(one.causes[cause])),
    name,
  ];
  const rows = found.transitions.map((one) => row(one, `${one.from} → ${one.to}`));
  const { lacking, cannotTell } = found;
  return [
    ...(lacking.length > 0 ? [`without ${lacking.join(', ')} these can't be told: ${cannotTell.join(', ')}`] : []),
    table([['waiting', ...CAUSES, 'between'], row(found, 'all together'), ...rows]),
  ].join('\n');
}
