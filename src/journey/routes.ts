import { type Acting, abilities, restriction } from '#lib/acting.ts';
import { ok } from '#lib/result.ts';
import { logRead } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { StatusTable } from '#platform/problem.ts';
import { getJourney, getJourneyChoices, listJourneyBoard, listJourneys } from './api.ts';
import { journeyBoard } from './board-store.ts';
import { actsFor, journeyCommandRoutes, pageOfLoaded, readingSubject } from './command-routes.ts';
import { getMyDay } from './day-api.ts';
import {
  arrivedJourneys,
  type DayOf,
  held,
  heldOrAwaited,
  incomingHandoffs,
  type Load,
  loadBy,
  nextSteps,
  outgoingHandoffs,
  peopleOfTeam,
  pressingClocks,
  responsibleIs,
  returnedHandoffs,
  teamsOfPerson,
  unclaimedSteps,
  waitingJourneys,
  within,
} from './day-store.ts';
import type { JourneyRefusal } from './journey.ts';
import { roadDrafts, roadObstacles, storyOf } from './lead-store.ts';
import { listJourneyRows } from './list-store.ts';
import { journeyMay } from './may.ts';
import { moveJourneysRoute } from './move-routes.ts';
import { obstacleKinds } from './obstacle-store.ts';
import { monthsUnchecked } from './reading-month-store.ts';
import { leaderlessJourneys } from './responsible-store.ts';
import { journeyStartRoutes } from './start-routes.ts';
import { loadJourney } from './store.ts';

/** What a hat could do with journeys in its own scope: whether to show the button that starts one. */
function ownAbilities(acting: Acting): string[] {
  const { scope } = acting;
  if (scope.kind === 'team') return abilities(journeyMay, acting, { teamIds: [scope.teamId] });
  return abilities(journeyMay, acting, scope.kind === 'process' ? { processId: scope.processId } : {});
}

/** Counts from one to four could point at a person (D13); to those who may read the journeys they say nothing new. */
export function hideSmall(load: Load) {
  const hide = (n: number) => (n > 0 && n < 5 ? null : n);
  const { travelling, still, handoffs, breached, leaderless, ...named } = load;
  return {
    ...named,
    travelling: hide(travelling),
    still: hide(still),
    handoffs: hide(handoffs),
    breached: hide(breached),
    leaderless: hide(leaderless),
  };
}

async function loadFor(tx: Tx, acting: Acting, day: DayOf) {
  const reads = restriction(journeyMay['list-journeys'], acting);
  switch (acting.hat) {
    case 'co-worker':
    case 'administrator':
      return [];
    case 'team-leader':
      return loadBy(tx, 'person', held(day.teamIds), day.now);
    case 'business-owner':
      return loadBy(tx, 'team', within(reads), day.now);
    default: {
      const { scope } = acting;
      const own = within(scope.kind === 'process' ? scope : { kind: 'all' });
      const load = await loadBy(tx, 'process', own, day.now);
      return reads.kind === 'all' ? load : load.map(hideSmall);
    }
  }
}

/** Clocks that press on: a co-worker's own journeys, a leader's team's, a business owner's process's. */
async function clocksFor(tx: Tx, acting: Acting, day: DayOf): ReturnType<typeof pressingClocks> {
  if (acting.hat === 'co-worker') return pressingClocks(tx, day, responsibleIs(day.personId));
  if (acting.hat === 'team-leader') return pressingClocks(tx, day, held(day.teamIds));
  if (acting.hat === 'business-owner')
    return pressingClocks(tx, day, within(restriction(journeyMay['list-journeys'], acting)));
  return { items: [], total: 0 };
}

const none = { items: [], total: 0 };

