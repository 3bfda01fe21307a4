import sql, { type Sql } from 'sql-template-tag';
import type { z } from 'zod';
import type { Acting, Restriction } from '#lib/acting.ts';
import type { ObstacleId, OrganisationId, ProcessId } from '#lib/id.ts';
import { all, insertRows, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { matches } from '#platform/text-match.ts';
import type { listObstacles as listOperation, ObstacleRow } from './api.ts';
import { type Contribution, firstKinds, type ObstacleKind } from './obstacle.ts';

type Row = z.infer<typeof ObstacleRow>;

const iso = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

/** Gives an organisation the kinds to begin with; those it has are left as they are. */
export async function insertFirstKinds(tx: Tx, organisationId: OrganisationId): Promise<void> {
  for (const [position, kind] of firstKinds.entries()) await insertKind(tx, { organisationId }, kind, position);
}

export function listKinds(tx: Tx): Promise<ObstacleKind[]> {
  return tx.rows(sql`select key, sv, en from obstacle_kind order by position, key`);
}

/** Says whether the key was free. */
export async function insertKind(
  tx: Tx,
  acting: Pick<Acting, 'organisationId'>,
  kind: ObstacleKind,
  position: number,
): Promise<boolean> {
  const added = await tx.run(
    sql`insert into obstacle_kind (organisation_id, key, sv, en, position)
        values (${acting.organisationId}, ${kind.key}, ${kind.sv}, ${kind.en}, ${position}) on conflict do nothing`,
  );
  return added === 1;
}

/** Holds where the journey behind a row of `obstacle o` may be read singly under a restriction (D02). */
function journeyShown(restriction: Restriction): Sql {
  switch (restriction.kind) {
    case 'all':
      return sql`true`;
    case 'process':
      return sql`o.process_id = ${restriction.processId}`;
    case 'team':
      return sql`exists (select from journey_team j where j.journey_id = o.journey_id and j.team_id = ${restriction.teamId})`;
    case 'none':
    case 'self':
    case 'unit':
      return sql`false`;
  }
}

function columns(restriction: Restriction): Sql {
  return sql`o.id, o.process_id as "processId", o.step_id as "stepId", o.kind, o.note, o.reported_by as "reportedBy",
    case when ${journeyShown(restriction)} then o.journey_id end as "journeyId",
    case when ${journeyShown(restriction)} then o.handoff_id end as "handoffId",
    to_char(o.reported_at at time zone 'UTC', ${iso}) as "reportedAt", o.reported_as as "reportedAs", o.state,
    to_char(o.removed_at at time zone 'UTC', ${iso}) as "removedAt",
    pr.name as "processName", o.step_name as "stepName", k.sv as "kindSv", k.en as "kindEn",
    p.name as "reportedByName", u.name as "reportedByUnit",
    (select jsonb_agg(distinct un.name) from person pe join unit un on un.id = pe.unit_id
      where pe.id = o.reported_by or pe.id in (select c.person_id from obstacle_contribution c where c.obstacle_id = o.id)) as units,
    (select count(*) from obstacle_contribution c where c.obstacle_id = o.id) as contributions`;
}

const from = sql`obstacle o
  join process pr on pr.organisation_id = o.organisation_id and pr.id = o.process_id
  join obstacle_kind k on k.organisation_id = o.organisation_id and k.key = o.kind
  join person p on p.organisation_id = o.organisation_id and p.id = o.reported_by
  join unit u on u.organisation_id = p.organisation_id and u.id = p.unit_id`;

const sorts = {
  reportedAt: sql`o.reported_at`,
  process: sql`pr.name collate "sv-x-icu"`,
  kind: sql`k.position`,
  contributions: sql`contributions`,
};

type Filter = z.output<typeof listOperation.query>;

/** Obstacles; which journey lies behind is shown as far as the restriction (of reading journeys) goes. */
export async function listObstacles(tx: Tx, filter: Filter, restriction: Restriction) {
  const where = all([
    filter.state === 'all' ? undefined : sql`o.state = ${filter.state}`,
    filter.processId === undefined ? undefined : sql`o.process_id = ${filter.processId}`,
    filter.stepId === undefined ? undefined : sql`o.step_id = ${filter.stepId}`,
    filter.kind === undefined ? undefined : sql`o.kind = ${filter.kind}`,
    filter.unitId === undefined
      ? undefined
      : sql`exists (select from person pe where pe.unit_id = ${filter.unitId} and (pe.id = o.reported_by
              or pe.id in (select c.person_id from obstacle_contribution c where c.obstacle_id = o.id)))`,
    matches([sql`o.note`, sql`o.step_name`, sql`pr.name`, sql`k.sv`, sql`k.en`], filter.q),
  ]);
  const items = await tx.rows<Row>(
    sql`select ${columns(restriction)} from ${from} where ${where} order by ${orderBy(sorts, filter.sort, '-reportedAt')}, o.id
         limit ${filter.size} offset ${(filter.page - 1) * filter.size}`,
  );
  const count = await tx.one<{ n: number }>(sql`select count(*) as n from ${from} where ${where}`);
  return { items, total: count?.n ?? 0, page: filter.page, size: filter.size };
}

export function findObstacle(tx: Tx, id: ObstacleId, restriction: Restriction): Promise<Row | undefined> {
  return tx.one<Row>(sql`select ${columns(restriction)} from ${from} where o.id = ${id}`);
}

/** Keeps two people from removing the same obstacle at once. */
export async function lockObstacle(tx: Tx, id: ObstacleId): Promise<void> {
  await tx.rows(sql`select from obstacle where id = ${id} for update`);
}

/** The common work on an obstacle, oldest first. */
export function workOn(tx: Tx, id: ObstacleId): Promise<Contribution[]> {
  return tx.rows(
    sql`select to_char(c.at at time zone 'UTC', ${iso}) as at, c.person_id as "personId", p.name as "personName", c.hat,
               c.own_role_id as "ownRoleId",               u.name as "unitName", c.text
          from obstacle_contribution c
          join person p on p.organisation_id = c.organisation_id and p.id = c.person_id
          join unit u on u.organisation_id = p.organisation_id and u.id = p.unit_id
         where c.obstacle_id = ${id} order by c.at, c.id`,
  );
}

/** The road that an obstacle may lie on: the adopted version's, else the newest; gives the name of the step. */
export async function placeOnRoad(tx: Tx, processId: ProcessId, stepId: string | null) {
  const found = await tx.one<{ steps: { id: string; name: string }[] }>(
    sql`select coalesce((select jsonb_agg(n) from jsonb_array_elements(v.road -> 'nodes') n where n ->> 'kind' = 'step'), '[]') as steps
          from process_version v where v.process_id = ${processId}
         order by (v.state = 'adopted') desc, v.number desc limit 1`,
  );
  if (found === undefined) return undefined;
  return { step: stepId === null ? undefined : found.steps.find(({ id }) => id === stepId) };
}

export interface Report {
  readonly id: ObstacleId;
  readonly processId: ProcessId;
  readonly stepId: string | null;
  readonly stepName: string | null;
  readonly kind: string;
  readonly note: string;
}

export function insertObstacle(tx: Tx, acting: Acting, report: Report, at: Date): Promise<void> {
  return insertRows(tx, 'obstacle', [
    {
      organisation_id: acting.organisationId,
      id: report.id,
      process_id: report.processId,
      step_id: report.stepId,
      step_name: report.stepName,
      kind: report.kind,
      note: report.note,
      reported_at: at,
      reported_by: acting.personId,
      reported_as: acting.hat,
      state: 'open',
    },
  ]);
}

export function insertContribution(
  tx: Tx,
  acting: Acting,
  { id, obstacleId, text }: { id: string; obstacleId: ObstacleId; text: string },
  at: Date,
): Promise<void> {
  const { organisationId: organisation_id, personId: person_id, hat, ownRoleId: own_role_id = null } = acting;
  return insertRows(tx, 'obstacle_contribution', [
    { organisation_id, id, obstacle_id: obstacleId, at, person_id, hat, own_role_id, text },
  ]);
}

export async function setRemoved(tx: Tx, id: ObstacleId, at: Date): Promise<void> {
  await tx.run(sql`update obstacle set state = 'removed', removed_at = ${at} where id = ${id}`);
}
