import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dateOfDayNumber, dayNumber, easterSunday, isHoliday, isWorkingDay, weekday } from './holiday.ts';
import {
  addDuration,
  addMonths,
  addWorkingDays,
  deadlineOf,
  formatDuration,
  instantOf,
  parseDuration,
  parseIsoDuration,
  shareOfLimit,
  swedishDate,
  wallClock,
  workingDaysBetween,
} from './time.ts';

const at = (iso: string) => Date.parse(iso);

test('Easter falls where the almanac says', () => {
  const known = [
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ];
  for (const date of known) assert.equal(easterSunday(Number(date.slice(0, 4))), date);
});

test('the days off of 2026 in Sweden', () => {
  const days = Array.from({ length: 365 }, (_, i) => dateOfDayNumber(dayNumber('2026-01-01') + i)).filter(isHoliday);
  assert.deepEqual(days, [
    '2026-01-01',
    '2026-01-06',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-24',
    '2026-06-06',
    '2026-06-19',
    '2026-06-20',
    '2026-10-31',
    '2026-12-24',
    '2026-12-25',
    '2026-12-26',
    '2026-12-31',
  ]);
  assert.ok(!isWorkingDay('2026-11-22'));
  assert.ok(isWorkingDay('2026-11-23'));
  assert.equal(weekday('2026-11-23'), 1);
  assert.equal(weekday('1969-12-28'), 7);
});

test('working days pass over Easter and Christmas', () => {
  assert.equal(addWorkingDays('2026-04-02', 1), '2026-04-07');
  assert.equal(addWorkingDays('2026-12-23', 2), '2026-12-29');
  assert.equal(workingDaysBetween(at('2026-04-02T10:00:00Z'), at('2026-04-08T10:00:00Z')), 2);
});

test('months end on the last day when the later month is shorter', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
  assert.equal(addMonths('2028-01-31', 1), '2028-02-29');
  assert.equal(addMonths('2026-10-15', 4), '2027-02-15');
  assert.equal(addMonths('2026-01-31', 0), '2026-01-31');
});

test('the wall clock follows summer time', () => {
  assert.deepEqual(wallClock(at('2026-07-01T22:30:00Z')), { date: '2026-07-02', ms: 1_800_000 });
  assert.equal(swedishDate(at('2026-12-31T22:59:59Z')), '2026-12-31');
  assert.equal(swedishDate(at('2026-12-31T23:00:00Z')), '2027-01-01');
  assert.equal(instantOf('2026-03-29', 2.5 * 3_600_000), at('2026-03-29T01:30:00Z'));
  assert.equal(instantOf('2026-10-25', 2.5 * 3_600_000), at('2026-10-25T00:30:00Z'));
});

test('any instant is found again from what the wall clock shows, except the hour shown twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('1990-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') }), (t) => {
      const shown = wallClock(t);
      const found = instantOf(shown.date, shown.ms);
      assert.ok(found === t || found === t - 3_600_000);
    }),
  );
});

test('a report that comes in on 10 November must have its decision by the end of 24 November', () => {
  const deadline = deadlineOf(at('2026-11-10T07:12:00Z'), { count: 14, unit: 'day' });
  assert.equal(deadline, at('2026-11-24T23:00:00Z') - 1);
});

test('four months from 31 October end with February', () => {
  assert.equal(swedishDate(deadlineOf(at('2026-10-31T12:00:00Z'), { count: 4, unit: 'month' })), '2027-02-28');
});

test('a limit in hours ends on the hour, over the change of clocks as well', () => {
  assert.equal(deadlineOf(at('2026-10-24T12:00:00Z'), { count: 24, unit: 'hour' }), at('2026-10-25T12:00:00Z'));
  assert.equal(addDuration(at('2026-10-24T12:00:00Z'), { count: 1, unit: 'day' }), at('2026-10-25T13:00:00Z'));
});

test('a deadline never comes before what is added, and the share passed reaches one there', () => {
  const duration = fc.record(
    {
      count: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('hour' as const, 'day' as const, 'working-day' as const, 'month' as const),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }), duration, (t, d) => {
      assert.ok(deadlineOf(t, d) >= addDuration(t, d) - 3_600_000);
      assert.equal(shareOfLimit(t, d, deadlineOf(t, d)), 1);
      assert.equal(shareOfLimit(t, d, t), 0);
      assert.deepEqual(parseDuration(formatDuration(d)), d);
    }),
    { numRuns: 50 },
  );
});

test('durations are read as BPMN timers write them, and anything else is not guessed', () => {
  assert.deepEqual(parseIsoDuration('P14D'), { count: 14, unit: 'day' });
  assert.deepEqual(parseIsoDuration('P2W'), { count: 14, unit: 'day' });
  assert.deepEqual(parseIsoDuration('P1Y6M'), { count: 18, unit: 'month' });
  assert.deepEqual(parseIsoDuration('PT30M'), { count: 0.5, unit: 'hour' });
  assert.deepEqual(parseIsoDuration('P1DT12H'), { count: 36, unit: 'hour' });
  for (const odd of ['', 'P', 'P1M3D', '14', 'days']) assert.equal(parseIsoDuration(odd), undefined);
  assert.equal(parseDuration('1.5 day'), undefined);
});
