/**
 * Replay of one trace without looking back: the nearest silent way to where the next activity is enabled is taken; where
 * there is none, the tokens that lack are put in. Every step is worked out once per marking and activity and then known.
 */
import type { Markings } from './markings.ts';
import { markingNumber, STEP, stepsFrom, tokensOf } from './markings.ts';
import type { Move } from './search.ts';
import type { SilentWays } from './silent-way.ts';
import { placesOf, silentWay, silentWays } from './silent-way.ts';

export interface Forcing {
  readonly markings: Markings;
  /** Per name of the net, the transitions that carry it. */
  readonly carriers: readonly (readonly number[])[];
  readonly ways: SilentWays;
  readonly known: Known;
  /** Per marking: tokens produced, consumed, missing and remaining on the best silent way to the end. */
  readonly ends: (readonly [number, number, number, number] | undefined)[];
}

export interface Forced {
  readonly produced: number;
  readonly consumed: number;
  readonly missing: number;
  readonly remaining: number;
  /**
   * Events that the net has no step for. The marking stays as it is, and each counts as a step of one token whose token was
   * missing and whose outcome nobody takes: what is outside the model doesn't fit.
   */
  readonly skipped: number;
}

/**
 * What was worked out: records of `RECORD` numbers (name, marking after, tokens produced, consumed, missing, and the next
 * record of the same marking). A marking meets few of all names, so they hang on it in a chain.
 */
interface Known {
  size: number;
  records: Int32Array;
  /** Per marking its first record. */
  first: Int32Array;
}

const RECORD = 6;
const NEXT = 5;
const NONE = -1;
/** Of the end of a run that stops where it is: tokens produced, consumed, missing and remaining. */
const NOTHING = [0, 0, 0, 0] as const;
/** Markings looked through in search of a silent way. */
const WIDEST = 1000;

export function forcing(markings: Markings): Forcing {
  const carriers = markings.names.map((_, name) =>
    Array.from(markings.labels.keys()).filter((t) => markings.labels[t] === name),
  );
  const known = { size: 0, records: new Int32Array(64 * RECORD), first: new Int32Array(64).fill(NONE) };
  return { markings, carriers, ways: silentWays(markings.net), known, ends: [] };
}

/**
 * Replays the trace (names of the net as numbers, negative for others) from the beginning to the end; where it may stop, the
 * tokens that are left when it does are where the case is.
 */
export function force(forcing: Forcing, trace: Int32Array, mayStop = false): Forced {
  const { markings, known } = forcing;
  let produced = 0;
  for (const tokens of markings.net.initial) produced += tokens;
  let [consumed, missing, marking, skipped] = [0, 0, markings.initial, 0];
  for (let i = 0; i < trace.length; i++) {
    const name = trace[i]!;
    if (name < 0) {
      skipped++;
      continue;
    }
    let at = marking < known.first.length ? known.first[marking]! : NONE;
    while (at !== NONE && known.records[at] !== name) at = known.records[at + NEXT]!;
    if (at === NONE) at = workOut(forcing, marking, name);
    const { records } = known;
    marking = records[at + 1]!;
    produced += records[at + 2]!;
    consumed += records[at + 3]!;
    missing += records[at + 4]!;
  }
  const end = mayStop ? NOTHING : (forcing.ends[marking] ?? toEnd(forcing, marking));
  return {
    produced: produced + end[0] + skipped,
    consumed: consumed + end[1] + skipped,
    missing: missing + end[2] + skipped,
    remaining: end[3] + skipped,
    skipped,
  };
}

/** The moves of the forced run where it shows the whole trace and comes to the end, or may stop: an alignment that costs nothing. */
export function fittingMoves(forcing: Forcing, trace: Int32Array, mayStop = false): readonly Move[] | undefined {
  const { missing, remaining, skipped } = force(forcing, trace, mayStop);
  if (missing > 0 || remaining > 0 || skipped > 0) return undefined;
  const { markings } = forcing;
  const moves: Move[] = [];
  let marking = markings.initial;
  for (const [event, name] of trace.entries()) {
    const run = runTo(forcing, marking, name);
    const tokens = tokensOf(markings, marking).slice();
    for (const [i, transition] of run.entries()) {
      const { inputs, outputs } = markings.net.transitions[transition]!;
      fire(tokens, inputs, outputs);
      moves.push({ event: i === run.length - 1 ? event : -1, transition });
    }
    marking = markingNumber(markings, tokens);
  }
  if (mayStop) return moves;
  return [...moves, ...runToEnd(forcing, marking).run.map((transition) => ({ event: -1, transition }))];
}

/** How each marking was reached by silent steps: from which, by which transition. */
type Reached = Map<number, readonly [from: number, transition: number]>;

/** Breadth first through silent steps, until `isThere` or too many markings. */
function silently(markings: Markings, from: number, isThere: (marking: number) => boolean): Reached {
  const reached: Reached = new Map([[from, [-1, -1]]]);
  for (const marking of reached.keys()) {
    if (isThere(marking) || reached.size > WIDEST) break;
    const steps = stepsFrom(markings, marking);
    for (let i = 0; i < steps.length && steps[i] === -1; i += STEP)
      if (!reached.has(steps[i + 2]!)) reached.set(steps[i + 2]!, [marking, steps[i + 1]!]);
  }
  return reached;
}

