import { z } from 'zod';
import { Duration } from '#lib/time.ts';

/**
 * The road: a process as a structure that can be travelled again and again, from a need to the satisfied need. These are
 * the words; the stored truth is the BPMN 2.0 file, from which `bpmn/read.ts` makes them. Ids are the file's own.
 */

/** Something the law says about a step or a clock, kept as data: it changes without the program changing. */
export const Law = z.object({
  /** What it demands, in plain words. */
  text: z.string(),
  /** Where it stands, e.g. `20 kap. 2 § SoL (2025:400)`. */
  source: z.string(),
  /** First day it holds, `YYYY-MM-DD`. */
  validFrom: z.iso.date().optional(),
  /** Why the reference must be checked before it is relied on; absent when it has been verified. */
  uncertainty: z.string().optional(),
});
export type Law = z.infer<typeof Law>;

/** A role that travels with the person along the road: a role, not a department. */
export const Lane = z.object({
  id: z.string(),
  name: z.string(),
  /** The kind of unit that usually has the role, to propose a team; never a rule. */
  unitHint: z.string().optional(),
});
export type Lane = z.infer<typeof Lane>;

/** How far apart giver and receiver are, from near to far. */
export const Border = z.enum(['same-team', 'same-board', 'other-board', 'other-authority']);
export type Border = z.infer<typeof Border>;

/**
 * The contract of a two-sided handoff (R044, R045). It stands on the step that is *entered* through it: giver offers with
 * what must be included, receiver accepts or returns with a reason within the agreed time.
 */
export const Handoff = z.object({
  /** What must be included, one thing per text. */
  include: z.array(z.string()),
  acceptWithin: Duration,
  border: Border,
  /** The lane that receives; the lane of the step when absent. */
  to: z.string().optional(),
  /** Does the responsibility for the journey move with the handoff, or stay with the giver? */
  responsibility: z.enum(['moves', 'stays']),
});
export type Handoff = z.infer<typeof Handoff>;

/** How BPMN marks the task; only shown, never a rule of execution. */
export const TaskKind = z.enum([
  'task',
  'user',
  'manual',
  'service',
  'script',
  'business-rule',
  'send',
  'receive',
  'call',
  'subprocess',
]);
export type TaskKind = z.infer<typeof TaskKind>;

const node = {
  id: z.string(),
  /** Empty when the file gives none. */
  name: z.string(),
  /** The id of the lane it lies in. */
  lane: z.string().optional(),
};

/** Something that is done on the way: a station of the road. */
export const Step = z.object({
  ...node,
  kind: z.literal('step'),
  task: TaskKind,
  description: z.string().optional(),
  /** The fixed way of doing it (SOSFS 2011:9, 4 kap. 4 §). */
  routine: z.object({ title: z.string(), text: z.string() }).optional(),
  competences: z.array(z.string()),
  law: z.array(Law),
  objectIn: z.string().optional(),
  objectOut: z.string().optional(),
  /** Step of Socialstyrelsen's national process model: 1 aktualisera … 6 följa upp. */
  stage: z.number().int().min(1).max(6).optional(),
  /** From the step being offered to its being completed, at most. */
  target: Duration.optional(),
  /** The time somebody works on it. */
  touch: Duration.optional(),
  handoff: Handoff.optional(),
  /** The typical wait, in plain words. */
  waits: z.string().optional(),
  /** What the step means for the one who travels, in plain words. */
  plainText: z.string().optional(),
});
export type Step = z.infer<typeof Step>;

/** What an event waits for. `other` is any trigger of BPMN that Resväg lets a person report by hand. */
export const Trigger = z.enum(['message', 'timer', 'signal', 'other']);
export type Trigger = z.infer<typeof Trigger>;

/** What became of the need (R028); the end event proposes it, the people involved say it. */
export const Outcome = z.enum(['met', 'partly', 'not-met']);
export type Outcome = z.infer<typeof Outcome>;

