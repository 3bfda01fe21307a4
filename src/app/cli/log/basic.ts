/** `resvag log summary`, `map` and `variants`: what a log is. */

import type { Answer } from '#app/cli/answer.ts';
import { openLog } from '#app/cli/open-log.ts';
import { duration, table } from '#app/cli/print.ts';
import { numberText, toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import { summaryOf } from '#mining/log/summary.ts';
import type { LogMap } from '#mining/map/map.ts';
import { mapOf } from '#mining/map/map.ts';
import { variantsOf } from '#mining/map/variants.ts';
import type { ShownMap } from '#mining/privacy/small-groups.ts';
import { suppressMap, suppressVariants } from '#mining/privacy/small-groups.ts';
import { suppressSummary } from '#mining/privacy/suppress-counts.ts';

export async function summary(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const whole = summaryOf(read.log, undefined, read.report.clock);
  const told = toldOf(file, read, whole, (n) => suppressSummary(read.log, whole, n));
  const { shown: found, withheld } = told;
  const { median, mean, p85 } = found.caseDurationSeconds;
  const counts = (of: Readonly<Record<string, number>>) =>
    table(
      Object.entries(of)
        // Names that are whole numbers stand first in an object, however few they are.
        .sort(([, x], [, y]) => y - x)
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
  const json = { ...found, ...told.count };
  return { read, json, text: () => lines().join('\n'), options: {}, pages: ['mining'], withheld };
}

export async function map(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const whole = mapOf(read.log);
  const { shown, withheld, count: left } = toldOf(file, read, whole, (n) => suppressMap(whole, n));
  const { nodes, edges }: Pick<ShownMap, 'nodes' | 'edges'> | LogMap = shown;
  const json = {
    nodes: nodes.map(({ activity, events, cases }) => ({ activity, events, cases })),
    edges: edges.map(({ from, to, count, meanSeconds, medianSeconds }) => ({
      from,
      to,
      count,
      meanSeconds,
      medianSeconds,
    })),
    ...left,
  };
  const text = () => {
    const places = nodes.map((node) => [numberText(node.events), numberText(node.cases), node.activity]);
    const roads = edges.map((edge) => [
      numberText(edge.count),
      duration(edge.medianSeconds),
      `${edge.from} → ${edge.to}`,
    ]);
    return [
      table([['events', 'cases', 'activity'], ...places]),
      `\n${table([['count', 'median', 'from → to'], ...roads])}`,
    ].join('\n');
  };
  return { read, json, text, options: {}, pages: ['mining'], withheld };
}

export async function variants(file: string, words: Words): Promise<Answer> {
  const read = await openLog(file, words);
  const whole = variantsOf(read.log).variants;
  const { shown, withheld } = toldOf(file, read, whole, (n) => suppressVariants(whole, n));
  const json = shown.map(({ activities, count }) => ({ activities, count }));
  const text = () => {
    const rows = shown.map((variant) => [
      `${variant.count}`,
      `${(variant.cumulativeShare * 100).toFixed(1)} %`,
      duration(variant.medianSeconds),
      variant.activities.join(' → '),
    ]);
    return table([['cases', 'with those above', 'median', 'activities'], ...rows]);
  };
  return { read, json, text, options: {}, pages: ['mining'], withheld };
}
