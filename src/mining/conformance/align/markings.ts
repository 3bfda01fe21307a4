/**
 * The markings a net can be in, found as they are needed and numbered, each with its steps: one space shared by all
 * traces. Tokens lie in one array, a byte per place; a marking's hash is a sum, so that a step changes it in one addition.
 */
import type { PetriNet } from '#mining/discovery/petri-net.ts';

export interface Markings {
  readonly net: PetriNet;
  /** The names that steps of the net carry, and per transition which of them; −1 silent. */
  readonly names: readonly string[];
  readonly labels: Int32Array;
  readonly initial: number;
  readonly final: number;
  readonly found: Found;
}

interface Found {
  size: number;
  tokens: Uint8Array;
  hashes: Int32Array;
  /** Open addressing: number of the marking + 1, 0 where free. */
  slots: Int32Array;
  readonly steps: (Int32Array | undefined)[];
  readonly arcs: readonly Arcs[];
  /** Per place the transitions that take of it first of all; and those that take nothing. */
  readonly byPlace: readonly (readonly number[])[];
  readonly free: readonly number[];
  readonly weights: Int32Array;
}

/** What a transition takes of each place, and how it changes each place and the hash. */
interface Arcs {
  readonly needs: Int32Array;
  readonly changes: Int32Array;
  readonly hash: number;
}

/** More tokens than this in one place: the net is unbounded there, and steps that add more are not taken. */
const MOST_TOKENS = 250;

/** A step in the array of `stepsFrom` takes this many numbers: label (−1 silent), transition, marking it leads to. */
export const STEP = 3;

/** What `codesFor` gives for an activity that no step of the net carries. */
export const FOREIGN = -2;

export function markingsOf(net: PetriNet): Markings {
  const names = [...new Set(net.transitions.flatMap(({ label }) => (label === undefined ? [] : [label])))];
  const number = new Map(names.map((name, i) => [name, i]));
  const labels = Int32Array.from(net.transitions, ({ label }) => (label === undefined ? -1 : number.get(label)!));
  const weights = Int32Array.from({ length: net.places }, (_, place) => mixed(place + 1));
  const byPlace: number[][] = Array.from({ length: net.places }, () => []);
  const free: number[] = [];
  for (const [t, { inputs }] of net.transitions.entries()) (inputs.length === 0 ? free : byPlace[inputs[0]!]!).push(t);
  const found: Found = {
    size: 0,
    tokens: new Uint8Array(64 * net.places),
    hashes: new Int32Array(64),
    slots: new Int32Array(256),
    steps: [],
    arcs: net.transitions.map((step) => arcsOf(step.inputs, step.outputs, weights)),
    byPlace,
    free,
    weights,
  };
  const initial = numberOf(found, Uint8Array.from(net.initial));
  return { net, names, labels, initial, final: numberOf(found, Uint8Array.from(net.final)), found };
}

/** Weights far from evenly spaced: else all markings whose places add up to the same would share a hash. */
function mixed(n: number): number {
  const half = Math.imul(n ^ (n >>> 16), 0x9e3779b1);
  const whole = Math.imul(half ^ (half >>> 13), 0x85ebca6b);
  return (whole ^ (whole >>> 16)) | 1;
}

function arcsOf(inputs: readonly number[], outputs: readonly number[], weights: Int32Array): Arcs {
  const need = new Map<number, number>();
  const change = new Map<number, number>();
  for (const place of inputs) {
    need.set(place, (need.get(place) ?? 0) + 1);
    change.set(place, (change.get(place) ?? 0) - 1);
  }
  for (const place of outputs) change.set(place, (change.get(place) ?? 0) + 1);
  const changes = [...change].filter(([, by]) => by !== 0);
  const hash = changes.reduce((sum, [place, by]) => (sum + Math.imul(weights[place]!, by)) | 0, 0);
  return { needs: Int32Array.from([...need].flat()), changes: Int32Array.from(changes.flat()), hash };
}

/** The tokens of a marking, a byte per place; a view that is not to be kept or changed. */
export function tokensOf({ found, net }: Markings, marking: number): Uint8Array {
  return found.tokens.subarray(marking * net.places, (marking + 1) * net.places);
}

