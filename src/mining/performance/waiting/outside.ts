/** Until when a case waits for an outside party: somebody whose work isn't ours to do, such as an answer that is to come in. */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';

/** How a log tells of outside parties; at least one of the two. */
export interface Outside {
  /** What they do themselves: all waiting before such an activity is for them. */
  readonly activities?: readonly string[];
  /**
   * An attribute of events that is a time: when the work lay ready, everything from outside being there. What a case waited until
   * then is for them (or for a time that had to pass), what it waits after that isn't.
   */
  readonly readyAttribute?: string;
}

export interface OutsideRefusal {
  readonly tag: 'not-in-log';
  /** `time-attribute`: no attribute of events has that name and is a time. */
  readonly what: 'activity' | 'time-attribute';
  readonly name: string;
}

/** Per event of the log: ms until when it waits for outside, `Infinity` for what they do themselves, NaN where nothing is known. */
export function outsideUntil(
  log: Log,
  { activities = [], readyAttribute }: Outside,
): Result<Float64Array, OutsideRefusal> {
  const names = textsOf(log.activities);
  const missing = activities.find((name) => !names.includes(name));
  if (missing !== undefined) return refuse({ tag: 'not-in-log', what: 'activity', name: missing });
  const isTheirs = names.map((name) => activities.includes(name));
  const until = readyTimes(log, readyAttribute);
  if (until === undefined) return refuse({ tag: 'not-in-log', what: 'time-attribute', name: readyAttribute ?? '' });
  for (let e = 0; e < log.events; e++) if (isTheirs[log.activity[e]!]) until[e] = Number.POSITIVE_INFINITY;
  return ok(until);
}

function readyTimes(log: Log, name: string | undefined): Float64Array | undefined {
  if (name === undefined) return new Float64Array(log.events).fill(Number.NaN);
  const column = log.eventAttributes.find(({ path }) => path.length === 1 && path[0] === name);
  return column?.values.type === 'time' ? column.values.numbers.slice() : undefined;
}
