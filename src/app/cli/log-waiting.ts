/** `resvag log waiting`: why it waited. */
import { CAUSES, waitingCauses } from '#mining/performance/waiting-causes.ts';
import { calendarOf, hoursOf } from './log-calendar.ts';
import { openWork } from './open-log.ts';
import { duration, printJson, table } from './print.ts';
import type { Words } from './words.ts';

export const WAITING_USAGE = `  waiting    why it waited between two activities: batching, contention, prioritisation, off hours, other;
             --calendar swedish and --hours say which hours are off, without them off hours are part of other`;

export async function waiting(file: string, words: Words): Promise<void> {
  const hours = hoursOf(words);
  const { log, clock, lifecycle } = await openWork(file, words);
  const { byCase: _, ...found } = waitingCauses(log, hours === undefined ? undefined : calendarOf(log, hours, clock));
  if (words.flags.has('json')) return printJson({ ...found, lifecycle });
  if (found.lacking.length > 0)
    console.log(`without ${found.lacking.join(', ')} these can't be told: ${found.cannotTell.join(', ')}`);
  const row = (one: { readonly waitingSeconds: number; readonly causes: typeof found.causes }, name: string) => [
    duration(one.waitingSeconds),
    ...CAUSES.map((cause) => duration(one.causes[cause])),
    name,
  ];
  const rows = found.transitions.map((one) => row(one, `${one.from} → ${one.to}`));
  console.log(table([['waiting', ...CAUSES, 'between'], row(found, 'all together'), ...rows]));
}
