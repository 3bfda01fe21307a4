/**
 * A BPMN 2.0 model as a Petri net (Dijkman, Dumas & Ouyang 2008): a place per sequence flow, steps named as tasks, the
 * rest silent. Embedded sub-processes are opened; an interrupting boundary event stands for leaving the step undone.
 */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { PetriNet, Transition } from '#mining/discovery/petri-net.ts';
import { fuseSilent } from '#mining/discovery/petri-net.ts';
import type { XmlElement } from '#mining/formats/xes/xml-tree.ts';
import { descendants, parseXml } from '#mining/formats/xes/xml-tree.ts';
import type { ModelRefusal } from './pnml.ts';

const CHOICES: ReadonlySet<string> = new Set(['exclusiveGateway', 'eventBasedGateway']);
const TASK = /^(task|\w+Task|callActivity)$/;

interface Building {
  places: number;
  readonly transitions: Transition[];
  readonly flowPlace: Map<string, number>;
  readonly into: Map<string, number[]>;
  readonly out: Map<string, number[]>;
}

/** The net of the first process in the file that has anything in it. Inclusive and complex gateways are refused. */
export function readBpmnNet(bytes: Uint8Array): Result<PetriNet, ModelRefusal> {
  const root = parseXml(bytes);
  if (typeof root === 'string') return refuse({ tag: 'xml-malformed', problem: root });
  const process = [...descendants(root, 'process')].find((one) =>
    one.children.some((child) => child.name === 'startEvent'),
  );
  if (process === undefined) return refuse({ tag: 'model-not-read', problem: 'no process with a start event' });
  for (const kind of ['inclusiveGateway', 'complexGateway']) {
    if (!descendants(process, kind).next().done)
      return refuse({
        tag: 'model-not-read',
        problem: `it has ${kind === 'inclusiveGateway' ? 'an inclusive' : 'a complex'} gateway`,
      });
  }
  const b: Building = { places: 2, transitions: [], flowPlace: new Map(), into: new Map(), out: new Map() };
  for (const flow of descendants(process, 'sequenceFlow')) {
    const place = b.places++;
    add(b.into, flow.attributes['targetRef'] ?? '', place);
    add(b.out, flow.attributes['sourceRef'] ?? '', place);
  }
  scope(b, process, 0, 1);
  const marked = (at: number) => Array.from({ length: b.places }, (_, place) => (place === at ? 1 : 0));
  return ok(fuseSilent({ places: b.places, transitions: b.transitions, initial: marked(0), final: marked(1) }));
}

function add(to: Map<string, number[]>, id: string, place: number): void {
  to.set(id, [...(to.get(id) ?? []), place]);
}

/** Everything directly inside a process or sub-process, between the place it begins at and the one it ends in. */
function scope(b: Building, parent: XmlElement, begin: number, end: number): void {
  const attached = parent.children.filter((one) => one.name === 'boundaryEvent');
  for (const element of parent.children) {
    const id = element.attributes['id'] ?? '';
    const into = b.into.get(id) ?? [];
    const out = b.out.get(id) ?? [];
    const step = (label: string | undefined, inputs: readonly number[], outputs: readonly number[]) =>
      b.transitions.push({ label, inputs, outputs });
    if (element.name === 'startEvent') step(undefined, [begin], out);
    else if (element.name === 'endEvent') for (const place of into) step(undefined, [place], [end]);
    else if (element.name === 'parallelGateway') step(undefined, into, out);
    else if (CHOICES.has(element.name)) for (const from of into) for (const to of out) step(undefined, [from], [to]);
    else if (isNode(element)) {
      const exits = out.length > 0 ? out : [end];
      const entry = b.places++;
      for (const place of into) step(undefined, [place], [entry]);
      if (element.name === 'subProcess') {
        const done = b.places++;
        scope(b, element, entry, done);
        step(undefined, [done], exits);
      } else step(TASK.test(element.name) ? element.attributes['name'] || id : undefined, [entry], exits);
      for (const event of attached.filter((one) => one.attributes['attachedToRef'] === id)) {
        const leave = b.out.get(event.attributes['id'] ?? '') ?? [];
        if (event.attributes['cancelActivity'] === 'false') step(undefined, [entry], [entry, ...leave]);
        else step(undefined, [entry], leave);
      }
    }
  }
}

function isNode({ name }: XmlElement): boolean {
  return (
    TASK.test(name) || name === 'subProcess' || name === 'intermediateCatchEvent' || name === 'intermediateThrowEvent'
  );
}
