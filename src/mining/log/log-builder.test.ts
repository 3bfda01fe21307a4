import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logFromEvents } from './log-builder.ts';

test('events are put in order of time on either side of one without time, in short cases and long ones', () => {
  for (const length of [6, 200]) {
    const times = Array.from({ length }, (_, i) => (i === 3 ? Number.NaN : (i * 7919) % 211));
    const log = logFromEvents(times.map((time) => ({ caseId: '1', activity: 'a', time })));
    const sorted = (part: readonly number[]) => part.toSorted((x, y) => x - y);
    assert.deepEqual([...log.time], [...sorted(times.slice(0, 3)), Number.NaN, ...sorted(times.slice(4))]);
  }
});

test('rows of equal time keep the order they came in, and cases that of their first row', () => {
  const rows = ['b2', 'a1', 'b1', 'a2', 'b3', 'a3'].map((text) => ({ caseId: text[0]!, activity: text, time: 0 }));
  const log = logFromEvents([...rows, { caseId: 'a', activity: 'a0', time: -1 }]);
  assert.deepEqual([...log.caseOffset], [0, 3, 7]);
  assert.deepEqual([...log.order!], [0, 2, 4, 6, 1, 3, 5]);
});
