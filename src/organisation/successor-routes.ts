/** Nobody stops wearing a hat behind the journeys that the person is responsible for (R123). */
import type { z } from 'zod';
import type { Acting } from '#lib/acting.ts';
import type { PersonId, TeamId } from '#lib/id.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { Refusal } from '#platform/problem.ts';
import type { World } from '#platform/world.ts';
import { decideEnd, subjectOf } from './appoint.ts';
import { findAssignment, settingOf, teamLeftBy } from './assignment-store.ts';
import { organisationMay } from './may.ts';
import { personExists } from './person-store.ts';
import { getAssignmentJourneys, getMemberJourneys, type JourneysLeft, type JourneysTo } from './successor-api.ts';
import { teamExists } from './team-store.ts';

/** A person in a team. */
export interface Place {
  readonly teamId: TeamId;
  readonly personId: PersonId;
}

/** What the register asks of those who keep the journeys; `app` says who. */
export interface Successors {
  /** Has the person any journeys there, and how many as far as the one who asks may be told? */
  left(tx: Tx, acting: Acting, place: Place): Promise<{ readonly any: boolean; readonly count: number | null }>;
  /** Who can be responsible in the team. */
  people(tx: Tx, teamId: TeamId, at: Date): Promise<{ id: string; name: string }[]>;
  /** Lets one take over from another; says how many journeys. */
  move(
    tx: Tx,
    world: World,
    acting: Acting,
    asked: { readonly teamId: TeamId; readonly fromId: PersonId; readonly toId: PersonId },
    at: Date,
  ): Promise<Result<number, Refusal>>;
}

interface Asked {
  readonly world: World;
  readonly acting: Acting;
  readonly at: Date;
  readonly place: Place;
  readonly to: JourneysTo | undefined;
  /** The refusal's name when nobody was chosen for journeys that there are. */
  readonly tag: 'hat-has-journeys' | 'person-has-journeys';
}

/**
 * Gives the journeys that the person has in the team to whom they are to go, in the transaction that ends the hat. Refuses
 * when there are some and nobody was chosen, or somebody who can't act on them.
 */
export async function settle(
  successors: Successors,
  tx: Tx,
  { world, acting, at, place, to, tag }: Asked,
): Promise<Result<void, Refusal>> {
  const { teamId, personId } = place;
  const { any, count } = await successors.left(tx, acting, place);
  if (!any || to === 'leader') return ok(undefined);
  if (to === undefined) return refuse({ tag, count });
  if (to === personId) return refuse({ tag: 'person-not-in-team', personId, teamId });
  const moved = await successors.move(tx, world, acting, { teamId, fromId: personId, toId: to }, at);
  return moved.ok ? ok(undefined) : moved;
}

async function leftAt(successors: Successors, tx: Tx, acting: Acting, place: Place, at: Date) {
  const { any, count } = await successors.left(tx, acting, place);
  const people = any ? await successors.people(tx, place.teamId, at) : [];
  return { count, people: people.filter(({ id }) => id !== place.personId) } as z.infer<typeof JourneysLeft>;
}

export function successorRoutes(successors: Successors): readonly Route[] {
  return [
    route(getAssignmentJourneys, organisationMay['get-assignment-journeys'], async ({ params, acting, world, may }) => {
      const at = world.clock();
      return world.database.read(acting, async (tx) => {
        const found = await findAssignment(tx, params.assignmentId);
        if (found === undefined) return notFound;
        const setting = await settingOf(tx, found, { lock: false });
        if (!may(subjectOf(acting, found, setting))) return notAllowed;
        const decided = decideEnd(acting, found, setting, { now: at.toISOString() });
        if (!decided.ok) return refuse(decided.refusal);
        const teamId = await teamLeftBy(tx, found, decided.value.validTo);
        if (teamId === undefined) return ok({ count: 0, people: [] });
        return ok(await leftAt(successors, tx, acting, { teamId, personId: found.personId }, at));
      });
    }),

    route(getMemberJourneys, organisationMay['get-member-journeys'], async ({ params, acting, world, may }) => {
      const { teamId, personId } = params;
      if (!may({ teamIds: [teamId] })) return notAllowed;
      return world.database.read(acting, async (tx) => {
        if (!(await teamExists(tx, teamId)) || !(await personExists(tx, personId))) return notFound;
        return ok(await leftAt(successors, tx, acting, { teamId, personId }, world.clock()));
      });
    }),
  ];
}
