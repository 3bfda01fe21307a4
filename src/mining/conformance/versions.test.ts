import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caseBeginnings } from '#mining/change/case-measure.ts';
import { wilsonInterval } from '#mining/change/wilson.ts';
import { netOfTree } from '#mining/discovery/petri-net.ts';
import { activityTree, node } from '#mining/discovery/tree.ts';
import type { Log } from '#mining/log/log.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { align } from './align/align.ts';
import type { Fit } from './fit.ts';
import type { HeldCases } from './over-time.ts';
import { fitOverTime } from './over-time.ts';
import { replay } from './replay.ts';
import { suppressFits } from './suppress.ts';
import { casesByVersion, fitToVersions, readVersions } from './versions.ts';

/** `word begun` per case; an event an hour. */
function logOf(...cases: readonly string[]): Log {
  return logFromEvents(
    cases.flatMap((one, c) => {
      const [word = '', begun = ''] = one.split(' ');
      return Array.from(word, (activity, i) => ({
        caseId: `${c}`,
        activity,
        time: begun === '?' ? Number.NaN : Date.parse(begun) + i * 3_600_000,
      }));
    }),
  );
}

const sequence = (word: string) => netOfTree(node('sequence', Array.from(word, activityTree)));

test('the rate is told by month, quarter and year of the beginning, with what is sure about it', () => {
  const log = logOf(
    ...['abc 2026-01-05T08:00Z', 'ac 2026-01-06T08:00Z', 'abc 2026-03-31T08:00Z', 'ac 2026-04-01T08:00Z', 'abc ?'],
    // Still March in UTC, but April in Sweden.
    'abc 2026-03-31T22:30Z',
  );
  const found = align(log, sequence('abc'))!;
  const of = (period: 'month' | 'quarter' | 'year', clock: 'utc' | 'local') =>
    fitOverTime(caseBeginnings(log), [found], period, clock);
  const rows = ({ periods }: ReturnType<typeof of>) =>
    periods.map(({ period, cases, fittingCases }) => `${period} ${fittingCases}/${cases}`);
  assert.deepEqual(rows(of('month', 'utc')), ['2026-01 1/2', '2026-03 1/1', '2026-04 1/2']);
  assert.deepEqual(rows(of('month', 'local')), ['2026-01 1/2', '2026-03 2/2', '2026-04 0/1']);
  assert.deepEqual(rows(of('quarter', 'utc')), ['2026-Q1 2/3', '2026-Q2 1/2']);
  assert.deepEqual(rows(of('year', 'utc')), ['2026 3/5']);
  assert.equal(of('month', 'utc').undatedCases, 1);
  const [january] = of('month', 'utc').periods;
  assert.deepEqual([january?.fittingShare, january?.exact], [0.5, true]);
  // One cost of 2 events and 3 steps, the other case without cost.
  assert.deepEqual([january?.logFitness, january?.averageTraceFitness], [1 - 1 / 11, (1 + 4 / 5) / 2]);
});

test('the interval of a share holds the values of Wilson’s formula', () => {
  const { low, high } = wilsonInterval(8, 10);
  assert.ok(Math.abs(low - 0.4901625) < 1e-6 && Math.abs(high - 0.9433178) < 1e-6);
  assert.deepEqual(
    [wilsonInterval(0, 4).low, wilsonInterval(4, 4).high, wilsonInterval(0, 0)],
    [0, 1, { low: 0, high: 1 }],
  );
});

const versions = (...entries: readonly object[]) => readVersions(JSON.stringify({ versions: entries }));

test('each case is held to the version valid when it began; cases without one are told', () => {
  const read = versions(
    { name: '2', model: 'b.bpmn', validFrom: '2026-03-01' },
    { name: '1', model: 'a.bpmn', validFrom: '2026-01-01', validUntil: '2026-01-31' },
  );
  assert.ok(read.ok);
  const log = logOf(
    ...['abc 2025-12-31T22:30Z', 'abc 2025-12-31T23:30Z', 'ac 2026-01-31T08:00Z', 'ac 2026-02-10T08:00Z'],
    ...['ac 2026-03-01T08:00Z', 'abc 2027-03-01T08:00Z', 'abc ?'],
  );
  const list = read.value;
  const nets = [sequence('abc'), sequence('ac')];
  const ways: readonly ((v: number, selection: Uint32Array) => HeldCases & Fit)[] = [
    (v, selection) => replay(log, nets[v]!, selection),
    (v, selection) => align(log, nets[v]!, { selection })!,
  ];
  for (const hold of ways) {
    const { held, total, without } = fitToVersions<HeldCases & Fit>(log, list, 'utc', hold);
    assert.deepEqual(
      held.map(({ cases, fittingCases }) => [cases, fittingCases]),
      [
        [2, 1],
        [2, 1],
      ],
    );
    assert.deepEqual([total.cases, total.fittingCases, total.exact], [4, 2, true]);
    assert.deepEqual(without, { beforeFirst: 1, betweenVersions: 1, afterLast: 0, undated: 1, ofNone: 0 });
  }
});

