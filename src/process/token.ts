import { assert } from '#lib/result.ts';
import type { Marking, Net, NetNode } from './net.ts';

/**
 * The moves of tokens (BPMN 2.0, clause 13): everything that happens by itself happens at once, so that a marking only
 * ever shows what waits for somebody or something. Used by `play.ts`; works on a copy that it may change.
 */
export interface Board {
  readonly net: Net;
  readonly at: Map<string, number>;
  ends: string[];
}

export function boardOf(net: Net, marking: Marking): Board {
  return { net, at: new Map(Object.entries(marking.at)), ends: [...marking.ends] };
}

export function markingOf(board: Board): Marking {
  return { at: Object.fromEntries(board.at), ends: board.ends };
}

export function nodeOf(net: Net, id: string): NetNode {
  const node = net.nodes.get(id);
  assert(node, `node ${id} is in the net`);
  return node;
}

function put(board: Board, place: string): void {
  board.at.set(place, (board.at.get(place) ?? 0) + 1);
}

/** Takes one token away; that it is there is the caller's business to know. */
export function take(board: Board, place: string): void {
  const count = board.at.get(place) ?? 0;
  assert(count > 0, `a token waits at ${place}`);
  if (count === 1) board.at.delete(place);
  else board.at.set(place, count - 1);
}

/** Sends a token along each of the flows, and lets everything happen that then happens by itself. */
export function send(board: Board, arcs: readonly string[]): void {
  const moving = [...arcs];
  for (;;) {
    const arc = moving.shift();
    if (arc === undefined) {
      const fired = inclusiveJoin(board);
      if (!fired) return;
      moving.push(...fired);
      continue;
    }
    const to = board.net.arcs.get(arc)?.to;
    assert(to !== undefined, `flow ${arc} is in the net`);
    const node = nodeOf(board.net, to);
    if (node.does === 'end') {
      board.ends.push(node.id);
      if (!node.terminates) continue;
      board.at.clear();
      return;
    }
    moving.push(...arrive(board, node, arc));
  }
}

/** Sends a token out of a node by every way; a node without a way out is where the token's travel ends (13.5.6). */
export function sendFrom(board: Board, id: string): void {
  send(board, waysFrom(board, nodeOf(board.net, id)));
}

function waysFrom(board: Board, node: NetNode): readonly string[] {
  if (node.out.length === 0) board.ends.push(node.id);
  return node.out;
}

/** A token reaches a node that isn't an end; gives the flows on which tokens leave it at once. */
function arrive(board: Board, node: NetNode, arc: string): readonly string[] {
  switch (node.does) {
    case 'step':
    case 'catch':
    case 'race':
      put(board, node.id);
      return [];
    case 'exclusive':
      return leave(board, node);
    case 'inclusive':
      if (node.in.length < 2) return leave(board, node);
      put(board, arc);
      return [];
    case 'parallel':
      if (node.in.length < 2) return waysFrom(board, node);
      put(board, arc);
      if (!node.in.every((a) => board.at.has(a))) return [];
      for (const a of node.in) take(board, a);
      return waysFrom(board, node);
    default:
      return waysFrom(board, node);
  }
}

/** Out of a gateway that may have to wait for a choice. */
function leave(board: Board, node: NetNode): readonly string[] {
  if (node.out.length < 2) return waysFrom(board, node);
  put(board, node.id);
  return [];
}

/**
 * Fires one inclusive join that need wait no longer (BPMN 2.0, table 13.3): some way in has a token, and every token
 * elsewhere that could still reach an empty way in could also reach one that already has a token.
 */
function inclusiveJoin(board: Board): readonly string[] | undefined {
  for (const node of board.net.nodes.values()) {
    if (node.does !== 'inclusive' || node.in.length < 2 || !node.in.some((a) => board.at.has(a))) continue;
    if (mustWait(board, node)) continue;
    for (const a of node.in) if (board.at.has(a)) take(board, a);
    return leave(board, node);
  }
  return undefined;
}

function mustWait(board: Board, join: NetNode): boolean {
  for (const place of board.at.keys()) {
    if (join.in.includes(place)) continue;
    const reached = reachable(board.net, place, join.id);
    if (join.in.some((a) => reached.has(a) && !board.at.has(a))) {
      if (!join.in.some((a) => reached.has(a) && board.at.has(a))) return true;
    }
  }
  return false;
}

/** The flows that a token at a place can come to without passing a node. */
function reachable(net: Net, place: string, without: string): Set<string> {
  const seen = new Set<string>();
  const next = net.arcs.has(place) ? [place] : waysOut(net, place);
  for (let arc = next.pop(); arc !== undefined; arc = next.pop()) {
    if (seen.has(arc)) continue;
    seen.add(arc);
    const to = net.arcs.get(arc)?.to;
    if (to !== undefined && to !== without) next.push(...waysOut(net, to));
  }
  return seen;
}

function waysOut(net: Net, node: string): string[] {
  const n = nodeOf(net, node);
  return [...n.out, ...(n.boundary ?? []).flatMap((b) => nodeOf(net, b).out)];
}
