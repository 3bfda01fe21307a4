/**
 * Token replay (Rozinat & van der Aalst 2008). Whether a trace fits is decided exactly, by keeping every marking its
 * prefix can lead to; only traces that do not fit are forced through, missing tokens put in and remaining ones counted.
 */
import { textsOf } from '#mining/dictionary.ts';
import type { Log } from '#mining/log.ts';
import type { PetriNet } from '#mining/petri-net.ts';
import type { Selection } from '#mining/selection.ts';
import { variantTable } from '#mining/variants.ts';
import { labelsFor } from './align.ts';
import type { Markings } from './markings.ts';
import { markingNumber, markingsOf, stepsFrom } from './markings.ts';

export interface Replay {
  readonly cases: number;
  readonly fittingCases: number;
  /** ½ (1 − missing ÷ consumed) + ½ (1 − remaining ÷ produced), over all cases and as the mean of each. */
  readonly logFitness: number;
  readonly averageTraceFitness: number;
  /** False when some silent search was cut short, so that a fitting trace may have been missed. */
  readonly exact: boolean;
}

interface Tally {
  produced: number;
  consumed: number;
  missing: number;
  remaining: number;
}

/** Markings looked through in search of a silent way; far beyond what real models need. */
const WIDEST = 50_000;

interface Player {
  readonly markings: Markings;
  readonly labels: Int32Array;
  cut: boolean;
}

export function replay(log: Log, net: PetriNet, selection?: Selection): Replay {
  const player: Player = { markings: markingsOf(net), labels: labelsFor(net, textsOf(log.activities)), cut: false };
  const table = variantTable(log, selection);
  const total: Tally = { produced: 0, consumed: 0, missing: 0, remaining: 0 };
  let cases = 0;
  let fitting = 0;
  let fitness = 0;
  for (let v = 0; v < table.size; v++) {
    const c = table.example[v]!;
    const trace = log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!);
    const path = fittingPath(player, trace);
    const tally = path ? tallyOf(net, path) : forced(player, trace);
    const count = table.count[v]!;
    cases += count;
    if (path) fitting += count;
    fitness += count * fitnessOf(tally);
    for (const key of ['produced', 'consumed', 'missing', 'remaining'] as const) total[key] += count * tally[key];
  }
  const averageTraceFitness = cases === 0 ? 1 : fitness / cases;
  return { cases, fittingCases: fitting, logFitness: fitnessOf(total), averageTraceFitness, exact: !player.cut };
}

function fitnessOf({ produced, consumed, missing, remaining }: Tally): number {
  const part = (lost: number, all: number) => (all === 0 ? 1 : 1 - lost / all);
  return (part(missing, consumed) + part(remaining, produced)) / 2;
}

/** How a marking was reached: from which, by which transition. */
type Back = Map<number, readonly [from: number, transition: number]>;

/** Adds everything that silent steps lead to. */
function close(player: Player, reached: Back): void {
  for (const marking of reached.keys()) {
    if (reached.size > WIDEST) {
      player.cut = true;
      return;
    }
    for (const { transition, to } of stepsFrom(player.markings, marking)) {
      if (player.labels[transition] === -1 && !reached.has(to)) reached.set(to, [marking, transition]);
    }
  }
}

