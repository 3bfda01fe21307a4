import { z } from 'zod';
import { HandoffId, JourneyId, PersonId, ProcessId, TeamId } from '#lib/id.ts';
import { operation, pageOf, sortedBy } from '#lib/operation.ts';
import { Choice, GuardedText, hasWords, Outcome, SituationCode } from './journey.ts';
import { referenceForm } from './reference.ts';
import { JourneyPage, JourneyRow, Named, Offered } from './view.ts';

const journeyParams = z.object({ journeyId: JourneyId });
const onStep = z.object({ journeyId: JourneyId, stepId: z.string().max(200) });
const onHandoff = z.object({ journeyId: JourneyId, handoffId: HandoffId });
const expected = z.number().int().min(0).optional();
const always = ['journey-closed', 'journey-moved-on', 'revision-unknown'] as const;

export const listJourneys = operation({
  name: 'list-journeys',
  method: 'GET',
  path: '/api/journeys',
  summary: 'The journeys this hat may see, filtered, sorted and paged',
  query: sortedBy('reference', 'process', 'started', 'last', 'lead', 'deadline', 'handoffs', 'obstacles').extend({
    processId: ProcessId.optional(),
    teamId: TeamId.optional(),
    responsibleId: PersonId.optional(),
    stepId: z.string().max(200).optional(),
    state: z.enum(['travelling', 'closed', 'all']).default('travelling'),
    /**
     * Only those that: wait for a handoff, have a clock warning or breach, stand still (nothing for over a week), have a
     * responsible who wears no hat for the team any more.
     */
    signal: z.enum(['handoff', 'clock', 'still', 'leaderless']).optional(),
  }),
  output: pageOf(JourneyRow).extend({ may: z.array(z.string()) }),
});

