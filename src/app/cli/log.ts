/** `resvag log …`: questions to a log file, answered without a server. */
import type { Question } from './answer.ts';
import { tell } from './answer.ts';
import { map, summary, variants } from './log/basic.ts';
import { CHANGE_USAGE, compare, driftOf } from './log/change.ts';
import { CONFORM_USAGE, conform } from './log/conform.ts';
import { CONVERT_USAGE, convert } from './log/convert.ts';
import { DEVIATION_USAGE, deviations } from './log/deviations.ts';
import { FILTER_USAGE, filter } from './log/filter.ts';
import { GUARD_USAGE } from './log/guard.ts';
import { HANDOVER_USAGE, handoverList } from './log/handovers.ts';
import { HINTS_USAGE, hints } from './log/hints.ts';
import { discover } from './log/models.ts';
import { OBJECTS_USAGE, objectMap, objects } from './log/objects.ts';
import { performanceOf } from './log/performance.ts';
import { RECOMPUTE_USAGE, recompute } from './log/recompute.ts';
import { REMAINING_USAGE, remaining } from './log/remaining.ts';
import { rework } from './log/rework.ts';
import { RULES_USAGE, rules } from './log/rules.ts';
import { SEGMENT_USAGE, segments } from './log/segments.ts';
import { WAITING_USAGE, waiting } from './log/waiting.ts';
import { QUESTION_LISTS, QUESTION_VALUES, refuseOthersOptions } from './log-options.ts';
import type { Command } from './main.ts';
import { Refused } from './open-log.ts';
import { LOG_OPTIONS, LOG_USAGE } from './reading-options.ts';
import { refuseInPlace } from './save-bytes.ts';
import { readWords, WrongUse } from './words.ts';

const QUESTIONS: Readonly<Record<string, Question>> = {
  summary,
  map,
  variants,
  handovers: handoverList,
  convert,
  filter,
  discover,
  conform,
  deviations,
  rules,
  performance: performanceOf,
  segments,
  rework,
  waiting,
  drift: driftOf,
  compare,
  hints,
  objects,
  'object-map': objectMap,
  remaining,
};

/** Questions that take a second file after the log: what is written, or what the log is held against (a model, rules). */
const WITH_SECOND: ReadonlySet<string> = new Set(['convert', 'filter', 'conform', 'deviations', 'rules']);

/** Of all questions; which of them each has is told in `log-options.ts`. */
const OPTIONS = {
  ...LOG_OPTIONS,
  values: [...LOG_OPTIONS.values, ...QUESTION_VALUES],
  lists: QUESTION_LISTS,
};

const USAGE = `usage: resvag log QUESTION FILE [--json] [options]

  summary    cases, events, activities, variants, starts, ends, first and last time, lead time
  map        activities with events and cases; what follows what, how often, how long it takes
  variants   the ways cases go, most frequent first
  handovers  who is directly followed by whom in a case, staying with the same one included;
${HANDOVER_USAGE}
${CONVERT_USAGE}
${FILTER_USAGE}
${GUARD_USAGE}
  discover   a model by the inductive miner: --out M.bpmn, M.pnml or M.ptml (its tree without);
             --noise 0 … 1 leaves out steps that are rarer than that beside the most frequent one;
             --miner heuristics shows the main ways instead, --dependency 0 … 1 how sure they must be
${CONFORM_USAGE}
${DEVIATION_USAGE}
${RULES_USAGE}
  performance  working against waiting, by activity and by pair of activities;
             --calendar swedish counts working days only, --hours 08:00-17:00 which hours of them
${SEGMENT_USAGE}
  rework     what is done again: repetitions, self-loops, returns and ping-pong, by activity
${WAITING_USAGE}
${CHANGE_USAGE}
${HINTS_USAGE}
${OBJECTS_USAGE}
${REMAINING_USAGE}
${RECOMPUTE_USAGE}

FILE is XES, CSV or OCEL, also gzipped, or Parquet. Events of equal time keep the order of the file.
The median of an even number is the mean of the two middle values; p85 lies linearly between them.

${LOG_USAGE}`;

export const logCommand: Command = async (words) => {
  try {
    if (words.some((word) => /^--smallest(=|$)/.test(word)))
      throw new WrongUse('--smallest is called --small-groups, for every question');
    const read = readWords(words, OPTIONS);
    if (read.flags.has('help')) {
      console.log(USAGE);
      return 0;
    }
    const [name, file, ...more] = read.names;
    if (read.flags.has('statement') && !read.flags.has('json')) throw new WrongUse('--statement goes with --json');
    if (name === 'recompute') {
      refuseOthersOptions(name, read);
      return await recompute(read, QUESTIONS, OPTIONS);
    }
    const question = name !== undefined && Object.hasOwn(QUESTIONS, name) ? QUESTIONS[name] : undefined;
    if (question === undefined)
      throw new WrongUse(name === undefined ? 'which question?' : `there is no question "${name}"`);
    if (file === undefined) throw new WrongUse('which file?');
    refuseOthersOptions(name ?? '', read);
    if ((name === 'filter' || name === 'convert') && read.values.has('small-groups'))
      throw new WrongUse(`--small-groups is not for ${name}: a log holds every case of its own`);
    // Held to versions, the models are named in a list.
    const hasList = (name === 'conform' || name === 'deviations') && read.values.has('versions');
    const into = WITH_SECOND.has(name ?? '') && !hasList ? more.shift() : '';
    if (into === undefined) throw new WrongUse('which second file?');
    if (more.length > 0) throw new WrongUse(`one file at a time, not also ${more.join(', ')}`);
    await refuseInPlace(file, name === 'convert' || name === 'filter' ? into : read.values.get('out'));
    await tell(name ?? '', file, await question(file, read, into), read);
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
