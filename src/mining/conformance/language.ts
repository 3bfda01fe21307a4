/**
 * What the net can show, as an automaton without silent steps: a state holds every marking that the activities so far
 * can have led to (the subset construction of Rabin & Scott 1959), found only as far as it is asked for.
 */
import type { Markings } from './align/markings.ts';
import { STEP, stepsFrom } from './align/markings.ts';

export interface Language {
  readonly markings: Markings;
  readonly states: Int32Array[];
  /** Per state and name the state after it; `DEAD` when none, `UNKNOWN` when not yet asked. */
  readonly next: Int32Array[];
  readonly known: Map<number, number[]>;
  /** Per state the names that can come next, ascending. */
  readonly enabled: Int32Array[];
  stamps: Int32Array;
  stamp: number;
  /** Whether a silent search was cut short, so that a state may lack markings. */
  cut: boolean;
}

const UNKNOWN = -1;
/** The state of a word that no run of the net begins with. */
export const DEAD = -2;

/** Markings in one state; far beyond what bounded models need. */
const WIDEST = 20_000;

export function languageOf(markings: Markings): Language {
  const language: Language = {
    markings,
    states: [],
    next: [],
    known: new Map(),
    enabled: [],
    stamps: new Int32Array(1024),
    stamp: 0,
    cut: false,
  };
  language.stamp++;
  const begin: number[] = [];
  meet(language, begin, markings.initial);
  stateOf(language, close(language, begin));
  return language;
}

/** The state after the name in that state; `DEAD` when the net cannot show it there. State 0 is the beginning. */
export function after(language: Language, state: number, name: number): number {
  if (state === DEAD || name < 0) return DEAD;
  const known = language.next[state]![name]!;
  if (known !== UNKNOWN) return known;
  const { markings, states } = language;
  language.stamp++;
  const reached: number[] = [];
  for (const marking of states[state]!) {
    const steps = stepsFrom(markings, marking);
    for (let i = 0; i < steps.length; i += STEP) if (steps[i] === name) meet(language, reached, steps[i + 2]!);
  }
  const to = reached.length === 0 ? DEAD : stateOf(language, close(language, reached));
  language.next[state]![name] = to;
  return to;
}

function meet(language: Language, reached: number[], marking: number): void {
  if (marking >= language.stamps.length) {
    const wider = new Int32Array(Math.max(marking + 1, language.stamps.length * 2));
    wider.set(language.stamps);
    language.stamps = wider;
  }
  if (language.stamps[marking] === language.stamp) return;
  language.stamps[marking] = language.stamp;
  reached.push(marking);
}

/** Adds what silent steps lead to, and keeps the markings where something visible can come or all is over. */
function close(language: Language, reached: number[]): Int32Array {
  const { markings } = language;
  const useful: number[] = [];
  for (let k = 0; k < reached.length; k++) {
    if (reached.length > WIDEST) {
      language.cut = true;
      break;
    }
    const steps = stepsFrom(markings, reached[k]!);
    let i = 0;
    for (; i < steps.length && steps[i] === -1; i += STEP) meet(language, reached, steps[i + 2]!);
    if (i < steps.length || reached[k] === markings.final) useful.push(reached[k]!);
  }
  return Int32Array.from(useful).sort();
}

function stateOf(language: Language, set: Int32Array): number {
  let hash = set.length;
  for (const marking of set) hash = Math.imul(hash ^ marking, 0x01000193) ^ (hash >>> 13);
  const alike = language.known.get(hash) ?? [];
  for (const state of alike) {
    const other = language.states[state]!;
    if (other.length === set.length && set.every((marking, i) => other[i] === marking)) return state;
  }
  const state = language.states.length;
  language.known.set(hash, [...alike, state]);
  language.states.push(set);
  const names = language.markings.names.length;
  language.next.push(new Int32Array(names).fill(UNKNOWN));
  const can = new Uint8Array(names);
  for (const marking of set) {
    const steps = stepsFrom(language.markings, marking);
    for (let i = 0; i < steps.length; i += STEP) if (steps[i]! >= 0) can[steps[i]!] = 1;
  }
  language.enabled.push(Int32Array.from(can.keys()).filter((name) => can[name] === 1));
  return state;
}
