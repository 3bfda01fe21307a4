/** `resvag log conform`: how well a log follows a model, or each case the version that was valid for it. */

import type { Answer } from '#app/cli/answer.ts';
import { finishedIn, finishedOptions, runningCount } from '#app/cli/finished.ts';
import type { Opened } from '#app/cli/open-log.ts';
import { openLog, Refused } from '#app/cli/open-log.ts';
import { openModel, tellNearNames } from '#app/cli/open-model.ts';
import type { ShownWithout } from '#app/cli/open-versions.ts';
import { openVersions, refuseFewWithout, withoutText } from '#app/cli/open-versions.ts';
import { percent, table } from '#app/cli/print.ts';
import type { Words } from '#app/cli/words.ts';
import { numberIn, smallGroupsIn, WrongUse } from '#app/cli/words.ts';
import { caseBeginnings } from '#mining/change/case-measure.ts';
import type { Fit } from '#mining/conformance/fit.ts';
import type { HeldCases, Period, PeriodFit } from '#mining/conformance/over-time.ts';
import { fitOverTime, PERIODS } from '#mining/conformance/over-time.ts';
import { alignmentQuality, precision } from '#mining/conformance/precision.ts';
import { replay } from '#mining/conformance/replay.ts';
import type { ShownFit } from '#mining/conformance/suppress.ts';
import { shownFit, suppressFits } from '#mining/conformance/suppress.ts';
import type { Version, WithoutVersion } from '#mining/conformance/versions.ts';
import { fitToVersions } from '#mining/conformance/versions.ts';
import type { PetriNet } from '#mining/discovery/petri-net.ts';
import type { Log } from '#mining/log/log.ts';

export const CONFORM_USAGE = `  conform    FILE MODEL: how the log follows a .bpmn, .pnml or .ptml;
             --method align (optimal alignments, usual) or replay (tokens), --limit-seconds N
             --by month, quarter or year tells it over time, by when cases began; --small-groups 5 leaves out small groups
             --done A or --done-attribute NAME (as for compare): cases that aren't finished need only begin as the model does
             FILE --versions VERSIONS.json instead of a model: each case is held to the version that was valid when it
             began, {"versions": [{"name", "model", "validFrom", "validUntil"}]} with models beside that file`;

interface Asked {
  readonly method: 'align' | 'replay';
  readonly limit: number | undefined;
  readonly by: Period | undefined;
  readonly smallest: number | undefined;
}

/** What is told of a model and its cases: numbers that a method doesn't have are absent. */
interface Figures extends Fit {
  readonly precision?: number;
  readonly generalisation?: number;
  readonly totalCost?: number;
}

function askedIn(words: Words): Asked {
  const method = words.values.get('method') ?? 'align';
  if (method !== 'align' && method !== 'replay') throw new WrongUse(`--method is align or replay, not ${method}`);
  const [period, ...more] = words.lists.get('by') ?? [];
  if (more.length > 0) throw new WrongUse('conform is by one period at a time');
  const by = PERIODS.find((one) => one === period);
  if (period !== undefined && by === undefined) throw new WrongUse(`--by is ${PERIODS.join(', ')}, not ${period}`);
  return { method, limit: numberIn(words, 'limit-seconds', 0, 1e9), by, smallest: smallGroupsIn(words) };
}

/** A way to hold cases to a model, all under one time limit. */
function holder({ method, limit }: Asked, log: Log, isFinished: ((c: number) => boolean) | undefined) {
  const now = () => performance.now();
  const box = limit === undefined ? {} : { now, until: now() + limit * 1000 };
  const finished = isFinished === undefined ? {} : { isFinished };
  return (name: string, net: PetriNet, selection?: Uint32Array): HeldCases & { readonly figures: Figures } => {
    if (method === 'replay') {
      const found = replay(log, net, selection, isFinished);
      return { ...found, figures: { ...fitIn(found), precision: precision(log, net, selection).precision } };
    }
    const found = alignmentQuality(log, net, {
      ...box,
      ...finished,
      ...(selection === undefined ? {} : { selection }),
    });
    if (found === undefined)
      throw new Refused(`${name}: the model cannot come to its end, so nothing can be aligned with it`);
    const { generalisation, totalCost, alignedVariants, variants } = found;
    // Of runs that were all out of time nothing is known, neither how much the model allows nor how worn its steps are.
    const known = alignedVariants === 0 && variants > 0 ? {} : { precision: found.precision.precision, generalisation };
    return { ...found, figures: { ...fitIn(found), ...known, totalCost } };
  };
}

function fitIn({ cases, fittingCases, logFitness, averageTraceFitness, exact }: Fit): Fit {
  return { cases, fittingCases, logFitness, averageTraceFitness, exact };
}

/** How well the log follows the model, by optimal alignments or by token replay; or each case its version. */
export async function conform(file: string, words: Words, model: string): Promise<Answer> {
  const asked = askedIn(words);
  const versions = words.values.get('versions');
  if (versions !== undefined) return conformVersions(file, words, asked, versions);
  const net = await openModel(model);
  const read = await openLog(file, words);
  tellNearNames(file, read, [net]);
  const isFinished = finishedIn(file, read, words);
  const { figures, ...held } = holder(asked, read.log, isFinished)(model, net);
  const over = overTime(read, [held], asked);
  const shown = oneShown(file, figures, asked);
  const running = runningShown(casesOf([held]), isFinished, asked.smallest);
  return {
    read,
    json: { ...shown, ...running.json, ...over.json },
    text: () => [...figuresText(shown), ...running.text, ...over.text()].join('\n'),
    options: { ...optionsOf(asked), ...finishedOptions(words) },
    inputs: { model },
    pages: ['conformance'],
  };
}

