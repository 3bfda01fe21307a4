import type { ModdleElement } from 'bpmn-moddle';
import { ok, type Result, refuse } from '#lib/result.ts';
import type { Flow, Lane, Road, RoadNode } from '#process/road.ts';
import { readRoadData, readUnitHint } from './extension.ts';
import { readNode, type UnsupportedElement } from './node.ts';
import { child, children, extensions, type ParseRefusal, parseBpmn, textOf } from './parse.ts';
import { parserWarning } from './parser-warning.ts';
import type { Warn, Warning } from './warning.ts';

/** Why a file gives no road, each with what explains it. */
export type RoadRefusal =
  | ParseRefusal
  | { readonly tag: 'no-process' }
  | { readonly tag: 'no-start'; readonly process: string }
  | { readonly tag: 'several-processes'; readonly processes: readonly { readonly id: string; readonly name: string }[] }
  | UnsupportedElement;

/** What reading a file gives. */
export interface ReadRoad {
  readonly road: Road;
  readonly warnings: readonly Warning[];
}

/**
 * Reads a BPMN 2.0 file from any tool as a road. Our own data come from extension elements (`resvag-moddle.ts`); without
 * them name, lanes, tasks, events and gateways are read, and need and satisfied need are empty. When the file holds
 * several processes, the one with steps is taken, or the executable one of several; `process` names one by id.
 */
export async function readRoad(
  xml: string,
  options: { readonly process?: string } = {},
): Promise<Result<ReadRoad, RoadRefusal>> {
  const parsed = await parseBpmn(xml);
  if (!parsed.ok) return parsed;
  const { rootElement } = parsed.value;
  const chosen = chooseProcess(rootElement, options.process);
  if (!chosen.ok) return chosen;
  const warnings = parsed.value.warnings.flatMap((w) => parserWarning(w) ?? []);
  const warn: Warn = (w) => warnings.push(w);
  for (const other of chosen.value.others) {
    warn({ key: 'other-process', element: other.id ?? '', name: textOf(other, 'name') ?? '' });
  }
  const road = roadOf(chosen.value.process, rootElement, warn);
  if (!road.ok) return road;
  warnOfExtensions(rootElement, warn);
  if (children(rootElement, 'diagrams').length === 0) warn({ key: 'no-diagram' });
  return ok({ road: road.value, warnings });
}

const isStep = (e: ModdleElement) => /Task$|CallActivity$|SubProcess$|Transaction$/.test(e.$type);

function chooseProcess(
  definitions: ModdleElement,
  id: string | undefined,
): Result<{ process: ModdleElement; others: ModdleElement[] }, RoadRefusal> {
  const all = children(definitions, 'rootElements').filter((e) => e.$type === 'bpmn:Process');
  const filled = all.filter((p) => children(p, 'flowElements').length > 0);
  const pick = (process: ModdleElement) => ok({ process, others: filled.filter((p) => p !== process) });
  const named = id === undefined ? undefined : all.find((p) => p.id === id);
  if (named) return pick(named);
  const travelled = filled.filter((p) => children(p, 'flowElements').some(isStep));
  const candidates = travelled.length > 0 ? travelled : filled;
  const [first] = candidates;
  if (!first) return refuse({ tag: 'no-process' });
  if (candidates.length === 1) return pick(first);
  const executable = candidates.filter((p) => p.get('isExecutable') === true);
  if (executable.length === 1 && executable[0]) return pick(executable[0]);
  const processes = candidates.map((p) => ({ id: p.id ?? '', name: processName(p, definitions) }));
  return refuse({ tag: 'several-processes', processes });
}

/** The name of the process, else of its pool. */
function processName(process: ModdleElement, definitions: ModdleElement): string {
  const pools = children(definitions, 'rootElements')
    .filter((e) => e.$type === 'bpmn:Collaboration')
    .flatMap((c) => children(c, 'participants'));
  const pool = pools.find((p) => child(p, 'processRef') === process);
  return textOf(process, 'name') ?? textOf(pool, 'name') ?? '';
}

