/** `resvag log rework`: what is done again. */
import { reworkOf } from '#mining/performance/rework.ts';
import { openLog } from './open-log.ts';
import { duration, printJson, table } from './print.ts';
import type { Words } from './words.ts';

export async function rework(file: string, words: Words): Promise<void> {
  const { log } = await openLog(file, words);
  const found = reworkOf(log);
  if (words.flags.has('json')) return printJson(found);
  const { all } = found;
  console.log(`${all.reworkCases} of ${all.cases} cases do something again`);
  console.log(`${all.repetitions} of ${all.events} events are repetitions, ${(all.share * 100).toFixed(1)} %`);
  const rows = found.activities.map((one) => [
    ...[one.repetitions, one.reworkCases, one.selfLoops, one.returns, one.pingPong].map(String),
    duration(one.elapsedSeconds),
    one.activity,
  ]);
  const head = ['repetitions', 'cases', 'self-loops', 'returns', 'ping-pong', 'time added', 'activity'];
  console.log(table([head, ...rows]));
  const back = found.returns.map(({ from, to, count }) => [`${count}`, `${from} → ${to}`]);
  if (back.length > 0) console.log(`\n${table([['returns', 'from → back to'], ...back])}`);
}
