import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { selectCases } from '#mining/log/selection.ts';
import { mapOf } from '#mining/map/map.ts';
import { reworkOf } from './rework.ts';

/** A case for each text, an event each second for each of its letters. */
function logOf(...cases: readonly string[]) {
  return logFromEvents(
    cases.flatMap((text, c) => [...text].map((activity, i) => ({ caseId: `${c}`, activity, time: i * 1000 }))),
  );
}

test('repetitions are self-loops or returns, and A-B-A is ping-pong', () => {
  const { all, activities, returns } = reworkOf(logOf('aabacb', 'abc', 'bb'));
  const a = activities.find((one) => one.activity === 'a');
  assert.deepEqual([a?.repetitions, a?.selfLoops, a?.returns, a?.pingPong, a?.reworkCases], [2, 1, 1, 1, 1]);
  const b = activities.find((one) => one.activity === 'b');
  assert.deepEqual([b?.repetitions, b?.selfLoops, b?.returns, b?.pingPong, b?.reworkCases], [2, 1, 1, 0, 2]);
  assert.deepEqual([all.cases, all.reworkCases, all.repetitions, all.events, all.share], [3, 2, 4, 11, 4 / 11]);
  assert.deepEqual([all.workSeconds, all.elapsedSeconds], [null, 4]);
  assert.deepEqual(returns, [
    { from: 'b', to: 'a', count: 1 },
    { from: 'c', to: 'b', count: 1 },
  ]);
});

test('work in repetitions is their own length', () => {
  const log = logFromEvents([
    { caseId: '1', activity: 'a', start: 0, time: 2000 },
    { caseId: '1', activity: 'b', start: 3000, time: 4000 },
    { caseId: '1', activity: 'a', start: 9000, time: 12_000 },
  ]);
  const { all } = reworkOf(log);
  assert.deepEqual([all.workSeconds, all.elapsedSeconds], [3, 8]);
});

test('the parts of a split log add up to the whole, and self-loops are those of the map', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 9 }), (cases) => {
      const log = logOf(...cases);
      const whole = reworkOf(log).all;
      const [one, other] = [0, 1].map(
        (part) =>
          reworkOf(
            log,
            selectCases(log, (c) => c % 2 === part),
          ).all,
      );
      for (const key of [
        ...([
          'events',
          'cases',
          'reworkCases',
          'repetitions',
          'selfLoops',
          'returns',
          'pingPong',
          'elapsedSeconds',
        ] as const),
      ])
        assert.equal(one![key] + other![key], whole[key], key);
      const loops = mapOf(log).edges.filter(({ from, to }) => from === to);
      assert.equal(
        whole.selfLoops,
        loops.reduce((sum, { count }) => sum + count, 0),
      );
    }),
    { numRuns: 100 },
  );
});
