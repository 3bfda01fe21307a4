/** `resvag log discover`: from a log to a model. */

import type { Answer, Written } from '#app/cli/answer.ts';
import type { Opened } from '#app/cli/open-log.ts';
import { openLog, Refused } from '#app/cli/open-log.ts';
import { toldOf } from '#app/cli/small-groups.ts';
import type { Words } from '#app/cli/words.ts';
import { numberIn, WrongUse } from '#app/cli/words.ts';
import { writeBpmn, writeCausalBpmn } from '#mining/discovery/bpmn.ts';
import { causalSummary, heuristicsMiner, netOfCausal } from '#mining/discovery/causal-net.ts';
import { inductiveMiner } from '#mining/discovery/inductive.ts';
import { netOfTree } from '#mining/discovery/petri-net.ts';
import { treeText } from '#mining/discovery/tree.ts';
import { writePnml } from '#mining/formats/model/pnml.ts';
import { writePtml } from '#mining/formats/model/ptml.ts';
import { commonWays } from '#mining/privacy/suppress-counts.ts';

/** The log that may be mined: where small groups are left out, the cases that go a way that may be told, and how many. */
function minable(file: string, read: Opened) {
  const { shown: log } = toldOf(file, read, read.log, (n) => ({ shown: commonWays(read.log, n), withheld: 0 }));
  if (read.smallest === undefined) return { log, part: {} };
  console.error(`${file}: mined from ${log.cases} of ${read.log.cases} cases; the others go ways of small groups`);
  return { log, part: { cases: log.cases, ofCases: read.log.cases } };
}

/** Mines a model, and writes it or shows it. */
export async function discover(file: string, words: Words): Promise<Answer> {
  const miner = words.values.get('miner') ?? 'inductive';
  if (miner === 'heuristics') return discoverCausal(file, words);
  if (miner !== 'inductive') throw new WrongUse(`--miner is inductive or heuristics, not ${miner}`);
  if (words.values.has('dependency')) throw new WrongUse('--dependency goes with --miner heuristics');
  const out = words.values.get('out');
  const kind = out === undefined ? undefined : /\.(bpmn|pnml|ptml)$/i.exec(out)?.[1]?.toLowerCase();
  if (out !== undefined && kind === undefined) throw new WrongUse(`${out} ends neither with .bpmn, .pnml nor .ptml`);
  const noise = numberIn(words, 'noise', 0, 1) ?? 0;
  const read = await openLog(file, words);
  const { log, part } = minable(file, read);
  const tree = inductiveMiner(log, noise);
  const model = () =>
    kind === 'bpmn' ? writeBpmn(tree) : kind === 'pnml' ? writePnml(netOfTree(tree)) : writePtml(tree);
  return {
    read,
    json: { noise, ...part, ...(out === undefined ? {} : { out }), tree },
    text: () => (out === undefined ? treeText(tree) : ''),
    options: { miner, noise, out: out ?? null },
    pages: ['mining'],
    ...writtenModel(out, model),
  };
}

function writtenModel(into: string | undefined, model: () => string): { readonly written?: Written } {
  return into === undefined
    ? {}
    : { written: { into, bytes: () => [Buffer.from(textOf(into, model))], zipped: false } };
}

/** A text has a longest length, which the model of a million activities may pass. */
function textOf(into: string, model: () => string): string {
  try {
    return model();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refused(`${into}: the model is too large to be written; leave rare activities out first (log filter)`);
  }
}

async function discoverCausal(file: string, words: Words): Promise<Answer> {
  const out = words.values.get('out');
  if (out !== undefined && /\.ptml$/i.test(out))
    throw new WrongUse('what the heuristics miner finds is no tree: --out ends with .bpmn or .pnml');
  const kind = out === undefined ? undefined : /\.(bpmn|pnml)$/i.exec(out)?.[1]?.toLowerCase();
  if (out !== undefined && kind === undefined) throw new WrongUse(`${out} ends neither with .bpmn nor .pnml`);
  if (words.values.has('noise'))
    throw new WrongUse('--noise goes with the inductive miner; --dependency with this one');
  const dependency = numberIn(words, 'dependency', 0, 1) ?? 0.9;
  const read = await openLog(file, words);
  const { log, part } = minable(file, read);
  const net = heuristicsMiner(log, { dependency });
  const steps = causalSummary(net);
  return {
    read,
    json: { dependency, ...part, ...(out === undefined ? {} : { out }), steps },
    text: () => (out === undefined ? steps.flatMap(stepText).join('\n') : ''),
    options: { miner: 'heuristics', dependency, out: out ?? null },
    pages: ['mining'],
    ...writtenModel(out, () => (kind === 'bpmn' ? writeCausalBpmn(net) : writePnml(netOfCausal(net)))),
  };
}

function stepText({ activity, stands, to }: ReturnType<typeof causalSummary>[number]): string[] {
  if (stands === 'end') return [];
  const sets = to.map(({ activities, count }) => `${activities.map((one) => one ?? '(end)').join(' + ')} ${count}`);
  return [`${activity ?? '(beginning)'} → ${sets.join(' | ')}`];
}
