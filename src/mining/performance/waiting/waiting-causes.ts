/**
 * Why did it wait? The waiting time between two activities, split into causes after Lashkevich, Milani, Chapela-Campa,
 * Suvorau & Dumas, "Why am I waiting? Data-driven analysis of waiting times in business processes" (CAiSE 2023). Where our
 * definitions differ is said in docs/guides/waiting.md.
 */
import { inOrder } from '#mining/log/column-builder.ts';
import { inGroupOrder } from '#mining/log/counting-sort.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { inStartOrder, startOrder } from '#mining/log/start-order.ts';
import { compareText } from '#mining/map/map.ts';
import type { Calendar } from '#mining/performance/calendar.ts';
import type { Busy } from './busy.ts';
import { busyOf, placesIn, runningSums } from './busy.ts';
import { isSomebodys, type Waits, waitsOf } from './waits.ts';

/**
 * `outside`: until an outside party had done its part. `batching`: until the batch was gathered. `contention`: whoever did it was busy with work that could have begun no later.
 * `prioritisation`: … with work that could have begun later. `unavailability`: off hours by the calendar. `other`: none of
 * these. `unknown`: the log doesn't tell who did it or when it began.
 */
export const CAUSES = [
  'outside',
  'batching',
  'contention',
  'prioritisation',
  'unavailability',
  'other',
  'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

type Seconds = { readonly [C in Cause]: number };

export interface WaitingCauses {
  readonly cases: number;
  /** In all time; the causes add up to it, here, in each transition and in each case. */
  readonly waitingSeconds: number;
  readonly causes: Seconds;
  /** What the question lacks, and the causes that therefore can't be told: their time lies in `other` or `unknown`. */
  readonly lacking: readonly ('outside' | 'beginnings' | 'resources' | 'calendar')[];
  readonly cannotTell: readonly Cause[];
  /** Most waiting first. */
  readonly transitions: readonly {
    readonly from: string;
    readonly to: string;
    /** Pieces of waiting, those of length 0 included. */
    readonly count: number;
    readonly waitingSeconds: number;
    readonly causes: Seconds;
  }[];
  /** ms by case of the log; 0 for cases that weren't asked for. */
  readonly byCase: { readonly [C in Cause]: Float64Array };
}

/**
 * Told of each piece of waiting: before which event of the log in start order (`inStartOrder`), between which activities (codes),
 * and how many ms of it each of `CAUSES` has, in a list that is used again for the next.
 */
export type EachWait = (event: number, before: number, after: number, parts: readonly number[]) => void;

const [OUTSIDE, BATCHING, CONTENTION, PRIORITISATION, UNAVAILABILITY, OTHER, UNKNOWN] = [0, 1, 2, 3, 4, 5, 6] as const;

export interface WaitingOptions {
  /** Until when each event waited for an outside party (`outsideUntil`): without it, that can't be told from other causes. */
  readonly until?: Float64Array | undefined;
  readonly selection?: Selection;
  /** Told of the pieces in no order. */
  readonly each?: EachWait;
}

/**
 * Waiting of the selected cases by cause; what people were busy with is taken from the whole log. `available` is the calendar
 * of working hours: without it, off hours can't be told from other causes. Sorting takes linear time, and each piece of
 * waiting as many steps as the number of its person's pieces has bits.
 */
export function waitingCauses(given: Log, available?: Calendar, options: WaitingOptions = {}): WaitingCauses {
  const { until, selection, each } = options;
  const order = startOrder(given);
  const log = inStartOrder(given, order);
  const waits = waitsOf(log, until && order ? inOrder(until, given.events, order) : until);
  const tally = tallyOf(log, waits, selection, each);
  const offHours = available === undefined ? () => 0 : (instant: number) => instant - available(instant);
  const knowsBeginnings = log.start !== undefined;
  const busy = busyOf(log, waits, offHours);
  if (knowsBeginnings) splitAll(log, busy, offHours, tally.add);
  for (let e = 0; e < log.events; e++) {
    if (knowsBeginnings && isSomebodys(log, waits, e)) continue;
    const [lo, hi] = [waits.enabled[e]!, waits.begin[e]!];
    // Nobody is named: off hours are known all the same, if it is known when the work began.
    const off = knowsBeginnings && !Number.isNaN(log.start![e]!) ? offHours(hi) - offHours(lo) : 0;
    tally.add(e, 0, 0, 0, off, 0, hi - lo - off);
  }
  const lacking = [
    ...(knowsBeginnings ? [] : (['beginnings'] as const)),
    ...(log.resource === undefined ? (['resources'] as const) : []),
    ...(available === undefined ? (['calendar'] as const) : []),
    ...(until === undefined ? (['outside'] as const) : []),
  ];
  return { ...tally.told(), lacking, cannotTell: cannotTell(lacking) };
}

function cannotTell(lacking: WaitingCauses['lacking']): Cause[] {
  const outside = lacking.includes('outside') ? (['outside'] as const) : [];
  if (lacking.includes('beginnings'))
    return ['batching', 'contention', 'prioritisation', 'unavailability', 'other', ...outside];
  return [
    ...(lacking.includes('resources') ? (['batching', 'contention', 'prioritisation', 'other'] as const) : []),
    ...(lacking.includes('calendar') ? (['unavailability'] as const) : []),
    ...outside,
  ];
}

/** Takes ms of each cause but the first, which is known by event. */
type Add = (
  event: number,
  batching: number,
  contention: number,
  prioritisation: number,
  unavailability: number,
  other: number,
  unknown: number,
) => void;

/** Splits the waiting before every piece of work that somebody is named for, person by person, in the order they could begin. */
function splitAll(log: Log, busy: Busy, offHours: (instant: number) => number, add: Add): void {
  const { enabled, begin, from, to, sum, off } = busy;
  const ready = inGroupOrder(busy.offset, enabled);
  for (let r = 0; r < log.resources.size; r++) {
    const [first, end] = [busy.offset[r]!, busy.offset[r + 1]!];
    const older = runningSums(first, end);
    let put = first;
    for (let i = first; i < end; i++) {
      const p = ready[i]!;
      const e = busy.events[p]!;
      const [since, hi] = [enabled[p]!, begin[p]!];
      // Work that could have begun no later than this one is contention, all other prioritisation.
      for (; put < end && enabled[ready[put]!]! <= since; put++) {
        const place = ready[put]!;
        older.put(place, to[place]! - from[place]!);
      }
      if (!(hi > since)) {
        add(e, 0, 0, 0, 0, 0, 0);
        continue;
      }
      if (Number.isNaN(log.start![e]!)) {
        add(e, 0, 0, 0, 0, 0, hi - since);
        continue;
      }
      const gathered = busy.gathered[p]!;
      const lo = gathered > since ? Math.min(gathered, hi) : since;
      const [one, last] = placesIn(busy, first, p, lo, hi);
      let [worked, contention, idle] = [0, 0, offHours(hi) - offHours(lo)];
      if (one <= last) {
        worked = sum[last + 1]! - sum[one]!;
        contention = older.between(one, last);
        idle -= off[last + 1]! - off[one]!;
        // The first and the last may stick out of the window.
        const clip = (place: number, lo: number, hi: number) => {
          if (!(hi > lo)) return;
          worked -= hi - lo;
          if (enabled[place]! <= since) contention -= hi - lo;
          idle += offHours(hi) - offHours(lo);
        };
        clip(one, from[one]!, lo);
        clip(last, hi, to[last]!);
      }
      const rest = hi - lo - worked - idle;
      add(e, lo - since, contention, worked - contention, idle, rest, 0);
    }
  }
}

/** Adds parts up by transition and by case. */
function tallyOf(log: Log, waits: Waits, selection: Selection, each?: EachWait) {
  const kinds = log.activities.size;
  const { keys, numberOf } = numbering(kinds * kinds);
  const byCase = CAUSES.map(() => new Float64Array(log.cases));
  const caseOf = new Int32Array(log.events);
  /** Of each event, by number; −1 for those of cases that aren't asked for, and where nothing was before. */
  const transition = new Int32Array(log.events).fill(-1);
  const n = selectedCount(log, selection);
  let cases = 0;
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    let hasTime = false;
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      caseOf[e] = c;
      hasTime ||= !Number.isNaN(waits.begin[e]!);
      if (waits.before[e]! >= 0) transition[e] = numberOf(waits.before[e]! * kinds + log.activity[e]!);
    }
    if (hasTime) cases++;
  }
  const counts = new Float64Array(keys.length);
  const sums = new Float64Array(keys.length * CAUSES.length);
  const parts = CAUSES.map(() => 0);
  const add: Add = (e, batching, contention, prioritisation, unavailability, other, unknown) => {
    const at = transition[e]!;
    if (at < 0) return;
    const c = caseOf[e]!;
    parts[OUTSIDE] = waits.outside === undefined ? 0 : waits.outside[e]!;
    parts[BATCHING] = batching;
    parts[CONTENTION] = contention;
    parts[PRIORITISATION] = prioritisation;
    parts[UNAVAILABILITY] = unavailability;
    parts[OTHER] = other;
    parts[UNKNOWN] = unknown;
    counts[at]!++;
    each?.(e, waits.before[e]!, log.activity[e]!, parts);
    for (let i = 0; i < CAUSES.length; i++) {
      const ms = parts[i]!;
      if (ms === 0) continue;
      sums[at * CAUSES.length + i]! += ms;
      byCase[i]![c]! += ms;
    }
  };
  const told = () => {
    const names = textsOf(log.activities);
    const transitions = keys.map((key, at) => {
      const parts = Array.from(sums.subarray(at * CAUSES.length, (at + 1) * CAUSES.length));
      const [from, to] = [names[Math.floor(key / kinds)]!, names[key % kinds]!];
      return { from, to, count: counts[at]!, waitingSeconds: total(parts) / 1000, causes: secondsOf(parts) };
    });
    const all = CAUSES.map((_, i) => sums.reduce((sum, ms, at) => (at % CAUSES.length === i ? sum + ms : sum), 0));
    return {
      cases,
      waitingSeconds: total(all) / 1000,
      causes: secondsOf(all),
      transitions: transitions.sort(
        (x, y) => y.waitingSeconds - x.waitingSeconds || compareText(x.from, y.from) || compareText(x.to, y.to),
      ),
      byCase: byCauseOf(byCase),
    };
  };
  return { add, told };
}

