import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { activityTree, node } from '#mining/discovery/tree.ts';
import { writePtml } from '#mining/formats/ptml.ts';

const resvag = fileURLToPath(new URL('../../../bin/resvag', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'resvag-conform-'));
after(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(resvag, words, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** A case per word, a letter an hour, begun on these days. */
function csv(...cases: readonly (readonly [word: string, day: string])[]): string {
  const rows = cases.flatMap(([word, day], c) =>
    Array.from(word, (activity, i) => `${c},${activity},${day}T${String(8 + i).padStart(2, '0')}:00:00Z\n`),
  );
  return `case,activity,time\n${rows.join('')}`;
}

const model = (name: string, word: string) => file(name, writePtml(node('sequence', Array.from(word, activityTree))));

test('log deviations names them, tells what is allowed apart, and refuses a bad list', () => {
  const log = file('deviating.csv', csv(['abc', '2026-01-01'], ['ac', '2026-01-02'], ['acb', '2026-01-03']));
  const road = model('road.ptml', 'abc');
  const entry = { category: 'skipped', step: 'b', reason: 'r', decidedBy: 'd', until: '2026-01-31' };
  const list = file('allow.json', JSON.stringify({ allowed: [entry] }));
  const found = JSON.parse(run('log', 'deviations', log, road, '--allow', list, '--json').stdout);
  assert.deepEqual([found.cases, found.fittingCases, found.conformingCases, found.exact], [3, 1, 2, true]);
  const [one] = found.deviations;
  assert.deepEqual([one.category, one.step, one.other, one.cases, one.effect], ['swapped', 'c', 'b', 1, null]);
  assert.ok(!('caseNumbers' in one));
  assert.deepEqual([found.allowed[0].step, found.allowed[0].decidedBy], ['b', 'd']);
  const said = run('log', 'deviations', log, road, '--allow', list);
  assert.match(said.stdout, /3 cases: 1 \(33\.3 %\) follow the road/);
  assert.match(said.stdout, /c is done before b/);
  const small = run('log', 'deviations', log, road, '--smallest', '5', '--json');
  assert.deepEqual([small.status, small.stdout], [1, '']);
  const bad = file('bad.json', JSON.stringify({ allowed: [entry, { ...entry, until: 'later' }] }));
  const refused = run('log', 'deviations', log, road, '--allow', bad, '--json');
  assert.deepEqual([refused.status, refused.stdout], [1, '']);
  assert.match(refused.stderr, /entry 2, until: should be a date like 2026-01-31/);
  assert.equal(run('log', 'deviations', log).status, 2);
  assert.equal(run('log', 'deviations', log, road, '--allow', join(folder, 'none.json')).status, 1);
});
