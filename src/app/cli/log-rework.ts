/** `resvag log rework`: what is done again. */
import { reworkOf } from '#mining/performance/rework.ts';
import type { Answer } from './answer.ts';
import { openLog } from './open-log.ts';
import { duration, table } from './print.ts';
import type { Words } from './words.ts';

export async function rework(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const found = reworkOf(read.log);
  return { read, json: found, text: () => reworkText(found), options: {}, pages: ['performance'] };
}

function reworkText({ all, activities, returns }: ReturnType<typeof reworkOf>): string {
  const rows = activities.map((one) => [
    ...[one.repetitions, one.reworkCases, one.selfLoops, one.returns, one.pingPong].map(String),
    duration(one.elapsedSeconds),
    one.activity,
  ]);
  const head = ['repetitions', 'cases', 'self-loops', 'returns', 'ping-pong', 'time added', 'activity'];
  const back = returns.map(({ from, to, count }) => [`${count}`, `${from} → ${to}`]);
  return [
    `${all.reworkCases} of ${all.cases} cases do something again`,
    `${all.repetitions} of ${all.events} events are repetitions, ${(all.share * 100).toFixed(1)} %`,
    table([head, ...rows]),
    ...(back.length > 0 ? [`\n${table([['returns', 'from → back to'], ...back])}`] : []),
  ].join('\n');
}
