import { ok, type Result, refuse } from '#lib/result.ts';
import type { BoardDecision, Strategy, StrategyRefusal } from './strategy.ts';

/** What a recorded decision does: the proposal is in force, and the one in force before is replaced. */
export interface Adoption {
  readonly adopted: Strategy;
  readonly replaced: Strategy | undefined;
}

/**
 * A strategy is in force only through a decision of the board, with date, paragraph and case number (R001). Refuses with
 * `already-decided`, and `decision-in-future` for a meeting that has not been held. `today` is the date in Sweden.
 */
export function recordDecision(
  proposal: Strategy,
  decision: BoardDecision,
  setting: { readonly inForce: Strategy | undefined; readonly today: string },
): Result<Adoption, StrategyRefusal> {
  if (proposal.state !== 'proposed') return refuse({ tag: 'already-decided', state: proposal.state });
  if (decision.decidedOn > setting.today) return refuse({ tag: 'decision-in-future', decidedOn: decision.decidedOn });
  return ok({
    adopted: { ...proposal, state: 'in-force', decision },
    replaced: setting.inForce === undefined ? undefined : { ...setting.inForce, state: 'replaced' },
  });
}

/** Decisions in time order, newest first; proposals that wait for theirs come before them (R003). */
export function inTimeOrder(strategies: readonly Strategy[]): Strategy[] {
  const key = (s: Strategy) => s.decision?.decidedOn ?? '9999';
  return [...strategies].sort((a, b) => key(b).localeCompare(key(a)) || b.version - a.version);
}
