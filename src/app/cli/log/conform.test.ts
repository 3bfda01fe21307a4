import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { activityTree, node } from '#mining/discovery/tree.ts';
import { writePtml } from '#mining/formats/model/ptml.ts';

const resvag = fileURLToPath(new URL('../../../../bin/resvag', import.meta.url));
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
  const small = run('log', 'deviations', log, road, '--small-groups', '5', '--json');
  assert.deepEqual([small.status, small.stdout], [1, '']);
  const bad = file('bad.json', JSON.stringify({ allowed: [entry, { ...entry, until: 'later' }] }));
  const refused = run('log', 'deviations', log, road, '--allow', bad, '--json');
  assert.deepEqual([refused.status, refused.stdout], [1, '']);
  assert.match(refused.stderr, /entry 2, until: should be a date like 2026-01-31/);
  assert.equal(run('log', 'deviations', log).status, 2);
  assert.equal(run('log', 'deviations', log, road, '--allow', join(folder, 'none.json')).status, 1);
});

test('log conform tells the rate over time, and nothing of small groups when asked', () => {
  const some = (n: number, word: string, day: string) => Array.from({ length: n }, () => [word, day] as const);
  const log = file(
    'over-time.csv',
    csv(...some(6, 'abc', '2026-01-10'), ...some(7, 'ac', '2026-01-11'), ...some(9, 'abc', '2026-02-01')),
  );
  const road = model('road.ptml', 'abc');
  for (const method of ['align', 'replay']) {
    const of = (...words: string[]) =>
      JSON.parse(run('log', 'conform', log, road, '--method', method, '--json', ...words).stdout);
    const { periods, undatedCases, fittingCases } = of('--by', 'month');
    assert.deepEqual(
      periods.map((one: { period: string; cases: number; fittingCases: number }) => [
        one.period,
        one.cases,
        one.fittingCases,
      ]),
      [
        ['2026-01', 13, 6],
        ['2026-02', 9, 9],
      ],
    );
    assert.deepEqual([undatedCases, fittingCases], [0, 15]);
    assert.ok(periods[0].low < 6 / 13 && periods[0].high > 6 / 13 && periods[1].high === 1);
    assert.equal('periods' in of(), false);
    const small = of('--by', 'month', '--small-groups', '8');
    assert.deepEqual([small.fittingCases, small.logFitness, small.periods[0].fittingCases], [null, null, null]);
  }
  assert.match(run('log', 'conform', log, road, '--by', 'quarter').stdout, /22 +15 +68\.2 %.*2026-Q1/);
  assert.equal(run('log', 'conform', log, road, '--by', 'week').status, 2);
  assert.equal(run('log', 'conform', log, road, '--small-groups', '50').status, 1);
});

test('log conform holds cases to versions, says which had none, and can be reckoned again', () => {
  const log = file(
    'versions.csv',
    csv(['abc', '2025-01-01'], ['abc', '2026-01-10'], ['ac', '2026-01-11'], ['ac', '2026-02-01']),
  );
  model('v1.ptml', 'abc');
  model('v2.ptml', 'ac');
  const list = file(
    'versions.json',
    JSON.stringify({
      versions: [
        { model: 'v1.ptml', name: '1.0', validFrom: '2026-01-01' },
        { model: 'v2.ptml', name: '2.0', validFrom: '2026-02-01' },
        { model: 'v1.ptml', name: '3.0', validFrom: '2026-03-01' },
      ],
    }),
  );
  const asked = ['log', 'conform', log, '--versions', list, '--by', 'year', '--json'];
  const found = JSON.parse(run(...asked).stdout);
  assert.deepEqual([found.cases, found.fittingCases, found.exact, 'precision' in found], [3, 2, true, false]);
  assert.deepEqual(
    found.versions.map((one: Record<string, unknown>) => [
      one['name'],
      one['cases'],
      one['fittingCases'],
      one['totalCost'],
    ]),
    [
      ['1.0', 2, 1, 1],
      ['2.0', 1, 1, 0],
      ['3.0', 0, 0, null],
    ],
  );
  assert.deepEqual(found.withoutVersion, { beforeFirst: 1, betweenVersions: 0, afterLast: 0, undated: 0, ofNone: 0 });
  assert.deepEqual([found.periods.length, found.periods[0].cases], [1, 3]);
  const said = run('log', 'conform', log, '--versions', list).stdout;
  assert.match(said, /1 cases began before the first version, held to none/);
  const against = JSON.parse(run('log', 'deviations', log, '--versions', list, '--json').stdout);
  assert.deepEqual([against.cases, against.fittingCases, against.withoutVersion.beforeFirst], [3, 2, 1]);
  assert.deepEqual([against.deviations[0].category, against.deviations[0].step], ['skipped', 'b']);
  for (const question of ['conform', 'deviations'])
    assert.match(
      run('log', question, log, '--versions', list, '--small-groups', '3').stderr,
      /fewer than 3 cases began when no version was valid/,
    );
  const stated = file('stated.json', run(...asked, '--statement').stdout);
  assert.deepEqual(run('log', 'recompute', stated, log, '--versions', list), {
    status: 0,
    stdout: 'equal\n',
    stderr: '',
  });
  assert.equal(run('log', 'recompute', stated, log).status, 2);
  const twice = file(
    'twice.json',
    JSON.stringify({
      versions: [
        { model: 'v1.ptml', validFrom: '2026-01-01' },
        { model: 'v2.ptml', validFrom: '2026-01-01' },
      ],
    }),
  );
  assert.match(
    run('log', 'conform', log, '--versions', twice).stderr,
    /both v1\.ptml and v2\.ptml are valid on 2026-01-01/,
  );
  assert.equal(run('log', 'conform', log).status, 2);
  assert.equal(run('log', 'conform', log, 'x.ptml', '--versions', list).status, 2);
});