function wayTo(reached: Reached, marking: number): readonly number[] {
  const way: number[] = [];
  for (let [at, step] = reached.get(marking)!; step >= 0; [at, step] = reached.get(at)!) way.push(step);
  return way.reverse();
}

/** The transitions to take so that the name is shown: silent ones to where it is enabled, else the one that lacks least. */
function runTo(forcing: Forcing, marking: number, name: number): readonly number[] {
  const { markings, carriers, ways } = forcing;
  const tokens = tokensOf(markings, marking);
  const wanted = carriers[name]!;
  const found = silentWay(
    ways,
    tokens,
    wanted.map((t) => markings.net.transitions[t]!.inputs),
  );
  if (found.tag === 'way') return [...found.steps, wanted[found.goal]!];
  let [chosen, there] = [NONE, marking];
  if (found.tag === 'unsure') {
    const reached = silently(markings, marking, (m) => {
      const steps = stepsFrom(markings, m);
      for (let i = 0; i < steps.length; i += STEP) if (steps[i] === name) [chosen, there] = [steps[i + 1]!, m];
      return chosen >= 0;
    });
    if (chosen >= 0) return [...wayTo(reached, there), chosen];
  }
  return [leastLacking(markings, tokensOf(markings, marking), wanted)];
}

/** Works the step out and answers its record. */
function workOut(forcing: Forcing, marking: number, name: number): number {
  const { markings, known } = forcing;
  const run = runTo(forcing, marking, name);
  const tokens = tokensOf(markings, marking).slice();
  let [produced, consumed, missing] = [0, 0, 0];
  for (const t of run) {
    const { inputs, outputs } = markings.net.transitions[t]!;
    missing += fire(tokens, inputs, outputs);
    produced += outputs.length;
    consumed += inputs.length;
  }
  if (marking >= known.first.length) known.first = widened(known.first, marking + 1, NONE);
  if (known.size + RECORD > known.records.length) known.records = widened(known.records, known.size + RECORD, 0);
  const at = known.size;
  known.size += RECORD;
  const after = markingNumber(markings, tokens);
  known.records.set([name, after, produced, consumed, missing, known.first[marking]!], at);
  known.first[marking] = at;
  return at;
}

function widened(old: Int32Array, least: number, filling: number): Int32Array {
  const wider = new Int32Array(Math.max(least, old.length * 2)).fill(filling, old.length);
  wider.set(old);
  return wider;
}

/** Fires whether enabled or not; answers how many tokens had to be put in. */
function fire(tokens: Uint8Array, inputs: readonly number[], outputs: readonly number[]): number {
  let missing = 0;
  for (const place of inputs) {
    if (tokens[place] === 0) missing++;
    else tokens[place]!--;
  }
  for (const place of outputs) tokens[place] = Math.min(250, tokens[place]! + 1);
  return missing;
}

function leastLacking(markings: Markings, tokens: Uint8Array, wanted: readonly number[]): number {
  const lacking = (t: number) => markings.net.transitions[t]!.inputs.filter((place) => tokens[place] === 0).length;
  return wanted.reduce((best, t) => (lacking(t) < lacking(best) ? t : best));
}

/** The silent steps to where the fewest tokens lack or remain beside the final marking. */
function toEnd(forcing: Forcing, marking: number): readonly [number, number, number, number] {
  const { markings, ends } = forcing;
  const { transitions, final } = markings.net;
  const { run, left } = runToEnd(forcing, marking);
  let [produced, consumed, missing, remaining] = [0, 0, 0, 0];
  for (const t of run) {
    consumed += transitions[t]!.inputs.length;
    produced += transitions[t]!.outputs.length;
  }
  for (const [place, tokens] of left.entries()) {
    consumed += final[place]!;
    missing += Math.max(0, final[place]! - tokens);
    remaining += Math.max(0, tokens - final[place]!);
  }
  ends[marking] = [produced, consumed, missing, remaining];
  return ends[marking];
}

function runToEnd(
  { markings, ways }: Forcing,
  marking: number,
): { readonly run: readonly number[]; readonly left: Uint8Array } {
  const { transitions, final } = markings.net;
  const found = silentWay(ways, tokensOf(markings, marking), [placesOf(final)]);
  if (found.tag === 'way') {
    const left = tokensOf(markings, marking).slice();
    for (const t of found.steps) fire(left, transitions[t]!.inputs, transitions[t]!.outputs);
    if (left.every((tokens, place) => tokens === final[place])) return { run: found.steps, left };
  }
  const apart = (m: number) => tokensOf(markings, m).reduce((all, n, place) => all + Math.abs(n - final[place]!), 0);
  let [best, least] = [marking, apart(marking)];
  const reached = silently(markings, marking, (m) => {
    const distance = apart(m);
    if (distance < least) [best, least] = [m, distance];
    return m === markings.final;
  });
  return { run: wayTo(reached, best), left: tokensOf(markings, best) };
}
