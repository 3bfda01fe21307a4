import sql, { type Sql } from 'sql-template-tag';
import type { Restriction } from '#lib/acting.ts';
import type { ProcessId, TeamId } from '#lib/id.ts';
import { all, type Database, type Tx } from '#platform/database.ts';
import { strip } from '#process/strip.ts';
import type { listJourneyBoard } from './api.ts';
import { type ListedJourney, listedColumns, listedFrom, presenter, readable } from './list-store.ts';
import { nameOf, type OpenRoad } from './open-road.ts';
import { openRoads } from './road-store.ts';

/** At most so many cards in a column, the most urgent; the column's count says all. */
const shown = 60;

type Board = (typeof listJourneyBoard)['output']['_output'];
type CardRow = ListedJourney & {
  readonly node_id: string;
  readonly state: 'ready' | 'needs-handoff' | 'handed-over';
  readonly since: Date;
  readonly target_by: Date | null;
  readonly step_team: string;
  readonly taken_name: string | null;
  readonly total: number;
  readonly late: number;
};

/** The roads that journeys under way travel on and the adopted one, the newest first. */
async function roadsOf(database: Database, tx: Tx, processId: ProcessId, journeys: Sql): Promise<OpenRoad[]> {
  const versions = await tx.rows<{ id: string }>(
    sql`select v.id from process_version v
         where v.process_id = ${processId} and (v.state = 'adopted' or exists (
           select from journey j where j.organisation_id = v.organisation_id and j.version_id = v.id and ${journeys}))
         order by v.number desc`,
  );
  const ids = versions.map((v) => v.id);
  const roads = await openRoads(database, tx, ids);
  return ids.flatMap((id) => roads.get(id) ?? []);
}

/** Events after one event-based gateway: a journey waits for all of them at once, and they share a column. */
function races(road: OpenRoad): string[][] {
  const gateways = road.road.nodes.filter((n) => n.kind === 'event-based');
  return gateways.map(({ id }) => (road.net.nodes.get(id)?.out ?? []).map((arc) => road.net.arcs.get(arc)?.to ?? ''));
}

/** The event that stands for its race: a timer where there is one, since it is what can be late. */
function lead(road: OpenRoad, race: readonly string[]): string | undefined {
  return race.find((id) => road.net.nodes.get(id)?.after !== undefined) ?? race[0];
}

/** Nodes that have no column: what may happen beside a step, and what another event of the same race stands for. */
function columnless(roads: readonly OpenRoad[]): string[] {
  const besides = roads.flatMap(({ road }) => road.nodes.filter((n) => n.kind === 'boundary').map((n) => n.id));
  const others = roads.flatMap((road) => races(road).flatMap((race) => race.filter((id) => id !== lead(road, race))));
  return [...besides, ...others];
}

function columnOf(road: OpenRoad, id: string) {
  const race = races(road).find((one) => one.includes(id)) ?? [id];
  const does = road.net.nodes.get(id)?.does;
  const kind = does === 'step' ? 'step' : does === 'catch' ? 'event' : 'choice';
  return { name: race.map((one) => nameOf(road, one)).join(' / '), kind } as const;
}

/** Steps of the newest road in order of travel, then what only older roads have and where somebody still stands. */
function columnsOf(roads: readonly OpenRoad[], counts: ReadonlyMap<string, number>) {
  const [newest, ...older] = roads;
  const columns = new Map<string, ReturnType<typeof columnOf>>();
  const add = (road: OpenRoad, all: boolean) => {
    for (const stop of strip(road.road).stops)
      if (!columns.has(stop.id) && ((all && stop.kind === 'station') || counts.has(stop.id)))
        columns.set(stop.id, columnOf(road, stop.id));
  };
  if (newest) add(newest, true);
  for (const road of older) add(road, false);
  return [...columns].map(([stepId, column]) => ({ stepId, ...column }));
}

/** The journeys under way on one process, standing at its steps, as far as the hat may read them. */
export async function journeyBoard(
  database: Database,
  tx: Tx,
  { processId, teamId }: { readonly processId: ProcessId; readonly teamId?: TeamId | undefined },
  restriction: Restriction,
  now: string,
): Promise<Board> {
  const journeys = all([
    readable(restriction),
    sql`j.state = 'travelling'`,
    sql`j.process_id = ${processId}`,
    teamId && sql`j.team_id = ${teamId}`,
  ]);
  const roads = await roadsOf(database, tx, processId, journeys);
  const rows = await tx.rows<CardRow>(
    sql`select * from (
          select ${listedColumns}, o.node_id, o.state, o.since, o.target_by, st.name as step_team, tp.name as taken_name,
                 count(*) over (partition by o.node_id) as total,
                 count(*) filter (where o.target_by < ${now}) over (partition by o.node_id) as late,
                 row_number() over (partition by o.node_id order by least(o.target_by, (select min(c.deadline)
                   from journey_clock c where c.organisation_id = j.organisation_id and c.journey_id = j.id
                    and c.stopped_at is null)) nulls last, o.since, j.id) as place
            from journey_offer o
            join ${listedFrom} on j.organisation_id = o.organisation_id and j.id = o.journey_id
            join team st on st.organisation_id = o.organisation_id and st.id = o.team_id
            left join person tp on tp.organisation_id = o.organisation_id and tp.id = o.taken_by
           where ${journeys} and not (o.node_id = any (${columnless(roads)}::text[]))) cards
         where place <= ${shown} order by node_id, place`,
  );
  const counted = await tx.one<{ total: number; past: number }>(
    sql`select count(*) as total, count(*) filter (where not exists (select from journey_offer o
          where o.organisation_id = j.organisation_id and o.journey_id = j.id)) as past from journey j where ${journeys}`,
  );
  const present = await presenter(database, tx, rows);
  const counts = new Map(rows.map((row) => [row.node_id, row.total]));
  return {
    total: counted?.total ?? 0,
    travelled: counted?.past ?? 0,
    columns: columnsOf(roads, counts).map((column) => ({
      ...column,
      total: counts.get(column.stepId) ?? 0,
      late: rows.find((row) => row.node_id === column.stepId)?.late ?? 0,
      cards: rows
        .filter((row) => row.node_id === column.stepId)
        .map((row) => ({
          journey: present(row).row(now),
          state: row.state,
          since: row.since.toISOString(),
          targetBy: row.target_by?.toISOString() ?? null,
          teamName: row.step_team,
          takenByName: row.taken_name,
        })),
    })),
  };
}
