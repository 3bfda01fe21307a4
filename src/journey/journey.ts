import { z } from 'zod';
import { Hat } from '#lib/acting.ts';
import { AssignmentId, HandoffId, JourneyId, ObstacleId, PersonId, ProcessId, TeamId, VersionId } from '#lib/id.ts';

/** How well the need was satisfied when the journey ended (R028): the only way to close is to say so. */
export const Outcome = z.enum(['met', 'partly', 'not-met']);
export type Outcome = z.infer<typeof Outcome>;

/** Coded situations (R029): where the traveller is and needs to be. Codes belong to the process, never free text about a person. */
export const SituationCode = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);

/** Short free text by co-workers; checked for personal identity numbers before it is kept (D01). */
export const GuardedText = z.string().trim().max(600);

/** Does a reason say anything? A dash or a full stop is no reason. */
export function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

/** The way chosen where the road forks: the id of a flow, or several where the fork allows many. */
export const Choice = z.union([z.string().max(200), z.array(z.string().max(200)).min(1).max(40)]);
export type Choice = z.infer<typeof Choice>;

const base = {
  /** When it happened in the world … */
  occurredAt: z.iso.datetime(),
  /** … and who did it, wearing which hat (R070). When it became known is the store's `recordedAt`. */
  personId: PersonId,
  hat: Hat,
  assignmentId: AssignmentId,
};

/** Handoffs that nobody can receive any more, since the journey left their steps by this: their withdrawals stand just before it. */
const lost = z.array(HandoffId).min(1).optional();

/**
 * The facts of a journey, in past tense, append-only: they are the journey, and they are the log that mining reads.
 * Positions on the road (`stepId`, `eventId`) are ids of elements in the BPMN of the version that the journey is pinned to.
 */
export const JourneyFact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('journey-started'),
    ...base,
    journeyId: JourneyId,
    reference: z.string(),
    processId: ProcessId,
    versionId: VersionId,
    startSituation: SituationCode,
    goalSituation: SituationCode,
    teamId: TeamId,
    responsibleId: PersonId,
  }),
  z.object({ kind: z.literal('step-taken'), ...base, stepId: z.string(), teamId: TeamId }),
  z.object({ kind: z.literal('step-put-back'), ...base, stepId: z.string(), teamId: TeamId }),
  z.object({
    kind: z.literal('step-completed'),
    ...base,
    stepId: z.string(),
    teamId: TeamId,
    /** The flow chosen where a fork follows; absent where the road goes one way. */
    choice: Choice.optional(),
    lost,
  }),
  z.object({ kind: z.literal('event-occurred'), ...base, eventId: z.string(), choice: Choice.optional(), lost }),
  /** A choice at a fork that waits by itself: right after the start, or one of several after a split. */
  z.object({ kind: z.literal('way-chosen'), ...base, gatewayId: z.string(), choice: Choice, lost }),
  z.object({
    kind: z.literal('act-undone'),
    ...base,
    /** The number of the act that was a mistake: facts are numbered from 1. */
    act: z.number().int(),
    /** Numbers of all facts that no longer stand: the act, and what was only there because of it. */
    undone: z.array(z.number().int()),
    /** Given by whoever undoes what somebody else did; else it may be empty. */
    reason: GuardedText,
  }),
  z.object({
    kind: z.literal('handoff-offered'),
    ...base,
    handoffId: HandoffId,
    stepId: z.string(),
    fromTeamId: TeamId,
    toTeamId: TeamId,
    /** What the road says must be included, as the sender confirmed it (R044). */
    included: z.array(z.string()),
    message: GuardedText,
    acceptBy: z.iso.datetime().nullable(),
  }),
  z.object({ kind: z.literal('handoff-accepted'), ...base, handoffId: HandoffId, responsibleId: PersonId }),
  z.object({ kind: z.literal('handoff-returned'), ...base, handoffId: HandoffId, reason: GuardedText }),
  z.object({ kind: z.literal('handoff-withdrawn'), ...base, handoffId: HandoffId }),
  z.object({
    kind: z.literal('obstacle-reported'),
    ...base,
    obstacleId: ObstacleId,
    stepId: z.string().nullable(),
    handoffId: HandoffId.nullable(),
    obstacleKind: z.string(),
  }),
  z.object({ kind: z.literal('responsible-changed'), ...base, responsibleId: PersonId, teamId: TeamId }),
  z.object({
    kind: z.literal('journey-closed'),
    ...base,
    outcome: Outcome,
    endId: z.string().nullable(),
    reason: GuardedText,
    lost,
  }),
]);
export type JourneyFact = z.infer<typeof JourneyFact>;

/**
 * What can be undone (`undo.ts`): what moves a journey along its road, what brings it to another team, and what ends it.
 */
export type Act = Extract<
  JourneyFact,
  { kind: 'step-completed' | 'event-occurred' | 'way-chosen' | 'handoff-accepted' | 'journey-closed' }
>;

