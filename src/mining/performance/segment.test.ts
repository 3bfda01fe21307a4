import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hourMs, instantOf } from '#lib/time.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { swedishWorkingHours } from './calendar.ts';
import { segmentTimes } from './segment.ts';

const at = (date: string, hour: number) => instantOf(date, hour * hourMs);
const log = logFromEvents([
  { caseId: '1', activity: 'ask', time: at('2026-01-16', 9) },
  { caseId: '1', activity: 'ask', time: at('2026-01-16', 12) },
  { caseId: '1', activity: 'decide', time: at('2026-01-19', 10) },
  { caseId: '1', activity: 'decide', time: at('2026-01-19', 12) },
  { caseId: '2', activity: 'decide', time: at('2026-02-02', 9) },
  { caseId: '2', activity: 'ask', time: at('2026-02-02', 10) },
  { caseId: '3', activity: 'decide', time: at('2026-02-02', 10) },
]);
const ask = (occurrence: 'first' | 'last') => ({ activities: ['ask'], occurrence });
const decide = (occurrence: 'first' | 'last') => ({ activities: ['decide'], occurrence });

test('a segment runs from the occurrence asked for to the one asked for after it', () => {
  const hours = (from: 'first' | 'last', to: 'first' | 'last') => {
    const found = segmentTimes(log, { from: ask(from), to: decide(to), clock: 'utc' });
    assert.ok(found.ok);
    return found.value.times.medianSeconds! / 3600;
  };
  assert.deepEqual([hours('first', 'first'), hours('first', 'last'), hours('last', 'first')], [73, 75, 70]);
});

test('cases that never begin or end the segment are counted, and months are those of its beginning', () => {
  const found = segmentTimes(log, { from: ask('first'), to: decide('first'), clock: 'utc' });
  assert.ok(found.ok);
  const { times, notBegun, notEnded, months } = found.value;
  assert.deepEqual([times.cases, notBegun, notEnded], [1, 1, 1]);
  assert.deepEqual(months, [{ month: '2026-01', cases: 1, medianSeconds: 73 * 3600, p85Seconds: 73 * 3600 }]);
});

test('in Swedish working hours the weekend between does not count', () => {
  const calendar = swedishWorkingHours(at('2026-01-01', 0), at('2026-03-01', 0), {
    opens: 8 * hourMs,
    closes: 17 * hourMs,
    clock: 'utc',
  });
  assert.ok(calendar.ok);
  const found = segmentTimes(log, { from: ask('first'), to: decide('first'), clock: 'utc' }, calendar.value);
  assert.ok(found.ok);
  assert.equal(found.value.times.medianSeconds, (8 + 2) * 3600);
});

test('an activity that the log does not have is refused by name', () => {
  const found = segmentTimes(log, {
    from: { activities: ['aks'], occurrence: 'first' },
    to: decide('first'),
    clock: 'utc',
  });
  assert.deepEqual(found.ok ? undefined : found.refusal, { tag: 'not-in-log', what: 'activity', name: 'aks' });
});
