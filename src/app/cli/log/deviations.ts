/** `resvag log deviations`: where cases leave the road, in named categories. */

import type { Answer } from '#app/cli/answer.ts';
import { finishedIn, finishedOptions } from '#app/cli/finished.ts';
import type { Opened } from '#app/cli/open-log.ts';
import { openLog, Refused } from '#app/cli/open-log.ts';
import { openModel, tellNearNames } from '#app/cli/open-model.ts';
import type { OpenedVersions } from '#app/cli/open-versions.ts';
import { openVersions, refuseFewWithout, shownWithout, withoutText } from '#app/cli/open-versions.ts';
import { duration, percent, table } from '#app/cli/print.ts';
import { listRefusalText, openList } from '#app/cli/read-list.ts';
import type { Words } from '#app/cli/words.ts';
import { numberIn, smallGroupsIn } from '#app/cli/words.ts';
import { type Allowance, readAllowances } from '#mining/conformance/allow.ts';
import type { Deviation } from '#mining/conformance/deviation.ts';
import type { AllowedRow, DeviationRow, Deviations, HeldTo } from '#mining/conformance/deviations.ts';
import { deviationsAgainst } from '#mining/conformance/deviations.ts';
import type { ShownDeviations } from '#mining/conformance/suppress.ts';
import { suppressDeviations } from '#mining/conformance/suppress.ts';
import type { WithoutVersion } from '#mining/conformance/versions.ts';
import { casesByVersion } from '#mining/conformance/versions.ts';
import type { PetriNet } from '#mining/discovery/petri-net.ts';
import { selectCases } from '#mining/log/selection.ts';
import { runningShown } from './conform.ts';

export const DEVIATION_USAGE = `  deviations FILE MODEL: where cases leave the road, by kind and step, with share and lead time;
             --allow FILE tells apart what is allowed, {"allowed": [{"category", "step", "reason", "decidedBy",
             "until"}]}; --versions FILE instead of a model as for conform; --limit-seconds N, --small-groups 5 leaves out small groups;
             --done A or --done-attribute NAME (as for compare): cases that aren't finished haven't ended early`;

export async function deviations(file: string, words: Words, model: string): Promise<Answer> {
  const limit = numberIn(words, 'limit-seconds', 0, 1e9);
  const smallest = smallGroupsIn(words);
  const list = words.values.get('allow');
  const allowed: readonly Allowance[] = list === undefined ? [] : await openList(list, readAllowances, listRefusalText);
  const versions = words.values.get('versions');
  const road = versions === undefined ? { model, net: await openModel(model) } : await openVersions(versions);
  const read = await openLog(file, words);
  tellNearNames(file, read, 'net' in road ? [road.net] : road.nets);
  const isFinished = finishedIn(file, read, words);
  const now = () => performance.now();
  const box = limit === undefined ? {} : { now, until: now() + limit * 1000 };
  const { models, without, inputs } = heldTo(road, read);
  if (without) refuseFewWithout(file, without, smallest);
  const found = deviationsAgainst(
    read.log,
    models.map(({ held }) => held),
    { allowed, clock: read.report.clock, ...box, ...(isFinished === undefined ? {} : { isFinished }) },
  );
  if (!found.ok) {
    const { name } = models[found.refusal.at]!;
    throw new Refused(`${name}: the model cannot come to its end, so nothing can be aligned with it`);
  }
  const shown = smallest === undefined ? withoutCases(found.value) : suppressDeviations(found.value, smallest);
  if (shown === undefined) throw new Refused(`${file}: fewer than ${smallest} cases; nothing is told of them`);
  const outside = without && shownWithout(without, smallest);
  const all = selectCases(read.log, () => true);
  const cases = models.flatMap(({ held }) => [...(held.selection ?? all)]);
  const running = runningShown(cases, isFinished, smallest);
  return {
    read,
    json: { ...shown, ...running.json, ...(outside ? { withoutVersion: outside } : {}) },
    text: () =>
      [textOf(shown, allowed.length > 0, smallest), ...running.text, ...(outside ? withoutText(outside) : [])].join(
        '\n',
      ),
    options: { 'limit-seconds': limit ?? null, ...finishedOptions(words) },
    inputs: list === undefined ? inputs : { ...inputs, allow: list },
    pages: ['conformance'],
  };
}

