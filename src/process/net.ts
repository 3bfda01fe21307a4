import { z } from 'zod';
import type { Duration } from '#lib/time.ts';
import type { Outcome, Trigger } from './road.ts';

/**
 * The road made ready for playing: only what the token game needs, looked up by id. Compiled once per version and held;
 * it is plain data but holds maps, so it is never stored.
 */
export interface Net {
  readonly nodes: ReadonlyMap<string, NetNode>;
  readonly arcs: ReadonlyMap<string, Arc>;
  /** Ids of the start events, in the order of the file; the first is the default. */
  readonly starts: readonly string[];
}

export interface Arc {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Name, else condition, else empty: what the choice is called. */
  readonly label: string;
  readonly isDefault: boolean;
}

/**
 * What happens with a token at a node. `pass` goes on at once by every way out; `step` and `catch` wait; `exclusive` and
 * `inclusive` wait for a choice when they have several ways out; `join` parts wait for every way in.
 */
export interface NetNode {
  readonly id: string;
  readonly name: string;
  readonly does: 'start' | 'pass' | 'step' | 'catch' | 'exclusive' | 'inclusive' | 'parallel' | 'race' | 'end';
  readonly in: readonly string[];
  readonly out: readonly string[];
  readonly lane?: string | undefined;
  /** Events and timers only. */
  readonly trigger?: Trigger | undefined;
  readonly after?: Duration | undefined;
  /** Boundary events only: the step, and whether it ends. */
  readonly attachedTo?: string | undefined;
  readonly interrupting?: boolean | undefined;
  /** Steps only: the boundary events that may happen meanwhile. */
  readonly boundary?: readonly string[] | undefined;
  /** Ends only. */
  readonly outcome?: Outcome | undefined;
  readonly terminates?: boolean | undefined;
}

/**
 * Where a journey stands: how many tokens wait at each node (steps, events, gateways that wait for a choice or a race)
 * and on each flow before a join. Nothing is kept at zero. Plain JSON, stored with the journey.
 */
export const Marking = z.object({
  at: z.record(z.string(), z.number().int().positive()),
  /** End events reached, in order. */
  ends: z.array(z.string()),
});
export type Marking = z.infer<typeof Marking>;

/** One way out of a choice: `id` is the flow that is given as `choice`. */
export interface Option {
  readonly id: string;
  /** What the choice is called; the names along a chain of gateways joined by “ – ”. Empty when the file names none. */
  readonly label: string;
  /** What the choice answers: the names of the gateways along the way, joined as in `label`; empty when the file names none. */
  readonly question: string;
  /** The step, event or end that it leads to, past gateways; absent when it leads to several. */
  readonly goesTo?: string | undefined;
  readonly isDefault: boolean;
}

/**
 * Something that is possible now. `step`: a step to take and complete, with the choice that follows it (empty when none).
 * `event`: something awaited that may occur; those with the same `race` withdraw each other; a `boundary` event belongs to
 * a step. `choice`: a gateway that waits for a choice of its own (after the start, or several at once after a split).
 */
export type Offer =
  | { readonly kind: 'step'; readonly node: string; readonly options: readonly Option[]; readonly many: boolean }
  | {
      readonly kind: 'event';
      readonly node: string;
      readonly trigger: Trigger;
      readonly after?: Duration | undefined;
      readonly race?: string | undefined;
      readonly boundary?: { readonly step: string; readonly interrupting: boolean } | undefined;
      readonly options: readonly Option[];
      readonly many: boolean;
    }
  | { readonly kind: 'choice'; readonly node: string; readonly options: readonly Option[]; readonly many: boolean };

/** Why a move in the token game isn't possible. */
export type PlayRefusal =
  | { readonly tag: 'step-not-offered'; readonly node: string; readonly offered: readonly string[] }
  | { readonly tag: 'event-not-offered'; readonly node: string; readonly offered: readonly string[] }
  | { readonly tag: 'choice-not-offered'; readonly node: string; readonly offered: readonly string[] }
  | { readonly tag: 'choice-missing'; readonly node: string; readonly options: readonly Option[] }
  | {
      readonly tag: 'choice-unknown';
      readonly node: string;
      readonly choice: string;
      readonly options: readonly Option[];
    };
