/**
 * What the road strip draws: stops and the ways between them, taken from the road by whoever shows it. The strip knows
 * nothing of BPMN, journeys or results; those dress the stops (see `Dress`).
 */
export interface StripRoad {
  readonly stops: readonly Stop[];
  readonly ways: readonly Way[];
}

export type StopKind =
  /** Where the road starts: the need. */
  | 'need'
  /** Something is done here. */
  | 'station'
  /** The journey waits for something to happen. */
  | 'event'
  /** One of several ways is chosen. */
  | 'fork'
  /** Several ways are travelled at the same time. */
  | 'split'
  /** The responsibility or the work goes over to somebody else. */
  | 'border'
  /** Where the road ends; `goal` when the need is satisfied there. */
  | 'end';

export interface Stop {
  readonly id: string;
  readonly kind: StopKind;
  readonly name: string;
  /** Who has the stop (a lane): colours the road. */
  readonly group?: string | undefined;
  readonly goal?: boolean | undefined;
}

export interface Way {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label?: string | undefined;
  /** The way taken when nothing else is chosen. */
  readonly usual?: boolean | undefined;
}
