import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { event, HOUSEHOLD } from '#mining/ocel/sample-objects.test-data.ts';

const resvag = fileURLToPath(new URL('../../../../bin/resvag', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'resvag-objects-'));
after(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(resvag, words, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const household = file('household.jsonocel', JSON.stringify(HOUSEHOLD));

test('log objects tells events, objects, types, relations and what flattening would do, also of a gzipped file', () => {
  const zipped = file('household.json.gz', gzipSync(JSON.stringify(HOUSEHOLD)));
  const { status, stdout } = run('log', 'objects', zipped, '--json');
  assert.equal(status, 0);
  const found = JSON.parse(stdout);
  assert.deepEqual([found.events, found.objects], [6, 3]);
  assert.deepEqual(found.eventTypes, { apply: 2, decide: 2, interview: 1, 'phone call': 1 });
  assert.deepEqual(found.objectTypes, { application: 2, household: 1 });
  assert.deepEqual(found.relations, {
    eventToObject: 9,
    eventToObjectDistinct: 9,
    objectToObject: 2,
    byObjectType: { application: 6, household: 3 },
  });
  assert.equal(found.flattened.length, 2);
  assert.match(run('log', 'objects', household).stdout, /6 events, 3 objects/);
});

test('every question takes an object-centric log with --object-type, and names the types without it', () => {
  const { status, stdout, stderr } = run('log', 'variants', household, '--json', '--object-type', 'application');
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout), [{ activities: ['apply', 'interview', 'decide'], count: 2 }]);
  assert.match(stderr, /1 of 6 events concern none and are left out \(deficiency\); 1 concern several/);
  for (const [words, message] of [
    [[household], /say which objects are the cases with --object-type: application \(2\), household \(1\)/],
    [[household, '--object-type', 'person'], /no objects of type “person”; there are application, household/],
    [[household, '--object-type', 'application', '--resource', 'team'], /“team” is neither an attribute/],
    [[file('plain.csv', 'case,activity,time\n1,a,2026-01-01\n'), '--object-type', 'x'], /has cases already/],
    [[file('other.json', '{"name": "resvag"}')], /this is no event log \(it looks like json\)/],
    [[file('cut.json', JSON.stringify(HOUSEHOLD).slice(0, -90))], /ends in the middle/],
    [[file('no.sqlite', 'SQLite format 3\u0000 and nothing more')], /the SQLite file is damaged/],
  ] as const) {
    const refused = run('log', 'summary', '--json', ...words);
    assert.deepEqual([refused.status, refused.stdout], [1, ''], words.join(' '));
    assert.match(refused.stderr, message);
  }
  const cases = run('log', 'objects', join(folder, 'plain.csv'));
  assert.deepEqual([cases.status, cases.stdout], [1, '']);
  assert.match(cases.stderr, /has cases, not objects/);
});

test('an object type is written as a case log', () => {
  const into = join(folder, 'flat.csv');
  assert.equal(run('log', 'convert', household, into, '--object-type', 'household').status, 0);
  const [head, first] = readFileSync(into, 'utf8').split('\n');
  assert.equal(head, 'case:concept:name,concept:name,time:timestamp,channel,household:income,ocel:eid,ocel:qualifier');
  assert.equal(first, 'H,apply,2026-03-02T08:00:00Z,web,9000,e1,by');
  assert.equal(run('log', 'convert', household, join(folder, 'none.csv')).status, 1);
  assert.ok(!existsSync(join(folder, 'none.csv')));
});

test('what is left out of an object-centric log, and personal identity numbers in it, are told on stderr', () => {
  const odd = file(
    'odd.jsonocel',
    JSON.stringify({
      ...HOUSEHOLD,
      objects: [...HOUSEHOLD.objects, { id: '121212-1212', type: 'person' }],
      events: [...HOUSEHOLD.events, event('e9', 'apply', 'soon', ['A1'])],
    }),
  );
  const { status, stderr } = run('log', 'objects', odd, '--json');
  assert.equal(status, 0);
  assert.match(stderr, /1 row was left out\n {2}line 1: time-not-understood \(soon\)/);
  assert.match(stderr, /personal identity numbers in person \(1\)/);
});

