import type { z } from 'zod';
import type { Acting, Subject } from '#lib/acting.ts';
import { may } from '#lib/acting.ts';
import { HandoffId, type JourneyId, type ObstacleId, type PersonId, type TeamId } from '#lib/id.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import type { Operation } from '#lib/operation.ts';
import { assert, ok, type Result, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { type Call, notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { Refusal } from '#platform/problem.ts';
import type { Actor } from './actor.ts';
import * as api from './api.ts';
import { decide } from './decide.ts';
import { advance } from './evolve.ts';
import type { JourneyCommand, JourneyFact } from './journey.ts';
import { journeyMay } from './may.ts';
import { insertObstacle, knowsObstacleKind } from './obstacle-store.ts';
import { nameOf } from './open-road.ts';
import { journeyPage } from './present.ts';
import { holdingTeams, type Journey, readingTeams } from './state.ts';
import { appendFacts, type LoadedJourney, loadJourney } from './store.ts';
import type { JourneyPage } from './view.ts';

/** Whose journey it is for reading: the teams that take part (D02). */
export function readingSubject(journey: Journey): Subject {
  return { processId: journey.processId, teamIds: readingTeams(journey) };
}

/** Closing and changing who is responsible are for the team that holds the journey as a whole. */
const ofTheWhole: readonly string[] = ['close-journey', 'change-responsible'];
/**
 * An obstacle is told of by anybody who takes part (R046), and what one did oneself may have led the journey to another
 * team; the rest is for those who hold a part of it now.
 */
const ofAllWhoTakePart: readonly string[] = ['report-journey-obstacle', 'undo-act'];
function doingSubject(operation: string, journey: Journey): Subject {
  if (ofAllWhoTakePart.includes(operation) || operation.startsWith('get-')) return readingSubject(journey);
  const teamIds = ofTheWhole.includes(operation) ? [journey.teamId] : holdingTeams(journey);
  return { processId: journey.processId, teamIds };
}

/** What a hat may do to a journey as it stands; once it is closed, nothing but reading and undoing the closing. */
export function mayDo(acting: Acting, journey: Journey): string[] {
  const always = (name: string) => name.startsWith('get-') || name === 'undo-act';
  const rules = Object.entries(journeyMay).filter(([name]) => journey.closed === null || always(name));
  return rules.filter(([name, rule]) => may(rule, acting, doingSubject(name, journey))).map(([name]) => name);
}

/** Teams that the person acts for: the hat's team, else all that the person is a member of. */
export function actsFor(acting: Acting, memberOf: readonly TeamId[]): readonly TeamId[] {
  return acting.scope.kind === 'team' ? [acting.scope.teamId] : memberOf;
}

export function pageOfLoaded(loaded: LoadedJourney, acting: Acting, now: string): JourneyPage {
  const { road, journey, facts, names } = loaded;
  const { personId, hat } = acting;
  const teamIds = actsFor(acting, loaded.teamsOf[personId] ?? []);
  return journeyPage(road, journey, facts, names, { now, may: mayDo(acting, journey), personId, hat, teamIds });
}

/** The same form for all times, so that as text they compare as times. */
export function utc(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

interface Asked {
  readonly operation: string;
  readonly journeyId: JourneyId;
  readonly command: (journey: Journey) => JourneyCommand;
  readonly expected?: number | undefined;
  readonly occurredAt?: string | undefined;
  /** A person whom the command names. */
  readonly person?: PersonId | undefined;
  /** Written in the same transaction, when the command has been carried out. */
  readonly alsoWrite?: (tx: Tx, loaded: LoadedJourney, added: readonly JourneyFact[]) => Promise<void>;
}

/** May, load, decide, append, present: one transaction, one reading and one writing statement. */
async function carryOut(call: Call, asked: Asked): Promise<Result<JourneyPage, Refusal>> {
  const { acting, world } = call;
  const now = world.clock().toISOString();
  return world.database.write(acting, async (tx): Promise<Result<JourneyPage, Refusal>> => {
    const people = [acting.personId, ...(asked.person === undefined ? [] : [asked.person])];
    const named = asked.person === acting.personId ? undefined : asked.person;
    const loaded = await loadJourney(world.database, tx, asked.journeyId, { people, lock: true, named, now });
    if (loaded === undefined) return notFound;
    if (!call.may(readingSubject(loaded.journey))) return notAllowed;
    const { road, journey } = loaded;
    const past = loaded.facts.map(({ fact }) => fact);
    const decision = decide(road, journey, asked.command(journey), actorOf(acting, loaded, now, asked), past);
    // Who takes part is told what stands in the way before being told that it is for others now.
    if (!decision.ok) return decision;
    if (!call.may(doingSubject(asked.operation, journey))) return notAllowed;
    const facts = decision.value;
    if (facts.length === 0) return ok(pageOfLoaded(loaded, acting, now));
    const after = advance(road, { journey, facts: past }, facts);
    appendFacts(tx, acting, road, journey, after, facts, now);
    await asked.alsoWrite?.(tx, { ...loaded, journey: after }, facts);
    const added = facts.map((fact, i) => ({ seq: journey.revision + i + 1, fact, recordedAt: now }));
    return ok(pageOfLoaded({ ...loaded, journey: after, facts: [...loaded.facts, ...added] }, acting, now));
  });
}

function actorOf(acting: Acting, loaded: LoadedJourney, now: string, asked: Asked): Actor {
  const members: Record<string, PersonId[]> = {};
  for (const [person, teams] of Object.entries(loaded.teamsOf))
    for (const team of teams) members[team] = [...(members[team] ?? []), person as PersonId];
  return {
    personId: acting.personId,
    hat: acting.hat,
    assignmentId: acting.assignmentId,
    at: now,
    occurredAt: utc(asked.occurredAt),
    expected: asked.expected,
    teamIds: actsFor(acting, loaded.teamsOf[acting.personId] ?? []),
    roadTeams: loaded.names.roadTeams,
    members,
  };
}

/** Binds an operation that is one command to the journey in its path. */
function bind<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, Q, B, O>,
  asked: (params: z.output<P>, body: z.output<B>, call: Call) => Omit<Asked, 'operation' | 'journeyId'>,
): Route {
  const { name } = operation;
  return route(operation as unknown as Operation, journeyMay[name as keyof typeof journeyMay], (call) => {
    const { journeyId } = call.params as unknown as { journeyId: JourneyId };
    const command = asked(call.params as z.output<P>, call.body as z.output<B>, call);
    return carryOut(call, { operation: name, journeyId, ...command });
  });
}

export const journeyCommandRoutes: readonly Route[] = [
  bind(api.takeStep, ({ stepId }, { expected }) => ({ expected, command: () => ({ kind: 'take-step', stepId }) })),
  bind(api.putBackStep, ({ stepId }) => ({ command: () => ({ kind: 'put-back-step', stepId }) })),
  bind(api.completeStep, ({ stepId }, { expected, choice, occurredAt }) => ({
    expected,
    occurredAt,
    command: () => ({ kind: 'complete-step', stepId, choice }),
  })),
  bind(api.recordEvent, ({ eventId }, { expected, choice, occurredAt }) => ({
    expected,
    occurredAt,
    command: () => ({ kind: 'record-event', eventId, choice }),
  })),
  bind(api.chooseWay, ({ gatewayId }, { expected, choice }) => ({
    expected,
    command: () => ({ kind: 'choose-way', gatewayId, choice }),
  })),
  // Facts are a journey's own trail; what takes something out of the figures stands in the sealed one as well.
  bind(api.undoAct, ({ act }, { expected, reason }, { acting }) => ({
    expected,
    command: () => ({ kind: 'undo-act', act, reason }),
    alsoWrite: (tx, { journey, facts }, [undoing]) =>
      audit(tx, acting, {
        operation: 'undo-act',
        subjectKind: 'journey',
        subjectId: journey.journeyId,
        before: facts[act - 1]?.fact,
        after: undoing,
        at: new Date(undoing?.occurredAt ?? journey.lastAt),
      }),
  })),
  bind(api.offerHandoff, (_, { expected, ...offer }, { world }) => {
    const handoffId = HandoffId.parse(world.newId());
    return { expected, command: () => ({ kind: 'offer-handoff', handoffId, ...offer }) };
  }),
  bind(api.acceptHandoff, ({ handoffId }, { expected, responsibleId }, { acting }) => ({
    expected,
    person: responsibleId,
    command: () => ({ kind: 'accept-handoff', handoffId, responsibleId: responsibleId ?? acting.personId }),
  })),
  bind(api.returnHandoff, ({ handoffId }, { expected, reason }) => ({
    expected,
    command: () => ({ kind: 'return-handoff', handoffId, reason }),
  })),
  bind(api.withdrawHandoff, ({ handoffId }, { expected }) => ({
    expected,
    command: () => ({ kind: 'withdraw-handoff', handoffId }),
  })),
  bind(api.changeResponsible, (_, { expected, responsibleId }) => ({
    expected,
    person: responsibleId,
    command: ({ teamId }) => ({ kind: 'change-responsible', responsibleId, teamId }),
  })),
  bind(api.closeJourney, (_, { expected, outcome, reason }) => ({
    expected,
    command: () => ({ kind: 'close-journey', outcome, reason }),
  })),
  route(api.reportJourneyObstacle, journeyMay['report-journey-obstacle'], async (call) => {
    const { kind, note, stepId, handoffId } = call.body;
    const { acting, world, params } = call;
    const found = personalDataIn(note);
    if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
    const known = await world.database.read(acting, (tx) => knowsObstacleKind(tx, kind));
    if (!known) return refuse({ tag: 'kind-unknown', kind });
    const obstacleId = world.newId() as ObstacleId;
    return carryOut(call as Call, {
      operation: 'report-journey-obstacle',
      journeyId: params.journeyId,
      command: () => ({ kind: 'report-obstacle', obstacleId, stepId, handoffId, obstacleKind: kind }),
      alsoWrite: (tx, { road, journey }) => {
        const reported = journey.obstacles.at(-1);
        assert(reported?.obstacleId === obstacleId, 'the obstacle was reported last');
        const stepName = reported.stepId === null ? null : nameOf(road, reported.stepId);
        return insertObstacle(tx, acting, journey, { ...reported, stepName, note });
      },
    });
  }),
];
