import sql, { type Sql } from 'sql-template-tag';
import type { Restriction } from '#lib/acting.ts';
import type { PersonId, TeamId } from '#lib/id.ts';
import type { Database, Tx } from '#platform/database.ts';
import { clockStates } from './clock.ts';
import {
  clockPassed,
  type ListedJourney,
  leaderless,
  listedColumns,
  listedFrom,
  presenter,
  readable,
  standsStill,
  waitsForHandoff,
  wearsHat,
} from './list-store.ts';
import { openOffers } from './offer.ts';
import { handoffView, offeredView } from './present.ts';

/** At most so many of each kind are shown; the totals count all. */
const shown = 60;

/** Whose day: the person and the teams that the hat acts for. */
export interface DayOf {
  readonly database: Database;
  readonly personId: PersonId;
  readonly teamIds: readonly TeamId[];
  readonly now: string;
}

type OfferRow = ListedJourney & { readonly node_id: string; readonly mine: boolean; readonly total: number };

/** Steps and choices of the teams, most urgent first: by target time or the nearest clock, then the longest waiting. */
async function offersOf(tx: Tx, { database, personId, teamIds, now }: DayOf, condition: Sql) {
  const rows = await tx.rows<OfferRow>(
    sql`select ${listedColumns}, o.node_id, coalesce(o.taken_by = ${personId}, false) as mine, count(*) over () as total
          from journey_offer o join ${listedFrom} on j.organisation_id = o.organisation_id and j.id = o.journey_id
         where j.state = 'travelling' and o.kind <> 'event' and o.team_id = any (${teamIds}::uuid[]) and ${condition}
         order by least(o.target_by, (select min(c.deadline) from journey_clock c where c.organisation_id = j.organisation_id
                    and c.journey_id = j.id and c.stopped_at is null)) nulls last, o.since, j.id
         limit ${shown}`,
  );
  const present = await presenter(database, tx, rows);
  const items = rows.flatMap((row) => {
    const { road, journey, names, row: journeyRow } = present(row);
    const offer = openOffers(road, journey).find((o) => o.id === row.node_id);
    if (offer === undefined) return [];
    return [{ journey: journeyRow(now), offered: offeredView(road, offer, names), mine: row.mine }];
  });
  return { items, total: rows[0]?.total ?? 0 };
}

/** What the person has taken, and what is to be done on journeys that the person is responsible for. */
export function nextSteps(tx: Tx, day: DayOf) {
  const responsible = sql`(o.taken_by is null and o.state <> 'handed-over' and j.responsible_id = ${day.personId})`;
  return offersOf(tx, day, sql`(o.taken_by = ${day.personId} or ${responsible})`);
}

/**
 * What anybody in the team may take; what waits to be handed over here on a journey that another team holds by now; and,
 * for the leader to put back, what somebody has taken who wears no hat for the team any more.
 */
export function unclaimedSteps(tx: Tx, day: DayOf, { leads }: { leads: boolean }) {
  const left = sql`(o.taken_by is not null and not ${wearsHat(sql`o.taken_by`, sql`o.team_id`, day.now)})`;
  const free = sql`(o.taken_by is null and j.responsible_id <> ${day.personId}
    and (o.state = 'ready' or (o.state = 'needs-handoff' and j.team_id <> o.team_id)))`;
  return offersOf(tx, day, leads ? sql`(${free} or ${left})` : free);
}

/** Where the journey `j` stands: at something that is waited for, and at somebody's work. */
const awaits = sql`exists (select from journey_offer o where o.organisation_id = j.organisation_id and o.journey_id = j.id
  and o.kind = 'event')`;
const hasWork = sql`exists (select from journey_offer o where o.organisation_id = j.organisation_id and o.journey_id = j.id
  and o.kind <> 'event')`;

/**
 * Journeys that wait for an event and for nobody's work, and those where a timer has run out: nobody is told of them by a
 * step, and without this they would be in nobody's day.
 */