/** The innermost lanes, and for each flow node the lane it lies in. */
function lanesOf(process: ModdleElement): { lanes: Lane[]; laneOf: Map<string, string> } {
  const lanes: Lane[] = [];
  const laneOf = new Map<string, string>();
  const visit = (set: ModdleElement) => {
    for (const lane of children(set, 'lanes')) {
      const id = lane.id ?? '';
      for (const node of children(lane, 'flowNodeRef')) if (node.id) laneOf.set(node.id, id);
      const inner = child(lane, 'childLaneSet');
      if (inner && children(inner, 'lanes').length > 0) {
        visit(inner);
        continue;
      }
      const unitHint = readUnitHint(lane);
      lanes.push({ id, name: textOf(lane, 'name') ?? '', ...(unitHint ? { unitHint } : {}) });
    }
  };
  for (const set of children(process, 'laneSets')) visit(set);
  return { lanes, laneOf };
}

function roadOf(process: ModdleElement, definitions: ModdleElement, warn: Warn): Result<Road, RoadRefusal> {
  const { lanes, laneOf } = lanesOf(process);
  const elements = children(process, 'flowElements');
  const nodes: RoadNode[] = [];
  for (const element of elements) {
    const node = readNode(element, element.id ? laneOf.get(element.id) : undefined, warn);
    if (!node.ok) return node;
    if (node.value) nodes.push(node.value);
  }
  const starts = nodes.filter((n) => n.kind === 'start').map((n) => n.id);
  if (starts.length === 0) return refuse({ tag: 'no-start', process: process.id ?? '' });
  if (starts.length > 1) warn({ key: 'several-starts', elements: starts });
  const known = new Set(nodes.map((n) => n.id));
  const flows = [...sequenceFlows(elements, known, warn), ...linkFlows(elements)];
  return ok({
    id: process.id ?? '',
    name: processName(process, definitions),
    ...readRoadData(process, warn),
    lanes,
    nodes,
    flows,
  });
}

function sequenceFlows(elements: readonly ModdleElement[], known: ReadonlySet<string>, warn: Warn): Flow[] {
  const flows: Flow[] = [];
  const ids = new Set<string>();
  for (const [i, element] of elements.entries()) {
    if (element.$type !== 'bpmn:SequenceFlow') continue;
    const source = child(element, 'sourceRef');
    const from = source?.id;
    const to = child(element, 'targetRef')?.id;
    const id = element.id && !ids.has(element.id) ? element.id : `flow-${i}`;
    if (!source || !from || !to || !known.has(from) || !known.has(to)) {
      warn({ key: 'broken-flow', element: id });
      continue;
    }
    ids.add(id);
    const name = textOf(element, 'name');
    const condition = textOf(child(element, 'conditionExpression'), 'body');
    const isDefault = child(source, 'default') === element;
    flows.push({ id, from, to, isDefault, ...(name ? { name } : {}), ...(condition ? { condition } : {}) });
  }
  return flows;
}

const linkName = (event: ModdleElement) => {
  const link = children(event, 'eventDefinitions').find((d) => d.$type === 'bpmn:LinkEventDefinition');
  return link && (textOf(link, 'name') ?? textOf(event, 'name') ?? '');
};

/** A flow drawn in two parts, from a throwing link to the catching one of the same name, is one flow. */
function linkFlows(elements: readonly ModdleElement[]): Flow[] {
  const flows: Flow[] = [];
  for (const target of elements.filter((e) => e.$type === 'bpmn:IntermediateCatchEvent')) {
    const name = linkName(target);
    if (name === undefined) continue;
    for (const source of elements.filter((e) => e.$type === 'bpmn:IntermediateThrowEvent' && linkName(e) === name)) {
      flows.push({ id: `${source.id}-${target.id}`, from: source.id ?? '', to: target.id ?? '', isDefault: false });
    }
  }
  return flows;
}

/** Counts extension elements of other namespaces, so that the one who imports knows that they are kept but not used. */
function warnOfExtensions(definitions: ModdleElement, warn: Warn): void {
  const counts = new Map<string, number>();
  const visit = (element: ModdleElement, seen: Set<ModdleElement>) => {
    if (seen.has(element)) return;
    seen.add(element);
    for (const e of extensions(element)) {
      const namespace = e.$type.split(':')[0] ?? '';
      if (namespace !== 'resvag') counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
    }
    for (const part of ['rootElements', 'flowElements', 'laneSets', 'lanes', 'participants', 'artifacts']) {
      if (hasProperty(element, part)) for (const inner of children(element, part)) visit(inner, seen);
    }
  };
  visit(definitions, new Set());
  for (const [namespace, count] of counts) warn({ key: 'unknown-extension', namespace, count });
}

function hasProperty(element: ModdleElement, property: string): boolean {
  return Array.isArray(element.get(property));
}