/** The number of the marking with these tokens, new or known. */
export function markingNumber({ found }: Markings, tokens: Uint8Array): number {
  return numberOf(found, tokens);
}

function numberOf(found: Found, tokens: Uint8Array): number {
  makeRoom(found, tokens.length);
  found.tokens.set(tokens, found.size * tokens.length);
  let hash = 0;
  for (let place = 0; place < tokens.length; place++)
    hash = (hash + Math.imul(found.weights[place]!, tokens[place]!)) | 0;
  return settle(found, tokens.length, hash);
}

function makeRoom(found: Found, places: number): void {
  if ((found.size + 1) * 2 > found.slots.length) {
    found.slots = new Int32Array(found.slots.length * 4);
    for (let m = 0; m < found.size; m++) {
      let slot = slotOf(found, found.hashes[m]!);
      while (found.slots[slot] !== 0) slot = (slot + 1) & (found.slots.length - 1);
      found.slots[slot] = m + 1;
    }
  }
  if (found.size < found.hashes.length) return;
  const hashes = new Int32Array(found.size * 2);
  hashes.set(found.hashes);
  found.hashes = hashes;
  const tokens = new Uint8Array(hashes.length * places);
  tokens.set(found.tokens);
  found.tokens = tokens;
}

function slotOf(found: Found, hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) & (found.slots.length - 1);
}

/** The number of the marking whose tokens were just written behind the last one. */
function settle(found: Found, places: number, hash: number): number {
  const { tokens, slots, hashes } = found;
  const fresh = found.size * places;
  let slot = slotOf(found, hash);
  for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
    const known = slots[slot]! - 1;
    if (hashes[known] !== hash) continue;
    let place = 0;
    while (place < places && tokens[known * places + place] === tokens[fresh + place]) place++;
    if (place === places) return known;
  }
  slots[slot] = found.size + 1;
  hashes[found.size] = hash;
  found.steps.push(undefined);
  return found.size++;
}

/** The steps that a marking enables, `STEP` numbers each; silent ones first. */
export function stepsFrom(markings: Markings, marking: number): Int32Array {
  return markings.found.steps[marking] ?? findSteps(markings, marking);
}

function findSteps({ net, labels, found }: Markings, marking: number): Int32Array {
  const silent: number[] = [];
  const visible: number[] = [];
  const { places } = net;
  for (const t of candidates(found, marking * places, places)) {
    const { needs, changes, hash } = found.arcs[t]!;
    const base = marking * places;
    let enabled = true;
    for (let i = 0; enabled && i < needs.length; i += 2) enabled = found.tokens[base + needs[i]!]! >= needs[i + 1]!;
    for (let i = 0; enabled && i < changes.length; i += 2)
      enabled = found.tokens[base + changes[i]!]! + changes[i + 1]! <= MOST_TOKENS;
    if (!enabled) continue;
    makeRoom(found, places);
    const fresh = found.size * places;
    found.tokens.copyWithin(fresh, base, base + places);
    for (let i = 0; i < changes.length; i += 2) found.tokens[fresh + changes[i]!]! += changes[i + 1]!;
    const to = settle(found, places, (found.hashes[marking]! + hash) | 0);
    (labels[t] === -1 ? silent : visible).push(labels[t]!, t, to);
  }
  const steps = Int32Array.from([...silent, ...visible]);
  found.steps[marking] = steps;
  return steps;
}

/** The transitions whose first place has a token, ascending: a few of the hundreds that a large net has. */
function candidates({ byPlace, free, tokens }: Found, base: number, places: number): readonly number[] {
  const some = free.slice();
  for (let place = 0; place < places; place++) if (tokens[base + place]! > 0) some.push(...byPlace[place]!);
  return some.sort((x, y) => x - y);
}

/** Per activity of a log which name of the net it is; `FOREIGN` when none. */
export function codesFor({ names }: Markings, activities: readonly string[]): Int32Array {
  const number = new Map(names.map((name, i) => [name, i]));
  return Int32Array.from(activities, (name) => number.get(name) ?? FOREIGN);
}