/** The models and the cases each is for: one for all, or a version for those that began while it was valid. */
function heldTo(
  road: { readonly model: string; readonly net: PetriNet } | OpenedVersions,
  { log, report }: Opened,
): {
  readonly models: readonly { readonly name: string; readonly held: HeldTo }[];
  readonly without?: WithoutVersion;
  readonly inputs: Readonly<Record<string, string>>;
} {
  if ('net' in road) return { models: [{ name: road.model, held: { net: road.net } }], inputs: { model: road.model } };
  const { selections, without } = casesByVersion(log, road.list, report.clock);
  const models = road.list.map(({ model }, v) => ({
    name: model,
    held: { net: road.nets[v]!, selection: selections[v]! },
  }));
  return { models, without, inputs: road.inputs };
}

/** Which cases it is of no use to print by number. */
function withoutCases(found: Deviations): ShownDeviations {
  const without = <T extends { readonly caseNumbers: unknown }>({ caseNumbers: _, ...row }: T) => row;
  return { ...found, deviations: found.deviations.map(without), allowed: found.allowed.map(without), withheld: 0 };
}

function textOf(shown: ShownDeviations, hasAllowances: boolean, smallest: number | undefined): string {
  const { cases, alignedCases, fittingCases, fittingShare, conformingCases, conformingShare, withheld } = shown;
  const rate = (n: number | null, share: number | null) => `${n ?? '–'} (${percent(share)})`;
  const head = ['cases', 'share', 'median', 'others', 'effect', 'q', ''];
  const rows = shown.deviations.map((row) => [...figures(row), nameOf(row)]);
  const decided = shown.allowed.map((row) => [
    ...figures(row),
    `${nameOf(row)}; until ${row.until} by ${row.decidedBy}: ${row.reason}`,
  ]);
  return [
    `${alignedCases} cases: ${rate(fittingCases, fittingShare)} follow the road`,
    ...(hasAllowances ? [`${rate(conformingCases, conformingShare)} conform, what is allowed counted`] : []),
    ...(shown.exact ? [] : [`time ran out: nothing is said of ${cases - alignedCases} cases more`]),
    ...(withheld > 0 ? [`${withheld} deviations of small groups are left out`] : []),
    ...(rows.length > 0 ? [table([head, ...rows])] : []),
    ...(decided.length > 0 ? ['', 'allowed', table([head, ...decided])] : []),
    ...shown.unused.map(
      ({ category, step, other, until }) =>
        `${smallest === undefined ? 'no case needed' : 'few cases or none needed'}: ${nameOf({ category, step, other: other ?? null })}; until ${until}`,
    ),
  ].join('\n');
}

function figures(row: Omit<DeviationRow | AllowedRow, 'caseNumbers'>): string[] {
  const { cases, share, medianSeconds, othersMedianSeconds, effect, q } = row;
  return [
    `${cases}`,
    percent(share),
    duration(medianSeconds),
    duration(othersMedianSeconds),
    effect?.toFixed(2) ?? '–',
    q?.toPrecision(2) ?? '–',
  ];
}

function nameOf({ category, step, other }: Deviation): string {
  switch (category) {
    case 'skipped':
      return `${step} is skipped`;
    case 'repeated':
      return `${step} is done once more`;
    case 'not-here':
      return `${step} is done where it does not belong`;
    case 'not-on-road':
      return `${step} is not on the road`;
    case 'swapped':
      return `${step} is done before ${other}`;
    case 'started-late':
      return `begins on the road at ${step}`;
    case 'ended-early':
      return step === null ? 'nothing of it is on the road' : `ends on the road at ${step}`;
  }
}