async function conformVersions(file: string, words: Words, asked: Asked, path: string): Promise<Answer> {
  const { list, nets, inputs } = await openVersions(path);
  const read = await openLog(file, words);
  tellNearNames(file, read, nets);
  const isFinished = finishedIn(file, read, words);
  const hold = holder(asked, read.log, isFinished);
  const { held, total, without } = fitToVersions(read.log, list, read.report.clock, (v, selection) =>
    hold(list[v]!.model, nets[v]!, selection),
  );
  refuseFewWithout(file, without, asked.smallest);
  const running = runningShown(casesOf(held), isFinished, asked.smallest);
  const reasons = Object.keys(without) as (keyof WithoutVersion)[];
  const counts = reasons.map((why) => without[why]);
  const parts = suppressFits(
    held.map(({ figures }) => figures),
    counts,
    asked.smallest ?? 1,
  );
  const rows = list.map((version, v) => ({ ...version, ...withoutEmpty(parts.parts[v]!) }));
  const outside = Object.fromEntries(reasons.map((why, i) => [why, parts.others[i]!])) as ShownWithout;
  const shown = oneShown(file, total, asked);
  const over = overTime(read, held, asked);
  return {
    read,
    json: { ...shown, ...running.json, versions: rows, withoutVersion: outside, ...over.json },
    text: () => [...figuresText(shown), ...running.text, ...versionsLines(rows, outside), ...over.text()].join('\n'),
    options: { ...optionsOf(asked), ...finishedOptions(words) },
    inputs,
    pages: ['conformance'],
  };
}

/** The cases that something is told of. */
function casesOf(held: readonly HeldCases[]): number[] {
  return held.flatMap(({ variantOf }) => [...variantOf.entries()].flatMap(([c, v]) => (v < 0 ? [] : [c])));
}

/** How many of the cases that are held to a model are under way, where somebody says what is finished. */
export function runningShown(
  cases: readonly number[],
  isFinished: ((c: number) => boolean) | undefined,
  smallest: number | undefined,
) {
  const running = runningCount(cases, isFinished, smallest);
  if (running === undefined) return { json: {}, text: [] };
  const text = `${running ?? 'some'} cases are under way: held to how the model begins`;
  return { json: { runningCases: running }, text: [text] };
}

function optionsOf({ method, limit, by }: Asked): Answer['options'] {
  return { method, 'limit-seconds': limit ?? null, by: by === undefined ? null : [by] };
}

/** A whole without small groups; nothing is told of a whole that is one itself. */
function oneShown<T extends Fit>(file: string, found: T, { smallest = 1 }: Asked): ShownFit<T> {
  if (found.cases < smallest) throw new Refused(`${file}: fewer than ${smallest} cases; nothing is told of them`);
  return shownFit(found, true, suppressFits([found], [], smallest).fitsKnown);
}

/** Of no cases there is nothing to say: a fitness would be made up. */
function withoutEmpty<T extends Fit>(part: ShownFit<T>): ShownFit<T> {
  return part.cases === 0 ? { ...shownFit(part as T, true, false), fittingCases: 0 } : part;
}

function overTime({ log, report }: Opened, held: readonly HeldCases[], { by, smallest = 1 }: Asked) {
  if (by === undefined) return { json: {}, text: () => [] };
  const { periods, undatedCases } = fitOverTime(caseBeginnings(log), held, by, report.clock);
  const { parts, others } = suppressFits(periods, [undatedCases], smallest);
  const undated = others[0] ?? null;
  const text = () => [
    '',
    table([
      ['cases', 'fit', 'share', '95 % interval', 'fitness', by],
      ...parts.map((one) => [
        `${one.cases ?? '–'}`,
        `${one.fittingCases ?? '–'}`,
        percent(one.fittingShare),
        `${percent(one.low)} … ${percent(one.high)}`,
        one.logFitness?.toFixed(4) ?? '–',
        one.period,
      ]),
    ]),
    ...(undated === 0 ? [] : [`${undated ?? 'some'} cases of which nobody knows when they began`]),
  ];
  return { json: { periods: parts satisfies readonly ShownFit<PeriodFit>[], undatedCases: undated }, text };
}

function figuresText(found: Partial<ShownFit<Figures>>): string[] {
  const { cases, fittingCases, logFitness, averageTraceFitness, generalisation, totalCost } = found;
  const four = (n: number | null | undefined) => n?.toFixed(4) ?? '–';
  return [
    `${fittingCases ?? '–'} of ${cases} cases fit; fitness of the log ${four(logFitness)}, mean of the cases ${four(averageTraceFitness)}`,
    ...(found.precision === undefined ? [] : [`precision ${four(found.precision)}`]),
    ...(generalisation === undefined ? [] : [`generalisation ${four(generalisation)}`]),
    ...(totalCost === undefined ? [] : [`total cost ${totalCost ?? '–'}`]),
    ...(found.exact ? [] : ['time ran out: cases not reached are counted at their highest cost']),
  ];
}

function versionsLines(rows: readonly (Version & ShownFit<Figures>)[], without: ShownWithout): string[] {
  const cells = rows.map((one) => [
    `${one.cases ?? '–'}`,
    `${one.fittingCases ?? '–'}`,
    one.logFitness?.toFixed(4) ?? '–',
    one.precision?.toFixed(4) ?? '–',
    `${one.name}, valid ${one.validFrom} – ${one.validUntil ?? ''}`.trimEnd(),
  ]);
  return ['', table([['cases', 'fit', 'fitness', 'precision', 'version'], ...cells]), ...withoutText(without)];
}
