/**
 * Which steps a search needs to look at in a marking. Steps of branches side by side can be taken in any order, and twenty
 * that may each be passed by give a million markings; but only some orders are needed to find a cheapest run:
 *
 * - Before an event, only steps that can bring a token to where the event's activity is done. Every other step of a run can wait
 *   until a later event, or the end, needs it: nothing that comes between takes its tokens, or the run couldn't take it.
 * - After the last event, only the steps that take from one place, if all of them can be taken and nobody else takes what
 *   they take: the token there is in the way of the end, so one of them must be taken, and it may as well be next.
 *
 * (Persistent sets: P. Godefroid, «Partial-Order Methods for the Verification of Concurrent Systems», 1996, chapter 4.)
 */
import type { Markings } from './markings.ts';
import { STEP, stepsFrom, tokensOf } from './markings.ts';

/** Instead of a name: all events are done. */
export const AT_END = -3;

export interface Needed {
  readonly markings: Markings;
  /** Steps of the net that show an activity count as ways too; else only silent ones do. */
  readonly throughVisible: boolean;
  /** Per name, for each transition whether it can bring a token to a step of that name; worked out when first asked for. */
  readonly towards: (Uint8Array | undefined)[];
  /** Places whose takers take from nowhere that anybody else takes from, with those takers: listed, and 1 by transition. */
  readonly apart: readonly { readonly place: number; readonly takers: readonly number[]; readonly only: Uint8Array }[];
  readonly all: Uint8Array;
  readonly none: Uint8Array;
}

export function neededIn(markings: Markings, throughVisible: boolean): Needed {
  const { net } = markings;
  const takers: number[][] = Array.from({ length: net.places }, () => []);
  for (const [t, { inputs }] of net.transitions.entries()) for (const place of new Set(inputs)) takers[place]!.push(t);
  const apart = takers.flatMap((its, place) => {
    const alone = its.every((t) =>
      net.transitions[t]!.inputs.every((one) => takers[one]!.every((u) => its.includes(u))),
    );
    const only = Uint8Array.from(net.transitions, (_, t) => Number(its.includes(t)));
    return alone ? [{ place, takers: its, only }] : [];
  });
  const [all, none] = [new Uint8Array(net.transitions.length).fill(1), new Uint8Array(net.transitions.length)];
  return { markings, throughVisible, towards: [], apart, all, none };
}

/** By transition, 1 for those to be looked at in the marking before an event of that name, or `AT_END` after the last one. */
export function stepsToLookAt(needed: Needed, marking: number, next: number): Uint8Array {
  if (next >= 0) return towardsName(needed, next);
  // An event that the net has no step for needs none.
  return next === AT_END ? afterAll(needed, marking) : needed.none;
}

/** Those that can bring a token, by way of others too, to where the name is done. */
function towardsName(needed: Needed, name: number): Uint8Array {
  const known = needed.towards[name];
  if (known) return known;
  const { net, labels } = needed.markings;
  const towards = new Uint8Array(labels.length);
  const sought = new Set<number>();
  for (const [t, { inputs }] of net.transitions.entries())
    if (labels[t] === name) for (const place of inputs) sought.add(place);
  for (let before = -1; before < sought.size; ) {
    before = sought.size;
    for (const [t, { inputs, outputs }] of net.transitions.entries()) {
      if (towards[t] === 1 || (labels[t] !== -1 && !needed.throughVisible)) continue;
      if (!outputs.some((place) => sought.has(place))) continue;
      towards[t] = 1;
      for (const place of inputs) sought.add(place);
    }
  }
  needed.towards[name] = towards;
  return towards;
}

function afterAll({ markings, apart, all }: Needed, marking: number): Uint8Array {
  const steps = stepsFrom(markings, marking);
  const tokens = tokensOf(markings, marking);
  const { final } = markings.net;
  for (const { place, takers, only } of apart)
    if (tokens[place]! > final[place]! && takers.every((t) => isAmong(steps, t))) return only;
  return all;
}

function isAmong(steps: Int32Array, transition: number): boolean {
  for (let i = 0; i < steps.length; i += STEP) if (steps[i + 1] === transition) return true;
  return false;
}