/** The transitions of a run of the model that shows exactly the trace, or undefined when there is none. */
function fittingPath(player: Player, trace: ArrayLike<number>): readonly number[] | undefined {
  const { markings, labels } = player;
  const layers: Back[] = [new Map([[markings.initial, [-1, -1]]])];
  close(player, layers[0]!);
  for (let i = 0; i < trace.length; i++) {
    const next: Back = new Map();
    for (const marking of layers[i]!.keys()) {
      for (const { transition, to } of stepsFrom(markings, marking)) {
        if (labels[transition] === trace[i] && !next.has(to)) next.set(to, [-2 - marking, transition]);
      }
    }
    if (next.size === 0) return undefined;
    close(player, next);
    layers.push(next);
  }
  if (!layers[trace.length]!.has(markings.final)) return undefined;
  const path: number[] = [];
  let at = markings.final;
  for (let layer = trace.length; ; ) {
    const [from, transition] = layers[layer]!.get(at)!;
    if (transition < 0) return path.reverse();
    path.push(transition);
    // A step that shows an event leads back to the layer before.
    if (from <= -2) layer--;
    at = from <= -2 ? -2 - from : from;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function tallyOf(net: PetriNet, path: readonly number[]): Tally {
  let produced = sum(net.initial);
  let consumed = sum(net.final);
  for (const t of path) {
    consumed += net.transitions[t]!.inputs.length;
    produced += net.transitions[t]!.outputs.length;
  }
  return { produced, consumed, missing: 0, remaining: 0 };
}

/** Replays a trace that doesn't fit: silent steps lead on where they can, else the tokens that lack are put in. */
function forced(player: Player, trace: ArrayLike<number>): Tally {
  const { markings, labels } = player;
  const { net } = markings;
  const tally: Tally = { produced: sum(net.initial), consumed: 0, missing: 0, remaining: 0 };
  let marking = markings.initial;
  const fire = (transition: number) => {
    const { inputs, outputs } = net.transitions[transition]!;
    const tokens = markings.tokens[marking]!.slice();
    for (const place of inputs) {
      if (tokens[place] === 0) tally.missing++;
      else tokens[place]!--;
    }
    for (const place of outputs) tokens[place] = Math.min(250, tokens[place]! + 1);
    tally.consumed += inputs.length;
    tally.produced += outputs.length;
    marking = markingNumber(markings, tokens);
  };
  for (let i = 0; i < trace.length; i++) {
    const wanted = net.transitions.map((_, t) => t).filter((t) => labels[t] === trace[i]);
    if (wanted.length === 0) continue;
    const enables = (m: number) =>
      wanted.find((t) => net.transitions[t]!.inputs.every((place) => markings.tokens[m]![place]! > 0));
    const way = silentWay(player, marking, (m) => enables(m) !== undefined);
    for (const silent of way ?? []) fire(silent);
    fire(enables(marking) ?? leastLacking(net, markings.tokens[marking]!, wanted));
  }
  const final = markings.tokens[markings.final]!;
  for (const silent of bestEnd(player, marking)) fire(silent);
  const left = markings.tokens[marking]!;
  for (const [place, tokens] of final.entries()) {
    tally.consumed += tokens;
    tally.missing += Math.max(0, tokens - left[place]!);
    tally.remaining += Math.max(0, left[place]! - tokens);
  }
  return tally;
}

/** The fewest silent steps to a marking of that kind; undefined when none leads there. */
function silentWay(player: Player, from: number, isThere: (marking: number) => boolean): readonly number[] | undefined {
  const reached: Back = new Map([[from, [-1, -1]]]);
  for (const marking of reached.keys()) {
    if (isThere(marking)) {
      const way: number[] = [];
      for (let [at, step] = reached.get(marking)!; step >= 0; [at, step] = reached.get(at)!) way.push(step);
      return way.reverse();
    }
    if (reached.size > WIDEST / 10) return undefined;
    for (const { transition, to } of stepsFrom(player.markings, marking)) {
      if (player.labels[transition] === -1 && !reached.has(to)) reached.set(to, [marking, transition]);
    }
  }
  return undefined;
}

/** The silent steps to where the fewest tokens lack or remain beside the final marking. */
function bestEnd(player: Player, from: number): readonly number[] {
  const { tokens, final } = player.markings;
  const distance = (marking: number) =>
    tokens[marking]!.reduce((all, n, place) => all + Math.abs(n - tokens[final]![place]!), 0);
  let best = from;
  silentWay(player, from, (marking) => {
    if (distance(marking) < distance(best)) best = marking;
    return best === final;
  });
  return silentWay(player, from, (marking) => marking === best) ?? [];
}

function leastLacking(net: PetriNet, tokens: Uint8Array, wanted: readonly number[]): number {
  const lacking = (t: number) => net.transitions[t]!.inputs.filter((place) => tokens[place] === 0).length;
  return wanted.reduce((best, t) => (lacking(t) < lacking(best) ? t : best));
}
