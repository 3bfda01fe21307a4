/** `resvag log …`: questions to a log file, answered without a server. */
import { mapOf } from '#mining/map.ts';
import { summaryOf } from '#mining/summary.ts';
import { variantsOf } from '#mining/variants.ts';
import { CHANGE_LISTS, CHANGE_USAGE, CHANGE_VALUES, compare, driftOf } from './log-change.ts';
import { FILTER_LISTS, FILTER_USAGE, FILTER_VALUES, filter } from './log-filter.ts';
import { GUARD_LISTS, GUARD_USAGE, GUARD_VALUES, guardOf } from './log-guard.ts';
import { HANDOVER_USAGE, handoverList } from './log-handovers.ts';
import { HINTS_USAGE, hints } from './log-hints.ts';
import { conform, discover } from './log-models.ts';
import { performanceOf } from './log-performance.ts';
import { rework } from './log-rework.ts';
import { SEGMENT_LISTS, SEGMENT_USAGE, segments } from './log-segments.ts';
import { WAITING_USAGE, waiting } from './log-waiting.ts';
import type { Command } from './main.ts';
import { LOG_OPTIONS, LOG_USAGE, openLog, Refused } from './open-log.ts';
import { duration, printJson, table } from './print.ts';
import { saveLog, wayOfSaving } from './save-log.ts';
import type { Words } from './words.ts';
import { readWords, WrongUse } from './words.ts';

type Question = (file: string, words: Words, into: string) => Promise<void>;

const QUESTIONS: Readonly<Record<string, Question>> = {
  summary,
  map,
  variants,
  handovers: handoverList,
  convert,
  filter,
  discover,
  conform,
  performance: performanceOf,
  segments,
  rework,
  waiting,
  drift: driftOf,
  compare,
  hints,
};

/** Questions about two files. */
const WITH_SECOND: ReadonlySet<string> = new Set(['convert', 'filter', 'conform']);

/** Filters are for `filter` alone: another question that was given one would answer for the whole log. */
const OPTIONS = {
  ...LOG_OPTIONS,
  values: [...LOG_OPTIONS.values, ...FILTER_VALUES, ...CHANGE_VALUES, ...GUARD_VALUES],
  lists: [...FILTER_LISTS, ...SEGMENT_LISTS, ...CHANGE_LISTS, ...GUARD_LISTS],
};
const ABOUT_CHANGE: ReadonlySet<string> = new Set(['drift', 'compare']);

const USAGE = `usage: resvag log QUESTION FILE [--json] [options]

  summary    cases, events, activities, variants, starts, ends, first and last time, lead time
  map        activities with events and cases; what follows what, how often, how long it takes
  variants   the ways cases go, most frequent first
  handovers  who is directly followed by whom in a case, staying with the same one included;
${HANDOVER_USAGE}
  convert    FILE INTO: the same log as .xes, .xes.gz, .csv, .csv.gz or .parquet
${FILTER_USAGE}
${GUARD_USAGE}
  discover   a model by the inductive miner: --out M.bpmn, M.pnml or M.ptml (its tree without);
             --noise 0 … 1 leaves out steps that are rarer than that beside the most frequent one;
             --miner heuristics shows the main ways instead, --dependency 0 … 1 how sure they must be
  conform    FILE MODEL: how the log follows a .bpmn, .pnml or .ptml;
             --method align (optimal alignments, usual) or replay (tokens), --limit-seconds N
  performance  working against waiting, by activity and by pair of activities;
             --calendar swedish counts working days only, --hours 08:00-17:00 which hours of them
${SEGMENT_USAGE}
  rework     what is done again: repetitions, self-loops, returns and ping-pong, by activity
${WAITING_USAGE}
${CHANGE_USAGE}
${HINTS_USAGE}

FILE is XES or CSV, also gzipped, or Parquet. Events of equal time keep the order of the file.
The median of an even number is the mean of the two middle values; p85 lies linearly between them.

${LOG_USAGE}`;

