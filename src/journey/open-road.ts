import { ok, type Result } from '#lib/result.ts';
import { compile, type NetRefusal } from '#process/compile.ts';
import type { Net } from '#process/net.ts';
import type { Clock, Road, RoadNode, Step } from '#process/road.ts';

/**
 * A version of a road, made ready for journeys: its net for the token game and its nodes by id. It is made once per
 * version and held, since versions never change; `openRoad` of the same road always gives the same.
 */
export interface OpenRoad {
  readonly road: Road;
  readonly net: Net;
  readonly nodes: ReadonlyMap<string, RoadNode>;
  readonly steps: ReadonlyMap<string, Step>;
  readonly laneNames: ReadonlyMap<string, string>;
  readonly clocks: ReadonlyMap<string, Clock>;
}

export function openRoad(road: Road): Result<OpenRoad, NetRefusal> {
  const net = compile(road);
  if (!net.ok) return net;
  return ok({
    road,
    net: net.value,
    nodes: new Map(road.nodes.map((n) => [n.id, n])),
    steps: new Map(road.nodes.filter((n) => n.kind === 'step').map((s) => [s.id, s])),
    laneNames: new Map(road.lanes.map((l) => [l.id, l.name])),
    clocks: new Map(road.clocks.map((c) => [c.id, c])),
  });
}

/** What a node is called; its id when the file gives no name. */
export function nameOf(road: OpenRoad, nodeId: string): string {
  const name = road.nodes.get(nodeId)?.name ?? '';
  return name === '' ? nodeId : name;
}