/** What somebody asks for; `decide` answers with facts or a refusal. Times, ids and who acts are added by the shell. */
export type JourneyCommand =
  | {
      readonly kind: 'start-journey';
      readonly journeyId: JourneyId;
      readonly reference: string;
      readonly processId: ProcessId;
      readonly versionId: VersionId;
      readonly startSituation: string;
      readonly goalSituation: string;
      readonly teamId: TeamId;
      readonly responsibleId: PersonId;
    }
  | { readonly kind: 'take-step'; readonly stepId: string }
  | { readonly kind: 'put-back-step'; readonly stepId: string }
  | { readonly kind: 'complete-step'; readonly stepId: string; readonly choice?: Choice | undefined }
  | { readonly kind: 'record-event'; readonly eventId: string; readonly choice?: Choice | undefined }
  | { readonly kind: 'choose-way'; readonly gatewayId: string; readonly choice: Choice }
  | { readonly kind: 'undo-act'; readonly act: number; readonly reason: string }
  | {
      readonly kind: 'offer-handoff';
      readonly handoffId: HandoffId;
      readonly stepId: string;
      readonly toTeamId: TeamId;
      readonly included: readonly string[];
      readonly message: string;
    }
  | { readonly kind: 'accept-handoff'; readonly handoffId: HandoffId; readonly responsibleId: PersonId }
  | { readonly kind: 'return-handoff'; readonly handoffId: HandoffId; readonly reason: string }
  | { readonly kind: 'withdraw-handoff'; readonly handoffId: HandoffId }
  | {
      readonly kind: 'report-obstacle';
      readonly obstacleId: ObstacleId;
      readonly stepId: string | null;
      readonly handoffId: HandoffId | null;
      readonly obstacleKind: string;
    }
  | { readonly kind: 'change-responsible'; readonly responsibleId: PersonId; readonly teamId: TeamId }
  | { readonly kind: 'close-journey'; readonly outcome: Outcome; readonly reason: string };

/** Every reason why a journey refuses a command, named by the state that stands in the way. */
export type JourneyRefusal =
  | { readonly tag: 'journey-closed'; readonly closedAt: string; readonly outcome: Outcome }
  | { readonly tag: 'step-not-offered'; readonly stepId: string; readonly offered: readonly string[] }
  | { readonly tag: 'step-taken-by-other'; readonly stepId: string; readonly personId: PersonId; readonly at: string }
  | {
      readonly tag: 'step-already-completed';
      readonly stepId: string;
      readonly personId: PersonId;
      readonly at: string;
    }
  | { readonly tag: 'step-awaits-handoff'; readonly stepId: string }
  | { readonly tag: 'step-not-with-team'; readonly stepId: string; readonly teamId: TeamId }
  /** `choices` are the ways by name. */
  | { readonly tag: 'choice-missing'; readonly stepId: string; readonly choices: readonly string[] }
  | {
      readonly tag: 'choice-unknown';
      readonly stepId: string;
      readonly choice: Choice;
      readonly choices: readonly string[];
    }
  | { readonly tag: 'event-not-awaited'; readonly eventId: string }
  | { readonly tag: 'choice-not-awaited'; readonly gatewayId: string }
  /** No fact of this number, or one that isn't an act. */
  | { readonly tag: 'act-unknown'; readonly act: number }
  | { readonly tag: 'act-not-yours'; readonly act: number; readonly personId: PersonId; readonly teamId: TeamId }
  /** The journey has moved on: the act that did it comes first. */
  | {
      readonly tag: 'act-followed';
      readonly act: number;
      readonly by: number;
      readonly name: string;
      readonly personId: PersonId;
      readonly at: string;
    }
  /** Somebody works on a step that the act led to. */
  | {
      readonly tag: 'act-taken-up';
      readonly act: number;
      readonly stepId: string;
      readonly name: string;
      readonly personId: PersonId;
      readonly at: string;
    }
  /** A step that the act led to has been handed over, whatever became of the handoff. */
  | {
      readonly tag: 'act-handed-over';
      readonly act: number;
      readonly stepId: string;
      readonly name: string;
      readonly at: string;
    }
  /** It can't have happened then: before the road came there, or in the future. */
  | { readonly tag: 'time-impossible'; readonly earliest: string; readonly latest: string }
  /** The time of the timer hasn't come yet. */
  | { readonly tag: 'timer-not-due'; readonly eventId: string; readonly dueAt: string }
  | { readonly tag: 'handoff-to-own-team'; readonly teamId: TeamId }
  | { readonly tag: 'handoff-not-needed'; readonly stepId: string }
  | { readonly tag: 'handoff-already-offered'; readonly handoffId: HandoffId; readonly at: string }
  | { readonly tag: 'handoff-incomplete'; readonly missing: readonly string[] }
  | {
      readonly tag: 'handoff-not-open';
      readonly handoffId: HandoffId;
      readonly state: 'accepted' | 'returned' | 'withdrawn' | 'unknown';
    }
  | { readonly tag: 'handoff-not-to-you'; readonly toTeamId: TeamId }
  | { readonly tag: 'person-not-in-team'; readonly personId: PersonId; readonly teamId: TeamId }
  | { readonly tag: 'team-not-on-road'; readonly teamId: TeamId }
  | { readonly tag: 'road-not-adopted'; readonly processId: ProcessId }
  | { readonly tag: 'situation-unknown'; readonly code: string }
  | { readonly tag: 'step-unknown'; readonly stepId: string }
  | { readonly tag: 'kind-unknown'; readonly kind: string }
  /** A pointer to a case has a number in it; what has none is likely to be a name (D01). */
  | { readonly tag: 'reference-without-digit'; readonly reference: string }
  | { readonly tag: 'reference-like-name'; readonly reference: string }
  | { readonly tag: 'reference-taken'; readonly reference: string }
  | { readonly tag: 'road-not-travelled'; readonly remaining: readonly string[] }
  | { readonly tag: 'reason-missing' }
  | { readonly tag: 'personal-data-in-text'; readonly found: string }
  | {
      readonly tag: 'journey-moved-on';
      readonly expected: number;
      readonly actual: number;
      readonly since: readonly { kind: string; personId: PersonId; at: string }[];
    }
  /** More than the journey has been through: whoever asks has seen another journey, or one from before a restored backup. */
  | { readonly tag: 'revision-unknown'; readonly expected: number; readonly actual: number };
