/** The markings a net can be in, found as they are needed and numbered, each with its steps. */
import type { PetriNet } from '#mining/petri-net.ts';

export interface Step {
  readonly transition: number;
  readonly to: number;
}

export interface Markings {
  readonly net: PetriNet;
  readonly tokens: Uint8Array[];
  readonly known: Map<string, number>;
  readonly steps: (readonly Step[] | undefined)[];
  readonly initial: number;
  readonly final: number;
}

/** More tokens than this in one place: the net is unbounded there, and steps that add more are not taken. */
const MOST_TOKENS = 250;

export function markingsOf(net: PetriNet): Markings {
  const found = { net, tokens: [], known: new Map<string, number>(), steps: [], initial: 0, final: 0 };
  const initial = markingNumber(found, Uint8Array.from(net.initial));
  const final = markingNumber(found, Uint8Array.from(net.final));
  return { ...found, initial, final };
}

/** The number of a marking, new or known. */
export function markingNumber(found: Pick<Markings, 'tokens' | 'known' | 'steps'>, tokens: Uint8Array): number {
  const key = String.fromCharCode(...tokens);
  const known = found.known.get(key);
  if (known !== undefined) return known;
  const number = found.tokens.length;
  found.tokens.push(tokens);
  found.steps.push(undefined);
  found.known.set(key, number);
  return number;
}

/** The steps that a marking enables. */
export function stepsFrom(found: Markings, marking: number): readonly Step[] {
  const known = found.steps[marking];
  if (known) return known;
  const tokens = found.tokens[marking]!;
  const steps: Step[] = [];
  for (const [transition, { inputs, outputs }] of found.net.transitions.entries()) {
    if (!inputs.every((place) => tokens[place]! > 0)) continue;
    const next = tokens.slice();
    let enabled = true;
    for (const place of inputs) {
      if (next[place] === 0) enabled = false;
      else next[place]!--;
    }
    for (const place of outputs) next[place]!++;
    if (enabled && outputs.every((place) => next[place]! <= MOST_TOKENS))
      steps.push({ transition, to: markingNumber(found, next) });
  }
  found.steps[marking] = steps;
  return steps;
}
