/** Which options each question of `resvag log` has of its own, beside those with which a log is read. */
import { FINISHED_LISTS, FINISHED_VALUES } from './finished.ts';
import { CHANGE_VALUES } from './log/change.ts';
import { FILTER_LISTS, FILTER_VALUES } from './log/filter.ts';
import { GUARD_LISTS, GUARD_VALUES } from './log/guard.ts';
import { SEGMENT_LISTS } from './log/segments.ts';
import { WAITING_LISTS, WAITING_VALUES } from './log/waiting.ts';
import type { Words } from './words.ts';
import { WrongUse } from './words.ts';

const FINISHED = [...FINISHED_LISTS, ...FINISHED_VALUES];
const HOURS = ['calendar', 'hours'];
const GUARD = [...GUARD_LISTS, ...GUARD_VALUES];

/** Options of a question that is not named here are none; `recompute` takes the rest from the statement. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  handovers: ['by', 'groups'],
  convert: GUARD,
  filter: [...FILTER_LISTS, ...FILTER_VALUES, ...GUARD],
  discover: ['out', 'noise', 'miner', 'dependency'],
  conform: ['method', 'limit-seconds', 'by', 'versions', ...FINISHED],
  deviations: ['allow', 'versions', 'limit-seconds', ...FINISHED],
  rules: ['cases', ...FINISHED, ...HOURS],
  performance: HOURS,
  segments: [...SEGMENT_LISTS, 'from-occurrence', 'to-occurrence', ...HOURS],
  waiting: [...WAITING_VALUES, ...WAITING_LISTS, ...HOURS],
  drift: ['seed'],
  compare: [...CHANGE_VALUES, ...FINISHED],
  hints: ['measure'],
  remaining: ['done'],
  recompute: ['groups', 'allow', 'versions', 'key-file'],
};

/** Those that may be given several times, and the others. */
export const QUESTION_LISTS = [
  ...new Set([...FILTER_LISTS, ...SEGMENT_LISTS, ...FINISHED_LISTS, ...WAITING_LISTS, ...GUARD_LISTS]),
];
export const QUESTION_VALUES = [...new Set(Object.values(OWN).flat())].filter((name) => !QUESTION_LISTS.includes(name));

/** Throws `WrongUse` for an option of another question: one that was passed over would be taken to have had its effect. */
export function refuseOthersOptions(question: string, { values, lists }: Words): void {
  const own = OWN[question] ?? [];
  for (const name of [...values.keys(), ...lists.keys()]) {
    const of = Object.keys(OWN).filter((one) => OWN[one]!.includes(name) && one !== 'recompute');
    if (of.length === 0 || own.includes(name)) continue;
    const hint = of.join() === 'filter' ? ': filter first, then ask' : '';
    const has = own.length === 0 ? 'has none of its own' : `has ${own.map((one) => `--${one}`).join(', ')}`;
    throw new WrongUse(`--${name} is for ${of.join(', ')}${hint}; ${question} ${has}`);
  }
}