test('a version that says which cases it is for has those, whenever they began, and no others', () => {
  const read = versions(
    { model: 'a', validFrom: '2026-01-01', cases: { version: 1 } },
    { model: 'b', validFrom: '2026-01-01', cases: { version: [2, 3] } },
    { model: 'c', validFrom: '2026-02-01' },
  );
  assert.ok(read.ok, 'they may be adopted on one day');
  const log = logOf(
    'a 2025-03-01T08:00Z',
    'a 2026-03-01T08:00Z',
    'a 2026-01-15T08:00Z',
    'a 2026-03-01T08:00Z',
    'a ?',
    'a ?',
  );
  const numbers = Float64Array.of(3, 1, Number.NaN, 4, 2, Number.NaN);
  const version = { path: ['version'], values: { type: 'int', numbers } } as const;
  const asked = (list: typeof read.value) => {
    const { selections, without } = casesByVersion({ ...log, caseAttributes: [version] }, list, 'utc');
    return [selections.map((some) => [...some]), without];
  };
  const none = { beforeFirst: 0, betweenVersions: 0, afterLast: 0, undated: 0, ofNone: 0 };
  assert.deepEqual(asked(read.value), [[[1], [0, 4], [3]], { ...none, beforeFirst: 1, undated: 1 }]);
  assert.deepEqual(asked(read.value.slice(0, 2)), [[[1], [0, 4]], { ...none, ofNone: 3 }]);
});

test('versions that overlap, share a name or lack a day are refused', () => {
  const one = { model: 'a', validFrom: '2026-01-01', validUntil: '2026-02-01' };
  const tag = (...entries: readonly object[]) => {
    const read = versions(...entries);
    return read.ok ? 'ok' : read.refusal.tag;
  };
  assert.equal(tag(one, { model: 'b', validFrom: '2026-02-02' }), 'ok');
  assert.equal(tag(one, { model: 'b', validFrom: '2026-02-01' }), 'versions-overlap');
  assert.equal(
    tag({ model: 'a', validFrom: '2026-01-01' }, { model: 'b', validFrom: '2026-01-01' }),
    'versions-overlap',
  );
  assert.equal(tag(one, { model: 'a', validFrom: '2026-03-01' }), 'version-named-twice');
  assert.equal(tag({ model: 'a' }), 'entry-wrong');
  assert.equal(tag({ ...one, validUntil: '2025-01-01' }), 'entry-wrong');
});

test('periods and versions of one to four cases, and one to four that do not fit, cannot be reckoned', () => {
  const part = (cases: number, fittingCases: number) => ({
    cases,
    fittingCases,
    logFitness: 0.5,
    averageTraceFitness: 0.5,
    exact: true,
  });
  const { parts, others } = suppressFits([part(20, 10), part(12, 6), part(3, 3), part(30, 28)], [0], 5);
  assert.deepEqual(
    parts.map(({ cases, fittingCases, logFitness }) => [cases, fittingCases, logFitness]),
    // The three can't be told; with what 12 tell, they could be reckoned. Of the 30, two don't fit.
    [
      [20, 10, 0.5],
      [null, null, null],
      [null, null, null],
      [30, null, null],
    ],
  );
  assert.deepEqual(others, [null]);
});

test('what is shown of periods never leaves a rest of one to four cases, fitting or not', () => {
  const fits = fc.record({ fitting: fc.nat(12), unfitting: fc.nat(12) });
  fc.assert(
    fc.property(fc.array(fits, { minLength: 1, maxLength: 8 }), (rows) => {
      const parts = rows.map(({ fitting, unfitting }) => ({
        cases: fitting + unfitting,
        fittingCases: fitting,
        logFitness: 0,
        averageTraceFitness: 0,
        exact: true,
      }));
      const shown = suppressFits(parts, [], 5);
      const rest = (number: (one: (typeof parts)[number]) => number, told: (i: number) => boolean) =>
        parts.reduce((sum, one, i) => sum + (told(i) ? 0 : number(one)), 0);
      const noneOrEnough = (n: number) => n === 0 || n >= 5;
      assert.ok(
        noneOrEnough(
          rest(
            ({ cases }) => cases,
            (i) => shown.parts[i]!.cases !== null,
          ),
        ) || shown.parts.every(({ cases }) => cases === null),
      );
      if (!shown.fitsKnown) assert.ok(shown.parts.every(({ fittingCases }) => fittingCases === null));
      else {
        const told = (i: number) => shown.parts[i]!.fittingCases !== null;
        assert.ok(noneOrEnough(rest(({ fittingCases }) => fittingCases, told)));
        assert.ok(noneOrEnough(rest(({ cases, fittingCases }) => cases - fittingCases, told)));
      }
    }),
  );
});
