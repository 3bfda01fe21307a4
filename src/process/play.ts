import { ok, type Result, refuse } from '#lib/result.ts';
import type { Arc, Marking, Net, NetNode, Offer, Option, PlayRefusal } from './net.ts';
import type { Outcome } from './road.ts';
import { type Board, boardOf, markingOf, nodeOf, send, sendFrom, take } from './token.ts';

/** What is chosen where a road forks: the id of a flow; of several where the fork allows many. */
export type Choice = string | readonly string[];

/** The marking of a journey that has just begun, at the first start event unless another is named. */
export function start(net: Net, startId?: string): Marking {
  const id = startId !== undefined && net.starts.includes(startId) ? startId : net.starts[0];
  const board: Board = { net, at: new Map(), ends: [] };
  if (id !== undefined) sendFrom(board, id);
  return markingOf(board);
}

/** All that is possible now, in the order of the file. Empty in a marking that has ended (or is stuck: see `check.ts`). */
export function offered(net: Net, marking: Marking): Offer[] {
  const offers: Offer[] = [];
  for (const node of net.nodes.values()) {
    const here = (marking.at[node.id] ?? 0) > 0;
    if (node.does === 'catch') {
      const event = eventOffer(net, marking, node, here);
      if (event) offers.push(event);
    }
    if (!here) continue;
    if (node.does === 'step') {
      offers.push({ kind: 'step', node: node.id, ...optionsOf(following(net, marking, node.id, node.id)) });
    }
    if (node.does === 'exclusive' || node.does === 'inclusive') {
      offers.push({ kind: 'choice', node: node.id, ...optionsOf(fork(net, node)) });
    }
  }
  return offers;
}

/** Completes a step. `choice` is needed exactly when the offer of the step has options. */
export function complete(net: Net, marking: Marking, step: string, choice?: Choice): Result<Marking, PlayRefusal> {
  if (net.nodes.get(step)?.does !== 'step' || !marking.at[step]) {
    return refuse({ tag: 'step-not-offered', node: step, offered: names(net, marking, 'step') });
  }
  return go(net, marking, step, step, choice);
}

/**
 * Something awaited occurs: an event that the journey waits for, one of a race (which withdraws the others), or a boundary
 * event of a step (which ends the step when it interrupts).
 */
export function occur(net: Net, marking: Marking, event: string, choice?: Choice): Result<Marking, PlayRefusal> {
  const node = net.nodes.get(event);
  const waits = node?.does === 'catch' ? waitingPlace(net, marking, node) : undefined;
  if (waits === undefined) {
    return refuse({ tag: 'event-not-offered', node: event, offered: names(net, marking, 'event') });
  }
  const stays = node?.attachedTo !== undefined && node.interrupting === false;
  return go(net, marking, stays ? undefined : waits, event, choice);
}

/** Chooses the way at a gateway that waits for it by itself. */
export function choose(net: Net, marking: Marking, gateway: string, choice: Choice): Result<Marking, PlayRefusal> {
  const node = net.nodes.get(gateway);
  if (!node || !marking.at[gateway] || (node.does !== 'exclusive' && node.does !== 'inclusive')) {
    return refuse({ tag: 'choice-not-offered', node: gateway, offered: names(net, marking, 'choice') });
  }
  const ways = waysChosen(fork(net, node), gateway, choice);
  if (!ways.ok) return ways;
  const board = boardOf(net, marking);
  follow(board, gateway, ways.value);
  return ok(markingOf(board));
}

/** Where the journey ended, and what the end says of the need; undefined while something is still going on. */
export function ended(net: Net, marking: Marking): { readonly end: string; readonly outcome?: Outcome } | undefined {
  const end = marking.ends.at(-1);
  if (Object.keys(marking.at).length > 0 || end === undefined) return undefined;
  const outcome = net.nodes.get(end)?.outcome;
  return outcome ? { end, outcome } : { end };
}

function names(net: Net, marking: Marking, kind: Offer['kind']): string[] {
  return offered(net, marking)
    .filter((o) => o.kind === kind)
    .map((o) => o.node);
}

function eventOffer(net: Net, marking: Marking, node: NetNode, here: boolean): Offer | undefined {
  const place = here ? node.id : waitingPlace(net, marking, node);
  if (place === undefined) return undefined;
  const base = { kind: 'event' as const, node: node.id, trigger: node.trigger ?? 'other', after: node.after };
  const stays = node.attachedTo !== undefined && node.interrupting === false;
  const options = optionsOf(following(net, marking, node.id, stays ? undefined : place));
  if (node.attachedTo !== undefined) {
    return { ...base, ...options, boundary: { step: node.attachedTo, interrupting: node.interrupting ?? true } };
  }
  return place === node.id ? { ...base, ...options } : { ...base, ...options, race: place };
}

/** Where the token waits that an event would move: at the event, at the race before it, or at the step it belongs to. */
function waitingPlace(net: Net, marking: Marking, event: NetNode): string | undefined {
  if (event.attachedTo !== undefined) return marking.at[event.attachedTo] ? event.attachedTo : undefined;
  if (marking.at[event.id]) return event.id;
  return event.in
    .map((a) => net.arcs.get(a)?.from ?? '')
    .find((id) => marking.at[id] && nodeOf(net, id).does === 'race');
}

