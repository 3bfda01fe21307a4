import type { TeamId } from '#lib/id.ts';
import { dayMs } from '#lib/time.ts';
import { clockStates, worstClock } from './clock.ts';
import { undoneIn } from './evolve.ts';
import type { JourneyFact } from './journey.ts';
import { type OpenOffer, offersAtClosing, openOffers, optionName, receivers } from './offer.ts';
import { nameOf, type OpenRoad } from './open-road.ts';
import { type HandoffState, handoffsMade, type Journey } from './state.ts';
import { standsStill } from './still.ts';
import { isAct, nodeOfAct, type Undoer, undoableBy } from './undo.ts';
import type { HandoffView, JourneyPage, JourneyRow, Offered } from './view.ts';
import { visitEnd } from './visit-end.ts';

/** What journeys speak of by id, by the names people know. */
export interface Names {
  readonly processName: string;
  readonly versionNumber: number;
  readonly people: Readonly<Record<string, string>>;
  readonly teams: Readonly<Record<string, string>>;
  /** Teams on the road, in the order to propose them. */
  readonly roadTeams: readonly TeamId[];
}

export interface RecordedFact {
  readonly seq: number;
  readonly fact: JourneyFact;
  readonly recordedAt: string;
}

const personName = (names: Names, id: string) => names.people[id] ?? '';
const teamName = (names: Names, id: string) => names.teams[id] ?? '';
const wholeDays = (from: string, to: string) => Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / dayMs));

export function journeyRow(road: OpenRoad, journey: Journey, names: Names, now: string): JourneyRow {
  const open = journey.handoffs.find((h) => h.state === 'offered');
  const until = journey.closed?.at ?? now;
  return {
    id: journey.journeyId,
    reference: journey.reference,
    processId: journey.processId,
    processName: names.processName,
    versionNumber: names.versionNumber,
    state: journey.closed === null ? 'travelling' : 'closed',
    outcome: journey.closed?.outcome ?? null,
    startedAt: journey.startedAt,
    closedAt: journey.closed?.at ?? null,
    at: openOffers(road, journey)
      .filter((o) => !o.beside)
      .map((o) => ({
        stepId: o.id,
        placeId: o.placeId,
        kind: o.kind,
        name: o.name,
        since: o.since,
        taken: o.taken !== null,
      })),
    stoppedAt: offersAtClosing(road, journey)
      .filter((o) => !o.beside)
      .map((o) => ({
        stepId: o.id,
        placeId: o.placeId,
        kind: o.kind,
        name: o.name,
        received: o.state === 'ready',
      })),
    teamId: journey.teamId,
    teamName: teamName(names, journey.teamId),
    responsibleId: journey.responsibleId,
    responsibleName: personName(names, journey.responsibleId),
    handoff: open
      ? {
          handoffId: open.handoffId,
          toTeamId: open.toTeamId,
          toTeamName: teamName(names, open.toTeamId),
          offeredAt: open.offeredAt,
          acceptBy: open.acceptBy,
        }
      : null,
    handoffs: handoffsMade(journey),
    leadDays: wholeDays(journey.startedAt, until),
    stillDays: standsStill(road, journey, now) ? wholeDays(journey.lastAt, until) : 0,
    worstClock: worstClock(clockStates(road, journey, now)) ?? null,
    obstacles: journey.obstacles.length,
  };
}

export function offeredView(road: OpenRoad, offer: OpenOffer, names: Names): Offered {
  const contract = offer.step?.handoff;
  return {
    kind: offer.kind,
    id: offer.id,
    name: offer.name,
    lane: offer.lane,
    teamId: offer.teamId,
    teamName: teamName(names, offer.teamId),
    since: offer.since,
    targetBy: offer.targetBy,
    takenBy: offer.taken && { ...offer.taken, name: personName(names, offer.taken.personId) },
    state: offer.state,
    choices: offer.options.map((o) => ({ flowId: o.id, name: optionName(road, o), question: o.question })),
    many: offer.many,
    handoff:
      contract === undefined || offer.state === 'ready'
        ? null
        : {
            include: contract.include,
            acceptWithin: contract.acceptWithin,
            border: contract.border,
            toTeams: receivers(names.roadTeams, offer).map((id) => ({ id, name: teamName(names, id) })),
          },
    routine: offer.step?.routine ?? null,
    plainText: offer.step?.plainText ?? null,
  };
}

