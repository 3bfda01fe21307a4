/** `resvag log waiting`: why it waited. */

import type { Answer } from '#app/cli/answer.ts';
import { lifecycleOf, openWork, Refused } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { notInLogText } from '#app/cli/refusal-text.ts';
import { toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import type { Log } from '#mining/log/log.ts';
import { outsideUntil } from '#mining/performance/waiting/outside.ts';
import type { ShownWaiting } from '#mining/performance/waiting/suppress-waiting.ts';
import { suppressWaiting, waitingGroups } from '#mining/performance/waiting/suppress-waiting.ts';
import { CAUSES, waitingCauses } from '#mining/performance/waiting/waiting-causes.ts';
import { calendarOf, calendarOptions, hoursOf } from './calendar.ts';

export const WAITING_USAGE = `  waiting    why it waited between two activities: an outside party, batching, contention, prioritisation, off
             hours, other; --calendar swedish and --hours say which hours are off, without them off hours are part of other;
             --outside A (may be given several times) names what outside parties do, --ready NAME an attribute that tells when
             everything from outside was there (resvag:offered, of our own journeys)`;

export const WAITING_VALUES = ['ready'];
export const WAITING_LISTS = ['outside'];

/** Until when each event waited for outside; undefined where nobody says. Throws `Refused` for a name that the log doesn't have. */
function untilIn(file: string, log: Log, { lists, values }: Words): Float64Array | undefined {
  const [activities, readyAttribute] = [lists.get('outside'), values.get('ready')];
  if (activities === undefined && readyAttribute === undefined) return undefined;
  const until = outsideUntil(log, {
    ...(activities === undefined ? {} : { activities }),
    ...(readyAttribute === undefined ? {} : { readyAttribute }),
  });
  if (until.ok) return until.value;
  const { what, name } = until.refusal;
  throw new Refused(
    what === 'activity' ? notInLogText(file, { what, name }) : `${file}: no attribute “${name}” of events is a time`,
  );
}

export async function waiting(file: string, words: Words): Promise<Answer> {
  const hours = hoursOf(words);
  const { lifecycle, clock, ...read } = await openWork(file, words);
  const calendar = hours === undefined ? undefined : calendarOf(file, read.log, hours, clock);
  const until = untilIn(file, read.log, words);
  const { byCase: _, ...whole } = waitingCauses(read.log, calendar, { until });
  const suppress = (n: number) => suppressWaiting(whole, waitingGroups(read.log, calendar, n, until), n);
  const { shown, withheld, count } = toldOf(file, read, whole, suppress);
  return {
    read,
    json: { ...shown, ...count, lifecycle: lifecycleOf(lifecycle, read) },
    text: () => waitingText(shown),
    options: {
      ...calendarOptions(hours),
      outside: words.lists.get('outside') ?? null,
      ready: words.values.get('ready') ?? null,
    },
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
