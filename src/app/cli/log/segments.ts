/** `resvag log segments`: the lead time between two activities or stages. */

import type { Answer } from '#app/cli/answer.ts';
import { openLog, Refused } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { notInLogText } from '#app/cli/refusal-text.ts';
import { numberText, toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import type { SegmentEnd } from '#mining/performance/segment.ts';
import { segmentTimes } from '#mining/performance/segment.ts';
import type { ShownSegment } from '#mining/performance/waiting/suppress-work.ts';
import { suppressSegment } from '#mining/performance/waiting/suppress-work.ts';
import { calendarOf, calendarOptions, hoursOf } from './calendar.ts';

export const SEGMENT_LISTS = ['from-activity', 'to-activity'];

export const SEGMENT_USAGE = `  segments   lead time from --from-activity A to --to-activity B (given several times: any of them, a stage),
             --from-occurrence first (usual) or last, --to-occurrence first (usual) or last, by month too;
             --calendar and --hours as for performance`;

export async function segments(file: string, words: Words): Promise<Answer> {
  const [from, to] = [endOf(words, 'from'), endOf(words, 'to')];
  const hours = hoursOf(words);
  const read = await openLog(file, words);
  const { log, report } = read;
  const calendar = calendarOf(file, log, hours, report.clock);
  const found = segmentTimes(log, { from, to, clock: report.clock }, calendar);
  if (!found.ok) throw new Refused(notInLogText(file, { what: 'activity', name: found.refusal.name }));
  const { value } = found;
  const { shown, withheld, count } = toldOf(file, read, value, (n) => suppressSegment(value, n));
  return {
    read,
    json: { ...shown, ...count },
    text: () => segmentText(shown),
    options: {
      'from-activity': from.activities,
      'from-occurrence': from.occurrence,
      'to-activity': to.activities,
      'to-occurrence': to.occurrence,
      ...calendarOptions(hours),
    },
    pages: ['performance'],
    withheld,
  };
}

function segmentText({ times, months, notBegun, notEnded }: ShownSegment): string {
  const rows = months.map((one) => [one.month, `${one.cases}`, duration(one.medianSeconds), duration(one.p85Seconds)]);
  return [
    `${numberText(times.cases)} cases; ${numberText(notBegun)} never came to its beginning, ${numberText(notEnded)} not to its end after that`,
    `median ${duration(times.medianSeconds)}, mean ${duration(times.meanSeconds)}, p85 ${duration(times.p85Seconds)}`,
    table([['month', 'cases', 'median', 'p85'], ...rows]),
  ].join('\n');
}

function endOf(words: Words, end: 'from' | 'to'): SegmentEnd {
  const activities = words.lists.get(`${end}-activity`) ?? [];
  if (activities.length === 0) throw new WrongUse('segments needs --from-activity and --to-activity');
  const occurrence = words.values.get(`${end}-occurrence`) ?? 'first';
  if (occurrence !== 'first' && occurrence !== 'last')
    throw new WrongUse(`--${end}-occurrence is first or last, not ${occurrence}`);
  return { activities, occurrence };
}
