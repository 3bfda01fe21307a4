import { z } from 'zod';
import { StrategyId } from '#lib/id.ts';

/**
 * A board decision as the record of the meeting has it (R001–R003, KL 6 kap. 38 §): goals, direction and quality are
 * decided by the board, never “approved” by an official in the system.
 */
export const BoardDecision = z.object({
  board: z.string().trim().min(1).max(120),
  decidedOn: z.iso.date(),
  paragraph: z.string().trim().min(1).max(40),
  caseNumber: z.string().trim().min(1).max(60),
  text: z.string().trim().min(1).max(2000),
});
export type BoardDecision = z.infer<typeof BoardDecision>;

/** Proposed by the administration → in force by a decision of the board → replaced by a later one. */
export const StrategyState = z.enum(['proposed', 'in-force', 'replaced']);
export type StrategyState = z.infer<typeof StrategyState>;

export const Strategy = z.object({
  id: StrategyId,
  version: z.number().int().min(1),
  title: z.string().trim().min(1).max(160),
  /** The strategy's text in plain paragraphs and headings (a heading line begins with `# `). */
  text: z.string().trim().min(1).max(100_000),
  goals: z.array(z.string().trim().min(1).max(400)).max(20),
  state: StrategyState,
  proposedAt: z.iso.datetime(),
  proposedBy: z.string(),
  decision: BoardDecision.nullable(),
});
export type Strategy = z.infer<typeof Strategy>;

export type StrategyRefusal =
  | { readonly tag: 'already-decided'; readonly state: StrategyState }
  | { readonly tag: 'decision-in-future'; readonly decidedOn: string };
