import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readLog } from '#mining/formats/read-log.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { selectCases } from '#mining/log/selection.ts';
import { groupedHandovers } from './grouped-handovers.ts';
import { eachPerson, groupByAttribute, groupByList } from './grouping.ts';
import { handovers } from './handover.ts';

/** A case for each text, an event each hour by each of its letters; `-` is nobody. */
function logOf(...cases: readonly string[]) {
  return logFromEvents(
    cases.flatMap((text, c) =>
      [...text].map((resource, i) => ({
        ...{ caseId: `${c}`, activity: 'a', time: i * 3_600_000 },
        ...(resource === '-' ? {} : { resource }),
      })),
    ),
  );
}

const TEAMS = new Map([
  ['x', 'North'],
  ['y', 'North'],
  ['z', 'South'],
]);

test('people are put into teams: handovers, returns and borders crossed', () => {
  const log = logOf('xyzx', 'xz-q', 'z-x');
  const found = groupedHandovers(log, groupByList(log, TEAMS));
  assert.deepEqual(found.pairs, [
    { from: 'North', to: 'South', count: 2, cases: 2, medianSeconds: 3600, returned: 1 },
    { from: 'North', to: 'North', count: 1, cases: 1, medianSeconds: 3600, returned: 0 },
    { from: 'South', to: 'North', count: 1, cases: 1, medianSeconds: 3600, returned: 0 },
  ]);
  assert.deepEqual([found.handovers, found.toOthers, found.returned, found.withoutGroup], [4, 3, 1, 3]);
  // In the third case the border is crossed while nobody is named.
  assert.deepEqual(found.borders, { cases: 3, crossings: 4, medianPerCase: 1, meanPerCase: 4 / 3 });
});

test('an attribute of the events is a grouping; one that is not there is refused by name', async () => {
  const csv = 'case,activity,time,unit\n1,a,2026-01-01,A\n1,b,2026-01-02,B\n1,c,2026-01-03,A\n';
  const read = await readLog([new TextEncoder().encode(csv)]);
  assert.ok(read.ok);
  const units = groupByAttribute(read.value.log, 'unit');
  assert.ok(units.ok);
  assert.deepEqual(
    groupedHandovers(read.value.log, units.value).pairs.map((one) => [one.from, one.to, one.returned]),
    [
      ['A', 'B', 1],
      ['B', 'A', 0],
    ],
  );
  const none = groupByAttribute(read.value.log, 'team');
  assert.deepEqual(none.ok ? undefined : none.refusal, { tag: 'not-in-log', what: 'attribute', name: 'team' });
});

test('of people only counts are told, the same as plain handovers', () => {
  const log = logOf('xyzx', 'xz-q', 'zzx');
  const found = groupedHandovers(log, eachPerson(log));
  assert.deepEqual(
    found.pairs.map(({ from, to, count }) => ({ from, to, count })),
    handovers(log),
  );
  assert.ok(found.pairs.every((one) => one.medianSeconds === null && one.returned === null));
  assert.equal(found.returned, null);
});

test('the parts of a split log add up to the whole', () => {
  const text = fc.string({ unit: fc.constantFrom('x', 'y', 'z', 'q', '-'), minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), (cases) => {
      const log = logOf(...cases);
      const groups = groupByList(log, TEAMS);
      const sums = (found: ReturnType<typeof groupedHandovers>) => [
        ...[found.handovers, found.toOthers, found.returned!, found.withoutGroup],
        ...[found.borders.cases, found.borders.crossings],
        found.pairs.reduce((sum, one) => sum + one.cases, 0),
      ];
      const parts = [0, 1].map((part) =>
        sums(
          groupedHandovers(
            log,
            groups,
            selectCases(log, (c) => c % 2 === part),
          ),
        ),
      );
      assert.deepEqual(
        parts[0]!.map((one, i) => one + parts[1]![i]!),
        sums(groupedHandovers(log, groups)),
      );
    }),
    { numRuns: 100 },
  );
});
