/** Precision by escaping edges as its definition says and nothing else; and as a walk gives it that forgets markings. */
import type { PetriNet, Transition } from '#mining/discovery/petri-net.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';

/** One object per marking of a net. */
interface Marking {
  readonly tokens: readonly number[];
  /** By transition, for those that are enabled; worked out when first asked for. */
  after: readonly (readonly [step: Transition, marking: Marking])[] | undefined;
}

/** The markings of a net: the first, and what the transitions make of each. */
function game({ initial, transitions }: PetriNet) {
  const known = new Map<string, Marking>();
  const markingOf = (tokens: readonly number[]): Marking => {
    const marking = known.get(tokens.join()) ?? { tokens, after: undefined };
    known.set(tokens.join(), marking);
    return marking;
  };
  const fired = (tokens: readonly number[], { inputs, outputs }: Transition): readonly number[] | undefined => {
    const left = [...tokens];
    for (const place of inputs) if (left[place]!-- === 0) return undefined;
    for (const place of outputs) left[place]!++;
    return left;
  };
  const after = (marking: Marking) => {
    marking.after ??= transitions.flatMap((step) => {
      const tokens = fired(marking.tokens, step);
      return tokens ? [[step, markingOf(tokens)] as const] : [];
    });
    return marking.after;
  };
  return { begin: markingOf(initial), after };
}
type Game = ReturnType<typeof game>;

interface Beginning {
  readonly key: string;
  readonly cases: number;
  readonly next: ReadonlySet<string>;
  /** The beginning it goes on from, by its last activity; undefined for the beginning of nothing. */
  readonly from: { readonly key: string; readonly by: string } | undefined;
}

/** Of every case, shorter ones before those that go on from them. Finished cases don't count. */
function beginningsOf(log: Log): readonly Beginning[] {
  const names = textsOf(log.activities);
  const found = new Map<string, { cases: number; next: Set<string>; from: Beginning['from'] }>();
  for (let c = 0; c < log.cases; c++) {
    const word = Array.from(log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!), (a) => names[a]!);
    for (const [i, next] of word.entries()) {
      const key = JSON.stringify(word.slice(0, i));
      const from = i === 0 ? undefined : { key: JSON.stringify(word.slice(0, i - 1)), by: word[i - 1]! };
      const known = found.get(key) ?? { cases: 0, next: new Set(), from };
      known.cases++;
      known.next.add(next);
      found.set(key, known);
    }
  }
  return [...found].map(([key, one]) => ({ key, ...one }));
}

/** The markings, and those that silent steps lead to, nearest first. */
function closed({ after }: Game, markings: readonly Marking[]): readonly Marking[] {
  const all = new Set(markings);
  for (const marking of all) for (const [{ label }, next] of after(marking)) if (label === undefined) all.add(next);
  return [...all];
}

function shown({ after }: Game, markings: readonly Marking[], name: string): readonly Marking[] {
  return markings.flatMap((marking) => after(marking).flatMap(([{ label }, next]) => (label === name ? [next] : [])));
}

function visible(steps: readonly Transition[]): readonly string[] {
  return [...new Set(steps.flatMap(({ label }) => (label === undefined ? [] : [label])))];
}

/** `after` tells what an activity makes of a state, `allowed` what a state allows; no state where the net cannot be. */
function weighed<State>(
  log: Log,
  begin: State,
  after: (state: State, name: string) => State | undefined,
  allowed: (state: State) => readonly string[],
): number {
  const states = new Map<string, State | undefined>();
  let [all, escaping] = [0, 0];
  for (const { key, cases, next, from } of beginningsOf(log)) {
    const before = from && states.get(from.key);
    const state = from === undefined ? begin : before && after(before, from.by);
    states.set(key, state);
    if (state === undefined) continue;
    const can = allowed(state);
    all += cases * can.length;
    escaping += cases * can.filter((name) => !next.has(name)).length;
  }
  return all === 0 ? 1 : 1 - escaping / all;
}

/** A state is every marking that the activities so far can have led to. */
export function naivePrecision(log: Log, net: PetriNet): number {
  const played = game(net);
  const numbers = new Map<Marking, number>();
  const states = new Map<string, readonly Marking[]>();
  /** Equal sets as one, so that what comes of them is worked out once. */
  const stateOf = (markings: readonly Marking[]) => {
    for (const one of markings) if (!numbers.has(one)) numbers.set(one, numbers.size);
    const key = Uint32Array.from(markings, (one) => numbers.get(one)!)
      .sort()
      .join();
    const state = states.get(key) ?? markings;
    states.set(key, state);
    return state;
  };
  const after = once((markings: readonly Marking[], name: string) => {
    const reached = closed(played, shown(played, markings, name));
    return reached.length > 0 ? stateOf(reached) : undefined;
  });
  const allowed = once((markings: readonly Marking[]) =>
    visible(markings.flatMap((marking) => played.after(marking).map(([step]) => step))),
  );
  return weighed(log, stateOf(closed(played, [played.begin])), after, allowed);
}

function once<State extends object, R>(of: (state: State, name: string) => R): (state: State, name?: string) => R {
  const known = new Map<State, Map<string, R>>();
  return (state, name = '') => {
    const its = known.get(state) ?? new Map<string, R>();
    known.set(state, its);
    if (!its.has(name)) its.set(name, of(state, name));
    return its.get(name)!;
  };
}

/**
 * A state is one marking, the nearest; what it allows is looked for with a list of steps and, by step, the marking it was
 * last found enabled in. A step that was to be taken in an earlier marking is then taken in the later one instead, so that
 * what lies behind the earlier is never seen. Which that is goes by the order of the steps in the net.
 */
export function forgetfulPrecision(log: Log, net: PetriNet): number {
  const played = game(net);
  const after = (marking: Marking, name: string) =>
    closed(played, [marking]).flatMap((one) => shown(played, [one], name))[0];
  const allowed = (begin: Marking) => {
    const open: Transition[] = [];
    const lastIn = new Map<Transition, Marking>();
    const meet = (marking: Marking) => {
      for (const [step] of played.after(marking)) {
        open.push(step);
        lastIn.set(step, marking);
      }
    };
    meet(begin);
    const taken = new Map<Transition, Set<Marking>>(net.transitions.map((step) => [step, new Set()]));
    for (const step of open) {
      const marking = lastIn.get(step)!;
      if (step.label !== undefined || taken.get(step)!.has(marking)) continue;
      taken.get(step)!.add(marking);
      meet(played.after(marking).find(([one]) => one === step)![1]);
    }
    return visible(open);
  };
  return weighed(log, played.begin, once(after), once(allowed));
}