export const listJourneyBoard = operation({
  name: 'list-journey-board',
  method: 'GET',
  path: '/api/journey-board',
  summary: 'The journeys under way on one process, at the steps where they stand: the board of work management (R120)',
  query: z.object({ processId: ProcessId, teamId: TeamId.optional() }),
  output: z.object({
    /** All journeys under way that the hat may see; one that stands at two steps at once is counted once. */
    total: z.number().int(),
    /** Of those, how many have come to the end of the road and wait to be closed. */
    travelled: z.number().int(),
    /** The steps in the order of travel. */
    columns: z.array(
      z.object({
        stepId: z.string(),
        name: z.string(),
        /** Is it a step, or something waited for? Of events that rule each other out the names are joined. */
        kind: z.enum(['step', 'event', 'choice']),
        /** All that stand here; the cards are the most urgent of them. */
        total: z.number().int(),
        /** How many have stood here longer than the target time of the step. */
        late: z.number().int(),
        cards: z.array(
          z.object({
            journey: JourneyRow,
            state: Offered.shape.state,
            since: z.string(),
            targetBy: z.string().nullable(),
            /** The team that the step lies with. */
            teamName: z.string(),
            takenByName: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
});

export const getJourney = operation({
  name: 'get-journey',
  method: 'GET',
  path: '/api/journeys/:journeyId',
  summary:
    'One journey: where it stands, what is offered next, its clocks, handoffs and whole timeline; the reading is logged',
  params: journeyParams,
  output: JourneyPage,
});

export const getJourneyChoices = operation({
  name: 'get-journey-choices',
  method: 'GET',
  path: '/api/journeys/:journeyId/choices',
  summary: 'What can be chosen on a journey: who in its team may be responsible, and the kinds of obstacle to report',
  params: journeyParams,
  output: z.object({
    people: z.array(Named),
    obstacleKinds: z.array(z.object({ key: z.string(), sv: z.string(), en: z.string() })),
  }),
});

export const startChoices = operation({
  name: 'list-start-choices',
  method: 'GET',
  path: '/api/start-choices',
  summary: 'What can be chosen when a journey is started: adopted roads, their coded situations, and teams on them',
  output: z.object({
    items: z.array(
      z.object({
        processId: ProcessId,
        processName: z.string(),
        need: z.string(),
        satisfiedNeed: z.string(),
        versionNumber: z.number().int(),
        startSituations: z.array(Named),
        goalSituations: z.array(Named),
        teams: z.array(Named),
      }),
    ),
  }),
});

export const startJourney = operation({
  name: 'start-journey',
  method: 'POST',
  path: '/api/journeys',
  summary: 'Start a journey on the adopted version of a road; whoever starts it is responsible until it is handed over',
  body: z.object({
    processId: ProcessId,
    startSituation: SituationCode,
    goalSituation: SituationCode,
    teamId: TeamId.optional(),
    /** Own reference in the case system; never a name or identity number. */
    reference: z.string().trim().max(60).regex(referenceForm).optional(),
  }),
  output: JourneyPage,
  refusals: [
    'road-not-adopted',
    'situation-unknown',
    'team-not-on-road',
    'personal-data-in-text',
    'reference-without-digit',
    'reference-like-name',
    'reference-taken',
  ],
});

export const takeStep = operation({
  name: 'take-step',
  method: 'POST',
  path: '/api/journeys/:journeyId/steps/:stepId/taking',
  summary: 'Say that one works on an offered step',
  params: onStep,
  body: z.object({ expected }),
  output: JourneyPage,
  refusals: [
    ...always,
    'step-not-offered',
    'step-taken-by-other',
    'step-already-completed',
    'step-awaits-handoff',
    'step-not-with-team',
  ],
});

export const putBackStep = operation({
  name: 'put-back-step',
  method: 'DELETE',
  path: '/api/journeys/:journeyId/steps/:stepId/taking',
  summary: 'Put a taken step back so that someone else in the team can take it',
  params: onStep,
  output: JourneyPage,
  refusals: [...always, 'step-not-offered', 'step-not-with-team', 'step-taken-by-other'],
});

export const completeStep = operation({
  name: 'complete-step',
  method: 'POST',
  path: '/api/journeys/:journeyId/steps/:stepId/completion',
  summary: 'Complete a step, choosing the way on where the road forks',
  params: onStep,
  body: z.object({ expected, choice: Choice.optional(), occurredAt: z.iso.datetime().optional() }),
  output: JourneyPage,
  refusals: [
    ...always,
    'step-not-offered',
    'step-taken-by-other',
    'step-already-completed',
    'step-awaits-handoff',
    'step-not-with-team',
    'choice-missing',
    'choice-unknown',
    'time-impossible',
  ],
});

export const recordEvent = operation({
  name: 'record-event',
  method: 'POST',
  path: '/api/journeys/:journeyId/events/:eventId',
  summary: 'Record that something the road waits for has happened',
  params: z.object({ journeyId: JourneyId, eventId: z.string().max(200) }),
  body: z.object({ expected, choice: Choice.optional(), occurredAt: z.iso.datetime().optional() }),
  output: JourneyPage,
  refusals: [
    ...always,
    'event-not-awaited',
    'step-not-with-team',
    'choice-missing',
    'choice-unknown',
    'timer-not-due',
    'time-impossible',
  ],
});

export const chooseWay = operation({
  name: 'choose-way',
  method: 'POST',
  path: '/api/journeys/:journeyId/choices/:gatewayId',
  summary: 'Choose the way at a fork that waits by itself',
  params: z.object({ journeyId: JourneyId, gatewayId: z.string().max(200) }),
  body: z.object({ expected, choice: Choice }),
  output: JourneyPage,
  refusals: [...always, 'step-not-with-team', 'choice-not-awaited', 'choice-missing', 'choice-unknown'],
});

export const undoAct = operation({
  name: 'undo-act',
  method: 'POST',
  path: '/api/journeys/:journeyId/acts/:act/undoing',
  summary:
    'Undo the latest act (a step completed, an event recorded, a way chosen, a handoff accepted, the closing), by its number in the timeline; nothing is erased, and what somebody else did is undone by the team’s leader with a reason',
  params: z.object({ journeyId: JourneyId, act: z.coerce.number().int().min(1).max(1_000_000) }),
  body: z.object({ expected, reason: GuardedText.default('') }),
  output: JourneyPage,
  refusals: [
    'journey-closed',
    'revision-unknown',
    'act-unknown',
    'act-not-yours',
    'act-followed',
    'act-taken-up',
    'act-handed-over',
    'reason-missing',
    'personal-data-in-text',
  ],
});

export const offerHandoff = operation({
  name: 'offer-handoff',
  method: 'POST',
  path: '/api/journeys/:journeyId/handoffs',
  summary: 'Hand over: confirm all that must be included and offer the step to a team (R044)',
  params: journeyParams,
  body: z.object({
    expected,
    stepId: z.string().max(200),
    toTeamId: TeamId,
    included: z.array(z.string().max(200)).max(40),
    message: GuardedText.default(''),
  }),
  output: JourneyPage,
  refusals: [
    ...always,
    'step-not-offered',
    'step-already-completed',
    'step-not-with-team',
    'handoff-to-own-team',
    'handoff-not-needed',
    'handoff-already-offered',
    'handoff-incomplete',
    'team-not-on-road',
    'personal-data-in-text',
  ],
});

export const acceptHandoff = operation({
  name: 'accept-handoff',
  method: 'POST',
  path: '/api/journeys/:journeyId/handoffs/:handoffId/acceptance',
  summary: 'Receive: the receiving team accepts, and one person becomes responsible (R045)',
  params: onHandoff,
  body: z.object({ expected, responsibleId: PersonId.optional() }),
  output: JourneyPage,
  refusals: [...always, 'handoff-not-open', 'handoff-not-to-you', 'person-not-in-team'],
});

export const returnHandoff = operation({
  name: 'return-handoff',
  method: 'POST',
  path: '/api/journeys/:journeyId/handoffs/:handoffId/return',
  summary: 'Return a handoff with the reason, so that the sender can complete it (R045)',
  params: onHandoff,
  body: z.object({ expected, reason: GuardedText.min(1) }),
  output: JourneyPage,
  refusals: [...always, 'handoff-not-open', 'handoff-not-to-you', 'reason-missing', 'personal-data-in-text'],
});

export const withdrawHandoff = operation({
  name: 'withdraw-handoff',
  method: 'POST',
  path: '/api/journeys/:journeyId/handoffs/:handoffId/withdrawal',
  summary: 'Take back a handoff that nobody has received yet',
  params: onHandoff,
  body: z.object({ expected }),
  output: JourneyPage,
  refusals: [...always, 'handoff-not-open', 'step-not-with-team'],
});

export const reportJourneyObstacle = operation({
  name: 'report-journey-obstacle',
  method: 'POST',
  path: '/api/journeys/:journeyId/obstacles',
  summary: 'Report an obstacle on the step or handoff where it happens; it also lies on the road for its owner (R046)',
  params: journeyParams,
  body: z.object({
    stepId: z.string().max(200).nullable().default(null),
    handoffId: HandoffId.nullable().default(null),
    kind: z.string().max(60),
    note: GuardedText.min(1).refine(hasWords),
  }),
  output: JourneyPage,
  refusals: ['journey-closed', 'kind-unknown', 'step-unknown', 'handoff-not-open', 'personal-data-in-text'],
});

export const changeResponsible = operation({
  name: 'change-responsible',
  method: 'PUT',
  path: '/api/journeys/:journeyId/responsible',
  summary: 'Let another person of the team be responsible for the journey; there is always exactly one (R123)',
  params: journeyParams,
  body: z.object({ expected, responsibleId: PersonId }),
  output: JourneyPage,
  refusals: [...always, 'person-not-in-team'],
});

export const moveJourneys = operation({
  name: 'move-journeys',
  method: 'POST',
  path: '/api/teams/:teamId/journeys/responsible',
  summary: 'Let one person of the team take over all journeys under way that another is responsible for in it (R123)',
  params: z.object({ teamId: TeamId }),
  body: z.object({ fromId: PersonId, toId: PersonId }),
  output: z.object({ moved: z.number().int() }),
  refusals: ['person-not-in-team', 'journeys-many'],
});

export const closeJourney = operation({
  name: 'close-journey',
  method: 'POST',
  path: '/api/journeys/:journeyId/closing',
  summary: 'Close the journey with the outcome on the need; closing before the end of the road needs a reason (R028)',
  params: journeyParams,
  body: z.object({ expected, outcome: Outcome, reason: GuardedText.default('') }),
  output: JourneyPage,
  refusals: [...always, 'road-not-travelled', 'reason-missing', 'personal-data-in-text'],
});
