import sql, { raw } from 'sql-template-tag';
import type { Tx, Who } from '#platform/database.ts';
import type { JourneyFact } from './journey.ts';
import type { OpenRoad } from './open-road.ts';
import { type Projection, project } from './project.ts';
import { readReference } from './reference.ts';
import type { Travelled } from './run.ts';

/** A journey made in memory (`run.ts`), with the version's opened road that it travelled. */
export interface MadeJourney extends Travelled {
  readonly road: OpenRoad;
}

const rowsAtATime = 4000;

/**
 * Writes thousands of finished or travelling journeys at once: facts and everything that lists read, many rows in each
 * statement. `recorded_at` is when each fact happened. Numbers of our own references are reserved, so that the next
 * journey goes on after them. Obstacle rows of `obstacle-reported` facts are the caller's to write.
 */
export async function insertJourneys(tx: Tx, who: Who, journeys: readonly MadeJourney[]): Promise<void> {
  const projected = journeys.map(({ road, journey }) => project(road, journey));
  await insert(
    tx,
    who,
    'journey',
    projected.map((p) => p.journey),
  );
  await insert(tx, who, 'journey_fact', factRows(journeys));
  await insert(tx, who, 'journey_team', teamRows(projected));
  await insert(
    tx,
    who,
    'journey_offer',
    projected.flatMap((p) => p.offers),
  );
  await insert(
    tx,
    who,
    'journey_handoff',
    projected.flatMap((p) => p.handoffs),
  );
  await insert(
    tx,
    who,
    'journey_clock',
    projected.flatMap((p) => p.clocks),
  );
  await reserveNumbers(tx, who, journeys);
}

/** A fact as a row of `journey_fact`, but for the organisation. */
export function factRow(journeyId: string, seq: number, fact: JourneyFact, recordedAt: string) {
  return {
    journey_id: journeyId,
    seq,
    kind: fact.kind,
    data: fact,
    occurred_at: fact.occurredAt,
    recorded_at: recordedAt,
    person_id: fact.personId,
    hat: fact.hat,
    assignment_id: fact.assignmentId,
  };
}

function factRows(journeys: readonly MadeJourney[]) {
  return journeys.flatMap(({ journey, facts }) =>
    facts.map((fact, i) => factRow(journey.journeyId, i + 1, fact, fact.occurredAt)),
  );
}

function teamRows(projected: readonly Projection[]) {
  return projected.flatMap((p) => p.teams.map((team_id) => ({ journey_id: p.journey.id, team_id })));
}

/** Columns are the keys of the first row; the types are the table's own. */
async function insert(tx: Tx, who: Who, table: string, rows: readonly object[]): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = raw(Object.keys(first).join(', '));
  for (let from = 0; from < rows.length; from += rowsAtATime) {
    const part = JSON.stringify(rows.slice(from, from + rowsAtATime));
    await tx.run(
      sql`insert into ${raw(table)} (organisation_id, ${columns})
          select ${who.organisationId}::uuid, ${columns} from json_populate_recordset(null::${raw(table)}, ${part}::json)`,
    );
  }
}

async function reserveNumbers(tx: Tx, who: Who, journeys: readonly MadeJourney[]): Promise<void> {
  const last = new Map<string, { prefix: string; year: number; last: number }>();
  for (const { journey } of journeys) {
    const own = readReference(journey.reference);
    if (own === undefined) continue;
    const key = `${own.prefix}-${own.year}`;
    last.set(key, { ...own, last: Math.max(own.number, last.get(key)?.last ?? 0) });
  }
  for (const { prefix, year, last: number } of last.values())
    await tx.run(
      sql`insert into journey_number as n (organisation_id, prefix, year, last)
          values (${who.organisationId}, ${prefix}, ${year}, ${number})
          on conflict (organisation_id, prefix, year) do update set last = greatest(n.last, excluded.last)`,
    );
}
