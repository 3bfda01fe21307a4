import { groupBy } from '#lib/group.ts';
import type { Duration } from '#lib/time.ts';
import { type Arrangement, arrange, type Link } from './arrange.ts';
import type { Border, Flow, Handoff, Outcome, Road, RoadNode, Step, Trigger } from './road.ts';
import { type Told, tell } from './tell.ts';

/**
 * The road strip: the road as people see it, from the need to the satisfied need, for a process, a journey and the sum of
 * journeys alike. What is on it, in which order, where, and what its text twin says is decided here; screens put words on
 * what has no name, dress the stops and draw. Gateways that only join, and milestones, are left out: a way goes past them.
 */
export interface Strip {
  readonly need: string;
  readonly satisfiedNeed: string;
  readonly columns: number;
  /** In the order that they are told: every stop after those that lead to it, side roads right after where they leave. */
  readonly stops: readonly Stop[];
  readonly ways: readonly Way[];
}

interface Spot extends Told {
  /** Empty when the file gives none. */
  readonly name: string;
  /** The lane that has the stop. */
  readonly lane?: string | undefined;
  /** From 0, in the direction of travel. */
  readonly column: number;
  /** 0 for the main road, side roads from 1. */
  readonly track: number;
}

/** A change of role, team or board on the way into a step (a border crossing; R030). */
export interface Crossing {
  /** The lanes it is come from. */
  readonly from: readonly string[];
  readonly to?: string | undefined;
  /** The contract, when the crossing is a two-sided handoff; else only the role changes. */
  readonly handoff?: Handoff | undefined;
  readonly border?: Border | undefined;
}

/** Something on the strip. */
export type Stop =
  /** Where the road starts: the need. */
  | (Spot & { readonly kind: 'need' })
  /** Something is done here. Numbered from 1 in the order that the stops are told. */
  | (Spot & {
      readonly kind: 'station';
      readonly n: number;
      readonly step: Step;
      readonly crossing?: Crossing | undefined;
    })
  /** The work goes over to somebody else: the handoff by which `step` is entered. */
  | (Spot & { readonly kind: 'border'; readonly step: Step; readonly handoff: Handoff })
  /** The journey waits for something to happen, maybe `during` a step. */
  | (Spot & {
      readonly kind: 'event';
      readonly trigger: Trigger;
      readonly after?: Duration | undefined;
      readonly during?: string;
    })
  /** One way is chosen, or some are, or an event decides. */
  | (Spot & { readonly kind: 'fork'; readonly decides: 'one' | 'some' | 'event' })
  /** All ways are travelled at the same time. */
  | (Spot & { readonly kind: 'split' })
  /** Where the road ends; `goal` when the need is satisfied there. */
  | (Spot & { readonly kind: 'end'; readonly outcome?: Outcome | undefined; readonly goal: boolean });
export type StopKind = Stop['kind'];

/** From stop to stop. */
export interface Way {
  /** The id of its first flow: for a choice, the flow that is chosen. */
  readonly id: string;
  /** All flows of the file that it stands for, so that figures for flows can be put on it. */
  readonly flows: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Along the road, past some of the main road, or back to something that has been passed (a detour). */
  readonly part: 'along' | 'past' | 'back';
  /** Is it part of the main road? */
  readonly main: boolean;
}

/** The id of the border before a step that is entered through a handoff: it is a stop of its own. */
export const borderOf = (stepId: string) => `border:${stepId}`;

type Bare = { readonly id: string; readonly name: string; readonly node: RoadNode; readonly isBorder: boolean };
type BareWay = Link & { readonly flows: readonly string[]; readonly label: string };

/** Draws up the strip of a road; works for any road, also one that isn't sound. */
export function strip(road: Road): Strip {
  const bare = road.nodes.flatMap((node) => bareStops(node, road));
  const ways = waysOf(road, bare);
  const arranged = arrange(
    bare.map((one) => ({ id: one.id, starts: one.node.kind === 'start', worth: worthOf(one) })),
    ways,
  );
  const byId = new Map(bare.map((one) => [one.id, one]));
  const crossings = crossingsOf(road, arranged, ways, byId);
  let n = 0;
  const stops = tell(arranged, ways).flatMap((told): Stop[] => {
    const one = byId.get(told.id);
    if (!one) return [];
    if (one.node.kind === 'step' && !one.isBorder) n += 1;
    const at = { column: arranged.column.get(told.id) ?? 0, track: arranged.track.get(told.id) ?? 0 };
    return [stopOf(one, { ...told, ...at, name: one.name, lane: one.node.lane }, n, crossings.get(told.id))];
  });
  return {
    need: road.need,
    satisfiedNeed: road.satisfiedNeed,
    columns: Math.max(0, ...stops.map((s) => s.column + 1)),
    stops,
    ways: ways.map((way) => ({ ...wayOf(way), ...partOf(way, arranged) })),
  };
}

function bareStops(node: RoadNode, road: Road): Bare[] {
  const name = nameOf(node, road);
  if (name === undefined) return [];
  const stop = { id: node.id, name, node, isBorder: false };
  if (node.kind !== 'step' || !node.handoff) return [stop];
  const to = node.handoff.to ?? node.lane;
  const lane = road.lanes.find(({ id }) => id === to);
  return [{ id: borderOf(node.id), name: lane?.name ?? '', node, isBorder: true }, stop];
}

