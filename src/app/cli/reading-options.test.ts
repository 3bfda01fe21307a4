import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HOUSEHOLD } from '#mining/ocel/sample-objects.test-data.ts';

const resvag = fileURLToPath(new URL('../../../bin/resvag', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'resvag-reading-'));
after(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(resvag, words, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const event = (name: string, time: string) =>
  `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${time}"/></event>`;
const xes = file(
  'local.xes',
  `<log><trace><string key="concept:name" value="1"/>${event('a', '2026-01-02T12:00:00+01:00')}${event('b', '2026-01-03T12:00:00+01:00')}</trace></log>`,
);
const household = file('household.jsonocel', JSON.stringify(HOUSEHOLD));

test('times kept as the clock showed are told without Z, instants with it', () => {
  const times = (...more: string[]) => {
    const { from, to } = JSON.parse(run('log', 'summary', xes, '--json', ...more).stdout);
    return [from, to];
  };
  assert.deepEqual(times(), ['2026-01-02T12:00:00', '2026-01-03T12:00:00']);
  assert.deepEqual(times('--clock', 'utc'), ['2026-01-02T11:00:00Z', '2026-01-03T11:00:00Z']);
  const { statement } = JSON.parse(run('log', 'summary', xes, '--json', '--statement').stdout);
  assert.deepEqual([statement.log.from, statement.options['day-order']], ['2026-01-02T12:00:00', null]);
});

test('an option of reading that means nothing for the kind of file is refused', () => {
  for (const [words, status, message] of [
    [['summary', xes, '--separator', ';'], 1, /local\.xes: --separator is for CSV; this file is XES/],
    [['summary', xes, '--case', 'x'], 1, /--case is for CSV and Parquet; this file is XES/],
    [
      ['map', household, '--object-type', 'household', '--day-order', 'month-first'],
      1,
      /--day-order is for CSV; .* OCEL/,
    ],
    [['map', household, '--object-type', 'household', '--clock', 'local'], 1, /--clock local is not for OCEL/],
    [['objects', household, '--case', 'x'], 2, /--case is for questions about cases/],
    [['object-map', household, '--pair-lifecycle'], 2, /--pair-lifecycle is for questions about cases/],
  ] as const) {
    const refused = run('log', ...words);
    assert.deepEqual([refused.status, refused.stdout], [status, ''], words.join(' '));
    assert.match(refused.stderr, message);
  }
});

test('an object-centric log as a CSV table is called what it is', () => {
  const table = file(
    'ocel.csv',
    `ocel:eid,ocel:activity,ocel:timestamp,ocel:type:order\n1,a,2026-01-01,"['o1', 'o2']"\n`,
  );
  assert.match(run('log', 'summary', table).stderr, /object-centric log as a CSV table \(OCEL 1\.0\), .* \.jsonocel/);
});

test('a list of groups may have line breaks and doubled quotes in its cells', () => {
  const log = file(
    'work.csv',
    'case,activity,time,resource\n1,a,2026-01-01,Ann\n1,b,2026-01-02,"Bo ""B"""\n1,c,2026-01-03,Ann\n',
  );
  const list = file('teams.csv', 'note,resource,team\n"two\nlines",Ann,north\n,"Bo ""B""",south\n');
  const { pairs } = JSON.parse(run('log', 'handovers', log, '--by', 'team', '--groups', list, '--json').stdout);
  assert.deepEqual(pairs.map(({ from, to }: { from: string; to: string }) => `${from} ${to}`).sort(), [
    'north south',
    'south north',
  ]);
  assert.match(run('log', 'handovers', log, '--by', 'unit').stderr, /no attribute “unit” \(they have none\)/);
});
