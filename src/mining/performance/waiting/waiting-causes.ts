/**
 * Why did it wait? The waiting time between two activities, split into causes after Lashkevich, Milani, Chapela-Campa,
 * Suvorau & Dumas, "Why am I waiting? Data-driven analysis of waiting times in business processes" (CAiSE 2023). Where our
 * definitions differ is said in docs/guides/waiting.md.
 */
import { inOrder } from '#mining/log/column-builder.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { inStartOrder, startOrder } from '#mining/log/start-order.ts';
import { compareText } from '#mining/map/map.ts';
import type { Calendar } from '#mining/performance/calendar.ts';
import type { Busy } from './busy.ts';
import { busyOf, placesIn, runningSums } from './busy.ts';
import { byResource, type Waits, waitsOf, workOfSomebody } from './waits.ts';

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
 * and how many ms of it each of `CAUSES` has.
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
  if (knowsBeginnings) splitAll(log, waits, busy, offHours, tally.add);
  for (let e = 0; e < log.events; e++) {
    if (knowsBeginnings && busy.places[e]! >= 0) continue;
    const [lo, hi] = [waits.enabled[e]!, waits.begin[e]!];
    // Nobody is named: off hours are known all the same, if it is known when the work began.
    const off = knowsBeginnings && !Number.isNaN(log.start![e]!) ? offHours(hi) - offHours(lo) : 0;
    tally.add(e, [outsideOf(waits, e), 0, 0, 0, off, 0, hi - lo - off]);
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

const outsideOf = ({ outside }: Waits, e: number) => outside?.[e] ?? 0;

type Add = (event: number, parts: readonly number[]) => void;

/** Splits the waiting before every piece of work that somebody is named for, person by person, in the order they could begin. */
function splitAll(log: Log, waits: Waits, busy: Busy, offHours: (instant: number) => number, add: Add): void {
  const { begin, enabled } = waits;
  const ready = byResource(workOfSomebody(log, waits), enabled, log.resource ?? new Int32Array(0));
  for (let r = 0; r < log.resources.size; r++) {
    const [first, end] = [busy.offset[r]!, busy.offset[r + 1]!];
    const older = runningSums(first, end);
    let put = first;
    for (let i = first; i < end; i++) {
      const e = ready[i]!;
      const [since, hi] = [enabled[e]!, begin[e]!];
      // Work that could have begun no later than this one is contention, all other prioritisation.
      for (; put < end && enabled[ready[put]!]! <= since; put++) {
        const place = busy.places[ready[put]!]!;
        older.put(place, busy.to[place]! - busy.from[place]!);
      }
      if (!(hi > since)) {
        add(e, [outsideOf(waits, e), 0, 0, 0, 0, 0, 0]);
        continue;
      }
      if (Number.isNaN(log.start![e]!)) {
        add(e, [outsideOf(waits, e), 0, 0, 0, 0, 0, hi - since]);
        continue;
      }
      const p = busy.places[e]!;
      const gathered = busy.gathered[p]!;
      const lo = gathered > since ? Math.min(gathered, hi) : since;
      const [one, last] = placesIn(busy, first, p, lo, hi);
      let [worked, contention, off] = [0, 0, offHours(hi) - offHours(lo)];
      if (one <= last) {
        worked = busy.sum[last + 1]! - busy.sum[one]!;
        contention = older.before(last + 1) - older.before(one);
        off -= busy.off[last + 1]! - busy.off[one]!;
        // The first and the last may stick out of the window.
        const clip = (place: number, from: number, to: number) => {
          if (!(to > from)) return;
          worked -= to - from;
          if (enabled[busy.events[place]!]! <= since) contention -= to - from;
          off += offHours(to) - offHours(from);
        };
        clip(one, busy.from[one]!, lo);
        clip(last, hi, busy.to[last]!);
      }
      const rest = hi - lo - worked - off;
      add(e, [outsideOf(waits, e), lo - since, contention, worked - contention, off, rest, 0]);
    }
  }
}

/** Adds parts up by transition and by case. */
function tallyOf(log: Log, waits: Waits, selection: Selection, each?: EachWait) {
  const kinds = log.activities.size;
  const known = new Map<number, number>();
  const keys: number[] = [];
  const counts: number[] = [];
  const sums: number[] = [];
  const byCase = CAUSES.map(() => new Float64Array(log.cases));
  const caseOf = new Int32Array(log.events).fill(-1);
  const n = selectedCount(log, selection);
  let cases = 0;
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const [from, to] = [log.caseOffset[c]!, log.caseOffset[c + 1]!];
    caseOf.fill(c, from, to);
    if (waits.begin.subarray(from, to).some((at) => !Number.isNaN(at))) cases++;
  }
  const add: Add = (e, parts) => {
    const c = caseOf[e]!;
    if (c < 0 || waits.before[e]! < 0) return;
    const key = waits.before[e]! * kinds + log.activity[e]!;
    let at = known.get(key);
    if (at === undefined) {
      at = keys.push(key) - 1;
      known.set(key, at);
      counts.push(0);
      for (const _ of CAUSES) sums.push(0);
    }
    counts[at]!++;
    each?.(e, waits.before[e]!, log.activity[e]!, parts);
    for (let i = 0; i < CAUSES.length; i++) {
      sums[at * CAUSES.length + i]! += parts[i]!;
      byCase[i]![c]! += parts[i]!;
    }
  };
  const told = () => {
    const names = textsOf(log.activities);
    const transitions = keys.map((key, at) => {
      const parts = sums.slice(at * CAUSES.length, (at + 1) * CAUSES.length);
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
