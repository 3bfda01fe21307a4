import assert from 'node:assert/strict';
import { test } from 'node:test';
import { road } from '#process/road.test-data.ts';
import { strip } from '#process/strip.ts';
import { planOf } from './plan.ts';
import { lay } from './route.ts';

test('every stop lies in exactly one row, and no two stops on the same place', () => {
  const flows = 'start > a > f > b > c > g > d > e > end; f > x > y > d; g > stop; f > e; g > a';
  const made = strip(
    road(flows, {
      f: { kind: 'exclusive' },
      g: { kind: 'exclusive' },
      end: { kind: 'end', outcome: 'met' },
      stop: { kind: 'end' },
    }),
  );
  assert.ok(made.columns > 6);
  for (const width of [320, 700, 1100, 2400]) {
    const { rows } = lay(planOf(made), width);
    for (const { column } of made.stops) assert.equal(rows.filter((r) => column >= r.from && column <= r.to).length, 1);
  }
  const spots = made.stops.map((p) => `${p.column}/${p.track}`);
  assert.equal(new Set(spots).size, spots.length);
});