export async function waitingJourneys(tx: Tx, { database, now }: DayOf, condition: Sql) {
  const ranOut = sql`(select min(o.target_by) from journey_offer o where o.organisation_id = j.organisation_id
    and o.journey_id = j.id and o.kind = 'event' and o.target_by <= ${now})`;
  const rows = await tx.rows<ListedJourney & { readonly total: number }>(
    sql`select ${listedColumns}, count(*) over () as total from ${listedFrom}
         where j.state = 'travelling' and ${condition} and ${awaits} and (${ranOut} is not null or not ${hasWork})
         order by ${ranOut} nulls last, j.last_at, j.id limit ${shown}`,
  );
  const present = await presenter(database, tx, rows);
  const items = rows.map((row) => {
    const { road, journey, row: journeyRow } = present(row);
    const timers = openOffers(road, journey).filter(
      (o) => o.kind === 'event' && o.targetBy !== null && o.targetBy <= now,
    );
    const timer = timers[0];
    return { journey: journeyRow(now), ranOut: timer ? { name: timer.name, at: timer.targetBy ?? now } : null };
  });
  return { items, total: rows[0]?.total ?? 0 };
}

/** Journeys that have travelled the road and wait for somebody to say what became of the need, the longest first. */
export async function arrivedJourneys(tx: Tx, { database, now }: DayOf, condition: Sql) {
  const rows = await tx.rows<ListedJourney & { readonly total: number }>(
    sql`select ${listedColumns}, count(*) over () as total from ${listedFrom}
         where j.state = 'travelling' and ${condition} and not ${awaits} and not ${hasWork}
         order by j.last_at, j.id limit ${shown}`,
  );
  const present = await presenter(database, tx, rows);
  const items = rows.map((row) => ({ journey: present(row).row(now), since: row.folded.lastAt }));
  return { items, total: rows[0]?.total ?? 0 };
}

type HandoffRow = ListedJourney & { readonly handoff_id: string; readonly total: number };

async function handoffsWhere(tx: Tx, { database, now }: DayOf, condition: Sql) {
  const rows = await tx.rows<HandoffRow>(
    sql`select ${listedColumns}, g.id as handoff_id, count(*) over () as total
          from journey_handoff g join ${listedFrom} on j.organisation_id = g.organisation_id and j.id = g.journey_id
         where j.state = 'travelling' and ${condition}
         order by g.accept_by nulls last, g.offered_at limit ${shown}`,
  );
  const present = await presenter(database, tx, rows);
  const items = rows.flatMap((row) => {
    const { road, journey, names } = present(row);
    const handoff = journey.handoffs.find((h) => h.handoffId === row.handoff_id);
    return handoff ? [handoffView(road, journey, handoff, names, now)] : [];
  });
  return { items, total: rows[0]?.total ?? 0 };
}

export function incomingHandoffs(tx: Tx, day: DayOf) {
  return handoffsWhere(tx, day, sql`g.state = 'offered' and g.to_team_id = any (${day.teamIds}::uuid[])`);
}

export function outgoingHandoffs(tx: Tx, day: DayOf) {
  return handoffsWhere(tx, day, sql`g.state = 'offered' and g.from_team_id = any (${day.teamIds}::uuid[])`);
}

/** Those that came back and haven't been offered again. */
export function returnedHandoffs(tx: Tx, day: DayOf) {
  return handoffsWhere(
    tx,
    day,
    sql`g.state = 'returned' and g.from_team_id = any (${day.teamIds}::uuid[])
      and exists (select from journey_offer o where o.organisation_id = g.organisation_id and o.journey_id = g.journey_id
                    and o.node_id = g.step_id and o.state = 'needs-handoff' and o.since <= g.offered_at)
      and not exists (select from journey_handoff later where later.organisation_id = g.organisation_id
                    and later.journey_id = g.journey_id and later.step_id = g.step_id and later.offered_at > g.offered_at)`,
  );
}