test('log rules counts what is kept, broken and open, and names cases only when asked', () => {
  const log = file(
    'rules.csv',
    csv(['ab', '2026-01-01'], ['a', '2026-01-02'], ['x', '2026-03-01'], ['ax', '2026-03-01']),
  );
  const within = { count: 5, unit: 'working-day' };
  const rule = { name: 'in time', template: 'response', a: 'a', b: 'b', within };
  const list = file('rules.json', JSON.stringify({ rules: [rule, { template: 'init', a: 'y' }] }));
  const of = (...words: string[]) => run('log', 'rules', log, list, '--json', ...words);
  const { rules, unknown } = JSON.parse(of().stdout);
  assert.deepEqual(rules[0], {
    ...{ name: 'in time', template: 'response', cases: 4, activated: 3, satisfied: 1, violated: 1, open: 1 },
    ...{ vacuous: 1, untimed: 0, satisfiedShare: 0.5, violatedShare: 0.5 },
  });
  assert.deepEqual(unknown, [{ rule: 2, what: 'activity', name: 'y' }]);
  assert.match(of().stderr, /rule 2, init\(y\): the log has no activity “y”/);
  assert.deepEqual(JSON.parse(of('--cases', '2').stdout).rules[0].violatingCases, ['1']);
  assert.equal(JSON.parse(of('--done', 'x').stdout).rules[0].violated, 2);
  const then = JSON.parse(of('--as-of', '2026-01-05').stdout).rules[0];
  assert.deepEqual([then.cases, then.violated, then.open], [2, 0, 1]);
  assert.equal(JSON.parse(of('--small-groups', '5').stdout).rules[0].cases, null);
  assert.match(run('log', 'rules', log, list).stdout, /1 +1 +1 +1 +50\.0 % {2}in time/);
  assert.equal(of('--small-groups', '5', '--cases', '2').status, 2);
  assert.equal(of('--done', 'nothing').status, 1);
  assert.equal(run('log', 'rules', log).status, 2);
  const bad = file('bad-rules.json', JSON.stringify({ rules: [rule, { ...rule, name: 'x', b: undefined }] }));
  const refused = run('log', 'rules', log, bad, '--json');
  assert.deepEqual([refused.status, refused.stdout], [1, '']);
  assert.match(refused.stderr, /entry 2, b: is missing/);
  assert.match(run('log', 'rules', log, file('cut.json', '{"rules": [\n{"a"')).stderr, /breaks at line 2/);
  const stated = file('stated-rules.json', of('--statement').stdout);
  assert.equal(run('log', 'recompute', stated, log, list).stdout, 'equal\n');
});

