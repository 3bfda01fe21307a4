/** `resvag log discover` and `log conform`: from a log to a model, and from a model to how well a log follows it. */
import { readFile } from 'node:fs/promises';
import type { Result } from '#lib/result.ts';
import { ok } from '#lib/result.ts';
import type { Quality } from '#mining/conformance/precision.ts';
import { alignmentQuality, precision } from '#mining/conformance/precision.ts';
import { replay } from '#mining/conformance/replay.ts';
import { writeBpmn, writeCausalBpmn } from '#mining/discovery/bpmn.ts';
import { causalSummary, heuristicsMiner, netOfCausal } from '#mining/discovery/causal-net.ts';
import { inductiveMiner } from '#mining/discovery/inductive.ts';
import { treeText } from '#mining/discovery/tree.ts';
import { readBpmnNet } from '#mining/formats/bpmn-net.ts';
import type { ModelRefusal } from '#mining/formats/pnml.ts';
import { readPnml, writePnml } from '#mining/formats/pnml.ts';
import { readPtml, writePtml } from '#mining/formats/ptml.ts';
import type { Log } from '#mining/log.ts';
import type { PetriNet } from '#mining/petri-net.ts';
import { netOfTree } from '#mining/petri-net.ts';
import type { Answer, Written } from './answer.ts';
import { openLog, Refused } from './open-log.ts';
import type { Words } from './words.ts';
import { WrongUse } from './words.ts';

function number(words: Words, name: string, least: number, most: number): number | undefined {
  const text = words.values.get(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new WrongUse(`--${name} is a number from ${least} to ${most}, not ${text}`);
  return value;
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
  const noise = number(words, 'noise', 0, 1) ?? 0;
  const read = await openLog(file, words);
  const tree = inductiveMiner(read.log, noise);
  const model = () =>
    kind === 'bpmn' ? writeBpmn(tree) : kind === 'pnml' ? writePnml(netOfTree(tree)) : writePtml(tree);
  return {
    read,
    json: { noise, ...(out === undefined ? {} : { out }), tree },
    text: () => (out === undefined ? treeText(tree) : ''),
    options: { miner, noise, out: out ?? null },
    pages: ['mining'],
    ...writtenModel(out, model),
  };
}

function writtenModel(into: string | undefined, model: () => string): { readonly written?: Written } {
  return into === undefined ? {} : { written: { into, bytes: () => [Buffer.from(model())], zipped: false } };
}

async function discoverCausal(file: string, words: Words): Promise<Answer> {
  const out = words.values.get('out');
  if (out !== undefined && /\.ptml$/i.test(out))
    throw new WrongUse('what the heuristics miner finds is no tree: --out ends with .bpmn or .pnml');
  const kind = out === undefined ? undefined : /\.(bpmn|pnml)$/i.exec(out)?.[1]?.toLowerCase();
  if (out !== undefined && kind === undefined) throw new WrongUse(`${out} ends neither with .bpmn nor .pnml`);
  if (words.values.has('noise'))
    throw new WrongUse('--noise goes with the inductive miner; --dependency with this one');
  const dependency = number(words, 'dependency', 0, 1) ?? 0.9;
  const read = await openLog(file, words);
  const net = heuristicsMiner(read.log, { dependency });
  const steps = causalSummary(net);
  return {
    read,
    json: { dependency, ...(out === undefined ? {} : { out }), steps },
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

async function openModel(path: string): Promise<PetriNet> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`${path}: ${error.code === 'ENOENT' ? 'there is no such file' : 'the file cannot be read'}`);
  });
  const read = readModel(path, bytes);
  if (!read.ok) throw new Refused(`${path}: the model cannot be read: ${read.refusal.problem}`);
  return read.value;
}

function readModel(path: string, bytes: Uint8Array): Result<PetriNet, ModelRefusal> {
  if (/\.pnml$/i.test(path)) return readPnml(bytes);
  if (/\.bpmn$/i.test(path)) return readBpmnNet(bytes);
  if (!/\.ptml$/i.test(path)) throw new WrongUse(`${path} ends neither with .bpmn, .pnml nor .ptml`);
  const tree = readPtml(bytes);
  return tree.ok ? ok(netOfTree(tree.value)) : tree;
}

/** How well the log follows the model, by optimal alignments or by token replay. */
export async function conform(file: string, words: Words, model: string): Promise<Answer> {
  const method = words.values.get('method') ?? 'align';
  if (method !== 'align' && method !== 'replay') throw new WrongUse(`--method is align or replay, not ${method}`);
  const limit = number(words, 'limit-seconds', 0, 1e9);
  const net = await openModel(model);
  const read = await openLog(file, words);
  const { log } = read;
  const found =
    method === 'replay' ? { ...replay(log, net), precision: precision(log, net) } : aligned(log, net, limit);
  if (found === undefined)
    throw new Refused(`${model}: the model cannot come to its end, so nothing can be aligned with it`);
  const { cases, fittingCases, logFitness, averageTraceFitness, exact } = found;
  const ofRuns = 'totalCost' in found ? { generalisation: found.generalisation, totalCost: found.totalCost } : {};
  const share = found.precision.precision;
  const lines = () => [
    `${fittingCases} of ${cases} cases fit; fitness of the log ${logFitness.toFixed(4)}, mean of the cases ${averageTraceFitness.toFixed(4)}`,
    `precision ${share.toFixed(4)}`,
    ...('totalCost' in found
      ? [`generalisation ${found.generalisation.toFixed(4)}, total cost ${found.totalCost}`]
      : []),
    ...(exact ? [] : ['time ran out: cases not reached are counted at their highest cost']),
  ];
  return {
    read,
    json: { cases, fittingCases, logFitness, averageTraceFitness, precision: share, ...ofRuns, exact },
    text: () => lines().join('\n'),
    options: { method, 'limit-seconds': limit ?? null },
    inputs: { model },
    pages: ['conformance'],
  };
}

function aligned(log: Log, net: PetriNet, limit: number | undefined): Quality | undefined {
  const now = () => performance.now();
  return alignmentQuality(log, net, limit === undefined ? {} : { now, until: now() + limit * 1000 });
}
