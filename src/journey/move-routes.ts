/** Letting one person take over all journeys that another is responsible for in a team (R123). */
import { type Acting, restriction } from '#lib/acting.ts';
import type { PersonId, TeamId } from '#lib/id.ts';
import { assert, ok, type Result, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, route } from '#platform/http.ts';
import type { Refusal } from '#platform/problem.ts';
import type { World } from '#platform/world.ts';
import type { Actor } from './actor.ts';
import { moveJourneys } from './api.ts';
import { peopleOfTeam } from './day-store.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { journeyMay } from './may.ts';
import { countJourneysOf, lockJourneysOf, type Moved, writeMoved } from './responsible-store.ts';
import { openRoads } from './road-store.ts';

/** More than these at once would keep others waiting too long; a team with more moves some of them one by one first. */
const mostMoved = 2000;

/** Counts below this could point at a person (D13). */
const smallest = 5;

interface Move {
  readonly teamId: TeamId;
  readonly fromId: PersonId;
  readonly toId: PersonId;
}

/**
 * One fact on each journey, all or none: the same command as for one, given for all that a person has in the team. Says
 * how many moved. Refuses with `person-not-in-team` when the new one wears no hat for the team, and `journeys-many`.
 */
async function moveAll(
  tx: Tx,
  world: World,
  acting: Acting,
  { teamId, fromId, toId }: Move,
  at: Date,
): Promise<Result<number, Refusal>> {
  const people = (await peopleOfTeam(tx, teamId, at)).map(({ id }) => id as PersonId);
  if (!people.includes(toId)) return refuse({ tag: 'person-not-in-team', personId: toId, teamId });
  const journeys = await lockJourneysOf(tx, teamId, fromId, mostMoved + 1);
  if (journeys.length > mostMoved) return refuse({ tag: 'journeys-many', most: mostMoved });
  const roads = await openRoads(
    world.database,
    tx,
    journeys.map((j) => j.versionId),
  );
  const { personId, hat, assignmentId } = acting;
  const now = at.toISOString();
  const actor: Actor = {
    personId,
    hat,
    assignmentId,
    at: now,
    teamIds: [],
    roadTeams: [],
    members: { [teamId]: people },
  };
  const moved: Moved[] = [];
  for (const journey of journeys) {
    const road = roads.get(journey.versionId);
    assert(road, 'the road of a journey under way was read');
    const decision = decide(road, journey, { kind: 'change-responsible', responsibleId: toId, teamId }, actor);
    if (!decision.ok) return decision;
    for (const fact of decision.value) moved.push({ journey: evolve(road, journey, fact), fact });
  }
  await writeMoved(tx, acting, moved, now);
  return ok(moved.length);
}

export const moveJourneysRoute = route(moveJourneys, journeyMay['move-journeys'], async (call) => {
  const { acting, world, params, body } = call;
  const { teamId } = params;
  if (!call.may({ teamIds: [teamId] })) return notAllowed;
  const at = world.clock();
  return world.database.write(acting, async (tx): Promise<Result<{ moved: number }, Refusal>> => {
    const moved = await moveAll(tx, world, acting, { teamId, ...body }, at);
    if (!moved.ok) return moved;
    if (moved.value > 0)
      await audit(tx, acting, {
        operation: moveJourneys.name,
        subjectKind: 'team',
        subjectId: teamId,
        before: { responsibleId: body.fromId },
        after: { responsibleId: body.toId },
        at,
      });
    return ok({ moved: moved.value });
  });
});

/** What the register of people asks when somebody stops wearing a hat for a team; its own words are in `organisation`. */
export const successors = {
  people: peopleOfTeam,
  move: moveAll,
  /** Of those who may not see all of them singly, a small count is kept: null. */
  async left(tx: Tx, acting: Acting, place: { readonly teamId: TeamId; readonly personId: PersonId }) {
    const { total, read } = await countJourneysOf(tx, place, restriction(journeyMay['list-journeys'], acting));
    return { any: total > 0, count: total > 0 && total < smallest && read < total ? null : total };
  },
};
