import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from './arrange.ts';
import { entries } from './entries.ts';
import { rows } from './rows.ts';
import type { Stop, StripRoad } from './shape.ts';

/** A road from chains such as `need > a > ?b > c > !goal`: `?` a fork, `!` the end that satisfies the need. */
function strip(...chains: string[]): StripRoad {
  const stops = new Map<string, Stop>();
  const ways = chains.flatMap((chain) => {
    const ids = chain.split('>').map((word) => {
      const id = word.trim().replace(/^[?!.]/, '');
      const mark = word.trim()[0];
      const kind = id === 'need' ? 'need' : mark === '?' ? 'fork' : mark === '!' || mark === '.' ? 'end' : 'station';
      if (!stops.has(id)) stops.set(id, { id, kind, name: id, ...(mark === '!' ? { goal: true } : {}) });
      return id;
    });
    return ids.slice(1).map((to, i) => ({ id: `${ids[i]}-${to}`, from: ids[i] ?? '', to, label: to }));
  });
  return { stops: [...stops.values()], ways };
}

test('the main road goes to the end where the need is satisfied, even when another way has more stations', () => {
  const a = arrange(strip('need > ?f > a > !goal', 'f > x > y > z > .stop'));
  assert.deepEqual(a.main, ['need', 'f', 'a', 'goal']);
  assert.equal(a.places.get('y')?.track, 1);
});

test('a way back is a detour and does not bend the order of the road', () => {
  const a = arrange(strip('need > a > b > ?f > !goal', 'f > a'));
  assert.deepEqual(a.main, ['need', 'a', 'b', 'f', 'goal']);
  assert.equal(a.ways.find((w) => w.way.id === 'f-a')?.part, 'back');
  assert.deepEqual(
    entries(a)
      .find((e) => e.stop.id === 'f')
      ?.backTo.map((s) => s.id),
    ['a'],
  );
});

test('a side road is told right after the fork it leaves by, and says where it goes on', () => {
  const told = entries(arrange(strip('need > ?f > a > b > c > !goal', 'f > x > c')));
  assert.deepEqual(
    told.map((e) => e.stop.id),
    ['need', 'f', 'x', 'a', 'b', 'c', 'goal'],
  );
  assert.deepEqual(
    told.map((e) => e.depth),
    [0, 0, 1, 0, 0, 0, 0],
  );
  assert.deepEqual(
    told.find((e) => e.stop.id === 'x')?.onTo.map((s) => s.id),
    ['c'],
  );
});

test('every stop lies in exactly one row, and no two stops on the same place', () => {
  const a = arrange(
    strip('need > a > ?f > b > c > ?g > d > e > !goal', 'f > x > y > d', 'g > .stop', 'f > e', 'g > a'),
  );
  for (const width of [320, 700, 1100, 2400]) {
    const laid = rows(a, width);
    for (const place of a.places.values())
      assert.equal(laid.filter((r) => place.column >= r.from && place.column <= r.to).length, 1);
  }
  const spots = [...a.places.values()].map((p) => `${p.column}/${p.track}`);
  assert.equal(new Set(spots).size, spots.length);
});
