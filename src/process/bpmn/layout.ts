import type { BpmnModdle, ModdleElement } from 'bpmn-moddle';
import { ok, type Result } from '#lib/result.ts';
import { child, children, newModdle, type ParseRefusal, parseBpmn, textOf } from './parse.ts';
import { type Box, type Line, type Point, place } from './place.ts';
import { route } from './route.ts';

/** Left of the lanes: the name of the pool and the names of the lanes stand there, on their side. */
const poolBand = 30;
const margin = 160;
const taskWidth = 140;

/**
 * Gives a file that has no diagram one, so that it can be shown and drawn on: each process in columns in the direction of
 * travel, lanes as bands, processes below each other. A file with a diagram is given back as it is, byte for byte.
 */
export async function withDiagram(xml: string): Promise<Result<string, ParseRefusal>> {
  const parsed = await parseBpmn(xml);
  if (!parsed.ok) return parsed;
  const definitions = parsed.value.rootElement;
  if (children(definitions, 'diagrams').length > 0) return ok(xml);
  const moddle = newModdle();
  const drawing: Drawing = { moddle, elements: [] };
  const roots = children(definitions, 'rootElements');
  const collaboration = roots.find((e) => e.$type === 'bpmn:Collaboration');
  const pools = children(collaboration, 'participants');
  let y = 80;
  for (const process of roots.filter((e) => e.$type === 'bpmn:Process')) {
    const pool = pools.find((p) => child(p, 'processRef') === process);
    if (children(process, 'flowElements').length > 0) y = drawProcess(drawing, process, pool, y) + 60;
  }
  for (const pool of pools.filter((p) => children(child(p, 'processRef'), 'flowElements').length === 0)) {
    shape(drawing, pool, { x: margin, y, width: 600, height: 60 }, { isHorizontal: true });
    y += 120;
  }
  const plane = moddle.create('bpmndi:BPMNPlane', {
    id: 'BPMNPlane_1',
    bpmnElement: collaboration ?? roots.find((e) => e.$type === 'bpmn:Process'),
    planeElement: drawing.elements,
  });
  for (const e of drawing.elements) e.$parent = plane;
  const diagram = moddle.create('bpmndi:BPMNDiagram', { id: 'BPMNDiagram_1', plane });
  plane.$parent = diagram;
  diagram.$parent = definitions;
  definitions.set('diagrams', [diagram]);
  return ok((await moddle.toXML(definitions, { format: true })).xml);
}

interface Drawing {
  readonly moddle: BpmnModdle;
  readonly elements: ModdleElement[];
}

interface Bounds extends Point {
  readonly width: number;
  readonly height: number;
}

function shape(d: Drawing, element: ModdleElement, bounds: Bounds, more: Record<string, unknown> = {}, label?: Bounds) {
  const made = d.moddle.create('bpmndi:BPMNShape', { id: `${element.id}_di`, bpmnElement: element, ...more });
  setBounds(d, made, bounds);
  if (label) setLabel(d, made, label);
  d.elements.push(made);
}

function setBounds(d: Drawing, holder: ModdleElement, bounds: Bounds): void {
  const made = d.moddle.create('dc:Bounds', { ...bounds });
  made.$parent = holder;
  holder.set('bounds', made);
}

function setLabel(d: Drawing, holder: ModdleElement, bounds: Bounds): void {
  const label = d.moddle.create('bpmndi:BPMNLabel');
  setBounds(d, label, bounds);
  label.$parent = holder;
  holder.set('label', label);
}

function size(element: ModdleElement): { width: number; height: number } | undefined {
  if (/Gateway$/.test(element.$type)) return { width: 50, height: 50 };
  if (/Event$/.test(element.$type)) return { width: 36, height: 36 };
  if (/Task$|CallActivity$|SubProcess$|Transaction$/.test(element.$type)) return { width: taskWidth, height: 80 };
  return undefined;
}

/** The innermost lanes, each with the ids of its nodes. */
function innermostLanes(process: ModdleElement): ModdleElement[] {
  const inner = (set: ModdleElement): ModdleElement[] =>
    children(set, 'lanes').flatMap((lane) => {
      const nested = child(lane, 'childLaneSet');
      return nested && children(nested, 'lanes').length > 0 ? inner(nested) : [lane];
    });
  return children(process, 'laneSets').flatMap(inner);
}

