import { ok, type Result, refuse } from '#lib/result.ts';
import { type AdoptionObstacle, adoptionObstacles } from './adoption.ts';
import type { VersionState } from './api.ts';
import { check, type Finding } from './check.ts';
import type { Road } from './road.ts';

/** Why a version isn't adopted. */
export type AdoptionRefusal =
  | { readonly tag: 'version-not-draft'; readonly state: VersionState }
  | { readonly tag: 'road-incomplete'; readonly missing: readonly AdoptionObstacle[] }
  | { readonly tag: 'road-unsound'; readonly findings: readonly Finding[] };

/** All that must be mended before a road may be adopted: what is missing (R028), and where it can't be travelled. */
export function mustBeMended(road: Road): (AdoptionObstacle | Finding)[] {
  return [...adoptionObstacles(road), ...check(road).filter((finding) => finding.severity === 'error')];
}

/** May the version become the road in force? That it is the owner of the process who asks is for `may.ts` (R091). */
export function decideAdoption(version: {
  readonly state: VersionState;
  readonly road: Road;
}): Result<Road, AdoptionRefusal> {
  if (version.state !== 'draft') return refuse({ tag: 'version-not-draft', state: version.state });
  const missing = adoptionObstacles(version.road);
  if (missing.length > 0) return refuse({ tag: 'road-incomplete', missing });
  const findings = check(version.road).filter((finding) => finding.severity === 'error');
  if (findings.length > 0) return refuse({ tag: 'road-unsound', findings });
  return ok(version.road);
}
