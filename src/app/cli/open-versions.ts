/** `--versions VERSIONS.json`: the versions of a road and their models, and what is said of cases that none was valid for. */
import { dirname, resolve } from 'node:path';
import { suppressFits } from '#mining/conformance/suppress.ts';
import type { Version, VersionsRefusal, WithoutVersion } from '#mining/conformance/versions.ts';
import { readVersions } from '#mining/conformance/versions.ts';
import type { PetriNet } from '#mining/discovery/petri-net.ts';
import { Refused } from './open-log.ts';
import { openModel } from './open-model.ts';
import { listRefusalText, openList } from './read-list.ts';

export interface OpenedVersions {
  readonly list: readonly Version[];
  readonly nets: readonly PetriNet[];
  /** Files that an answer depends on. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Models lie beside the list. Throws as `openList` and `openModel` do. */
export async function openVersions(path: string): Promise<OpenedVersions> {
  const list = await openList(path, readVersions, versionsText);
  const pathOf = (model: string) => resolve(dirname(path), model);
  const nets = await Promise.all(list.map(({ model }) => openModel(pathOf(model))));
  const models = list.map(({ model }) => [`versions/${model}`, pathOf(model)] as const);
  return { list, nets, inputs: { versions: path, ...Object.fromEntries(models) } };
}

function versionsText(refusal: VersionsRefusal): string {
  switch (refusal.tag) {
    case 'versions-overlap':
      return `both ${refusal.one} and ${refusal.other} are valid on ${refusal.day}`;
    case 'version-named-twice':
      return `two versions are called ${refusal.name}`;
    default:
      return listRefusalText(refusal);
  }
}

/** A few cases without version could be reckoned from the log's number of cases and the answer's. Throws `Refused` for them. */
export function refuseFewWithout(file: string, without: WithoutVersion, smallest: number | undefined): void {
  const some = Object.values(without).reduce((sum, n) => sum + n, 0);
  if (smallest !== undefined && some > 0 && some < smallest)
    throw new Refused(
      `${file}: fewer than ${smallest} cases began when no version was valid, and could be reckoned: leave them out first (log filter)`,
    );
}

const WHY: Readonly<Record<keyof WithoutVersion, string>> = {
  beforeFirst: 'began before the first version',
  betweenVersions: 'began between two versions',
  afterLast: 'began after the last version',
  undated: 'don’t tell when they began',
  ofNone: 'are none that a version is said to be for',
};

/** Counts that are null are withheld. */
export type ShownWithout = Readonly<Record<keyof WithoutVersion, number | null>>;

/** Without counts of few cases, and what they could be reckoned from. */
export function shownWithout(without: WithoutVersion, smallest = 1): ShownWithout {
  const reasons = Object.keys(without) as (keyof WithoutVersion)[];
  const { others } = suppressFits(
    [],
    reasons.map((why) => without[why]),
    smallest,
  );
  return Object.fromEntries(reasons.map((why, i) => [why, others[i]!])) as ShownWithout;
}

export function withoutText(without: ShownWithout): string[] {
  return (Object.keys(WHY) as (keyof WithoutVersion)[])
    .filter((why) => without[why] !== 0)
    .map((why) => `${without[why] ?? 'some'} cases ${WHY[why]}, held to none`);
}
