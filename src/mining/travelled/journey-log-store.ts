import sql from 'sql-template-tag';
import { type OpenRoad, openRoad } from '#journey/open-road.ts';
import { assert } from '#lib/result.ts';
import { journeyHeads, movesOf } from '#mining/store.ts';
import type { Tx } from '#platform/database.ts';
import type { Road } from '#process/road.ts';
import type { LoggedJourney } from './journey-log.ts';
import { type MoveFact, passesOf } from './pass.ts';

/** A version of a road that is or was in force. `adoptedAt` is ms since 1970 UTC. */
export interface AdoptedVersion {
  readonly id: string;
  readonly number: number;
  readonly bpmn: Uint8Array;
  readonly road: Road;
  readonly adoptedAt: number;
}

/** Versions of a process that have been in force, the first adopted first. */
export function adoptedVersions(tx: Tx, processId: string): Promise<AdoptedVersion[]> {
  return tx.rows<AdoptedVersion>(
    sql`select id, number, bpmn, road, (extract(epoch from adopted_at) * 1000)::float8 as "adoptedAt"
          from process_version where process_id = ${processId} and adopted_at is not null order by adopted_at, number`,
  );
}

/** Processes by id or by name, in any case; where none is called just so, those whose names begin that way. */
export async function processesCalled(tx: Tx, name: string): Promise<{ id: string; name: string }[]> {
  const found = await tx.rows<{ id: string; name: string; whole: boolean }>(
    sql`select id, name, id::text = lower(${name}) or lower(name) = lower(${name}) as whole from process
         where id::text = lower(${name}) or starts_with(lower(name), lower(${name})) order by name, id`,
  );
  const whole = found.filter((one) => one.whole);
  return (whole.length > 0 ? whole : found).map(({ id, name }) => ({ id, name }));
}

const atOnce = 2000;

/**
 * All journeys of a process, the first started first, as their log needs them. Their facts are read some at a time; the
 * steps done are all held.
 */
export async function loggedJourneys(
  tx: Tx,
  processId: string,
  versions: readonly AdoptedVersion[],
): Promise<LoggedJourney[]> {
  const opened = new Map<string, { road: OpenRoad; version: number }>();
  for (const { id, number, road } of versions) {
    const open = openRoad(road);
    assert(open.ok, 'a road that was adopted can be travelled');
    opened.set(id, { road: open.value, version: number });
  }
  const heads = await journeyHeads(tx, processId);
  const journeys: LoggedJourney[] = [];
  for (let from = 0; from < heads.length; from += atOnce) {
    const some = heads.slice(from, from + atOnce);
    const ids = some.map(({ id }) => id);
    const moves = new Map((await movesOf(tx, ids)).map((one) => [one.id, one.moves]));
    for (const { id, versionId, startedAt, closedAt, outcome } of some) {
      const pinned = opened.get(versionId);
      assert(pinned !== undefined, 'a journey is pinned to a version that was adopted');
      const passes = passesOf(pinned.road, startedAt, JSON.parse(moves.get(id) ?? '[]') as MoveFact[]);
      journeys.push({ id, ...pinned, startedAt, closedAt, outcome, passes });
    }
  }
  return journeys;
}