test('log object-map tells what follows what for the objects of each type', () => {
  const { status, stdout } = run('log', 'object-map', household, '--json');
  assert.equal(status, 0);
  const { nodes, edges, start, end } = JSON.parse(stdout);
  assert.equal(nodes.length, 4);
  assert.deepEqual(edges[0], {
    ...{ objectType: 'application', from: 'apply', to: 'interview' },
    ...{ count: 2, eventPairs: 2, objects: 2 },
  });
  assert.deepEqual(start, { application: { apply: 2 }, household: { apply: 1 } });
  assert.deepEqual(end, { application: { decide: 2 }, household: { interview: 1 } });
  assert.match(run('log', 'object-map', household).stdout, /2 application, 1 household/);
});

test('an object-centric log is converted between JSON, XML and SQLite, and says the same in each', () => {
  const asked = (path: string) => run('log', 'objects', path, '--json').stdout;
  let from = household;
  for (const name of ['there.xmlocel', 'there.sqlite', 'there.jsonocel.gz', 'back.xml', 'back.json']) {
    const into = join(folder, name);
    const { status, stderr } = run('log', 'convert', from, into);
    assert.deepEqual([status, stderr], [0, ''], name);
    assert.equal(asked(into), asked(household), name);
    from = into;
  }
});

test('a case log becomes an object-centric one with its cases as objects, and the same case log again', () => {
  const csv = file(
    'cases.csv',
    'case,activity,time,resource\n1,a,2026-01-01,Kim\n1,b,2026-01-02,Robin\n2,a,2026-01-03,Kim\n',
  );
  for (const name of ['cases.jsonocel', 'cases.sqlite']) {
    const into = join(folder, name);
    assert.equal(run('log', 'convert', csv, into).status, 0);
    assert.deepEqual(JSON.parse(run('log', 'objects', into, '--json').stdout).objectTypes, { case: 2 });
    for (const question of ['summary', 'map', 'variants', 'handovers'])
      assert.equal(
        run('log', question, into, '--json', '--object-type', 'case').stdout,
        run('log', question, csv, '--json').stdout,
        question,
      );
  }
});

test('an answer of an object-centric log states what it was reckoned from, and is reckoned again', () => {
  for (const words of [['objects'], ['object-map'], ['map', '--object-type', 'application']]) {
    const [question = '', ...more] = words;
    const { stdout, status } = run('log', question, household, '--json', '--statement', ...more);
    assert.equal(status, 0);
    const { statement } = JSON.parse(stdout);
    assert.equal(statement.log.format, 'ocel');
    const again = run('log', 'recompute', file('stated.json', stdout), household);
    assert.deepEqual([again.status, again.stdout.split('\n')[0]], [0, 'equal'], again.stderr);
  }
});

test('what is for case logs is refused for object-centric ones', () => {
  for (const words of [
    ['objects', household, '--as-of', '2026-03-04'],
    ['objects', household, '--object-type', 'application'],
    ['object-map', household, '--small-groups', '5'],
    ['convert', household, join(folder, 'never.jsonocel'), '--leave-out', 'channel'],
    ['convert', household, join(folder, 'never.doc')],
  ]) {
    const { status, stdout } = run('log', ...words);
    assert.deepEqual([status, stdout], [2, ''], words.join(' '));
  }
  const collide = [
    { name: 'Kind', type: 'string' },
    { name: 'kind', type: 'string' },
  ];
  const odd = file('odd2.json', JSON.stringify({ ...HOUSEHOLD, eventTypes: [{ name: 'apply', attributes: collide }] }));
  const { status, stderr } = run('log', 'convert', odd, join(folder, 'never.sqlite'));
  assert.equal(status, 1);
  assert.match(stderr, /Kind and kind of apply would be one column/);
  assert.ok(!existsSync(join(folder, 'never.sqlite')) && !existsSync(join(folder, 'never.jsonocel')));
});

test('as of a day, an object-centric log is asked with objects as they were then', () => {
  const into = join(folder, 'then.csv');
  const words = ['log', 'convert', household, into, '--object-type', 'household', '--as-of', '2026-03-03'];
  assert.equal(run(...words).status, 0);
  const [head, ...rows] = readFileSync(into, 'utf8').trim().split(/\r?\n/);
  assert.ok(head?.includes('case:income') && !head.includes('household:income'), head);
  assert.ok(rows.length === 2 && rows.every((row) => row.includes('9000')), rows.join());
  const early = run('log', 'summary', household, '--object-type', 'household', '--as-of', '2026-03-01');
  assert.equal(early.status, 1);
  assert.match(early.stderr, /nothing was known on 2026-03-01/);
});
