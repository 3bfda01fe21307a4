/** `resvag log hints`: what goes with a long lead time, many handoffs and the like. */

import type { Answer } from '#app/cli/answer.ts';
import { openLog, Refused, tellUndated } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import type { CaseMeasure } from '#mining/change/case-measure.ts';
import type { ShownHints } from '#mining/change/suppress-change.ts';
import { suppressHints } from '#mining/change/suppress-change.ts';
import type { Clock } from '#mining/formats/import.ts';
import { formatByClock } from '#mining/log/instant.ts';
import type { Hint } from '#mining/performance/attribute-hints.ts';
import { attributeHints } from '#mining/performance/attribute-hints.ts';
import { askedMeasure } from './measure.ts';

export const HINTS_USAGE = `  hints      which attributes and passed activities go with a longer lead time (--measure lead, usual),
             or with more wait, handoffs, rework or events: hints to look into, not causes`;

export async function hints(file: string, words: Words): Promise<Answer> {
  const { measure, isTime, valuesIn } = askedMeasure(words);
  const read = await openLog(file, words);
  const { log } = read;
  const found = attributeHints(log, valuesIn(file, log));
  if (!found.ok)
    throw new Refused(
      `${file}: ${found.refusal.cases} cases are too few to compare; ${found.refusal.least} are needed`,
    );
  tellUndated(file, read);
  const { value } = found;
  const { shown, withheld, count } = toldOf(file, read, value, (n) => suppressHints(value, n));
  return {
    read,
    json: { measure, ...shown, ...count },
    text: () => hintsText(measure, isTime, shown, read.report.clock),
    options: { measure },
    pages: ['hints', 'change'],
    withheld,
  };
}

function hintsText(
  measure: CaseMeasure,
  isTime: boolean,
  { cases, comparisons, hints: all, passedOver }: ShownHints,
  clock: Clock,
): string {
  const show = (value: number) => (isTime ? duration(value) : value.toFixed(2));
  const rows = all.map((one) => [
    one.effect.toFixed(2),
    one.q.toPrecision(2),
    `${one.cases}`,
    show(one.median),
    show(one.othersMedian),
    nameOf(one, clock),
  ]);
  return [
    `${cases} cases, ${comparisons} comparisons; what goes with ${measure}, not what causes it`,
    rows.length > 0
      ? table([['effect', 'q', 'cases', 'median', 'others', ''], ...rows])
      : 'nothing that is both sure and of any size',
    ...passedOver.map(
      ({ attribute, why }) =>
        `${attribute}: not looked at, ${why === 'names-people' ? 'since it names people' : 'nearly every case has its own'}`,
    ),
  ].join('\n');
}

function nameOf({ kind, name, value }: Pick<Hint, 'kind' | 'name' | 'value'>, clock: Clock): string {
  if (kind === 'activity' || value === undefined) return `passes ${name}`;
  return 'is' in value ? `${name} = ${value.is}` : `${name} above ${aboveText(value, clock)}`;
}

function aboveText({ above, time }: { readonly above: number; readonly time: boolean }, clock: Clock): string {
  return time ? formatByClock(above, clock) : `${above}`;
}
