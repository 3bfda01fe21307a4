/// <reference path="./bpmn/bpmn-moddle.d.ts" />
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import { decideAdoption } from './adopt.ts';
import { importBpmn } from './api.ts';
import { readRoad } from './bpmn/read.ts';
import { resvagModdle } from './bpmn/resvag-moddle.ts';
import { check } from './check.ts';

const textAt = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const guide = textAt('docs/guides/bpmn.md');
const sample = textAt('samples/guide/ledsagning.bpmn');

async function read(xml: string) {
  const found = await readRoad(xml);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

test('the example of the BPMN guide imports without a remark, is sound and can be adopted', async () => {
  const { road, warnings } = await read(sample);
  assert.deepEqual(warnings, []);
  assert.deepEqual(check(road), []);
  assert.equal(decideAdoption({ state: 'draft', road }).ok, true);
  assert.deepEqual([road.leadTarget, road.handoffTarget], [{ count: 60, unit: 'day' }, 2]);
});

test('the guide shows the example as it is, but for its diagram', async () => {
  const shown = /```xml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  const { road, warnings } = await read(shown);
  assert.deepEqual(warnings, [{ key: 'no-diagram' }]);
  assert.deepEqual(road, (await read(sample)).road);
});

test('a tool that knows nothing of our extension keeps all of the example when it writes it anew', async () => {
  const other = new BpmnModdle();
  const { rootElement } = await other.fromXML(sample);
  const { xml } = await other.toXML(rootElement, { format: true });
  assert.deepEqual(await read(xml), await read(sample));
});

test('the guide names every extension element and attribute, and every refusal of an import', () => {
  const row = (name: string) =>
    guide.split('\n').find((line) => line.startsWith('|') && line.includes(`\`resvag:${name}\``));
  for (const type of resvagModdle.types) {
    // The parser writes its prefix into the names of the package that it is given.
    const bare = (text: string) => text.replace(/^resvag:/, '');
    const [first = '', ...rest] = bare(type.name);
    const name = first.toLowerCase() + rest.join('');
    const line = row(name);
    assert.ok(line, name);
    for (const property of type.properties as readonly { name: string; isBody?: boolean; type: string }[]) {
      if (property.isBody) continue;
      const written = property.type === 'String' ? bare(property.name) : bare(property.type).toLowerCase();
      assert.ok(line.includes(`\`${written}\``), `${name}: ${written}`);
    }
  }
  for (const tag of importBpmn.refusals) assert.ok(guide.includes(`| \`${tag}\` |`), tag);
});
