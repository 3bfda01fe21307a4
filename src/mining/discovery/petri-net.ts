/** Petri nets with one place to begin and one to end in, as models to replay logs on. */
import type { Tree } from './tree.ts';

/** Places are numbered 0 … `places` − 1. Every arc has weight 1; an arc that stands twice weighs 2. */
export interface PetriNet {
  readonly places: number;
  readonly transitions: readonly Transition[];
  /** Tokens at the beginning and at the end, per place. */
  readonly initial: readonly number[];
  readonly final: readonly number[];
}

export interface Transition {
  /** The activity; undefined for a silent step, which a log doesn't show. */
  readonly label: string | undefined;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** The workflow net of a process tree: sound, and with the same traces (van der Aalst 2016, §7.5). */
export function netOfTree(tree: Tree): PetriNet {
  const net: Growing = { places: 2, transitions: [] };
  lay(net, tree, 0, 1);
  const marked = (at: number) => Array.from({ length: net.places }, (_, place) => (place === at ? 1 : 0));
  return { ...net, initial: marked(0), final: marked(1) };
}

interface Growing {
  places: number;
  readonly transitions: Transition[];
}

/** Lays a part of a tree between two places. */
function lay(net: Growing, part: Tree, from: number, to: number): void {
  switch (part.tag) {
    case 'activity':
      net.transitions.push({ label: part.activity, inputs: [from], outputs: [to] });
      break;
    case 'silent':
      net.transitions.push({ label: undefined, inputs: [from], outputs: [to] });
      break;
    case 'sequence': {
      let at = from;
      for (const [i, child] of part.children.entries()) {
        const next = i === part.children.length - 1 ? to : net.places++;
        lay(net, child, at, next);
        at = next;
      }
      break;
    }
    case 'choice':
      for (const child of part.children) lay(net, child, from, to);
      break;
    case 'parallel': {
      const branches = part.children.map((child) => ({ child, begin: net.places++, end: net.places++ }));
      net.transitions.push({ label: undefined, inputs: [from], outputs: branches.map(({ begin }) => begin) });
      for (const { child, begin, end } of branches) lay(net, child, begin, end);
      net.transitions.push({ label: undefined, inputs: branches.map(({ end }) => end), outputs: [to] });
      break;
    }
    case 'loop': {
      // Places of its own, so that going round is not offered to whoever else stands at `from` or `to`.
      const begin = net.places++;
      const end = net.places++;
      net.transitions.push({ label: undefined, inputs: [from], outputs: [begin] });
      lay(net, part.body, begin, end);
      lay(net, part.redo, end, begin);
      net.transitions.push({ label: undefined, inputs: [end], outputs: [to] });
      break;
    }
  }
}

/**
 * The same net with fewer silent steps: a place whose only way on is one silent step to one other place is that place
 * (series fusion, Murata 1989, §IV). Traces stay as they are; searches through silent steps get much shorter.
 */
export function fuseSilent(net: PetriNet): PetriNet {
  const stands = Array.from({ length: net.places }, (_, place) => place);
  const of = (place: number): number => {
    let at = place;
    while (stands[at] !== at) at = stands[at]!;
    return at;
  };
  const left = new Map<number, number>();
  for (const { inputs } of net.transitions) for (const place of inputs) left.set(place, (left.get(place) ?? 0) + 1);
  const gone = new Set<Transition>();
  for (const step of net.transitions) {
    const [from, to] = [step.inputs[0], step.outputs[0]];
    const single = step.label === undefined && step.inputs.length === 1 && step.outputs.length === 1;
    if (!single || from === undefined || to === undefined) continue;
    if (left.get(from) !== 1 || net.final[from]! > 0 || of(from) === of(to)) continue;
    stands[of(from)] = of(to);
    gone.add(step);
  }
  const transitions = net.transitions
    .filter((step) => !gone.has(step))
    .map(({ label, inputs, outputs }) => ({ label, inputs: inputs.map(of), outputs: outputs.map(of) }));
  const initial = net.initial.map(() => 0);
  for (const [place, tokens] of net.initial.entries()) initial[of(place)]! += tokens;
  return { places: net.places, transitions, initial, final: net.final };
}
