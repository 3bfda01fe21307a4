/** Petri nets as PNML (ISO/IEC 15909-2), place/transition nets on one page. */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { PetriNet, Transition } from '#mining/discovery/petri-net.ts';
import { escapeAttribute } from '#mining/formats/xes/xml-tag.ts';
import type { XmlElement } from '#mining/formats/xes/xml-tree.ts';
import { descendants, parseXml } from '#mining/formats/xes/xml-tree.ts';

export type ModelRefusal =
  | { readonly tag: 'xml-malformed'; readonly problem: string }
  | { readonly tag: 'model-not-read'; readonly problem: string };

/**
 * The net in a PNML file. Final markings are read where the file has them; otherwise one token in each place that nothing
 * leaves. A transition without name, or marked invisible as ProM and pm4py mark it, is silent.
 */
export function readPnml(bytes: Uint8Array): Result<PetriNet, ModelRefusal> {
  const root = parseXml(bytes);
  if (typeof root === 'string') return refuse({ tag: 'xml-malformed', problem: root });
  const places = new Map(
    [...descendants(root, 'place')].filter(isNode).map((place, i) => [place.attributes['id']!, i]),
  );
  const steps = new Map<string, { label: string | undefined; inputs: number[]; outputs: number[] }>();
  for (const one of descendants(root, 'transition')) {
    steps.set(one.attributes['id'] ?? '', { label: labelOf(one), inputs: [], outputs: [] });
  }
  for (const arc of descendants(root, 'arc')) {
    const { source = '', target = '' } = arc.attributes;
    const weight = Number(textBelow(arc, 'inscription') ?? '1') || 1;
    const [place, step, inward] = steps.has(target)
      ? [places.get(source), steps.get(target), true]
      : [places.get(target), steps.get(source), false];
    if (place === undefined || step === undefined)
      return refuse({ tag: 'model-not-read', problem: `arc ${source} → ${target} joins nothing` });
    for (let i = 0; i < weight; i++) (inward ? step.inputs : step.outputs).push(place);
  }
  const transitions: readonly Transition[] = [...steps.values()];
  if (places.size === 0 || transitions.length === 0)
    return refuse({ tag: 'model-not-read', problem: 'no places or no transitions' });
  const initial = new Array<number>(places.size).fill(0);
  for (const place of [...descendants(root, 'place')].filter(isNode)) {
    initial[places.get(place.attributes['id']!)!] = Number(textBelow(place, 'initialMarking') ?? '0') || 0;
  }
  return ok({ places: places.size, transitions, initial, final: finalMarking(root, places, transitions) });
}

/** A place of the net itself, not one that a final marking refers to. */
function isNode(place: XmlElement): boolean {
  return place.attributes['id'] !== undefined;
}

function textBelow(element: XmlElement, name: string): string | undefined {
  const child = element.children.find((one) => one.name === name);
  return child && [...descendants(child, 'text')][0]?.text;
}

function labelOf(transition: XmlElement): string | undefined {
  const isSilent = [...descendants(transition, 'toolspecific')].some(
    (tool) => tool.attributes['activity'] === '$invisible$',
  );
  const name = textBelow(transition, 'name');
  return isSilent || name === undefined || name === '' ? undefined : name;
}

function finalMarking(
  root: XmlElement,
  places: ReadonlyMap<string, number>,
  transitions: readonly Transition[],
): number[] {
  const final = new Array<number>(places.size).fill(0);
  const marking = [...descendants(root, 'finalmarkings')].flatMap((all) => [...descendants(all, 'marking')])[0];
  for (const place of marking ? descendants(marking, 'place') : []) {
    const index = places.get(place.attributes['idref'] ?? '');
    if (index !== undefined) final[index] = Number([...descendants(place, 'text')][0]?.text ?? '0') || 0;
  }
  if (final.some((tokens) => tokens > 0)) return final;
  const left = new Set(transitions.flatMap((step) => step.inputs));
  return final.map((_, place) => (left.has(place) ? 0 : 1));
}

/** The net as a PNML file, final marking and silent steps in the way ProM and pm4py read them. */
export function writePnml(net: PetriNet, name = 'net'): string {
  const text = (value: string) => `<text>${escapeAttribute(value)}</text>`;
  const places = net.initial.map((tokens, place) => {
    const marking = tokens > 0 ? `<initialMarking>${text(String(tokens))}</initialMarking>` : '';
    return `<place id="p${place}"><name>${text(`p${place}`)}</name>${marking}</place>`;
  });
  const transitions = net.transitions.map(({ label }, t) => {
    const silent =
      label === undefined
        ? '<toolspecific tool="ProM" version="6.4" activity="$invisible$" localNodeID="00000000-0000-0000-0000-000000000000"/>'
        : '';
    return `<transition id="t${t}"><name>${text(label ?? `tau ${t}`)}</name>${silent}</transition>`;
  });
  const arcs = net.transitions.flatMap(({ inputs, outputs }, t) => [
    ...inputs.map((place) => `source="p${place}" target="t${t}"`),
    ...outputs.map((place) => `source="t${t}" target="p${place}"`),
  ]);
  const final = net.final.flatMap((tokens, place) =>
    tokens > 0 ? [`<place idref="p${place}">${text(String(tokens))}</place>`] : [],
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<pnml xmlns="http://www.pnml.org/version-2009/grammar/pnml">',
    `<net id="net" type="http://www.pnml.org/version-2009/grammar/ptnet"><name>${text(name)}</name>`,
    '<page id="page">',
    ...places,
    ...transitions,
    ...arcs.map((ends, i) => `<arc id="a${i}" ${ends}/>`),
    '</page>',
    `<finalmarkings><marking>${final.join('')}</marking></finalmarkings>`,
    '</net>',
    '</pnml>',
    '',
  ].join('\n');
}