/** Up to so many keys have a place of their own in a table; more are looked up. */
const MOST_PLACES = 1 << 20;

/** Numbers keys (below `end`) 0, 1, … as they are met; `keys` are those met. */
function numbering(end: number): { readonly keys: readonly number[]; readonly numberOf: (key: number) => number } {
  const keys: number[] = [];
  if (end > MOST_PLACES) {
    const numbers = new Map<number, number>();
    const numberOf = (key: number) => {
      const known = numbers.get(key);
      if (known === undefined) numbers.set(key, keys.push(key) - 1);
      return known ?? keys.length - 1;
    };
    return { keys, numberOf };
  }
  const numbers = new Int32Array(end).fill(-1);
  const numberOf = (key: number) => {
    if (numbers[key]! < 0) numbers[key] = keys.push(key) - 1;
    return numbers[key]!;
  };
  return { keys, numberOf };
}

function total(parts: readonly number[]): number {
  return parts.reduce((sum, ms) => sum + ms, 0);
}

function secondsOf(parts: readonly number[]): Seconds {
  return byCauseOf(parts.map((ms) => ms / 1000));
}

function byCauseOf<T>(parts: readonly T[]): { readonly [C in Cause]: T } {
  return {
    outside: parts[OUTSIDE]!,
    batching: parts[BATCHING]!,
    contention: parts[CONTENTION]!,
    prioritisation: parts[PRIORITISATION]!,
    unavailability: parts[UNAVAILABILITY]!,
    other: parts[OTHER]!,
    unknown: parts[UNKNOWN]!,
  };
}