export const journeyRoutes: readonly Route[] = [
  route(listJourneys, journeyMay['list-journeys'], async (call) => {
    const { acting, world, query } = call;
    const narrowed = call.restriction();
    const now = world.clock().toISOString();
    return world.database.read(acting, async (tx) => {
      const { items, total } = await listJourneyRows(world.database, tx, query, narrowed, now);
      return ok({ items, total, page: query.page, size: query.size, may: ownAbilities(acting) });
    });
  }),

  route(listJourneyBoard, journeyMay['list-journey-board'], async (call) => {
    const { acting, world, query } = call;
    const narrowed = call.restriction();
    const now = world.clock().toISOString();
    return world.database.read(acting, async (tx) => ok(await journeyBoard(world.database, tx, query, narrowed, now)));
  }),

  route(getJourney, journeyMay['get-journey'], async (call) => {
    const { acting, world, params } = call;
    const now = world.clock().toISOString();
    return world.database.read(acting, async (tx) => {
      const people = [acting.personId];
      const loaded = await loadJourney(world.database, tx, params.journeyId, { people, lock: false });
      if (loaded === undefined) return notFound;
      if (!call.may(readingSubject(loaded.journey))) return notAllowed;
      await logRead(tx, acting, 'journey', params.journeyId, new Date(now));
      return ok(pageOfLoaded(loaded, acting, now));
    });
  }),

  route(getJourneyChoices, journeyMay['get-journey-choices'], async (call) => {
    const { acting, world, params } = call;
    return world.database.read(acting, async (tx) => {
      const loaded = await loadJourney(world.database, tx, params.journeyId, { people: [], lock: false });
      if (loaded === undefined) return notFound;
      if (!call.may(readingSubject(loaded.journey))) return notAllowed;
      const people = await peopleOfTeam(tx, loaded.journey.teamId, world.clock());
      return ok({ people, obstacleKinds: await obstacleKinds(tx) });
    });
  }),

  route(getMyDay, journeyMay['get-my-day'], async ({ acting, world }) => {
    const now = world.clock().toISOString();
    return world.database.read(acting, async (tx) => {
      const works = acting.hat === 'co-worker' || acting.hat === 'team-leader';
      const leads = acting.hat === 'team-leader';
      const answers = acting.hat === 'process-owner' || acting.hat === 'process-leader';
      const reads = restriction(journeyMay['get-journey'], acting);
      const teamIds = works ? actsFor(acting, await teamsOfPerson(tx, acting.personId)) : [];
      const day: DayOf = { database: world.database, personId: acting.personId, teamIds, now };
      const [
        next,
        unclaimed,
        waiting,
        arrived,
        incoming,
        outgoing,
        returned,
        leaderless,
        clocks,
        load,
        obstacles,
        drafts,
        unchecked,
        story,
      ] = await Promise.all([
        works ? nextSteps(tx, day) : none,
        works ? unclaimedSteps(tx, day, { leads }) : none,
        works ? waitingJourneys(tx, day, leads ? heldOrAwaited(teamIds) : responsibleIs(day.personId)) : none,
        works ? arrivedJourneys(tx, day, leads ? held(teamIds) : responsibleIs(day.personId)) : none,
        works ? incomingHandoffs(tx, day) : none,
        works ? outgoingHandoffs(tx, day) : none,
        works ? returnedHandoffs(tx, day) : none,
        leads ? leaderlessJourneys(tx, teamIds, world.clock()) : [],
        clocksFor(tx, acting, day),
        loadFor(tx, acting, day),
        answers ? roadObstacles(tx, acting) : none,
        answers ? roadDrafts(tx, acting) : [],
        acting.hat === 'auditor' ? monthsUnchecked(tx, now) : [],
        storyOf(tx, acting, reads),
      ]);
      return ok({
        hat: acting.hat,
        next: next.items,
        unclaimed: unclaimed.items,
        waiting: waiting.items,
        arrived: arrived.items,
        incoming: incoming.items,
        outgoing: outgoing.items,
        returned: returned.items,
        leaderless,
        clocks: clocks.items,
        load,
        obstacles,
        drafts,
        unchecked,
        story,
        totals: {
          next: next.total,
          unclaimed: unclaimed.total,
          waiting: waiting.total,
          arrived: arrived.total,
          incoming: incoming.total,
          outgoing: outgoing.total,
          clocks: clocks.total,
        },
      });
    });
  }),

  ...journeyStartRoutes,
  moveJourneysRoute,
  ...journeyCommandRoutes,
];

/** 409: the state of the journey stands in the way; 422: what was asked can't be; 403: it is for others. */
export const journeyStatus = {
  'journey-closed': 409,
  'step-not-offered': 409,
  'step-taken-by-other': 409,
  'step-already-completed': 409,
  'step-awaits-handoff': 409,
  'step-not-with-team': 403,
  'choice-missing': 422,
  'choice-unknown': 422,
  'event-not-awaited': 409,
  'choice-not-awaited': 409,
  'act-unknown': 422,
  'act-not-yours': 403,
  'act-followed': 409,
  'act-taken-up': 409,
  'act-handed-over': 409,
  'time-impossible': 422,
  'timer-not-due': 409,
  'handoff-to-own-team': 422,
  'handoff-not-needed': 409,
  'handoff-already-offered': 409,
  'handoff-incomplete': 422,
  'handoff-not-open': 409,
  'handoff-not-to-you': 403,
  'person-not-in-team': 422,
  'team-not-on-road': 422,
  'road-not-adopted': 409,
  'situation-unknown': 422,
  'step-unknown': 422,
  'kind-unknown': 422,
  'reference-without-digit': 422,
  'reference-like-name': 422,
  'reference-taken': 409,
  'road-not-travelled': 409,
  'reason-missing': 422,
  'personal-data-in-text': 422,
  'journey-moved-on': 409,
  'revision-unknown': 409,
  'journeys-many': 409,
} as const satisfies StatusTable & Record<JourneyRefusal['tag'], number>;