export function handoffView(
  road: OpenRoad,
  journey: Pick<Journey, 'journeyId' | 'reference'>,
  handoff: HandoffState,
  names: Names,
  now: string,
): HandoffView {
  const { state, endedAt, acceptBy } = handoff;
  return {
    handoffId: handoff.handoffId,
    journeyId: journey.journeyId,
    reference: journey.reference,
    processName: names.processName,
    stepId: handoff.stepId,
    stepName: nameOf(road, handoff.stepId),
    fromTeamName: teamName(names, handoff.fromTeamId),
    toTeamId: handoff.toTeamId,
    toTeamName: teamName(names, handoff.toTeamId),
    offeredByName: personName(names, handoff.offeredBy),
    included: [...handoff.included],
    message: handoff.message,
    offeredAt: handoff.offeredAt,
    acceptBy,
    acceptedAt: state === 'accepted' ? endedAt : null,
    returnedAt: state === 'returned' ? endedAt : null,
    reason: handoff.reason,
    state,
    late: acceptBy !== null && Date.parse(endedAt ?? now) > Date.parse(acceptBy),
  };
}

/** Who reads the page of a journey, when, and what the hat may do to it now. */
export interface Reader extends Undoer {
  readonly now: string;
  readonly may: readonly string[];
}

/** The whole page of one journey. */
export function journeyPage(
  road: OpenRoad,
  journey: Journey,
  recorded: readonly RecordedFact[],
  names: Names,
  reader: Reader,
): JourneyPage {
  const facts = recorded.map(({ fact }) => fact);
  const undone = undoneIn(facts);
  const { start, goal } = road.road.situations;
  const situation = (code: string, known: typeof start) => ({
    id: code,
    name: known.find((s) => s.code === code)?.name ?? code,
  });
  return {
    ...journeyRow(road, journey, names, reader.now),
    revision: journey.revision,
    versionId: journey.versionId,
    leadTarget: road.road.leadTarget ?? null,
    handoffTarget: road.road.handoffTarget ?? null,
    startSituation: situation(journey.startSituation, start),
    goalSituation: situation(journey.goalSituation, goal),
    offered: openOffers(road, journey).map((o) => offeredView(road, o, names)),
    visits: Object.keys(journey.visits).flatMap((nodeId) => visitView(road, journey, nodeId, names)),
    clocks: clockStates(road, journey, reader.now),
    handoffList: journey.handoffs.map((h) => handoffView(road, journey, h, names, reader.now)),
    obstacleList: journey.obstacles.map(({ obstacleId: id, stepId, kind, at }) => ({ id, stepId, kind, at })),
    timeline: recorded.map((one) => ({
      ...timelineRow(road, journey, one, names, facts),
      undone: undone.has(one.seq),
    })),
    may: [...reader.may],
    undo: reader.may.includes('undo-act') ? undoableBy(road, { journey, facts }, reader) : null,
  };
}

function visitView(road: OpenRoad, journey: Journey, nodeId: string, names: Names): JourneyPage['visits'] {
  const visit = journey.visits[nodeId];
  if (visit === undefined) return [];
  const { enteredAt, takenAt, leftAt, by, teamId, count } = visit;
  const end = visitEnd(road, journey, nodeId);
  const byName = by === null || end === 'left' || end === 'closed' ? null : personName(names, by);
  return [{ nodeId, enteredAt, takenAt, leftAt, end, byName, teamName: teamId && teamName(names, teamId), count }];
}

function timelineRow(
  road: OpenRoad,
  journey: Journey,
  recorded: RecordedFact,
  names: Names,
  facts: readonly JourneyFact[],
) {
  const { fact } = recorded;
  const told = fact.kind === 'act-undone' ? (facts[fact.act - 1] ?? fact) : fact;
  const handoff = 'handoffId' in told ? journey.handoffs.find((h) => h.handoffId === told.handoffId) : undefined;
  const nodeId = nodeOf(journey, told) ?? handoff?.stepId;
  const teamId = 'teamId' in fact ? fact.teamId : handoff?.fromTeamId;
  return {
    ...recorded,
    personName: personName(names, fact.personId),
    stepName: nodeId === undefined ? null : nameOf(road, nodeId),
    teamName: teamId === undefined ? null : teamName(names, teamId),
    toTeamName: handoff === undefined ? null : teamName(names, handoff.toTeamId),
  };
}

function nodeOf(journey: Journey, fact: JourneyFact): string | undefined {
  if (isAct(fact)) return nodeOfAct(journey, fact);
  return 'stepId' in fact ? (fact.stepId ?? undefined) : undefined;
}
