/** `resvag log rework`: what is done again. */

import type { Answer } from '#app/cli/answer.ts';
import { openLog } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { numberText, toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import { reworkOf } from '#mining/performance/rework.ts';
import type { ShownRework } from '#mining/performance/suppress-rework.ts';
import { suppressRework } from '#mining/performance/suppress-rework.ts';

export async function rework(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const whole = reworkOf(read.log);
  const { shown, withheld, count } = toldOf(file, read, whole, (n) => suppressRework(read.log, whole, n));
  const text = () => reworkText(shown);
  return { read, json: { ...shown, ...count }, text, options: {}, pages: ['performance'], withheld };
}

function reworkText({ all, activities, returns }: ShownRework): string {
  const rows = activities.map((one) => [
    ...[one.repetitions, one.reworkCases, one.selfLoops, one.returns, one.pingPong].map(numberText),
    duration(one.elapsedSeconds),
    one.activity,
  ]);
  const head = ['repetitions', 'cases', 'self-loops', 'returns', 'ping-pong', 'time added', 'activity'];
  const back = returns.map(({ from, to, count }) => [`${count}`, `${from} → ${to}`]);
  return [
    `${numberText(all.reworkCases)} of ${numberText(all.cases)} cases do something again`,
    `${numberText(all.repetitions)} of ${numberText(all.events)} events are repetitions, ${all.share === null ? '–' : (all.share * 100).toFixed(1)} %`,
    table([head, ...rows]),
    ...(back.length > 0 ? [`\n${table([['returns', 'from → back to'], ...back])}`] : []),
  ].join('\n');
}
