import type { ReactNode } from 'react';
import type { Stop } from '#process/strip.ts';

/**
 * Where the traveller is in relation to a stop; only journeys have it. `left`: the journey went on without its being done;
 * `closed`: the journey was closed there. Neither is passed.
 */
export type StopState = 'done' | 'here' | 'waiting' | 'coming' | 'left' | 'closed';

/** What one use of the strip puts on a stop: a process its roles and targets, a journey its times, results its figures. */
export interface Dress {
  /** Shown under the name, one short line each. */
  readonly lines?: readonly Line[];
  readonly state?: StopState;
  /** A wait on the way to the stop: drawn as a speed bump, and said. */
  readonly bump?: string | undefined;
  /** How much gathers here, 0–1, drawn as heat; what it is must be among the lines too. */
  readonly heat?: number | undefined;
  /** The page about the stop. */
  readonly to?: string | undefined;
  readonly search?: Readonly<Record<string, string | number | undefined>> | undefined;
  /** Said only in the text twin, where there is room. */
  readonly told?: readonly string[];
}

export interface Line {
  readonly text: string;
  readonly icon?: ReactNode;
  readonly tone?: 'quiet' | 'warning' | 'danger' | 'success' | undefined;
}

export type DressStop = (stop: Stop) => Dress;