/** Clocks that warn or are overrun on journeys that a condition on `j` picks, the most pressing first. */
export async function pressingClocks(tx: Tx, { database, now }: DayOf, condition: Sql) {
  const rows = await tx.rows<ListedJourney>(
    sql`select ${listedColumns} from ${listedFrom}
         where j.state = 'travelling' and ${condition} and ${clockPassed('warn_at', now)}
         order by (select min(c.deadline) from journey_clock c where c.organisation_id = j.organisation_id
                     and c.journey_id = j.id and c.stopped_at is null), j.id limit ${shown}`,
  );
  const present = await presenter(database, tx, rows);
  const clocks = rows.flatMap((row) => {
    const { road, journey, row: journeyRow } = present(row);
    const pressing = clockStates(road, journey, now).filter((c) => c.state === 'warning' || c.state === 'breached');
    return pressing.map((clock) => ({ journey: journeyRow(now), clock }));
  });
  const counted = await tx.one<{ n: number }>(
    sql`select count(*) as n from journey_clock c join journey j on j.organisation_id = c.organisation_id and j.id = c.journey_id
         where j.state = 'travelling' and c.stopped_at is null and c.warn_at <= ${now} and ${condition}`,
  );
  const items = clocks.sort((a, b) => (a.clock.deadline < b.clock.deadline ? -1 : 1)).slice(0, shown);
  return { items, total: Math.max(items.length, counted?.n ?? 0) };
}

export interface Load {
  readonly kind: 'team' | 'process' | 'person';
  readonly id: string;
  readonly name: string;
  readonly travelling: number;
  readonly still: number;
  readonly handoffs: number;
  readonly breached: number;
  readonly leaderless: number;
}

/** How much is under way, counted per person, team or process, on the journeys that a condition on `j` picks. */
export async function loadBy(tx: Tx, kind: Load['kind'], condition: Sql, now: string): Promise<Load[]> {
  const key = { person: sql`j.responsible_id`, team: sql`j.team_id`, process: sql`j.process_id` }[kind];
  const named = { person: sql`person`, team: sql`team`, process: sql`process` }[kind];
  return tx.rows<Load>(
    sql`select ${kind} as kind, n.id, n.name, l.travelling, l.still, l.handoffs, l.breached, l.leaderless
          from (select ${key} as key, count(*) as travelling, count(*) filter (where ${standsStill(now)}) as still,
                       count(*) filter (where ${waitsForHandoff}) as handoffs,
                       count(*) filter (where ${clockPassed('deadline', now)}) as breached,
                       count(*) filter (where ${leaderless(now)}) as leaderless
                  from journey j where j.state = 'travelling' and ${condition} group by 1) l
          join ${named} n on n.id = l.key
         order by n.name collate "sv-x-icu"`,
  );
}

/** On the journey `j`: one of the teams holds it as a whole. */
export function held(teamIds: readonly TeamId[]): Sql {
  return sql`j.team_id = any (${teamIds}::uuid[])`;
}

/** On the journey `j`: one of the teams holds it, or is the one that tells of what it waits for. */
export function heldOrAwaited(teamIds: readonly TeamId[]): Sql {
  return sql`(${held(teamIds)} or exists (select from journey_offer o where o.organisation_id = j.organisation_id
    and o.journey_id = j.id and o.kind = 'event' and o.team_id = any (${teamIds}::uuid[])))`;
}

export function responsibleIs(personId: PersonId): Sql {
  return sql`j.responsible_id = ${personId}`;
}

/** Those that a hat may read. */
export function within(restriction: Restriction): Sql {
  return readable(restriction);
}

export async function teamsOfPerson(tx: Tx, personId: PersonId): Promise<TeamId[]> {
  const rows = await tx.rows<{ team_id: TeamId }>(sql`select team_id from team_member where person_id = ${personId}`);
  return rows.map((r) => r.team_id);
}

/** The members of a team by name who wear a hat for it now: only they can act on its journeys and so be responsible. */
export function peopleOfTeam(tx: Tx, teamId: TeamId, now: Date): Promise<{ id: string; name: string }[]> {
  return tx.rows(sql`
    select p.id, p.name from team_member m
    join person p on p.organisation_id = m.organisation_id and p.id = m.person_id
    where m.team_id = ${teamId} and exists (
      select from role_assignment a where a.organisation_id = p.organisation_id and a.person_id = p.id
         and a.hat in ('co-worker', 'team-leader') and (a.scope_team_id = ${teamId} or a.scope_kind = 'organisation')
         and a.valid_from <= ${now} and (a.valid_to is null or a.valid_to > ${now}))
    order by p.name collate "sv-x-icu"`);
}