/** What a node is called on the strip; undefined when it isn't shown. */
function nameOf(node: RoadNode, road: Road): string | undefined {
  switch (node.kind) {
    case 'start':
      return road.need || node.name;
    case 'end':
      return node.name || (node.outcome === 'met' ? road.satisfiedNeed : '');
    case 'exclusive':
    case 'inclusive':
    case 'parallel':
      return road.flows.filter((f) => f.from === node.id).length > 1 ? node.name : undefined;
    case 'milestone':
      return undefined;
    default:
      return node.name;
  }
}

/** Steps and events weigh a little, an end that satisfies the need more than any road has of them. */
function worthOf({ node, isBorder }: Bare): number {
  if (isBorder) return 0;
  if (node.kind === 'end') return node.outcome === 'met' ? 1_000 : 5;
  return node.kind === 'step' || node.kind === 'catch' || node.kind === 'boundary' ? 10 : 0;
}

/** The ways between what is shown, past what isn't. A node that isn't shown and leads nowhere ends the way unseen. */
function waysOf(road: Road, bare: readonly Bare[]): BareWay[] {
  const shown = new Set(bare.map((one) => one.id));
  const entered = (id: string) => (shown.has(borderOf(id)) ? borderOf(id) : id);
  const out = groupBy(road.flows, (f) => f.from);
  const ways: BareWay[] = [];
  const taken = new Set<string>();
  const waysFrom = (from: string, first: Flow) => {
    const seen = new Set<string>();
    const follow = (flow: Flow, before: readonly string[], label: string) => {
      if (seen.has(flow.id)) return;
      seen.add(flow.id);
      const flows = [...before, flow.id];
      const named = label || flow.name || flow.condition || '';
      if (shown.has(flow.to)) {
        const id = taken.has(first.id) ? flows.join(' ') : first.id;
        taken.add(id);
        ways.push({ id, flows, from, to: entered(flow.to), label: named, usual: first.isDefault });
      } else for (const next of out.get(flow.to) ?? []) follow(next, flows, named);
    };
    follow(first, [], '');
  };
  for (const { id, node, isBorder } of bare) {
    if (isBorder) ways.push({ id: `${id}-in`, flows: [], from: id, to: node.id, label: '', usual: false });
    else {
      if (node.kind === 'boundary' && shown.has(node.attachedTo))
        ways.push({ id: `${id}-at`, flows: [], from: node.attachedTo, to: id, label: '', usual: false });
      for (const flow of out.get(id) ?? []) waysFrom(id, flow);
    }
  }
  return ways;
}

function wayOf({ usual: _, ...way }: BareWay) {
  return way;
}

function partOf({ id, from, to }: BareWay, a: Arrangement): Pick<Way, 'part' | 'main'> {
  if (a.back.has(id)) return { part: 'back', main: false };
  const main = a.main.includes(from) && a.main[a.main.indexOf(from) + 1] === to;
  return { part: !main && a.main.includes(from) && a.main.includes(to) ? 'past' : 'along', main };
}

function stopOf({ node, isBorder }: Bare, spot: Spot, n: number, crossing: Crossing | undefined): Stop {
  switch (node.kind) {
    case 'start':
      return { ...spot, kind: 'need' };
    case 'step':
      if (isBorder && node.handoff) return { ...spot, kind: 'border', step: node, handoff: node.handoff };
      return { ...spot, kind: 'station', n, step: node, ...(crossing ? { crossing } : {}) };
    case 'catch':
      return { ...spot, kind: 'event', trigger: node.trigger, after: node.after };
    case 'boundary':
      return { ...spot, kind: 'event', trigger: node.trigger, after: node.after, during: node.attachedTo };
    case 'end':
      return { ...spot, kind: 'end', outcome: node.outcome, goal: node.outcome === 'met' };
    case 'inclusive':
      return { ...spot, kind: 'fork', decides: 'some' };
    case 'parallel':
      return { ...spot, kind: 'split' };
    case 'event-based':
      return { ...spot, kind: 'fork', decides: 'event' };
    case 'exclusive':
    case 'milestone':
      return { ...spot, kind: 'fork', decides: 'one' };
  }
}

/** The borders crossed on the way into steps: where the step says so, or where the role before it is another. */
function crossingsOf(road: Road, a: Arrangement, ways: readonly Link[], byId: ReadonlyMap<string, Bare>) {
  const into = groupBy(
    ways.filter((w) => !a.back.has(w.id)),
    (w) => w.to,
  );
  const found = new Map<string, Crossing>();
  for (const step of road.nodes) {
    if (step.kind !== 'step') continue;
    const from = new Set<string>();
    const seen = new Set<string>();
    const open = [step.id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const before of (into.get(at) ?? []).map((w) => byId.get(w.from))) {
        if (!before || seen.has(before.id)) continue;
        seen.add(before.id);
        if (before.node.kind !== 'step' || before.isBorder) open.push(before.id);
        else if (before.node.lane !== undefined) from.add(before.node.lane);
      }
    }
    const to = step.handoff?.to ?? step.lane;
    const others = [...from].filter((lane) => lane !== to);
    if (!step.handoff && (others.length === 0 || to === undefined)) continue;
    const contract = step.handoff ? { handoff: step.handoff, border: step.handoff.border } : {};
    found.set(step.id, { from: others, to, ...contract });
  }
  return found;
}
