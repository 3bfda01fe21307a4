import sql from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import type { Tx } from '#platform/database.ts';
import type { Journey, ReportedObstacle } from './state.ts';

/** The kinds of obstacle to choose among, in the taxonomy's order. */
export function obstacleKinds(tx: Tx): Promise<{ key: string; sv: string; en: string }[]> {
  return tx.rows(sql`select key, sv, en from obstacle_kind order by position, key`);
}

/** Is there such a kind of obstacle in the organisation's taxonomy? */
export async function knowsObstacleKind(tx: Tx, key: string): Promise<boolean> {
  return (await tx.one(sql`select from obstacle_kind where key = ${key}`)) !== undefined;
}

/**
 * Lays an obstacle that was reported on a journey on the road as well, where its owner and all who help to remove it find
 * it (R046). The table is improvement's; the row is written here so that fact and row are kept together or not at all.
 */
export async function insertObstacle(
  tx: Tx,
  acting: Acting,
  journey: Journey,
  reported: ReportedObstacle & { readonly stepName: string | null; readonly note: string },
): Promise<void> {
  await tx.run(
    sql`insert into obstacle (organisation_id, id, process_id, step_id, step_name, journey_id, handoff_id, kind, note,
                              reported_at, reported_by, reported_as, state)
        values (${acting.organisationId}, ${reported.obstacleId}, ${journey.processId}, ${reported.stepId}, ${reported.stepName},
                ${journey.journeyId}, ${reported.handoffId}, ${reported.kind}, ${reported.note},
                ${reported.at}, ${acting.personId}, ${acting.hat}, 'open')`,
  );
}
