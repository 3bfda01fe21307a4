import sql from 'sql-template-tag';
import { stands } from '#journey/standing-store.ts';
import type { Tx } from '#platform/database.ts';
import type { HandoffRow } from './travelled/journey-figures.ts';
import type { JourneyHead, KnownVersion } from './travelled/known.ts';

/** A time of the database as ms since 1970 UTC. */
export const ms = (column: string) => sql([`(extract(epoch from ${column}) * 1000)::float8`]);

/**
 * The rest of the transaction sees everything as it is at this moment, whatever is written meanwhile: what several
 * statements read then belongs together. To be asked first.
 */
export async function seeOneMoment(tx: Tx): Promise<void> {
  await tx.rows(sql`set transaction isolation level repeatable read`);
}

export function findProcess(tx: Tx, processId: string): Promise<{ id: string; name: string } | undefined> {
  return tx.one(sql`select id, name from process where id = ${processId}`);
}

/** Journeys of a process with their revisions; one row each. */
export function journeyHeads(tx: Tx, processId: string): Promise<JourneyHead[]> {
  return tx.rows<JourneyHead>(
    sql`select j.id, j.version_id as "versionId", j.revision, j.outcome, ${ms('j.started_at')} as "startedAt",
               ${ms('j.closed_at')} as "closedAt",
               array(select t.team_id::text from journey_team t
                      where t.organisation_id = j.organisation_id and t.journey_id = j.id) as "teamIds"
          from journey j where j.process_id = ${processId} order by j.started_at, j.id`,
  );
}

/**
 * The facts that move these journeys along, one text (JSON) for each journey: the text is read in the worker, so that
 * hundreds of thousands of facts don't hold up the server. What was undone isn't among them. A journey whose facts were
 * all undone has none left, and is told of too, since the worker may remember them.
 */
export async function movesOf(tx: Tx, journeyIds: readonly string[]): Promise<{ id: string; moves: string }[]> {
  const rows = await tx.rows<{ id: string; moves: string }>(
    sql`select f.journey_id as id,
               json_agg(json_build_array(kind, coalesce(data ->> 'stepId', data ->> 'eventId', data ->> 'gatewayId'),
                 data ->> 'teamId', data -> 'choice', ${ms('occurred_at')}) order by seq)::text as moves
          from journey_fact f
         where f.journey_id = any(${journeyIds}::uuid[]) and ${stands}
           and kind in ('step-taken', 'step-put-back', 'step-completed', 'event-occurred', 'way-chosen')
         group by f.journey_id`,
  );
  const moves = new Map(rows.map((row) => [row.id, row.moves]));
  return journeyIds.map((id) => ({ id, moves: moves.get(id) ?? '[]' }));
}

/**
 * Versions of a process with their roads, the one in force (else the newest) last. Drafts come before what has been in
 * force, so that a step is never called what it is only thought to be called.
 */
export function versionsOf(tx: Tx, processId: string): Promise<KnownVersion[]> {
  return tx.rows<KnownVersion>(
    sql`select id, number, road from process_version where process_id = ${processId}
         order by (state = 'adopted'), adopted_at nulls first, number`,
  );
}

/** Handoffs between teams on a process; what a team receives from itself crosses no border (R135). */
export function handoffsOf(tx: Tx, processId: string): Promise<HandoffRow[]> {
  return tx.rows<HandoffRow>(
    sql`select h.journey_id as "journeyId", h.from_team_id as "fromTeamId", h.to_team_id as "toTeamId", h.step_id as "stepId",
               h.state, ${ms('h.offered_at')} as "offeredAt", ${ms('h.accepted_at')} as "acceptedAt"
          from journey_handoff h join journey j on j.organisation_id = h.organisation_id and j.id = h.journey_id
         where j.process_id = ${processId} and h.from_team_id <> h.to_team_id order by h.offered_at, h.id`,
  );
}

/** Open obstacles by step. */
export async function openObstaclesOf(tx: Tx, processId: string): Promise<Record<string, number>> {
  const rows = await tx.rows<{ step: string; count: number }>(
    sql`select step_id as step, count(*) as count from obstacle
         where process_id = ${processId} and state = 'open' and step_id is not null group by step_id`,
  );
  return Object.fromEntries(rows.map(({ step, count }) => [step, count]));
}

export async function teamNames(tx: Tx): Promise<Record<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(sql`select id, name from team`);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
