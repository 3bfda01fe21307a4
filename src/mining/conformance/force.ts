/**
 * Replay of one trace without looking back: the nearest silent way to where the next activity is enabled is taken; where
 * there is none, the tokens that lack are put in. Every step is worked out once per marking and activity and then known.
 */
import type { Markings } from './markings.ts';
import { markingNumber, STEP, stepsFrom, tokensOf } from './markings.ts';

export interface Forcing {
  readonly markings: Markings;
  /** Per name of the net, the transitions that carry it. */
  readonly carriers: readonly (readonly number[])[];
  /** Per marking and name: marking after, tokens produced, consumed and missing. `UNKNOWN` where not yet worked out. */
  readonly known: (Int32Array | undefined)[];
  /** Per marking: tokens produced, consumed, missing and remaining on the best silent way to the end. */
  readonly ends: (readonly [number, number, number, number] | undefined)[];
}

export interface Forced {
  readonly produced: number;
  readonly consumed: number;
  readonly missing: number;
  readonly remaining: number;
  /** Whether there were events that the net has no step for; they are passed by. */
  readonly skipped: boolean;
}

const RECORD = 4;
const UNKNOWN = -1;
/** Markings looked through in search of a silent way. */
const WIDEST = 1000;

export function forcing(markings: Markings): Forcing {
  const carriers = markings.names.map((_, name) =>
    Array.from(markings.labels.keys()).filter((t) => markings.labels[t] === name),
  );
  return { markings, carriers, known: [], ends: [] };
}

/** Replays the trace (names of the net as numbers, negative for others) from the beginning to the end. */
export function force(forcing: Forcing, trace: Int32Array): Forced {
  const { markings, known } = forcing;
  let produced = 0;
  for (const tokens of markings.net.initial) produced += tokens;
  let [consumed, missing, marking, skipped] = [0, 0, markings.initial, false];
  for (let i = 0; i < trace.length; i++) {
    const name = trace[i]!;
    if (name < 0) {
      skipped = true;
      continue;
    }
    let records = known[marking];
    if (records === undefined || records[name * RECORD] === UNKNOWN) {
      workOut(forcing, marking, name);
      records = known[marking]!;
    }
    const at = name * RECORD;
    marking = records[at]!;
    produced += records[at + 1]!;
    consumed += records[at + 2]!;
    missing += records[at + 3]!;
  }
  const end = forcing.ends[marking] ?? toEnd(forcing, marking);
  return {
    produced: produced + end[0],
    consumed: consumed + end[1],
    missing: missing + end[2],
    remaining: end[3],
    skipped,
  };
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

function workOut(forcing: Forcing, marking: number, name: number): void {
  const { markings, carriers, known } = forcing;
  let [chosen, there] = [-1, marking];
  const reached = silently(markings, marking, (m) => {
    const steps = stepsFrom(markings, m);
    for (let i = 0; i < steps.length; i += STEP) if (steps[i] === name) [chosen, there] = [steps[i + 1]!, m];
    return chosen >= 0;
  });
  if (chosen < 0) chosen = leastLacking(markings, tokensOf(markings, marking), carriers[name]!);
  const tokens = tokensOf(markings, marking).slice();
  let [produced, consumed, missing] = [0, 0, 0];
  for (const t of [...wayTo(reached, there), chosen]) {
    const { inputs, outputs } = markings.net.transitions[t]!;
    missing += fire(tokens, inputs, outputs);
    produced += outputs.length;
    consumed += inputs.length;
  }
  let records = known[marking];
  if (!records) {
    records = new Int32Array(markings.names.length * RECORD).fill(UNKNOWN);
    known[marking] = records;
  }
  records.set([markingNumber(markings, tokens), produced, consumed, missing], name * RECORD);
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
function toEnd({ markings, ends }: Forcing, marking: number): readonly [number, number, number, number] {
  const final = markings.net.final;
  const apart = (m: number) => tokensOf(markings, m).reduce((all, n, place) => all + Math.abs(n - final[place]!), 0);
  let [best, least] = [marking, apart(marking)];
  const reached = silently(markings, marking, (m) => {
    const distance = apart(m);
    if (distance < least) [best, least] = [m, distance];
    return m === markings.final;
  });
  let [produced, consumed, missing, remaining] = [0, 0, 0, 0];
  for (const t of wayTo(reached, best)) {
    consumed += markings.net.transitions[t]!.inputs.length;
    produced += markings.net.transitions[t]!.outputs.length;
  }
  for (const [place, tokens] of tokensOf(markings, best).entries()) {
    consumed += final[place]!;
    missing += Math.max(0, final[place]! - tokens);
    remaining += Math.max(0, tokens - final[place]!);
  }
  ends[marking] = [produced, consumed, missing, remaining];
  return ends[marking];
}
