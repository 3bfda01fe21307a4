import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { seededRandom } from '#lib/random.ts';
import { adoptionObstacles } from './adoption.ts';
import { withDiagram } from './bpmn/layout.ts';
import { newModdle } from './bpmn/parse.ts';
import { readRoad } from './bpmn/read.ts';
import { check, moves } from './check.ts';
import { compile } from './compile.ts';
import { ended, offered, start } from './play.ts';
import { type Road, stepsOf } from './road.ts';

const folder = new URL('../../samples/roads/', import.meta.url);
const files = readdirSync(folder).filter((f) => f.endsWith('.bpmn'));
const xmlOf = (file: string) => readFileSync(new URL(file, folder), 'utf8');

async function roadOf(xml: string): Promise<Road> {
  const read = await readRoad(xml);
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.value.warnings, []);
  return read.value.road;
}

test('there are five main roads, two that support them and two that lead', async () => {
  const kinds = await Promise.all(files.map(async (file) => [file, (await roadOf(xmlOf(file))).kind]));
  assert.deepEqual(Object.fromEntries(kinds), {
    'aldre.bpmn': 'core',
    'avtal-om-insatser.bpmn': 'support',
    'barn-och-unga.bpmn': 'core',
    'ekonomiskt-bistand.bpmn': 'core',
    'funktionsstod-lss.bpmn': 'core',
    'kompetensforsorjning.bpmn': 'support',
    'mal-och-budget.bpmn': 'management',
    'skadligt-bruk.bpmn': 'core',
    'systematiskt-kvalitetsarbete.bpmn': 'management',
  });
});

/** Lanes that only do what others have decided: shaped and performed assignments, in a unit that doesn't itself decide. */
function performers(road: Road): Set<string> {
  const stages = (id: string) => stepsOf(road).flatMap((s) => (s.lane === id && s.stage ? [s.stage] : []));
  const performs = (id: string) => stages(id).length > 0 && stages(id).every((stage) => stage === 4 || stage === 5);
  const deciding = new Set(road.lanes.filter(({ id }) => !performs(id)).map(({ unitHint }) => unitHint));
  return new Set(road.lanes.filter((l) => performs(l.id) && !deciding.has(l.unitHint)).map(({ id }) => id));
}

/** The steps that come right before a node, past gateways and events. */
function stepsBefore(road: Road, node: string, seen = new Set<string>()): string[] {
  return road.flows.flatMap(({ from, to }) => {
    if (to !== node || seen.has(from)) return [];
    seen.add(from);
    return stepsOf(road).some(({ id }) => id === from) ? [from] : stepsBefore(road, from, seen);
  });
}

test('on the main roads, work goes between those who decide and those who perform by handoff, and back by handoff', async () => {
  for (const file of files) {
    const road = await roadOf(xmlOf(file));
    if (road.kind !== 'core') continue;
    const performing = performers(road);
    assert.ok(performing.size > 0, file);
    const steps = new Map(stepsOf(road).map((s) => [s.id, s]));
    for (const step of steps.values()) {
      if (step.handoff) continue;
      for (const before of stepsBefore(road, step.id).map((id) => steps.get(id))) {
        const lent = before?.handoff?.responsibility === 'stays';
        const same = performing.has(before?.lane ?? '') === performing.has(step.lane ?? '');
        assert.ok(lent || same, `${file}: from ${before?.id} to ${step.id} without handoff`);
      }
    }
    const follow = steps.get('folj-upp');
    assert.ok(follow?.stage === 6 && !performing.has(follow.lane ?? ''), `${file}: who decided follows up`);
  }
});

for (const file of files) {
  test(`${file} is sound and ready to be adopted`, async () => {
    const road = await roadOf(xmlOf(file));
    assert.deepEqual(check(road), []);
    assert.deepEqual(adoptionObstacles(road), []);
  });

  test(`${file} says at each step who, how, how long and what it means to the traveller`, async () => {
    const road = await roadOf(xmlOf(file));
    for (const s of stepsOf(road)) {
      // The national process model describes the main processes of social services only.
      assert.ok(s.lane && s.routine?.text && s.objectIn && s.objectOut && (s.stage || road.kind !== 'core'), s.id);
      assert.ok(s.target && s.touch && s.plainText && s.waits, s.id);
      if (s.handoff) assert.ok(s.handoff.include.length >= 3, s.id);
    }
    const ids = new Set(road.nodes.map((n) => n.id));
    assert.ok(road.clocks.length >= (road.kind === 'core' ? 4 : 2));
    for (const c of road.clocks) {
      assert.ok(c.source !== '' && (c.starts.node === undefined || ids.has(c.starts.node)), c.id);
      assert.ok(c.stops.node === undefined || ids.has(c.stops.node), c.id);
    }
  });

  test(`${file} is travelled from the need to an end, whatever is chosen`, async () => {
    const made = compile(await roadOf(xmlOf(file)));
    assert.ok(made.ok);
    const net = made.value;
    const random = seededRandom(1);
    const ends = new Set<string>();
    for (let journey = 0; journey < 200; journey++) {
      let m = start(net);
      for (let i = 0; !ended(net, m); i++) {
        assert.ok(i < 3_000);
        const next = offered(net, m).flatMap((o) => moves(net, m, o));
        const chosen = next[Math.floor(random() * next.length)];
        assert.ok(chosen);
        m = chosen;
      }
      ends.add(ended(net, m)?.outcome ?? '');
    }
    assert.ok(ends.has('met') && ends.has('not-met'));
  });

  test(`${file} keeps its diagram and every word when it is written anew by moddle`, async () => {
    const xml = xmlOf(file);
    const same = await withDiagram(xml);
    assert.ok(same.ok && same.value === xml);
    const { rootElement, warnings } = await newModdle().fromXML(xml);
    assert.deepEqual(warnings, []);
    const again = (await newModdle().toXML(rootElement, { format: true })).xml;
    assert.deepEqual(await roadOf(again), await roadOf(xml));
    const drawn = [...xml.matchAll(/bpmnElement="([^"]+)"/g)].map((m) => m[1]);
    const road = await roadOf(xml);
    const expected = [...road.nodes, ...road.flows, ...road.lanes].map((e) => e.id);
    assert.deepEqual(
      expected.filter((id) => !drawn.includes(id)),
      [],
    );
  });
}
