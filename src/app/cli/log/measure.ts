/** `--measure`: what of a case is compared. */
import { Refused } from '#app/cli/open-log.ts';
import type { Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import type { CaseMeasure } from '#mining/change/case-measure.ts';
import { CASE_MEASURES, caseMeasure } from '#mining/change/case-measure.ts';
import type { Log } from '#mining/log/log.ts';

interface AskedMeasure {
  readonly measure: CaseMeasure;
  /** Its values are seconds; otherwise numbers of something. */
  readonly isTime: boolean;
  /** The values by case. Throws `Refused` where the log doesn't tell them. */
  readonly valuesIn: (file: string, log: Log) => Float64Array;
}

/** Lead time where none is asked for. Throws `WrongUse` for a name that is none. */
export function askedMeasure({ values }: Words): AskedMeasure {
  const asked = values.get('measure') ?? 'lead';
  const measure = CASE_MEASURES.find((one) => one === asked);
  if (measure === undefined) throw new WrongUse(`--measure is ${CASE_MEASURES.join(', ')}, not ${asked}`);
  return {
    measure,
    isTime: measure === 'lead' || measure === 'wait',
    valuesIn: (file, log) => {
      if (measure === 'handoffs' && log.resource === undefined)
        throw new Refused(`${file}: the log names nobody, so there are no handoffs to count`);
      return caseMeasure(log, measure);
    },
  };
}
