/** `resvag log remaining`: how long running cases have left, by state, and how often such intervals held. */

import type { Answer } from '#app/cli/answer.ts';
import { doneRefusalText } from '#app/cli/finished.ts';
import type { Opened } from '#app/cli/open-log.ts';
import { openLog, Refused } from '#app/cli/open-log.ts';
import { duration, percent, table } from '#app/cli/print.ts';
import { numberText, toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import { finishedCases } from '#mining/log/finished.ts';
import { formatByClock } from '#mining/log/instant.ts';
import { closingActivities } from '#mining/remaining/closing.ts';
import { remainingTimes } from '#mining/remaining/remaining.ts';
import type { ShownRemaining } from '#mining/remaining/suppress-remaining.ts';
import { suppressRemaining } from '#mining/remaining/suppress-remaining.ts';

export const REMAINING_USAGE = `  remaining  how long running cases have left, by what was done last and how long ago, 80 of 100 within the
             interval; how often that held is measured on the log and told. --done A (several times) names what ends
             a case, where the log doesn't make it clear`;

export async function remaining(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const at = read.knownUntil + 1;
  if (Number.isNaN(at)) throw new Refused(`${file}: no event has a time`);
  const given = words.lists.get('done');
  const done = given === undefined ? foundIn(file, read, at) : knownIn(file, read, given);
  const whole = remainingTimes(read.log, done, at);
  const { shown, withheld, count } = toldOf(file, read, whole, (n) => suppressRemaining(whole, n));
  const doneBy = given === undefined ? 'found' : 'given';
  return {
    read,
    json: { at: formatByClock(read.knownUntil, read.report.clock), done, doneBy, ...shown, ...count },
    text: () => remainingText(shown, done),
    options: { done: given ?? null },
    pages: ['remaining'],
    withheld,
  };
}

function knownIn(file: string, { log }: Opened, done: readonly string[]): readonly string[] {
  const found = finishedCases(log, { activities: done });
  if (!found.ok) throw new Refused(doneRefusalText(file, found.refusal));
  return done;
}

function foundIn(file: string, { log, smallest }: Opened, at: number): readonly string[] {
  const { activities, last } = closingActivities(log, at);
  if (activities.length > 0) return activities;
  const most = last.filter(({ cases }) => cases >= (smallest ?? 1)).slice(0, 5);
  const ends = most.map(({ activity }) => activity).join(', ');
  throw new Refused(
    `${file}: it isn't clear what ends a case; say it with --done${ends === '' ? '' : ` (cases that stand still ended with ${ends})`}`,
  );
}

const WHY = {
  'coverage-not-measured':
    'too little has come of earlier guesses to know how sure a new one would be: nothing is predicted',
  'coverage-too-low': 'that is too far from what the intervals were to hold: nothing is predicted',
} as const;

function remainingText({ running, lapsed, coverage, why, states }: ShownRemaining, done: readonly string[]): string {
  const { measured, sooner, later, cases, origins } = coverage;
  const { errorSeconds: error, baselineErrorSeconds: baseline } = coverage;
  const rows = states.map((one) => [
    `${one.cases}`,
    duration(one.medianSeconds),
    one.toSeconds === null ? '–' : `${duration(one.fromSeconds)} … ${duration(one.toSeconds)}`,
    `${duration(one.stillFromSeconds)}${one.stillToSeconds === null ? ' or longer' : ` … ${duration(one.stillToSeconds)}`}`,
    one.activity,
  ]);
  return [
    `${numberText(running)} cases running, ${numberText(lapsed)} lapsed; ended by ${done.join(', ')}`,
    ...(measured === null
      ? []
      : [
          `of ${cases} cases at ${origins} earlier moments ${percent(measured)} ended within an interval of ${percent(coverage.nominal)}, ${percent(sooner)} sooner, ${percent(later)} later`,
        ]),
    ...(error === null || baseline === null
      ? []
      : [
          `mean error ${duration(error)}, by the mean of all earlier cases ${duration(baseline)}${error < baseline ? '' : ': no better than that'}`,
        ]),
    ...(why === null ? [] : [WHY[why]]),
    ...(rows.length === 0 ? [] : [table([['cases', 'left', '80 of 100 within', 'since', 'last'], ...rows])]),
  ].join('\n');
}
