import { compile } from './compile.ts';
import type { Marking, Net, Offer } from './net.ts';
import { choose, complete, ended, occur, offered, start } from './play.ts';
import type { Road } from './road.ts';

/** Something about the road that makes travelling on it go wrong (`error`) or is likely a mistake (`warning`). */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly key:
    | 'cannot-be-travelled'
    | 'no-end'
    | 'unreachable'
    | 'dead-end'
    | 'leads-nowhere'
    | 'boundary-without-step'
    | 'gets-stuck'
    | 'never-happens'
    | 'twice-at-once'
    | 'too-large-to-explore';
  /** The node concerned, when it is one. */
  readonly node?: string;
}

/** Markings looked at before giving up: far more than a road that people can read has. */
const maximumMarkings = 5_000;

/**
 * Is the road sound? By its shape: every node lies on a way from a start to an end. By playing it: from every situation
 * that can arise something can be done until the journey ends, every step can happen, none twice at once.
 * (van der Aalst, *The Application of Petri Nets to Workflow Management*, 1998, def. 9, on the reachable markings.)
 */
export function check(road: Road): Finding[] {
  const findings = shape(road);
  const net = compile(road);
  if (!net.ok) {
    const node = net.refusal.tag === 'race-without-event' ? net.refusal.node : undefined;
    return [...findings, finding('error', 'cannot-be-travelled', node)];
  }
  return findings.some((f) => f.severity === 'error') ? findings : [...findings, ...explore(road, net.value)];
}

function finding(severity: Finding['severity'], key: Finding['key'], node?: string): Finding {
  return node === undefined ? { severity, key } : { severity, key, node };
}

function shape(road: Road): Finding[] {
  const ends = road.nodes.filter((n) => n.kind === 'end').map((n) => n.id);
  const starts = road.nodes.filter((n) => n.kind === 'start').map((n) => n.id);
  const ways = [
    ...road.flows.map((f) => [f.from, f.to] as const),
    ...road.nodes.filter((n) => n.kind === 'boundary').map((n) => [n.attachedTo, n.id] as const),
  ];
  const reached = closure(starts, ways);
  const reaching = closure(
    ends,
    ways.map(([a, b]) => [b, a] as const),
  );
  const findings: Finding[] = ends.length === 0 ? [finding('error', 'no-end')] : [];
  const known = new Set(road.nodes.map((n) => n.id));
  for (const node of road.nodes) {
    const leaves = road.flows.some((f) => f.from === node.id);
    if (node.kind === 'boundary' && !known.has(node.attachedTo)) {
      findings.push(finding('error', 'boundary-without-step', node.id));
    } else if (!reached.has(node.id)) findings.push(finding('error', 'unreachable', node.id));
    else if (node.kind !== 'end' && !leaves) findings.push(finding('warning', 'dead-end', node.id));
    else if (ends.length > 0 && !reaching.has(node.id)) findings.push(finding('error', 'leads-nowhere', node.id));
  }
  return findings;
}

/** All that can be come to from some nodes along some ways. */
function closure(from: readonly string[], ways: readonly (readonly [string, string])[]): Set<string> {
  const next = new Map<string, string[]>();
  for (const [a, b] of ways) next.set(a, [...(next.get(a) ?? []), b]);
  const seen = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(next.get(id) ?? []));
  }
  return seen;
}

function explore(road: Road, net: Net): Finding[] {
  const seen = new Set<string>();
  const happened = new Set<string>();
  const open = net.starts.map((s) => start(net, s));
  for (let marking = open.pop(); marking; marking = open.pop()) {
    const key = keyOf(marking);
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > maximumMarkings) return [finding('warning', 'too-large-to-explore')];
    const twice = Object.entries(marking.at).find(([, n]) => n > 1)?.[0];
    if (twice !== undefined) return [finding('warning', 'twice-at-once', net.arcs.get(twice)?.to ?? twice)];
    const offers = offered(net, marking);
    if (offers.length === 0 && !ended(net, marking)) {
      const [place] = Object.keys(marking.at);
      if (place !== undefined) return [finding('error', 'gets-stuck', net.arcs.get(place)?.to ?? place)];
    }
    for (const offer of offers) {
      happened.add(offer.node);
      open.push(...moves(net, marking, offer));
    }
  }
  const never = road.nodes.filter((n) => (n.kind === 'step' || n.kind === 'catch') && !happened.has(n.id));
  return never.map((n) => finding('error', 'never-happens', n.id));
}

function keyOf(marking: Marking): string {
  return Object.entries(marking.at)
    .map(([place, n]) => `${place}*${n}`)
    .sort()
    .join(' ');
}

/** Every marking that an offer can lead to. Where many may be chosen: each alone, and all. */
export function moves(net: Net, marking: Marking, offer: Offer): Marking[] {
  const single = offer.options.map((o) => o.id);
  const choices = offer.many && single.length > 1 ? [...single, single] : single;
  const tried = (choices.length > 0 ? choices : [undefined]).map((choice) => {
    if (offer.kind === 'step') return complete(net, marking, offer.node, choice);
    if (offer.kind === 'event') return occur(net, marking, offer.node, choice);
    return choose(net, marking, offer.node, choice ?? []);
  });
  return tried.filter((r) => r.ok).map((r) => r.value);
}
