import { JourneyId, type TeamId } from '#lib/id.ts';
import { ok, refuse } from '#lib/result.ts';
import { swedishDate } from '#lib/time.ts';
import { type Call, notAllowed, notFound, type Route, route } from '#platform/http.ts';
import { startChoices, startJourney } from './api.ts';
import { actsFor, pageOfLoaded } from './command-routes.ts';
import { teamsOfPerson } from './day-store.ts';
import { decide } from './decide.ts';
import { fold } from './evolve.ts';
import { journeyMay } from './may.ts';
import { referenceFault, referencePrefix } from './reference.ts';
import { openRoadOf } from './road-store.ts';
import {
  isReferenceTaken,
  nextReference,
  personName,
  type StartableRoad,
  startableRoad,
  startableRoads,
} from './start-store.ts';
import { appendFacts } from './store.ts';

/** The team to start in: the one named, else the first on the road that the person acts for. */
function teamFor(road: StartableRoad, mine: readonly TeamId[], named: TeamId | undefined): TeamId | undefined {
  return named ?? road.teams?.find((t) => mine.includes(t.id))?.id ?? mine[0];
}

export const journeyStartRoutes: readonly Route[] = [
  route(startChoices, journeyMay['list-start-choices'], async (call) => {
    const { acting, world } = call;
    call.restriction();
    return world.database.read(acting, async (tx) => {
      const mine = actsFor(acting, await teamsOfPerson(tx, acting.personId));
      const roads = await startableRoads(tx);
      const items = roads.flatMap(({ process_id, name, number, road, teams }) => {
        const own = (teams ?? []).filter((t) => mine.includes(t.id));
        const named = (situations: readonly { code: string; name: string }[]) =>
          situations.map((s) => ({ id: s.code, name: s.name }));
        const { need, satisfiedNeed, situations } = road;
        if (own.length === 0) return [];
        return [
          {
            processId: process_id,
            processName: name,
            need,
            satisfiedNeed,
            versionNumber: number,
            startSituations: named(situations.start),
            goalSituations: named(situations.goal),
            teams: own,
          },
        ];
      });
      return ok({ items });
    });
  }),

  route(startJourney, journeyMay['start-journey'], async (call) => {
    const { acting, world, body } = call;
    const now = world.clock().toISOString();
    const journeyId = JourneyId.parse(world.newId());
    return world.database.write(acting, async (tx) => {
      const startable = await startableRoad(tx, body.processId);
      if (startable === undefined) return notFound;
      const mine = actsFor(acting, await teamsOfPerson(tx, acting.personId));
      const teamId = teamFor(startable, mine, body.teamId);
      if (teamId === undefined || !mine.includes(teamId) || !mayStart(call, startable, teamId)) return notAllowed;
      if (startable.version_id === null) return refuse({ tag: 'road-not-adopted', processId: body.processId });
      const given = body.reference === undefined || body.reference === '' ? undefined : body.reference;
      const fault = given === undefined ? undefined : referenceFault(given);
      if (fault !== undefined)
        return refuse({
          tag: fault === 'words' ? 'reference-like-name' : 'reference-without-digit',
          reference: given ?? '',
        });
      if (given !== undefined && (await isReferenceTaken(tx, given)))
        return refuse({ tag: 'reference-taken', reference: given });
      const year = Number(swedishDate(Date.parse(now)).slice(0, 4));
      const road = await openRoadOf(world.database, tx, startable.version_id);
      const teams = startable.teams ?? [];
      const decision = decide(
        road,
        undefined,
        {
          kind: 'start-journey',
          journeyId,
          reference: given ?? (await nextReference(tx, acting, referencePrefix(startable.key), year)),
          processId: startable.process_id,
          versionId: startable.version_id,
          startSituation: body.startSituation,
          goalSituation: body.goalSituation,
          teamId,
          responsibleId: acting.personId,
        },
        { ...acting, at: now, teamIds: mine, roadTeams: teams.map((t) => t.id), members: {} },
      );
      if (!decision.ok) return decision;
      const journey = fold(road, decision.value);
      appendFacts(tx, acting, road, undefined, journey, decision.value, now);
      const names = {
        processName: startable.name,
        versionNumber: startable.number ?? 0,
        people: { [acting.personId]: await personName(tx, acting.personId) },
        teams: Object.fromEntries(teams.map((t) => [t.id, t.name])),
        roadTeams: teams.map((t) => t.id),
      };
      const facts = decision.value.map((fact, i) => ({ seq: i + 1, fact, recordedAt: now }));
      return ok(pageOfLoaded({ road, journey, facts, names, teamsOf: {} }, acting, now));
    });
  }),
];

function mayStart(call: Pick<Call, 'may'>, road: StartableRoad, teamId: TeamId): boolean {
  return call.may({ processId: road.process_id, teamIds: [teamId] });
}
