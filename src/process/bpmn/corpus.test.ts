import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { check } from '#process/check.ts';
import { strip } from '#process/strip.ts';
import { withDiagram } from './layout.ts';
import { readRoad } from './read.ts';

const data = resolve(process.env['RESVAG_SHARED_DATA'] ?? '../shared/data', 'bpmn');

/** The large archive is sampled unless `RESVAG_WHOLE_CORPUS` is set: whole it takes ten seconds. */
const whole = process.env['RESVAG_WHOLE_CORPUS'] !== undefined;

/** What may be refused, and nothing else: files of other tools are never met with a fault. */
const known = [
  'not-xml',
  'unsafe-xml',
  'not-bpmn',
  'no-process',
  'no-start',
  'several-processes',
  'unsupported-element',
];

/** Without its diagram the file gets one that shows every step and flow of the road. */
async function isDrawnAnew(xml: string): Promise<void> {
  const drawn = await withDiagram(xml.replace(/<(\w+:)?BPMNDiagram[\s\S]*<\/(\w+:)?BPMNDiagram>/, ''));
  assert.ok(drawn.ok);
  const again = await readRoad(drawn.value);
  assert.ok(again.ok);
  const shown = new Set([...drawn.value.matchAll(/bpmnElement="([^"]+)"/g)].map((m) => m[1]));
  const missing = [...again.value.road.nodes, ...again.value.road.flows].filter((e) => !shown.has(e.id));
  assert.deepEqual(missing, []);
}

for (const archive of ['miwg-reference', 'miwg-vendor-exports-public', 'bpmn-for-research-english']) {
  test(`each file of ${archive} gives a road or a clear refusal`, async (t) => {
    const packed = join(data, `${archive}.tar.xz`);
    if (!existsSync(packed)) return t.skip('shared data absent');
    const folder = mkdtempSync(join(tmpdir(), 'resvag-bpmn-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    execFileSync('tar', ['-xJf', packed, '-C', folder]);
    const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.bpmn'));
    const files = all.sort().filter((_, i) => whole || all.length < 300 || i % 7 === 0);
    const counts: Record<string, number> = {};
    for (const file of files) {
      const xml = readFileSync(join(folder, file), 'utf8');
      const read = await readRoad(xml);
      const key = read.ok ? 'road' : read.refusal.tag;
      assert.ok(read.ok || known.includes(key), `${file}: ${key}`);
      counts[key] = (counts[key] ?? 0) + 1;
      if (!read.ok) continue;
      const made = read.value.road;
      check(made);
      assert.equal(
        strip(made).stops.filter((s) => s.kind === 'station').length,
        made.nodes.filter((n) => n.kind === 'step').length,
      );
      if (archive === 'miwg-reference') await isDrawnAnew(xml);
    }
    t.diagnostic(`${files.length} files: ${JSON.stringify(counts)}`);
    assert.ok((counts['road'] ?? 0) > files.length * 0.3);
  });
}