export const RoadNode = z.discriminatedUnion('kind', [
  z.object({ ...node, kind: z.literal('start'), trigger: Trigger.optional() }),
  z.object({
    ...node,
    kind: z.literal('end'),
    outcome: Outcome.optional(),
    /** A terminate end: everything else that goes on in the journey stops as well. */
    terminates: z.boolean(),
  }),
  Step,
  z.object({ ...node, kind: z.literal('exclusive') }),
  z.object({ ...node, kind: z.literal('inclusive') }),
  z.object({ ...node, kind: z.literal('parallel') }),
  z.object({ ...node, kind: z.literal('event-based') }),
  /** An intermediate event that the journey waits for. A timer's length is data; nothing sleeps. */
  z.object({ ...node, kind: z.literal('catch'), trigger: Trigger, after: Duration.optional() }),
  /** An event that may happen while a step is going on; `interrupting` ends the step. */
  z.object({
    ...node,
    kind: z.literal('boundary'),
    trigger: Trigger,
    after: Duration.optional(),
    attachedTo: z.string(),
    interrupting: z.boolean(),
  }),
  /** An intermediate event that is passed without waiting (a milestone, a message sent). */
  z.object({ ...node, kind: z.literal('milestone') }),
]);
export type RoadNode = z.infer<typeof RoadNode>;
export type NodeKind = RoadNode['kind'];

export const Flow = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  name: z.string().optional(),
  /** The condition as text; people choose, no expression is run. */
  condition: z.string().optional(),
  isDefault: z.boolean(),
});
export type Flow = z.infer<typeof Flow>;

/**
 * A time limit as data. It starts running when its start event happens and it isn't running already (a journey closed
 * and opened again doesn't restart it), stops when its stop event happens or the journey is closed, and a fact that is
 * both stops it first and then starts it anew (a yearly review).
 */
export const Clock = z.object({
  id: z.string(),
  name: z.string(),
  /** Set by law, or decided locally. */
  kind: z.enum(['statutory', 'local']),
  starts: z.object({
    on: z.enum(['journey-started', 'step-taken', 'step-completed', 'handoff-offered']),
    /** The step concerned; absent only for the journey as a whole. */
    node: z.string().optional(),
  }),
  stops: z.object({
    on: z.enum(['step-taken', 'step-completed', 'handoff-accepted', 'journey-closed']),
    node: z.string().optional(),
  }),
  length: Duration,
  /** The paragraph or local decision it rests on. */
  source: z.string(),
  /** On what ground it may be extended; absent when it may not. */
  extension: z.string().optional(),
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  /** See `Law.uncertainty`. */
  uncertainty: z.string().optional(),
  /** Shares of the length at which to warn, rising, each between 0 and 1. */
  warnAt: z.array(z.number().gt(0).lt(1)),
});
export type Clock = z.infer<typeof Clock>;

export const RoadKind = z.enum(['core', 'support', 'management']);
export type RoadKind = z.infer<typeof RoadKind>;

/** A coded situation (R029): where a traveller may be when the journey starts, or should be when it ends. */
export const Situation = z.object({
  /** Lower-case letters, digits and hyphens; kept with the journey instead of words about a person. */
  code: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
  name: z.string().min(1),
});
export type Situation = z.infer<typeof Situation>;

/**
 * One process. Texts that the file doesn't give are empty, never invented: `adoptionObstacles` says what must be there
 * before the road may be adopted (R012, R028, R033).
 */
export const Road = z.object({
  /** The id of the BPMN process. */
  id: z.string(),
  name: z.string(),
  kind: RoadKind,
  purpose: z.string(),
  /** Where the road starts. */
  need: z.string(),
  /** Where it ends. */
  satisfiedNeed: z.string(),
  forWhom: z.string(),
  /** What the whole journey is to hold (R135): from start to closing, and how often it is handed over, at most. */
  leadTarget: Duration.optional(),
  handoffTarget: z.number().int().min(0).optional(),
  lanes: z.array(Lane),
  nodes: z.array(RoadNode),
  flows: z.array(Flow),
  clocks: z.array(Clock),
  /** What is chosen among when a journey starts; where the file names none: `need` and `satisfied-need`. */
  situations: z.object({ start: z.array(Situation).min(1), goal: z.array(Situation).min(1) }),
});
export type Road = z.infer<typeof Road>;

/** Shares of a clock's length at which people are warned when the file names none. */
export const defaultWarnAt: readonly number[] = [0.5, 0.75, 0.9];

/** The steps in the order of the file. */
export function stepsOf(road: Road): Step[] {
  return road.nodes.filter((n) => n.kind === 'step');
}

/** One step by id. */
export function stepOf(road: Road, id: string): Step | undefined {
  const found = road.nodes.find((n) => n.id === id);
  return found?.kind === 'step' ? found : undefined;
}
