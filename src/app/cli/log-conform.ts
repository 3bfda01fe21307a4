/** `resvag log conform`: how well a log follows a model. */
import type { Quality } from '#mining/conformance/precision.ts';
import { alignmentQuality, precision } from '#mining/conformance/precision.ts';
import { replay } from '#mining/conformance/replay.ts';
import type { Log } from '#mining/log.ts';
import type { PetriNet } from '#mining/petri-net.ts';
import type { Answer } from './answer.ts';
import { openLog, Refused } from './open-log.ts';
import { openModel } from './open-model.ts';
import type { Words } from './words.ts';
import { numberIn, WrongUse } from './words.ts';

/** How well the log follows the model, by optimal alignments or by token replay. */
export async function conform(file: string, words: Words, model: string): Promise<Answer> {
  const method = words.values.get('method') ?? 'align';
  if (method !== 'align' && method !== 'replay') throw new WrongUse(`--method is align or replay, not ${method}`);
  const limit = numberIn(words, 'limit-seconds', 0, 1e9);
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
