import sql, { join } from 'sql-template-tag';
import { assert } from '#lib/result.ts';
import type { Database, Tx } from '#platform/database.ts';
import type { Road } from '#process/road.ts';
import { type OpenRoad, openRoad } from './open-road.ts';

/**
 * Opened roads by version. Versions never change, so one is read and compiled once in the life of the process. Held per
 * database, not per organisation: who has the id of a version got it from a row that the organisation may see.
 */
const held = new WeakMap<Database, Map<string, OpenRoad>>();

function heldFor(database: Database): Map<string, OpenRoad> {
  const known = held.get(database) ?? new Map<string, OpenRoad>();
  held.set(database, known);
  return known;
}

/** The opened road of a version, if it is held already. */
export function heldRoad(database: Database, versionId: string): OpenRoad | undefined {
  return heldFor(database).get(versionId);
}

/** Opened roads of versions; those not held are read. A version that journeys travel on always is one that can be. */
export async function openRoads(
  database: Database,
  tx: Tx,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, OpenRoad>> {
  const known = heldFor(database);
  const missing = [...new Set(versionIds)].filter((id) => !known.has(id));
  if (missing.length > 0) {
    const rows = await tx.rows<{ id: string; road: Road }>(
      sql`select id, road from process_version where id in (${join(missing)})`,
    );
    for (const { id, road } of rows) {
      const opened = openRoad(road);
      assert(opened.ok, `the road of version ${id} can be travelled`);
      known.set(id, opened.value);
    }
  }
  return known;
}

export async function openRoadOf(database: Database, tx: Tx, versionId: string): Promise<OpenRoad> {
  const road = heldRoad(database, versionId) ?? (await openRoads(database, tx, [versionId])).get(versionId);
  assert(road, `version ${versionId} exists`);
  return road;
}
