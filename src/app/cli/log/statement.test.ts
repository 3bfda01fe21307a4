import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'resvag-statement-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs commands one after the other in one process: starting one takes longer than an answer. */
function runAll(commands: readonly (readonly string[])[]) {
  const code = `const { logCommand } = await import(${JSON.stringify(new URL('../log.ts', import.meta.url).href)});
    for (const words of ${JSON.stringify(commands)}) {
      process.stdout.write('\\0' + await logCommand(words) + '\\0');
    }`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  const parts = stdout.split('\0');
  assert.equal(parts.length, 2 * commands.length + 1, stderr);
  return commands.map((_, i) => ({ stdout: parts[2 * i]!, status: Number(parts[2 * i + 1]), stderr }));
}

function run(...words: string[]) {
  return runAll([words.slice(1)])[0]!;
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** 240 cases a day apart, with starts, people and an attribute: enough for every question. */
const day = (c: number) => new Date(Date.UTC(2026, 0, 1) + c * 86_400_000).toISOString();
const rows = Array.from({ length: 240 }, (_, c) =>
  (c < 120 ? ['a', 'b', 'c'] : ['a', 'c', 'b']).map(
    (name, i) => `${c},${name},${day(c + i)},${day(c + i + 0.5)},${['x', 'y'][(c + i) % 2]},${c % 2}\n`,
  ),
);
const log = file('whole.csv', `case,activity,start,end,resource,unit\n${rows.flat().join('')}`);
const model = join(folder, 'model.pnml');
const groups = file('groups.csv', 'resource,team\nx,A\ny,B\n');

const rules = file(
  'rules.json',
  '{"rules": [{"template": "response", "a": "a", "b": "b", "within": {"count": 1, "unit": "day"}}]}',
);

const QUESTIONS: readonly (readonly string[])[] = [
  ['summary', log],
  ['map', log, '--as-of', '2026-03-01'],
  ['variants', log],
  ['handovers', log],
  ['handovers', log, '--by', 'team', '--groups', groups],
  ['discover', log, '--noise', '0.1'],
  ['discover', log, '--out', model],
  ['discover', log, '--miner', 'heuristics'],
  ['conform', log, model],
  ['conform', log, model, '--by', 'quarter', '--method', 'replay'],
  ['deviations', log, model],
  ['rules', log, rules, '--done', 'b', '--done', 'c'],
  ['performance', log, '--calendar', 'swedish'],
  ['segments', log, '--from-activity', 'a', '--to-activity', 'b'],
  ['rework', log],
  ['waiting', log, '--calendar', 'swedish', '--hours', '07:30-16:00'],
  ['drift', log],
  ['compare', log, '--at', '2026-05-01', '--done', 'b', '--done', 'c', '--seed', '7'],
  ['hints', log, '--measure', 'rework'],
  ['remaining', log, '--done', 'c', '--as-of', '2026-07-01'],
  ['convert', log, join(folder, 'out.xes.gz')],
  ['filter', log, join(folder, 'part.csv'), '--with', 'b', '--with', 'a', '--to', '2026-03-01'],
];

test('every answer states what it is of, and is reckoned again from that', () => {
  const asked = (...more: string[]) => runAll(QUESTIONS.map((words) => [...words, '--json', ...more]));
  const plain = asked();
  const told = asked('--statement');
  const intoOf = (words: readonly string[]) =>
    ['convert', 'filter'].includes(words[0]!) ? words[2]! : words.includes('--out') ? model : undefined;
  for (const [i, words] of QUESTIONS.entries()) {
    const name = words.join(' ');
    assert.equal(told[i]!.status, 0, `${name}: ${told[i]!.stderr}`);
    const { statement, result, written } = JSON.parse(told[i]!.stdout);
    if (plain[i]!.stdout !== '') assert.deepEqual(result, JSON.parse(plain[i]!.stdout), name);
    assert.deepEqual([statement.question, statement.log.sha256], [words[0], sha256(log)]);
    assert.deepEqual([statement.log.cases, statement.log.events, statement.log.rejected], [240, 720, 0]);
    assert.deepEqual([statement.options.time, statement.options.end], ['start', 'end']);
    assert.ok(statement.definitions.length > 0 && statement.engine.startsWith('resvag '), name);
    const into = intoOf(words);
    assert.equal(written, into && sha256(into), name);
    if (into !== undefined && into !== model) rmSync(into);
    file(`stated-${i}.json`, told[i]!.stdout);
  }
  const again = runAll(
    QUESTIONS.map((words, i) => {
      const second = words.slice(2).filter((one) => one === model || one === rules);
      const more = words[0] === 'discover' ? [] : words.includes('--groups') ? ['--groups', groups] : second;
      return ['recompute', join(folder, `stated-${i}.json`), log, ...more, '--json'];
    }),
  );
  for (const [i, words] of QUESTIONS.entries()) {
    assert.deepEqual([again[i]!.status, JSON.parse(again[i]!.stdout).differences], [0, []], words.join(' '));
    const into = intoOf(words);
    if (into !== undefined && into !== model) assert.ok(!existsSync(into), 'nothing is written a second time');
  }
});

test('an answer as of a day is that of the log cut at the day, and cases under way are judged then', () => {
  const known = rows.flat().filter((row) => row.split(',')[3]! < '2026-04-11');
  const cut = file('cut.csv', `case,activity,start,end,resource,unit\n${known.join('')}`);
  for (const words of [
    ['summary'],
    ['map'],
    ['variants'],
    ['rework'],
    ['compare', '--at', '2026-03-01', '--done', 'c'],
  ]) {
    const [name = '', ...more] = words;
    const then = run('log', name, log, ...more, '--as-of', '2026-04-10', '--json');
    // The cut log ends within the day; unfinished cases have then run half a day less, which medians of days don't show.
    assert.deepEqual(JSON.parse(then.stdout), JSON.parse(run('log', name, cut, ...more, '--json').stdout), name);
  }
  assert.equal(run('log', 'summary', log, '--as-of', '2025-12-31').status, 1);
  assert.equal(run('log', 'summary', log, '--as-of', '2026-02-30').status, 2);
});

test('recompute tells what differs, refuses another file, and asks the same as of another day', () => {
  const told = run('log', 'summary', log, '--json', '--statement').stdout;
  const kept = file('summary.json', told);
  const changed = JSON.parse(told);
  changed.result.cases = 239;
  changed.statement.engine = 'resvag 0.0.9';
  const other = run('log', 'recompute', file('changed.json', JSON.stringify(changed)), log);
  assert.equal(other.status, 1);
  assert.match(other.stdout, /differs\nresult.cases: was 239, is 240\nreckoned then by resvag 0.0.9/);
  changed.statement.definitions = [{ id: 'mining', version: 1, page: 'docs/guides/mining.md' }];
  const older = file('older.json', JSON.stringify(changed));
  assert.match(
    run('log', 'recompute', older, log).stdout,
    /by an older version of .* “mining” mean: 1, here 2; what differs/,
  );
  const { definitions } = JSON.parse(run('log', 'recompute', older, log, '--json').stdout);
  assert.deepEqual(definitions, [{ id: 'mining', was: 1, is: 2, page: 'docs/guides/mining.md' }]);
  const wrongFile = run('log', 'recompute', kept, groups);
  assert.deepEqual([wrongFile.status, wrongFile.stdout], [1, '']);
  assert.match(wrongFile.stderr, /not the log that the statement is of: its SHA-256 is [0-9a-f]{64}/);
  const then = JSON.parse(run('log', 'recompute', kept, log, '--as-of', '2026-01-31').stdout);
  assert.equal(then.statement.asOf, '2026-01-31');
  assert.deepEqual(then.result, JSON.parse(run('log', 'summary', log, '--as-of', '2026-01-31', '--json').stdout));
  assert.match(run('log', 'recompute', kept, log).stdout, /^equal/);
});

test('recompute refuses what is no statement, and wrong use', () => {
  assert.equal(run('log', 'recompute', groups, log).status, 1);
  assert.equal(run('log', 'recompute', file('bare.json', '{"cases":3}'), log).status, 1);
  assert.equal(run('log', 'recompute', join(folder, 'missing.json'), log).status, 1);
  assert.equal(run('log', 'recompute', groups).status, 2);
  assert.equal(run('log', 'summary', log, '--statement').status, 2);
  const told = JSON.parse(run('log', 'summary', log, '--json', '--statement').stdout);
  told.statement.options.magic = 'x';
  const unknown = run('log', 'recompute', file('unknown.json', JSON.stringify(told)), log);
  assert.deepEqual([unknown.status, /no option “magic”/.test(unknown.stderr)], [1, true]);
});

test('D13 small groups are left out of every answer that is asked without them, and it says so', () => {
  // Four of the 244 cases go a way of their own.
  const odd = [240, 241, 242, 243].flatMap((c) =>
    ['a', 'x'].map((name, i) => [c, name, day(c + i), day(c + i + 0.5), 'z', 9].join(',')),
  );
  const some = file('odd.csv', `${readFileSync(log, 'utf8')}${odd.join('\n')}\n`);
  const asked = QUESTIONS.filter(([name]) => name !== 'convert' && name !== 'filter').map(([name, , ...more]) => [
    name!,
    some,
    ...more,
    '--json',
    '--small-groups',
    '5',
  ]);
  for (const [i, { stdout, status, stderr }] of runAll(asked).entries()) {
    const name = asked[i]!.join(' ');
    assert.equal(status, 0, `${name}: ${stderr}`);
    assert.doesNotMatch(stdout, /"x"|"z"/, name);
  }
  assert.match(run('log', 'variants', some, '--small-groups', '5').stderr, /groups are left out/);
  const { statement, result } = JSON.parse(
    run('log', 'map', some, '--json', '--statement', '--small-groups', '5').stdout,
  );
  assert.deepEqual([statement.options['small-groups'], statement.log.cases, result.withheld], [5, null, 2]);
  // All but four pass c: its number would tell of them, and so would what is left of all events.
  assert.equal(result.nodes.find((node: { activity: string }) => node.activity === 'c').events, null);
  assert.equal(run('log', 'summary', some, '--small-groups', '300').status, 1);
  assert.equal(run('log', 'summary', some, '--small-groups', '1').status, 2);
  assert.equal(run('log', 'filter', some, join(folder, 'none.csv'), '--with', 'a', '--small-groups', '5').status, 2);
});

test('remaining tells how often its intervals held, or predicts nothing; what ends a case must be clear', () => {
  const path = file(
    'running.csv',
    `case,activity,time\n${Array.from({ length: 600 }, (_, c) => `${c},a,${day(c / 2)}\n${c},z,${day(c / 2 + 3 + ((c * 7) % 10))}\n`).join('')}`,
  );
  const found = JSON.parse(run('log', 'remaining', path, '--as-of', '2026-10-01', '--json').stdout);
  assert.deepEqual([found.done, found.doneBy, found.why], [['z'], 'found', null]);
  assert.ok(found.coverage.measured >= 0.7 && found.states.length > 0 && found.running > 0);
  assert.match(run('log', 'remaining', path, '--as-of', '2026-10-01').stdout, /ended within an interval of 80.0 %/);
  const early = JSON.parse(run('log', 'remaining', path, '--as-of', '2026-01-20', '--done', 'z', '--json').stdout);
  assert.deepEqual([early.why, early.coverage.measured, early.states], ['coverage-not-measured', null, []]);
  const unclear = run('log', 'remaining', log);
  assert.deepEqual([unclear.status, unclear.stdout], [1, '']);
  assert.match(unclear.stderr, /it isn't clear what ends a case; say it with --done/);
  assert.equal(run('log', 'remaining', path, '--done', 'q').status, 1);
  assert.equal(run('log', 'remaining', path, '--at', '2026-01-01').status, 2);
});