function drawProcess(d: Drawing, process: ModdleElement, pool: ModdleElement | undefined, top: number): number {
  const lanes = innermostLanes(process);
  const laneOf = new Map(
    lanes.flatMap((l) => children(l, 'flowNodeRef').map((n) => [n.id ?? '', l.id ?? ''] as const)),
  );
  const nodes = new Map<string, ModdleElement>();
  const boxes: Box[] = [];
  for (const element of children(process, 'flowElements')) {
    const s = size(element);
    if (!s || !element.id) continue;
    nodes.set(element.id, element);
    const host = child(element, 'attachedToRef')?.id;
    boxes.push({ id: element.id, ...s, lane: laneOf.get(element.id), host });
  }
  const flows = children(process, 'flowElements').filter((e) => e.$type === 'bpmn:SequenceFlow');
  const lines = flows
    .map((f): Line => ({ id: f.id ?? '', from: child(f, 'sourceRef')?.id ?? '', to: child(f, 'targetRef')?.id ?? '' }))
    .filter((l) => nodes.has(l.from) && nodes.has(l.to));
  const placed = place(
    boxes,
    lines,
    lanes.map((l) => l.id ?? ''),
  );
  const left = margin + (pool ? poolBand : 0) + (lanes.length > 0 ? poolBand : 0);
  const inner = margin + (pool ? poolBand : 0);
  const width = placed.width + left - inner;
  if (pool)
    shape(d, pool, { x: margin, y: top, width: width + poolBand, height: placed.height }, { isHorizontal: true });
  for (const lane of lanes) {
    const band = placed.bands.find((b) => b.id === lane.id);
    if (band) shape(d, lane, { x: inner, y: top + band.y, width, height: band.height }, { isHorizontal: true });
  }
  const obstacles = boxes.map((b) => {
    const centred = { ...b, ...(placed.at.get(b.id) ?? { x: 0, y: 0 }) };
    return { ...centred, label: labelOf(nodes.get(b.id), centred) };
  });
  const ways = route(lines, obstacles, placed);
  for (const b of obstacles) drawNode(d, nodes.get(b.id), { ...b, x: b.x + left, y: b.y + top });
  const firsts = [...ways.values()].map((w) => w[0]);
  for (const flow of flows) {
    const way = ways.get(flow.id ?? '');
    if (!way) continue;
    const shared = firsts.filter((p) => p && p.x === way[0]?.x && p.y === way[0]?.y).length > 1;
    const moved = way.map((p) => ({ x: p.x + left, y: p.y + top }));
    drawFlow(d, flow, moved, shared);
  }
  return top + placed.height;
}

function drawNode(d: Drawing, element: ModdleElement | undefined, box: Box & Point): void {
  if (!element) return;
  const bounds = { x: box.x - box.width / 2, y: box.y - box.height / 2, width: box.width, height: box.height };
  const more = element.$type === 'bpmn:ExclusiveGateway' ? { isMarkerVisible: true } : {};
  const collapsed = /SubProcess$|Transaction$/.test(element.$type);
  shape(d, element, bounds, collapsed ? { isExpanded: false } : more, labelOf(element, box));
}

/** Where the name of an event or a gateway stands. */
function labelOf(element: ModdleElement | undefined, box: Box & Point): Bounds | undefined {
  const name = textOf(element, 'name');
  if (!element || box.width === taskWidth || name === undefined) return undefined;
  const { width, height } = labelSize(name, 100);
  // Ways leave a gateway at its right, upper and lower corners: its name stands above to the left. An event's stands below.
  if (/Gateway$/.test(element.$type)) return { x: box.x - width - 4, y: box.y - 24 - height, width, height };
  return { x: box.x - width / 2, y: box.y + box.height / 2 + 5, width, height };
}

function drawFlow(d: Drawing, flow: ModdleElement, way: readonly Point[], shared: boolean): void {
  const edge = d.moddle.create('bpmndi:BPMNEdge', { id: `${flow.id}_di`, bpmnElement: flow });
  const points = way.map((p) => d.moddle.create('dc:Point', { x: p.x, y: p.y }));
  for (const p of points) p.$parent = edge;
  edge.set('waypoint', points);
  const name = textOf(flow, 'name');
  const label = name === undefined ? undefined : labelSize(name, 90);
  if (label) setLabel(d, edge, flowLabel(way, label, shared));
  d.elements.push(edge);
}

/**
 * The name of a way out of a choice stands right after its start. Ways that leave by the same corner part at a bend: their
 * names stand after it.
 */
function flowLabel(way: readonly Point[], label: { width: number; height: number }, shared: boolean): Bounds {
  const beside = (a: Point, b: Point): Bounds => {
    if (a.x !== b.x) return { x: b.x > a.x ? a.x + 4 : a.x - label.width - 4, y: a.y + 3, ...label };
    return { x: a.x + 6, y: b.y > a.y ? a.y + 4 : a.y - label.height - 4, ...label };
  };
  const [a, b, c, d] = way;
  if (!a || !b) return { x: 0, y: 0, ...label };
  if (!shared || !c) return beside(a, b);
  if (b.x !== c.x || !d) return beside(b, c);
  return beside(c, d);
}

/** About how much room a name takes in bpmn-js's eleven-point type, broken at the given width. */
function labelSize(text: string, width: number): { width: number; height: number } {
  const perLine = Math.floor(width / 5.6);
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    if (used > 0 && used + 1 + word.length > perLine) {
      lines += 1;
      used = word.length;
    } else used += word.length + (used > 0 ? 1 : 0);
  }
  return { width: Math.min(width, Math.round(text.length * 6.6) + 8), height: lines * 14 };
}
