import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isWorkingDay } from '#lib/holiday.ts';
import { hourMs, instantOf, wallClock } from '#lib/time.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { swedishWorkingHours } from '#mining/performance/calendar.ts';
import { workingAndWaiting } from './working-waiting.ts';

const HOURS = { opens: 8 * hourMs, closes: 17 * hourMs, clock: 'utc' } as const;

test('hours in the calendar are those of the clock in Sweden on working days, counted one by one', () => {
  const from = instantOf('2026-03-20');
  const to = instantOf('2026-04-20');
  const made = swedishWorkingHours(from, to, HOURS);
  assert.ok(made.ok);
  const span = (to - from) / hourMs;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: span }), fc.integer({ min: 0, max: span }), (x, y) => {
      const [a, b] = [Math.min(x, y), Math.max(x, y)];
      let hours = 0;
      for (let h = a; h < b; h++) {
        const shown = wallClock(from + h * hourMs);
        if (isWorkingDay(shown.date) && shown.ms >= HOURS.opens && shown.ms < HOURS.closes) hours++;
      }
      assert.equal(made.value(from + b * hourMs) - made.value(from + a * hourMs), hours * hourMs);
    }),
    { numRuns: 60 },
  );
});

test('a calendar of more than 400 years is refused', () => {
  const made = swedishWorkingHours(Date.UTC(1, 0), Date.UTC(9999, 0), HOURS);
  assert.equal(made.ok ? '' : made.refusal.tag, 'calendar-too-long');
});

test('waiting over a weekend counts the hours of Friday and Monday', () => {
  const [start, end] = [instantOf('2026-01-16', 9 * hourMs), instantOf('2026-01-16', 16 * hourMs)];
  const next = instantOf('2026-01-19', 10 * hourMs);
  const log = logFromEvents([
    { caseId: '1', activity: 'a', start, time: end },
    { caseId: '1', activity: 'b', start: next, time: next },
  ]);
  const calendar = swedishWorkingHours(start, next, HOURS);
  assert.ok(calendar.ok);
  const found = workingAndWaiting(log, calendar.value);
  assert.deepEqual([found.workingSeconds, found.waitingSeconds], [7 * 3600, 3 * 3600]);
  assert.deepEqual([found.segments[0]?.from, found.segments[0]?.to], ['a', 'b']);
});

test('what was completed last is so by the clock, also where the calendar makes no difference', () => {
  const saturday = instantOf('2026-01-17', 9 * hourMs);
  const sunday = instantOf('2026-01-18', 9 * hourMs);
  const next = instantOf('2026-01-19', 10 * hourMs);
  const log = logFromEvents([
    { caseId: '1', activity: 'a', start: saturday, time: sunday },
    { caseId: '1', activity: 'b', start: saturday + hourMs, time: saturday + 2 * hourMs },
    { caseId: '1', activity: 'c', start: next, time: next },
  ]);
  const calendar = swedishWorkingHours(saturday, next, HOURS);
  assert.ok(calendar.ok);
  const pairs = (found: ReturnType<typeof workingAndWaiting>) => found.segments.map(({ from, to }) => `${from} ${to}`);
  assert.deepEqual(pairs(workingAndWaiting(log, calendar.value)), ['a c', 'a b']);
  assert.deepEqual(pairs(workingAndWaiting(log)), ['a c', 'a b']);
});

test('working and waiting add up to the lead time, and working time is that in which anything is worked on', () => {
  const event = fc.record({ activity: fc.constantFrom('a', 'b', 'c'), begin: fc.nat(30), length: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), (events) => {
      const log = logFromEvents(
        events.map(({ activity, begin, length }) => ({
          caseId: '1',
          activity,
          start: begin * 1000,
          time: (begin + length) * 1000,
        })),
      );
      const found = workingAndWaiting(log);
      const first = Math.min(...events.map((e) => e.begin));
      const last = Math.max(...events.map((e) => e.begin + e.length));
      let worked = 0;
      for (let s = first; s < last; s++) if (events.some((e) => e.begin <= s && s < e.begin + e.length)) worked++;
      assert.equal(found.workingSeconds, worked);
      assert.equal(found.workingSeconds + found.waitingSeconds, last - first);
    }),
    { numRuns: 200 },
  );
});
