/** `resvag log performance`: working against waiting, in all time or in Swedish working hours. */
import type { Log } from '#mining/log.ts';
import { beginning } from '#mining/log.ts';
import type { Calendar } from '#mining/performance/calendar.ts';
import { ALL_TIME, swedishWorkingHours } from '#mining/performance/calendar.ts';
import { workingAndWaiting } from '#mining/performance/working-waiting.ts';
import { openLog, Refused } from './open-log.ts';
import { duration, printJson, table } from './print.ts';
import type { Words } from './words.ts';
import { WrongUse } from './words.ts';

interface Hours {
  readonly opens: number;
  readonly closes: number;
}

/** `08:00-17:00` as ms since midnight; undefined when all time counts. */
function hoursOf(words: Words): Hours | undefined {
  const name = words.values.get('calendar');
  const text = words.values.get('hours');
  if (name === undefined && text === undefined) return undefined;
  if (name !== 'swedish') throw new WrongUse('--calendar is swedish; --hours needs it');
  const m = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(text ?? '08:00-17:00');
  const minutes = (hour: string | undefined, minute: string | undefined) => Number(hour) * 60 + Number(minute);
  const [opens, closes] = m ? [minutes(m[1], m[2]), minutes(m[3], m[4])] : [0, 0];
  if (!(opens < closes && closes <= 24 * 60)) throw new WrongUse(`--hours is like 08:00-17:00, not ${text}`);
  return { opens: opens * 60_000, closes: closes * 60_000 };
}

function calendarOf(log: Log, hours: Hours | undefined, clock: 'utc' | 'local'): Calendar {
  if (hours === undefined) return ALL_TIME;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let e = 0; e < log.events; e++) {
    from = Math.min(from, Number.isNaN(log.time[e]!) ? from : Math.min(log.time[e]!, beginning(log, e)));
    to = Math.max(to, Number.isNaN(log.time[e]!) ? to : log.time[e]!);
  }
  const made = swedishWorkingHours(from, to, { ...hours, clock });
  if (!made.ok)
    throw new Refused(`the log spans ${made.refusal.days} days; working hours are reckoned for 400 years at most`);
  return made.value;
}

export async function performanceOf(file: string, words: Words): Promise<void> {
  const hours = hoursOf(words);
  const { log, report } = await openLog(file, words);
  const found = workingAndWaiting(log, calendarOf(log, hours, report.clock));
  if (words.flags.has('json')) return printJson(found);
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
