/** `resvag log summary`, `map`, `variants` and `convert`: what a log is. */
import { basename } from 'node:path';
import { mapOf } from '#mining/map.ts';
import { summaryOf } from '#mining/summary.ts';
import { variantsOf } from '#mining/variants.ts';
import type { Answer } from './answer.ts';
import { guardOf, guardOptions } from './log-guard.ts';
import { openLog } from './open-log.ts';
import { duration, table } from './print.ts';
import { wayOfSaving, writtenLog } from './save-log.ts';
import type { Words } from './words.ts';

export async function summary(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const found = summaryOf(read.log);
  const { median, mean, p85 } = found.caseDurationSeconds;
  const counts = (of: Readonly<Record<string, number>>) =>
    table(
      Object.entries(of)
        .slice(0, 10)
        .map(([name, n]) => [`  ${n}`, name]),
    );
  const lines = () => [
    `${found.cases} cases, ${found.events} events, ${found.activities} activities, ${found.variants} variants`,
    `${found.from ?? '?'} to ${found.to ?? '?'}`,
    `lead time: median ${duration(median)}, mean ${duration(mean)}, p85 ${duration(p85)}`,
    `begin with\n${counts(found.start)}`,
    `end with\n${counts(found.end)}`,
  ];
  return { read, json: found, text: () => lines().join('\n'), options: {}, pages: ['mining'] };
}

export async function map(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const { nodes, edges } = mapOf(read.log);
  const json = {
    nodes: nodes.map(({ activity, events, cases }) => ({ activity, events, cases })),
    edges: edges.map(({ from, to, count, meanSeconds, medianSeconds }) => ({
      from,
      to,
      count,
      meanSeconds,
      medianSeconds,
    })),
  };
  const text = () => {
    const places = nodes.map((node) => [`${node.events}`, `${node.cases}`, node.activity]);
    const roads = edges.map((edge) => [`${edge.count}`, duration(edge.medianSeconds), `${edge.from} → ${edge.to}`]);
    return [
      table([['events', 'cases', 'activity'], ...places]),
      `\n${table([['count', 'median', 'from → to'], ...roads])}`,
    ].join('\n');
  };
  return { read, json, text, options: {}, pages: ['mining'] };
}

export async function variants(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const found = variantsOf(read.log);
  const json = found.variants.map(({ activities, count }) => ({ activities, count }));
  const text = () => {
    const rows = found.variants.map((variant) => [
      `${variant.count}`,
      `${(variant.cumulativeShare * 100).toFixed(1)} %`,
      duration(variant.medianSeconds),
      variant.activities.join(' → '),
    ]);
    return table([['cases', 'with those above', 'median', 'activities'], ...rows]);
  };
  return { read, json, text, options: {}, pages: ['mining'] };
}

export async function convert(file: string, words: Words, into: string): Promise<Answer> {
  const way = wayOfSaving(into);
  const guard = await guardOf(words);
  const read = await openLog(file, words);
  return {
    read,
    json: undefined,
    text: () => '',
    options: { into: basename(into), ...guardOptions(words) },
    pages: ['mining'],
    written: writtenLog(guard(file, read), into, way),
  };
}
