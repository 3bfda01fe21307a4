import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { groupByList } from './grouping.ts';
import { reworkOf } from './rework.ts';
import { roadObstacles } from './road-obstacles.ts';

/** A case for each list of `activity resource second`. */
function logOf(...cases: readonly (readonly string[])[]) {
  return logFromEvents(
    cases.flatMap((rows, c) =>
      rows.map((row) => {
        const [activity, resource, second] = row.split(' ') as [string, string, string];
        return { caseId: `${c}`, activity, resource, time: Number(second) * 1000 };
      }),
    ),
  );
}

const log = logOf(['a x 0', 'b y 10', 'a x 40', 'b x 50'], ['a x 0', 'b y 100']);
const teams = new Map([
  ['x', 'North'],
  ['y', 'South'],
]);

test('crossings, long waits and returns are told between the two activities where they are', () => {
  const found = roadObstacles(log, {
    grouping: groupByList(log, teams),
    targets: [
      { to: 'b', seconds: 500 },
      { from: 'a', to: 'b', seconds: 20 },
    ],
  });
  assert.deepEqual(
    found.map((one) => [
      one.from,
      one.to,
      one.count,
      one.crossings,
      one.medianWaitSeconds,
      one.overTarget,
      one.returns,
    ]),
    [
      ['a', 'b', 3, 2, 10, 1, 1],
      ['b', 'a', 1, 1, 30, 0, 1],
    ],
  );
  assert.deepEqual(found[0]?.target, { kind: 'given', seconds: 20 });
});

test('without a target, a wait is long beside the 85th percentile of all waits of the log, and says so', () => {
  const found = roadObstacles(log);
  // Waits of 10, 10, 30 and 100 s: p85 lies 0.55 of the way from 30 to 100.
  assert.equal(found[0]?.target?.kind, 'own-p85');
  assert.ok(Math.abs(found[0]!.target!.seconds - 68.5) < 1e-9);
  assert.deepEqual([found[0]?.overTarget, found[1]?.overTarget, found[0]?.crossings], [1, 0, null]);
});

test('returns by pair are those of rework', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (cases) => {
      const made = logOf(...cases.map((one) => [...one].map((activity, i) => `${activity} x ${i}`)));
      const returns = roadObstacles(made).filter((one) => one.returns > 0);
      const byPair = (some: readonly { from: string; to: string }[]) =>
        some.map(({ from, to }) => `${from} ${to}`).sort();
      assert.deepEqual(byPair(returns), byPair(reworkOf(made).returns));
      assert.equal(
        returns.reduce((sum, one) => sum + one.returns, 0),
        reworkOf(made).all.returns,
      );
    }),
    { numRuns: 100 },
  );
});
