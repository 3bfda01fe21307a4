import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { asOf, endOfDay } from './log/as-of.ts';
import { valueAt } from './log/log.ts';
import { logFromEvents } from './log/log-builder.ts';
import { summaryOf } from './log/summary.ts';
import type { DefinitionPage } from './statement.ts';
import { definitionsOf, differences, ENGINE, NO_FILTER, normalFilter } from './statement.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(fileURLToPath(new URL(path, root)), 'utf8');

test('the engine names itself by the name and version of the package', () => {
  const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
  assert.equal(ENGINE, `${name} ${version}`);
});

test('every page of definitions ends with the version that statements give it', () => {
  const pages: DefinitionPage[] = [
    'mining',
    'performance',
    'waiting',
    'hints',
    'change',
    'conformance',
    'rules',
    'remaining',
    'small-groups',
    'object-centric',
  ];
  for (const { version, page } of definitionsOf(pages))
    assert.match(read(page), new RegExp(`\nDefinitions: version ${version} `), page);
});

test('a day is a day of the calendar, and ends when the next begins', () => {
  assert.equal(endOfDay('2026-01-31'), Date.UTC(2026, 1, 1));
  for (const text of ['2026-02-30', '2026-1-31', '2026-01-31T00:00:00Z', 'igår', ''])
    assert.equal(endOfDay(text), undefined, text);
});

test('a log as of a moment holds what happened before it, in the same order, and knows nothing of the rest', () => {
  const event = fc.record({
    caseId: fc.constantFrom('1', '2', '3'),
    activity: fc.constantFrom('a', 'b', 'c'),
    time: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 22 }), (events, end) => {
      const now = asOf(logFromEvents(events), end);
      const then = events.filter(({ time }) => time < end);
      assert.deepEqual(summaryOf(now), summaryOf(logFromEvents(then)));
      assert.ok(now.time.every((time) => time < end));
    }),
  );
});

test('an event without time was known when the one before it was; without any time in its case it is left out', () => {
  const at = (caseId: string, activity: string, time: number) => ({ caseId, activity, time });
  const log = logFromEvents([
    ...[
      at('1', 'a', Number.NaN),
      at('1', 'b', 5),
      at('1', 'c', Number.NaN),
      at('1', 'd', 15),
      at('1', 'e', Number.NaN),
    ],
    at('2', 'a', Number.NaN),
  ]);
  const then = asOf(log, 10);
  assert.deepEqual([then.cases, then.events, summaryOf(then).end], [1, 3, { c: 1 }]);
});

test('attributes follow their cases and events', () => {
  const log = logFromEvents([
    { caseId: '1', activity: 'a', time: 20, resource: 'x' },
    { caseId: '2', activity: 'b', time: 1, resource: 'y' },
  ]);
  const named = { path: ['n'], values: { type: 'int', numbers: Float64Array.of(7, 8) } } as const;
  const then = asOf({ ...log, eventAttributes: [named], caseAttributes: [named] }, 10);
  assert.deepEqual([valueAt(then.eventAttributes[0]!, 0), valueAt(then.caseAttributes[0]!, 0)], [8, 8]);
});

test('filters that mean the same have one normal form', () => {
  const passes = (...activities: string[]) => ({ kind: 'passes', activities, not: false }) as const;
  const time = { kind: 'time', from: 0, to: null, how: 'started' } as const;
  const events = (...activities: string[]) => ({ activities, drop: true });
  assert.deepEqual(
    normalFilter({ cases: [passes('b', 'a', 'b'), time, passes('a', 'b')], variants: null, events: events('y', 'x') }),
    normalFilter({ cases: [time, passes('a', 'b')], variants: null, events: events('x', 'y', 'x') }),
  );
  assert.deepEqual(normalFilter(NO_FILTER), NO_FILTER);
});

test('differences are found where they are, and only there', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => assert.deepEqual(differences(value, value, 'x'), [])));
  assert.deepEqual(differences({ a: [1, { b: 2 }], c: 3 }, { a: [1, { b: 4 }, 5], d: null }, 'result'), [
    { at: 'result.a[1].b', was: 2, is: 4 },
    { at: 'result.a[2]', was: undefined, is: 5 },
    { at: 'result.c', was: 3, is: undefined },
    { at: 'result.d', was: undefined, is: null },
  ]);
  assert.equal(differences([1, 2, 3], [4, 5, 6], 'x', 2).length, 2);
});
