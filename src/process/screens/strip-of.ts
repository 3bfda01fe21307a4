import type { Flow, Road, RoadNode, Step } from '#process/road.ts';
import type { Stop, StopKind, StripRoad, Way } from '#ui/strip/shape.ts';

/** A handoff is drawn before the step that is entered by it, as a stop of its own. */
export const borderOf = (stepId: string) => `border:${stepId}`;

interface Shown {
  readonly kind: StopKind;
  readonly name: string;
}

/**
 * The road as stops and ways for the strip. Gateways that only join ways, and milestones, are left out and their ways
 * drawn together; a step that is entered through a handoff has a border before it.
 */
export function stripOf(
  road: Road,
  words: { readonly fork: string; readonly race: string; readonly split: string },
): StripRoad {
  const outOf = Map.groupBy(road.flows, (f) => f.from);
  const shown = new Map<string, Shown>();
  for (const node of road.nodes) {
    const as = shownAs(node, outOf.get(node.id)?.length ?? 0, road, words);
    if (as) shown.set(node.id, as);
  }
  const stops: Stop[] = [];
  const ways: Way[] = [];
  for (const node of road.nodes) {
    const as = shown.get(node.id);
    if (!as) continue;
    if (node.kind === 'step' && node.handoff) {
      stops.push({
        id: borderOf(node.id),
        kind: 'border',
        name: laneName(road, node.handoff.to ?? node.lane),
        group: node.lane,
      });
      ways.push({ id: `${borderOf(node.id)}-in`, from: borderOf(node.id), to: node.id });
    }
    const goal = node.kind === 'end' && node.outcome === 'met';
    stops.push({ id: node.id, ...as, group: node.lane, ...(goal ? { goal } : {}) });
    if (node.kind === 'boundary') ways.push({ id: `${node.id}-at`, from: node.attachedTo, to: node.id });
    for (const flow of outOf.get(node.id) ?? []) ways.push(...waysFrom(flow, node.id, shown, outOf, road));
  }
  return { stops, ways };
}

function laneName(road: Road, id: string | undefined): string {
  return road.lanes.find((lane) => lane.id === id)?.name ?? '';
}

function shownAs(
  node: RoadNode,
  out: number,
  road: Road,
  words: { readonly fork: string; readonly race: string; readonly split: string },
): Shown | undefined {
  switch (node.kind) {
    case 'start':
      return { kind: 'need', name: road.need || node.name };
    case 'end':
      return {
        kind: 'end',
        name: node.outcome === 'met' && road.satisfiedNeed ? node.name || road.satisfiedNeed : node.name,
      };
    case 'step':
      return { kind: 'station', name: node.name };
    case 'catch':
    case 'boundary':
      return { kind: 'event', name: node.name };
    case 'exclusive':
    case 'inclusive':
      return out > 1 ? { kind: 'fork', name: node.name || words.fork } : undefined;
    case 'event-based':
      return { kind: 'fork', name: node.name || words.race };
    case 'parallel':
      return out > 1 ? { kind: 'split', name: node.name || words.split } : undefined;
    case 'milestone':
      return undefined;
  }
}

function waysFrom(
  flow: Flow,
  from: string,
  shown: ReadonlyMap<string, Shown>,
  outOf: ReadonlyMap<string, readonly Flow[]>,
  road: Road,
): Way[] {
  const found: Way[] = [];
  const seen = new Set<string>();
  const follow = (f: Flow, label: string) => {
    if (seen.has(f.id)) return;
    seen.add(f.id);
    const name = label || f.name || f.condition || '';
    if (shown.has(f.to)) {
      const node = road.nodes.find((n) => n.id === f.to);
      const to = node?.kind === 'step' && node.handoff ? borderOf(f.to) : f.to;
      found.push({ id: `${flow.id}>${f.id}`, from, to, label: name, usual: flow.isDefault });
    } else {
      for (const next of outOf.get(f.to) ?? []) follow(next, name);
    }
  };
  follow(flow, '');
  return found;
}

/** The steps of the road by id, for dressing stops. */
export function stepsById(road: Road): ReadonlyMap<string, Step> {
  return new Map(road.nodes.flatMap((n) => (n.kind === 'step' ? [[n.id, n]] : [])));
}
