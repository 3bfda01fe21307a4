/** A discovered model as BPMN 2.0 with diagram (ISO/IEC 19510): a draft that opens in any modeller. */
import { groupBy } from '#lib/group.ts';
import { escapeAttribute } from '#mining/formats/xes/xml-tag.ts';
import type { CausalNet } from './causal-net.ts';
import type { DrawnFlow, Flow, Shape } from './draw.ts';
import { draw } from './draw.ts';
import { drawCausal } from './draw-causal.ts';
import type { Tree } from './tree.ts';

const ELEMENT: Readonly<Record<Shape['kind'], string>> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'task',
  exclusive: 'exclusiveGateway',
  parallel: 'parallelGateway',
};

export function writeBpmn(tree: Tree, name?: string): string {
  const { shapes, flows } = draw(tree);
  return bpmnText(
    shapes,
    flows.map((flow) => ({ ...flow, points: waypoints(flow) })),
    name,
  );
}

/** The same for what the heuristics miner found. */
export function writeCausalBpmn(net: CausalNet, name?: string): string {
  const { shapes, flows } = drawCausal(net);
  return bpmnText(shapes, flows, name);
}

function bpmnText(shapes: readonly Shape[], flows: readonly DrawnFlow[], name = 'Discovered process'): string {
  const [entering, leaving] = [groupBy(flows, (flow) => flow.to), groupBy(flows, (flow) => flow.from)];
  const nodes = shapes.map((shape) => {
    const into = (entering.get(shape) ?? []).map((flow) => `<incoming>${flow.id}</incoming>`);
    const out = (leaving.get(shape) ?? []).map((flow) => `<outgoing>${flow.id}</outgoing>`);
    const title = shape.name === '' ? '' : ` name="${escapeAttribute(shape.name)}"`;
    return `<${ELEMENT[shape.kind]} id="${shape.id}"${title}>${into.join('')}${out.join('')}</${ELEMENT[shape.kind]}>`;
  });
  const edges = flows.map(
    (flow) => `<sequenceFlow id="${flow.id}" sourceRef="${flow.from.id}" targetRef="${flow.to.id}"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="definitions" targetNamespace="urn:resvag:discovered">',
    `<process id="process" name="${escapeAttribute(name)}" isExecutable="false">`,
    ...nodes,
    ...edges,
    '</process>',
    '<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="process">',
    ...shapes.map(shapeText),
    ...flows.map(flowText),
    '</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>',
    '</definitions>',
    '',
  ].join('\n');
}

function shapeText({ id, kind, x, y, width, height }: Shape): string {
  const marker = kind === 'exclusive' ? ' isMarkerVisible="true"' : '';
  return `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${marker}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
}

function flowText(flow: DrawnFlow): string {
  const points = flow.points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`);
  return `<bpmndi:BPMNEdge id="${flow.id}_di" bpmnElement="${flow.id}">${points.join('')}</bpmndi:BPMNEdge>`;
}

/** Right-angled: along the height `by`, turning at the gateways' own columns. */
function waypoints({ from, to, by }: Flow): (readonly [number, number])[] {
  const middle = (shape: Shape) => shape.y + shape.height / 2;
  const centre = (shape: Shape) => shape.x + shape.width / 2;
  const isGateway = (shape: Shape) => shape.kind === 'exclusive' || shape.kind === 'parallel';
  const level = by ?? (isGateway(from) ? middle(to) : middle(from));
  const back = to.x < from.x;
  const first: (readonly [number, number])[] =
    isGateway(from) && level !== middle(from)
      ? [
          [centre(from), level > middle(from) ? from.y + from.height : from.y],
          [centre(from), level],
        ]
      : [[back ? from.x : from.x + from.width, middle(from)]];
  const last: (readonly [number, number])[] =
    isGateway(to) && level !== middle(to)
      ? [
          [centre(to), level],
          [centre(to), level > middle(to) ? to.y + to.height : to.y],
        ]
      : [[to.x > from.x ? to.x : to.x + to.width, middle(to)]];
  return [...first, ...last];
}