test('cases under way need only begin as the model does, and how many they are is told unless they are few', () => {
  const some = (n: number, word: string) => Array.from({ length: n }, () => [word, '2026-01-05'] as const);
  const log = file('running.csv', csv(...some(6, 'abc'), ...some(7, 'ab'), ...some(5, 'ac')));
  const road = model('running.ptml', 'abc');
  const ask = (question: string, ...words: string[]) => run('log', question, log, road, ...words);
  const json = (question: string, ...words: string[]) => JSON.parse(ask(question, '--json', ...words).stdout);
  assert.equal(json('conform').fittingCases, 6);
  assert.ok(!('runningCases' in json('conform')));
  for (const method of ['align', 'replay']) {
    const found = json('conform', '--method', method, '--done', 'c');
    assert.deepEqual([found.cases, found.fittingCases, found.runningCases], [18, 13, 7], method);
  }
  const { deviations, runningCases } = json('deviations', '--done', 'c');
  assert.deepEqual([runningCases, deviations.length, deviations[0].category], [7, 1, 'skipped']);
  assert.match(ask('deviations', '--done', 'c').stdout, /7 cases are under way: held to how the model begins/);
  assert.equal(json('conform', '--done', 'c', '--small-groups', '8').runningCases, null);
  const stated = file('running.json', ask('deviations', '--done', 'c', '--json', '--statement').stdout);
  assert.match(run('log', 'recompute', stated, log, road).stdout, /equal/);
  assert.match(ask('conform', '--done', 'd').stderr, /no activity “d”/);
  assert.match(ask('conform', '--done-attribute', 'closed').stderr, /no attribute “closed”/);
  assert.equal(ask('conform', '--done', 'c', '--done-attribute', 'closed').status, 2);
  assert.equal(run('log', 'variants', log, '--done-attribute', 'closed').status, 2);
});

test('a case that was closed after its last step, and after the last of the log, is finished; as of an earlier day it is not', () => {
  const rows = [
    '1,a,2026-01-05T08:00Z,2026-01-20T08:00Z',
    '2,a,2026-01-06T08:00Z,2026-01-21T08:00Z',
    '3,a,2026-01-07T08:00Z,',
  ];
  const log = file('closed.csv', `case,activity,time,case:closed\n${rows.join('\n')}\n`);
  const road = model('closed.ptml', 'ab');
  const found = (...words: string[]) => {
    const asked = ['log', 'conform', log, road, '--json', '--done-attribute', 'closed', ...words];
    const { fittingCases, runningCases } = JSON.parse(run(...asked).stdout);
    return [fittingCases, runningCases];
  };
  assert.deepEqual(found(), [1, 1]);
  assert.deepEqual(found('--as-of', '2026-02-28'), [1, 1]);
  assert.deepEqual(found('--as-of', '2026-01-20'), [2, 2]);
  assert.deepEqual(found('--as-of', '2026-01-10'), [3, 3]);
});

test('an activity that is in the model but for blanks is told', () => {
  const log = file('blanks.csv', 'case,activity,time\n1, a,2026-01-05T08:00Z\n1,b,2026-01-05T09:00Z\n');
  const road = model('blanks.ptml', 'ab');
  for (const question of ['conform', 'deviations'])
    assert.match(run('log', question, log, road).stderr, /“ a” is “a” in the model but for blanks/);
  assert.equal(run('log', 'conform', file('plain.csv', csv(['ab', '2026-01-05'])), road).stderr, '');
});

test('only cases that are held to a version are counted as under way', () => {
  const rows = [
    '1,a,2026-01-05T08:00Z,x',
    '2,a,2026-01-06T08:00Z,x',
    '3,a,2026-01-07T08:00Z,y',
    '3,b,2026-01-08T08:00Z,y',
  ];
  const log = file('held.csv', `case,activity,time,case:kind\n${rows.join('\n')}\n`);
  model('held.ptml', 'ab');
  const list = { versions: [{ model: 'held.ptml', validFrom: '2026-01-01', cases: { kind: 'x' } }] };
  const versions = file('held.json', JSON.stringify(list));
  for (const question of ['conform', 'deviations']) {
    const { cases, runningCases, withoutVersion } = JSON.parse(
      run('log', question, log, '--versions', versions, '--json', '--done', 'a').stdout,
    );
    assert.deepEqual([cases, runningCases, withoutVersion.ofNone], [2, 0, 1]);
  }
});
