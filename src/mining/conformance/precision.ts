/**
 * Precision by escaping edges (Muñoz-Gama & Carmona 2010): of all that the net allows after each beginning seen in the
 * log, the share that some case then does. A net that allows much that never happens is imprecise.
 */

import type { PetriNet } from '#mining/discovery/petri-net.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { variantTable } from '#mining/map/variants.ts';
import type { AlignOptions, Conformance } from './align/align.ts';
import { align, traceOf } from './align/align.ts';
import { codesFor, markingsOf } from './align/markings.ts';
import type { Move } from './align/search.ts';
import type { Language } from './language.ts';
import { after, DEAD, languageOf } from './language.ts';

export interface Precision {
  /** 1 − escaping ÷ allowed, each beginning weighed by the cases that go on from it; 1 when nothing is allowed. */
  readonly precision: number;
  /** Sums over beginnings and cases: activities the net allows next, and those of them that no case takes. */
  readonly allowed: number;
  readonly escaping: number;
  /** Cases × events that were left out, since the net cannot show the beginning that they follow. */
  readonly leftOut: number;
  /** False when a silent search was cut short, so that something allowed may have been missed. */
  readonly exact: boolean;
}

/** Beginnings of traces as a tree. A node is a beginning; what cases do next there are its children. */
interface Beginnings {
  size: number;
  /** Open addressing on (node, name): child, 0 where free (the root is nobody's child). */
  slots: Int32Array;
  parent: Int32Array;
  name: Int32Array;
  /** Cases that go on from here. */
  weight: Float64Array;
}

function beginnings(): Beginnings {
  const room = 1024;
  const int = () => new Int32Array(room);
  return { size: 1, slots: new Int32Array(room * 2), parent: int(), name: int(), weight: new Float64Array(room) };
}

function slotFor(tree: Beginnings, node: number, name: number): number {
  const mask = tree.slots.length - 1;
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(name + 3, 0x85ebca6b);
  let slot = (mixed ^ (mixed >>> 15)) & mask;
  for (; ; slot = (slot + 1) & mask) {
    const child = tree.slots[slot]!;
    if (child === 0 || (tree.parent[child] === node && tree.name[child] === name)) return slot;
  }
}

function childOf(tree: Beginnings, node: number, name: number): number {
  const slot = slotFor(tree, node, name);
  if (tree.slots[slot] !== 0) return tree.slots[slot]!;
  const child = tree.size++;
  if (child === tree.parent.length) widen(tree);
  tree.parent[child] = node;
  tree.name[child] = name;
  tree.slots[slotFor(tree, node, name)] = child;
  return child;
}

function widen(tree: Beginnings): void {
  const room = tree.parent.length * 2;
  for (const column of ['parent', 'name'] as const) {
    const wider = new Int32Array(room);
    wider.set(tree[column]);
    tree[column] = wider;
  }
  const weight = new Float64Array(room);
  weight.set(tree.weight);
  tree.weight = weight;
  tree.slots = new Int32Array(room * 2);
  for (let node = 1; node < room / 2; node++) tree.slots[slotFor(tree, tree.parent[node]!, tree.name[node]!)] = node;
}

function grow(tree: Beginnings, word: Int32Array, cases: number): void {
  let node = 0;
  for (let i = 0; i < word.length; i++) {
    tree.weight[node]! += cases;
    node = childOf(tree, node, word[i]!);
  }
}

/**
 * Precision of the net against the log as it stands. Beginnings that the net cannot show are left out, as is what follows
 * them; with a log that fits badly, `alignmentQuality` says more.
 */
export function precision(log: Log, net: PetriNet, selection?: Selection): Precision {
  const markings = markingsOf(net);
  const codes = codesFor(markings, textsOf(log.activities));
  const table = variantTable(log, selection);
  const tree = beginnings();
  for (let v = 0; v < table.size; v++) grow(tree, traceOf(log, codes, table.example[v]!), table.count[v]!);
  return weigh(tree, languageOf(markings));
}

/** What optimal alignments tell of a model beside how well it fits. */
export interface Quality extends Conformance {
  /** Of the runs that the log aligns with; variants that were not aligned in time are left out. */
  readonly precision: Precision;
  /**
   * 1 − the mean over the steps of the net of 1 ÷ √(how often cases take it), a step that nobody takes counting 1: how
   * unlikely it is that the next case shows something new (Buijs, van Dongen & van der Aalst 2014).
   */
  readonly generalisation: number;
}

/**
 * Aligns the log, and weighs the net by the runs that it aligns with (Adriansyah, Muñoz-Gama, Carmona, van Dongen & van
 * der Aalst 2015): each case counts as a cheapest run of the net, so that cases that deviate still tell what of the net
 * is used. Undefined when the net cannot reach its end at all.
 */
export function alignmentQuality(log: Log, net: PetriNet, options: AlignOptions = {}): Quality | undefined {
  const markings = markingsOf(net);
  const tree = beginnings();
  const taken = new Float64Array(net.transitions.length);
  const onAligned = (moves: readonly Move[], cases: number, example: number) => {
    const run = moves.flatMap(({ transition }) => (transition < 0 ? [] : [transition]));
    for (const transition of run) taken[transition]! += cases;
    const word = run.map((transition) => markings.labels[transition]!).filter((name) => name >= 0);
    grow(tree, Int32Array.from(word), cases);
    options.onAligned?.(moves, cases, example);
  };
  const found = align(log, net, { ...options, onAligned });
  if (found === undefined) return undefined;
  const unsure = taken.reduce((sum, times) => sum + 1 / Math.sqrt(Math.max(1, times)), 0);
  const generalisation = taken.length === 0 ? 1 : 1 - unsure / taken.length;
  return { ...found, precision: weigh(tree, languageOf(markings)), generalisation };
}

/** Parents stand before their children, so one pass gives every beginning its state and what is taken there. */
function weigh(tree: Beginnings, language: Language): Precision {
  const { size, parent, name, weight } = tree;
  const state = new Int32Array(size);
  const taken = new Int32Array(size);
  for (let node = 1; node < size; node++) {
    state[node] = after(language, state[parent[node]!]!, name[node]!);
    if (state[node] !== DEAD) taken[parent[node]!]!++;
  }
  let [allowed, escaping, leftOut] = [0, 0, 0];
  for (let node = 0; node < size; node++) {
    const cases = weight[node]!;
    if (state[node] === DEAD) leftOut += cases;
    else {
      const can = language.enabled[state[node]!]!.length;
      allowed += can * cases;
      escaping += (can - taken[node]!) * cases;
    }
  }
  return { precision: allowed === 0 ? 1 : 1 - escaping / allowed, allowed, escaping, leftOut, exact: !language.cut };
}
