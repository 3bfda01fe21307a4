import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const resvag = fileURLToPath(new URL('../../../bin/resvag', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'resvag-cli-'));
after(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(resvag, words, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const CSV =
  'case,activity,time\n1,a,2026-01-01T00:00:00Z\n1,b,2026-01-01T00:00:10Z\n2,a,2026-01-02T00:00:00Z\n2,b,2026-01-02T00:00:30Z\n3,a,2026-01-03T00:00:00Z\n';

test('summary, map and variants have the documented shapes, from plain and from gzipped files', () => {
  const plain = file('log.csv', CSV);
  assert.deepEqual(JSON.parse(run('log', 'summary', plain, '--json').stdout), {
    cases: 3,
    events: 5,
    activities: 2,
    variants: 2,
    start: { a: 3 },
    end: { b: 2, a: 1 },
    from: '2026-01-01T00:00:00Z',
    to: '2026-01-03T00:00:00Z',
    caseDurationSeconds: { median: 10, mean: 40 / 3, p85: 24 },
  });
  const zipped = file('log.csv.gz', gzipSync(CSV));
  assert.deepEqual(JSON.parse(run('log', 'map', zipped, '--json').stdout), {
    nodes: [
      { activity: 'a', events: 3, cases: 3 },
      { activity: 'b', events: 2, cases: 2 },
    ],
    edges: [{ from: 'a', to: 'b', count: 2, meanSeconds: 20, medianSeconds: 20 }],
  });
  assert.deepEqual(JSON.parse(run('log', 'variants', zipped, '--json').stdout), [
    { activities: ['a', 'b'], count: 2 },
    { activities: ['a'], count: 1 },
  ]);
  const numbers = file('numbers.csv', 'case,activity,time\n1,20,2026-01-01\n2,20,2026-01-01\n3,7,2026-01-01\n');
  assert.match(run('log', 'summary', numbers).stdout, /begin with\n {2}2 {2}20\n {2}1 {2}7\n/);
  const readable = run('log', 'summary', plain);
  assert.match(readable.stdout, /3 cases, 5 events/);
  assert.equal(readable.status, 0);
});

test('a bad file ends with 1 and a message, and says nothing on stdout', () => {
  const zipped = gzipSync(CSV.repeat(50));
  const damaged = Uint8Array.from(zipped);
  damaged[zipped.length - 6]! ^= 255;
  const cases: readonly (readonly [string, RegExp])[] = [
    [file('cut.csv.gz', zipped.subarray(0, zipped.length - 20)), /ends in the middle/],
    [file('damaged.csv.gz', damaged), /damaged/],
    [file('empty.csv', ''), /empty/],
    [file('other.csv', 'a,b\n1,2\n'), /no column found for case, activity, time/],
    [join(folder, 'missing.csv'), /no such file/],
  ];
  for (const [path, message] of cases) {
    const { status, stdout, stderr } = run('log', 'summary', path, '--json');
    assert.deepEqual([status, stdout], [1, ''], path);
    assert.match(stderr, message);
  }
});

test('wrong words end with 2 and the usage', () => {
  for (const words of [
    [],
    ['log'],
    ['log', 'nothing', 'x'],
    ['log', 'summary'],
    ['log', 'summary', 'x', '--nonsense'],
    ['nothing'],
  ]) {
    const { status, stdout, stderr } = run(...words);
    assert.deepEqual([status, stdout], [2, ''], words.join(' '));
    assert.match(stderr, /usage/);
  }
  assert.equal(run('--help').status, 0);
  assert.equal(run('log', '--help').status, 0);
});

test('an option of another question is refused with what the question has; nothing is answered or written', () => {
  const log = file('options.csv', CSV);
  const model = join(folder, 'options.bpmn');
  for (const [words, message] of [
    [['summary', log, '--noise', '0.2'], /--noise is for discover; summary has none of its own/],
    [['summary', log, '--method', 'replay'], /--method is for conform; summary/],
    [['map', log, '--out', model], /--out is for discover; map/],
    [['drift', log, '--at', '2026-01-01'], /--at is for compare; drift has --seed/],
    [['rework', log, '--from-activity', 'a'], /--from-activity is for segments; rework/],
    [['handovers', log, '--hours', '08:00-17:00'], /performance, segments, waiting; handovers has --by, --groups/],
    [['map', log, '--groups', 'x.csv'], /--groups is for handovers; map/],
    [['recompute', 'x.json', log, '--noise', '0.2'], /--noise is for discover; recompute has/],
  ] as const) {
    const { status, stdout, stderr } = run('log', ...words);
    assert.deepEqual([status, stdout], [2, ''], words.join(' '));
    assert.match(stderr, message);
  }
  assert.equal(existsSync(model), false);
});

test('a separator is one character', () => {
  const log = file('separator.csv', CSV.replaceAll(',', '\t'));
  assert.equal(run('log', 'summary', log, '--separator', '\\t').status, 0);
  for (const wrong of [',,', '', '"', '§', '\n']) {
    const { status, stderr } = run('log', 'summary', log, '--separator', wrong);
    assert.equal(status, 2, wrong);
    assert.match(stderr, /--separator is one character/);
  }
});

test('columns are named on the command line', () => {
  const odd = file(
    'odd.csv',
    'x;y;z;q;w\nc1;a;2026-01-01 08:00;2026-01-01 09:00;Kim\nc1;b;2026-01-01 11:00;2026-01-01 12:00;Kim\n',
  );
  const { stdout } = run(
    'log',
    'map',
    odd,
    '--json',
    '--case',
    'x',
    '--activity',
    'y',
    '--time',
    'z',
    '--end',
    'q',
    '--resource',
    'w',
  );
  assert.deepEqual(JSON.parse(stdout).edges, [
    { from: 'a', to: 'b', count: 1, meanSeconds: 7200, medianSeconds: 7200 },
  ]);
});

test('a log is converted between formats without loss, and a bad target leaves nothing behind', () => {
  const plain = file('in.csv', CSV);
  assert.equal(run('log', 'convert', plain, join(folder, 'out.xes.gz')).status, 0);
  assert.equal(run('log', 'convert', join(folder, 'out.xes.gz'), join(folder, 'back.csv')).status, 0);
  assert.deepEqual(
    run('log', 'summary', join(folder, 'back.csv'), '--json').stdout,
    run('log', 'summary', plain, '--json').stdout,
  );
  assert.equal(run('log', 'convert', plain, join(folder, 'out.doc')).status, 2);
  assert.equal(run('log', 'convert', plain, join(folder, 'nowhere', 'out.csv')).status, 1);
});

test('a log goes to Parquet and back, and is read as Parquet whatever the file is called', () => {
  const parquet = join(folder, 'log.parquet');
  assert.equal(run('log', 'convert', file('for-parquet.csv', CSV), parquet).status, 0);
  assert.deepEqual(
    JSON.parse(run('log', 'variants', parquet, '--json').stdout),
    JSON.parse(run('log', 'variants', join(folder, 'for-parquet.csv'), '--json').stdout),
  );
  const cut = file('cut.csv', readFileSync(parquet).subarray(0, 60));
  const refused = run('log', 'summary', cut);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /Parquet file is damaged/);
  assert.equal(refused.stdout, '');
});

test('lists are written as lists to XES; where a format has none, it is told which they are', () => {
  const list =
    '<list key="tags">\n<values>\n<string key="tag" value="x"/>\n<string key="tag" value="y"/>\n</values>\n</list>';
  const xes = file(
    'lists.xes',
    `<log><trace><string key="concept:name" value="1"/>${list}<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-01-02T03:04:05Z"/></event></trace></log>`,
  );
  const again = run('log', 'convert', xes, join(folder, 'lists-again.xes'));
  assert.deepEqual([again.status, again.stderr], [0, '']);
  assert.ok(readFileSync(join(folder, 'lists-again.xes'), 'utf8').includes(list));
  for (const into of ['lists.csv', 'lists.parquet', 'lists.jsonocel'])
    assert.match(
      run('log', 'convert', xes, join(folder, into), '--clock', 'utc').stderr,
      /has no lists .* items of tags are/,
    );
  assert.match(readFileSync(join(folder, 'lists.csv'), 'utf8'), /case:tags\/tag,case:tags\/tag#2\n.*,x,y\n/);
});

test('convert and filter write what the clock showed without claiming a zone; OCEL gets instants, and it is said', () => {
  const event = (name: string, time: string) =>
    `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${time}"/></event>`;
  const xes = file(
    'local.xes',
    `<log><trace><string key="concept:name" value="1"/>${event('a', '2011-10-11T13:45:40.276+02:00')}${event('b', '2011-11-11T13:45:40+01:00')}</trace></log>`,
  );
  const map = run('log', 'map', xes, '--json').stdout;
  for (const [into, ...more] of [['o.xes'], ['o.csv'], ['o.parquet'], ['f.csv', '--with', 'a']] as const) {
    const path = join(folder, into);
    const done = run('log', more.length > 0 ? 'filter' : 'convert', xes, path, ...more);
    assert.deepEqual([done.status, done.stderr], [0, ''], into);
    assert.equal(run('log', 'map', path, '--json').stdout, map, into);
    if (into !== 'o.parquet') assert.match(readFileSync(path, 'utf8'), /2011-10-11T13:45:40\.276[",\n]/);
  }
  const ocel = join(folder, 'o.jsonocel');
  assert.match(run('log', 'convert', xes, ocel).stderr, /read and written as instants, in UTC/);
  assert.match(readFileSync(ocel, 'utf8'), /2011-10-11T11:45:40\.276Z/);
  assert.match(run('log', 'convert', xes, ocel, '--clock', 'local').stderr, /as the clock on the wall showed them/);
  assert.match(readFileSync(ocel, 'utf8'), /2011-10-11T13:45:40\.276Z/);
});

test('events without time are told where the format loses them', () => {
  const event = (name: string, more = '') => `<event><string key="concept:name" value="${name}"/>${more}</event>`;
  const time = '<date key="time:timestamp" value="2026-01-01T00:00:00Z"/>';
  const start = '<date key="start_timestamp" value="2026-01-02T00:00:00Z"/>';
  const xes = file(
    'undated.xes',
    `<log><trace><string key="concept:name" value="1"/>${event('a', time)}${event('b')}${event('c', start)}</trace></log>`,
  );
  for (const [into, told, left] of [
    ['u.csv', /u\.csv: 1 events have no time/, 2],
    ['u.parquet', /u\.parquet: 1 events have no time/, 2],
    ['u.jsonocel', /u\.jsonocel: 2 events without time are left out/, 1],
    ['u.xes', /^$/, 3],
  ] as const) {
    const done = run('log', 'convert', xes, join(folder, into));
    assert.equal(done.status, 0);
    assert.match(done.stderr, told, into);
    const more = into === 'u.jsonocel' ? ['--object-type', 'case'] : [];
    assert.equal(JSON.parse(run('log', 'summary', join(folder, into), '--json', ...more).stdout).events, left, into);
  }
});

test('the file that is read is never written over, by whatever name', () => {
  const log = file('own.csv', CSV);
  mkdirSync(join(folder, 'sub'));
  symlinkSync(log, join(folder, 'link-own.csv'));
  file('own2.csv.part', CSV);
  for (const [from, into] of [
    ['own.csv', 'own.csv'],
    ['own.csv', './sub/../own.csv'],
    ['own.csv', 'link-own.csv'],
    ['link-own.csv', 'own.csv'],
    ['own2.csv.part', 'own2.csv'],
  ] as const) {
    for (const question of ['convert', 'filter']) {
      const done = run('log', question, join(folder, from), `${folder}/${into}`);
      assert.equal(done.status, 1, into);
      assert.match(done.stderr, /is the file that is read/);
    }
    assert.equal(readFileSync(join(folder, from), 'utf8'), CSV);
  }
});

test('filter writes the part that is asked for and says what was asked; nothing left writes nothing', () => {
  const log = file('whole.csv', CSV);
  const into = join(folder, 'part.xes');
  const said = JSON.parse(run('log', 'filter', log, into, '--with', 'b', '--to', '2026-01-01', '--json').stdout);
  assert.deepEqual([said.cases, said.ofCases, said.events, said.filter.cases.length], [1, 3, 2, 2]);
  assert.deepEqual(JSON.parse(run('log', 'variants', into, '--json').stdout), [{ activities: ['a', 'b'], count: 1 }]);
  const nothing = run('log', 'filter', log, join(folder, 'none.csv'), '--least-days', '9');
  assert.deepEqual([nothing.status, existsSync(join(folder, 'none.csv'))], [1, false]);
  assert.match(nothing.stderr, /no case is left of 3/);
  assert.match(run('log', 'filter', log, into, '--with', 'x').stderr, /no activity “x”/);
  for (const wrong of [
    ['--keep', 'a', '--drop', 'b'],
    ['--to', 'i går'],
    ['--to', '2026-02-31'],
    ['--follows', 'a'],
    ['--variants', '1.5'],
  ])
    assert.equal(run('log', 'filter', log, into, ...wrong).status, 2, wrong.join(' '));
  assert.match(run('log', 'summary', log, '--with', 'b').stderr, /--with is for filter/);
});

test('segments and rework answer from the command line; a wrong name ends with 1, a missing end with 2', () => {
  const log = file('again.csv', `${CSV}1,a,2026-01-01T00:00:20Z\n`);
  const { times, months, notEnded } = JSON.parse(
    run('log', 'segments', log, '--from-activity', 'a', '--to-activity', 'b', '--json').stdout,
  );
  assert.deepEqual([times.cases, times.medianSeconds, notEnded, months[0].month], [2, 20, 1, '2026-01']);
  assert.equal(run('log', 'segments', log, '--from-activity', 'x', '--to-activity', 'b').status, 1);
  assert.equal(run('log', 'segments', log, '--from-activity', 'a').status, 2);
  const { all, returns } = JSON.parse(run('log', 'rework', log, '--json').stdout);
  assert.deepEqual([all.repetitions, all.pingPong, all.reworkCases], [1, 1, 1]);
  assert.deepEqual(returns, [{ from: 'b', to: 'a', count: 1 }]);
});

test('lifecycle events are joined for performance, and for others only when asked for', () => {
  const log = file(
    'lifecycle.csv',
    'case,activity,time,lifecycle:transition\n1,a,2026-01-01T08:00Z,start\n1,a,2026-01-01T09:00Z,complete\n',
  );
  const found = JSON.parse(run('log', 'performance', log, '--json').stdout);
  assert.deepEqual([found.workingSeconds, found.lifecycle.pairs], [3600, 1]);
  assert.equal(JSON.parse(run('log', 'summary', log, '--json').stdout).events, 2);
  assert.equal(JSON.parse(run('log', 'summary', log, '--pair-lifecycle', '--json').stdout).events, 1);
});

test('handovers between groups come from an attribute or a list; plain handovers stay as they are', () => {
  const rows = ['1,a,2026-01-01,x,A', '1,b,2026-01-02,y,B', '1,c,2026-01-03,x,A'];
  const log = file('groups.csv', `case,activity,time,resource,unit\n${rows.join('\n')}\n`);
  const of = (...words: string[]) => JSON.parse(run('log', 'handovers', log, '--json', ...words).stdout);
  const pair = { count: 1, cases: 1, medianSeconds: 86_400 };
  const units = [
    { from: 'A', to: 'B', ...pair, returned: 1 },
    { from: 'B', to: 'A', ...pair, returned: 0 },
  ];
  assert.deepEqual(of('--by', 'unit').pairs, units);
  const csv = file('list.csv', 'resource;team\nx;A\n"y";B\n');
  assert.deepEqual(of('--by', 'team', '--groups', csv).pairs, units);
  const json = file('list.json', '{"x":{"team":"A"},"y":{"team":"B"}}');
  assert.deepEqual(of('--by', 'team', '--groups', json).pairs, units);
  assert.equal(of()[0].count, 1);
  assert.equal(run('log', 'handovers', log, '--by', 'board').status, 1);
  assert.equal(run('log', 'handovers', log, '--by', 'board', '--groups', csv).status, 1);
  assert.equal(run('log', 'handovers', log, '--by', 'unit', '--small-groups', '5').status, 1);
  assert.equal(run('log', 'handovers', log, '--groups', csv).status, 2);
});

test('waiting is split by cause, and what can not be told is said', () => {
  const rows = ['1,a,2026-01-16T08:00Z,2026-01-16T09:00Z,x', '1,b,2026-01-19T08:00Z,2026-01-19T09:00Z,y'];
  const log = file('wait.csv', `case,activity,begun,done,resource\n${rows.join('\n')}\n`);
  const columns = ['--case', 'case', '--activity', 'activity', '--time', 'begun', '--end', 'done', '--json'];
  const of = (...words: string[]) => JSON.parse(run('log', 'waiting', log, ...columns, ...words).stdout);
  assert.deepEqual(
    [of().waitingSeconds, of().causes.other, of().lacking],
    [71 * 3600, 71 * 3600, ['calendar', 'outside']],
  );
  const { causes } = of('--calendar', 'swedish');
  // Friday 10:00 to 17:00 and Monday 8:00 to 9:00 as the clock shows in Sweden.
  assert.deepEqual([causes.other, causes.unavailability], [8 * 3600, 63 * 3600]);
  const outside = of('--outside', 'b');
  assert.deepEqual([outside.causes.outside, outside.causes.other, outside.lacking], [71 * 3600, 0, ['calendar']]);
  assert.match(run('log', 'waiting', log, ...columns, '--outside', 'c').stderr, /no activity “c”/);
  assert.match(run('log', 'waiting', log, ...columns, '--ready', 'c').stderr, /no attribute “c” of events is a time/);
});

test('log drift and log compare: answers, refusals and wrong use', () => {
  const day = (c: number) => new Date(Date.UTC(2026, 0, 1) + c * 86_400_000).toISOString();
  const rows = Array.from({ length: 240 }, (_, c) =>
    (c < 120 ? ['a', 'b', 'c'] : ['a', 'c', 'b']).map((name, i) => `${c},${name},${day(c + i * (c < 120 ? 4 : 2))}\n`),
  );
  const path = file('changed.csv', `case,activity,time\n${rows.flat().join('')}`);
  const found = JSON.parse(run('log', 'drift', path, '--json').stdout);
  assert.deepEqual([found.cases, found.changes.length, found.changes[0].at], [240, 1, '2026-05-01T00:00:00Z']);
  const compared = JSON.parse(run('log', 'compare', path, '--at', '2026-05-01', '--json').stdout);
  assert.deepEqual(
    [compared.before.cases, compared.after.median, compared.median.difference, compared.verdict],
    [120, 4 * 86_400, -4 * 86_400, 'lower'],
  );
  assert.match(run('log', 'compare', path, '--at', '2026-05-01').stdout, /lead after 2026-05-01T00:00:00Z: shorter/);
  assert.equal(run('log', 'compare', path, '--at', '2026-01-03').status, 1);
  assert.equal(run('log', 'compare', path, '--at', '2026-05-01', '--done', 'x').status, 1);
  assert.equal(run('log', 'compare', path).status, 2);
  assert.equal(run('log', 'compare', path, '--at', '2026-02-30').status, 2);
  assert.equal(run('log', 'summary', path, '--at', '2026-05-01').status, 2);
  assert.equal(run('log', 'drift', file('few.csv', CSV)).status, 1);
});

test('a folder is no file to back up to, and is refused before anything is asked of a database', () => {
  for (const command of ['backup', 'restore']) {
    const { status, stderr } = run(command, folder);
    assert.equal(status, 1);
    assert.match(stderr, /is a folder; name the file/);
  }
  assert.equal(existsSync(`${folder}.part`), false);
});

test('small groups are left out by one option, and an answer as of a day names attributes of cases that have no date', () => {
  const dated = file(
    'dated.csv',
    `case,activity,time,case:kind,case:end\n${Array.from({ length: 40 }, (_, c) => `C${c},a,2026-01-01,k${c % 2},e${c % 2}\nC${c},b,2026-01-${10 + (c % 2) * 9},k${c % 2},e${c % 2}\n`).join('')}`,
  );
  const old = run('log', 'map', dated, '--smallest', '5');
  assert.equal(old.status, 2);
  assert.match(old.stderr, /--smallest is called --small-groups/);
  const into = join(folder, 'filtered.csv');
  const asOf = ['--as-of', '2026-01-31'];
  assert.match(run('log', 'hints', dated, ...asOf).stderr, /these may have become so after 2026-01-31: kind, end/);
  assert.match(run('log', 'filter', dated, into, '--case-value', 'kind=k0', ...asOf).stderr, /2026-01-31: kind\n/);
  for (const quiet of [run('log', 'map', dated, ...asOf), run('log', 'hints', dated)])
    assert.ok(!quiet.stderr.includes('since when'), quiet.stderr);
});