export const logCommand: Command = async (words) => {
  try {
    const read = readWords(words, OPTIONS);
    if (read.flags.has('help')) {
      console.log(USAGE);
      return 0;
    }
    const [name, file, ...more] = read.names;
    const question = name !== undefined && Object.hasOwn(QUESTIONS, name) ? QUESTIONS[name] : undefined;
    if (question === undefined)
      throw new WrongUse(name === undefined ? 'which question?' : `there is no question "${name}"`);
    if (file === undefined) throw new WrongUse('which file?');
    const filters = [
      // Handovers too are by something.
      ...FILTER_LISTS.filter((one) => read.lists.has(one) && !(name === 'handovers' && one === 'by')),
      ...FILTER_VALUES.filter((one) => read.values.has(one)),
    ];
    if (name !== 'filter' && filters.length > 0)
      throw new WrongUse(`--${filters[0]} is for filter: filter first, then ask`);
    const guards = [
      ...GUARD_LISTS.filter((one) => read.lists.has(one)),
      ...GUARD_VALUES.filter((one) => read.values.has(one)),
    ];
    if (name !== 'filter' && name !== 'convert' && guards.length > 0)
      throw new WrongUse(`--${guards[0]} is for convert and filter`);
    const ofChange = [
      ...CHANGE_LISTS.filter((one) => read.lists.has(one)),
      ...CHANGE_VALUES.filter((one) => read.values.has(one)),
    ];
    if (!ABOUT_CHANGE.has(name ?? '') && !(name === 'hints' && ofChange.join() === 'measure') && ofChange.length > 0)
      throw new WrongUse(`--${ofChange[0]} is for ${[...ABOUT_CHANGE].join(', ')}`);
    const into = WITH_SECOND.has(name ?? '') ? more.shift() : '';
    if (into === undefined) throw new WrongUse('which second file?');
    if (more.length > 0) throw new WrongUse(`one file at a time, not also ${more.join(', ')}`);
    await question(file, read, into);
    return 0;
  } catch (error) {
    if (error instanceof Refused) {
      console.error(error.message);
      return 1;
    }
    if (error instanceof WrongUse) {
      console.error(`resvag log: ${error.message}\n\n${USAGE}`);
      return 2;
    }
    throw error;
  }
};

async function summary(file: string, words: Words): Promise<void> {
  const { log } = await openLog(file, words);
  const found = summaryOf(log);
  if (words.flags.has('json')) return printJson(found);
  const { median, mean, p85 } = found.caseDurationSeconds;
  const counts = (of: Readonly<Record<string, number>>) =>
    table(
      Object.entries(of)
        .slice(0, 10)
        .map(([name, n]) => [`  ${n}`, name]),
    );
  console.log(
    [
      `${found.cases} cases, ${found.events} events, ${found.activities} activities, ${found.variants} variants`,
      `${found.from ?? '?'} to ${found.to ?? '?'}`,
      `lead time: median ${duration(median)}, mean ${duration(mean)}, p85 ${duration(p85)}`,
      `begin with\n${counts(found.start)}`,
      `end with\n${counts(found.end)}`,
    ].join('\n'),
  );
}

async function map(file: string, words: Words): Promise<void> {
  const { log } = await openLog(file, words);
  const { nodes, edges } = mapOf(log);
  if (words.flags.has('json')) {
    return printJson({
      nodes: nodes.map(({ activity, events, cases }) => ({ activity, events, cases })),
      edges: edges.map(({ from, to, count, meanSeconds, medianSeconds }) => ({
        from,
        to,
        count,
        meanSeconds,
        medianSeconds,
      })),
    });
  }
  const places = nodes.map((node) => [`${node.events}`, `${node.cases}`, node.activity]);
  const roads = edges.map((edge) => [`${edge.count}`, duration(edge.medianSeconds), `${edge.from} → ${edge.to}`]);
  console.log(table([['events', 'cases', 'activity'], ...places]));
  console.log(`\n${table([['count', 'median', 'from → to'], ...roads])}`);
}

async function variants(file: string, words: Words): Promise<void> {
  const { log } = await openLog(file, words);
  const found = variantsOf(log);
  if (words.flags.has('json')) return printJson(found.variants.map(({ activities, count }) => ({ activities, count })));
  const rows = found.variants.map((variant) => [
    `${variant.count}`,
    `${(variant.cumulativeShare * 100).toFixed(1)} %`,
    duration(variant.medianSeconds),
    variant.activities.join(' → '),
  ]);
  console.log(table([['cases', 'with those above', 'median', 'activities'], ...rows]));
}

async function convert(file: string, words: Words, into: string): Promise<void> {
  const way = wayOfSaving(into);
  const guard = await guardOf(words);
  await saveLog(guard(file, await openLog(file, words)), into, way);
}