/** Moves the token at `from` (none when it stays) out of `node`, and along the choice that follows. */
function go(
  net: Net,
  marking: Marking,
  from: string | undefined,
  node: string,
  choice: Choice | undefined,
): Result<Marking, PlayRefusal> {
  const forked = following(net, marking, node, from);
  const board = boardOf(net, marking);
  if (from !== undefined) take(board, from);
  if (!forked) {
    sendFrom(board, node);
    return ok(markingOf(board));
  }
  const ways = waysChosen(forked, node, choice);
  if (!ways.ok) return ways;
  sendFrom(board, node);
  follow(board, forked.gateway, ways.value);
  return ok(markingOf(board));
}

/** A fork with its options; `path` of an option holds the flows to follow, through a chain of gateways. */
interface Fork {
  readonly gateway: string;
  readonly many: boolean;
  readonly ways: readonly { readonly option: Option; readonly path: readonly string[] }[];
}

function optionsOf(forked: Fork | undefined): { options: readonly Option[]; many: boolean } {
  return { options: forked?.ways.map((w) => w.option) ?? [], many: forked?.many ?? false };
}

/**
 * The fork that is reached when the token at `from` leaves by a node, when it is one and only one: then the choice is made together with the
 * completion. (After a parallel split there may be several: they are offered as choices of their own.)
 */
function following(net: Net, marking: Marking, node: string, from: string | undefined): Fork | undefined {
  const board = boardOf(net, marking);
  if (from !== undefined) take(board, from);
  const before = new Map(board.at);
  sendFrom(board, node);
  const grown = [...board.at]
    .filter(([place, n]) => n > (before.get(place) ?? 0))
    .map(([place]) => net.nodes.get(place));
  const gateways = grown.filter((n) => n?.does === 'exclusive' || n?.does === 'inclusive');
  const [only] = gateways;
  return only && gateways.length === 1 ? fork(net, only) : undefined;
}

function fork(net: Net, gateway: NetNode): Fork {
  const many = gateway.does === 'inclusive';
  const ways = new Map<string, Fork['ways'][number]>();
  const visit = (node: NetNode, asked: Asked, path: readonly string[], seen: readonly string[]) => {
    const question = joined(asked.question, node.name);
    for (const id of node.out) {
      const arc = net.arcs.get(id);
      if (!arc) continue;
      const target = past(net, arc.to);
      const answered = { question, label: joined(asked.label, arc.label) };
      const chained = target.does === 'exclusive' && target.out.length > 1 && !many && !seen.includes(target.id);
      if (chained) visit(target, answered, [...path, id], [...seen, target.id]);
      else if (!ways.has(id)) ways.set(id, { option: option(arc, answered, target), path: [...path, id] });
    }
  };
  visit(gateway, { question: '', label: '' }, [], [gateway.id]);
  return { gateway: gateway.id, many, ways: [...ways.values()] };
}

/** What has been asked and answered along a chain of gateways. */
type Asked = Pick<Option, 'question' | 'label'>;

const joined = (...names: string[]) => names.filter((n) => n !== '').join(' – ');

function option({ id, isDefault }: Arc, asked: Asked, target: NetNode): Option {
  const shown = target.does === 'step' || target.does === 'catch' || target.does === 'end';
  return { id, ...asked, ...(shown ? { goesTo: target.id } : {}), isDefault };
}

/** The node where a token comes to rest or to a split, past whatever it only passes. */
function past(net: Net, id: string): NetNode {
  let node = nodeOf(net, id);
  const seen = new Set<string>();
  while (!seen.has(node.id)) {
    seen.add(node.id);
    const passes =
      node.does === 'pass' || ((node.does === 'exclusive' || node.does === 'start') && node.out.length === 1);
    const [only] = node.out;
    const next = passes && node.out.length === 1 && only !== undefined ? net.arcs.get(only)?.to : undefined;
    if (next === undefined) return node;
    node = nodeOf(net, next);
  }
  return node;
}

function waysChosen(
  forked: Fork,
  node: string,
  choice: Choice | undefined,
): Result<readonly (readonly string[])[], PlayRefusal> {
  const { options } = optionsOf(forked);
  const chosen = choice === undefined ? [] : typeof choice === 'string' ? [choice] : [...new Set(choice)];
  if (chosen.length === 0) return refuse({ tag: 'choice-missing', node, options });
  const unknown = chosen.find((c) => !forked.ways.some((w) => w.option.id === c));
  if (unknown !== undefined) return refuse({ tag: 'choice-unknown', node, choice: unknown, options });
  if (chosen.length > 1 && !forked.many) {
    return refuse({ tag: 'choice-unknown', node, choice: chosen.join(' '), options });
  }
  return ok(forked.ways.filter((w) => chosen.includes(w.option.id)).map((w) => w.path));
}

/** Takes the token from a gateway and sends it along the chosen ways; along a chain, from gateway to gateway. */
function follow(board: Board, gateway: string, ways: readonly (readonly string[])[]): void {
  take(board, gateway);
  send(
    board,
    ways.map((path) => path[0]).filter((a) => a !== undefined),
  );
  const [path] = ways;
  for (const arc of path?.slice(1) ?? []) {
    const from = board.net.arcs.get(arc)?.from;
    if (from === undefined) return;
    take(board, from);
    send(board, [arc]);
  }
}
