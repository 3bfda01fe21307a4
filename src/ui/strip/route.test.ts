import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRoad } from '#process/bpmn/read.ts';
import { block, blockRoad, road } from '#process/road.test-data.ts';
import type { Road } from '#process/road.ts';
import { strip } from '#process/strip.ts';
import { type DrawnWay, draw, drawUpright, type Measured, type Point } from './drawing.ts';
import { type Plan, planOf } from './plan.ts';
import { halfOf, lay } from './route.ts';
import { rowIndex, signAt } from './rows.ts';
import { layUpright } from './upright.ts';

const folder = new URL('../../../samples/roads/', import.meta.url);
const samples = await Promise.all(
  readdirSync(folder)
    .filter((f) => f.endsWith('.bpmn'))
    .map(async (f) => {
      const read = await readRoad(readFileSync(new URL(f, folder), 'utf8'));
      assert.ok(read.ok);
      return read.value.road;
    }),
);

/** As a page would lay it out: every track as high as the texts in it, here all alike. */
function lying(plan: Plan, width: number): { ways: DrawnWay[]; measured: Measured } {
  const laid = lay(plan, width);
  const at = new Map<string, { x: number; y: number }>();
  const boxes: { top: number; bottom: number }[] = [];
  let top = 0;
  for (const [i, row] of laid.rows.entries()) {
    const start = top + (laid.lanes[i] ?? []).reduce((sum, h) => sum + h, 0) + 4;
    let tracks = 1;
    for (const [id, stop] of plan.stops) {
      if (rowIndex(plan, laid.rows, id) !== i) continue;
      tracks = Math.max(tracks, stop.track + 1);
      const left = row.left[stop.column - row.from] ?? 0;
      at.set(id, { x: left + signAt(stop), y: start + stop.track * 120 + 36 });
    }
    boxes.push({ top, bottom: start + tracks * 120 });
    top = start + tracks * 120 + 36;
  }
  const measured = { width, height: top, at, boxes };
  return { ways: draw(laid, measured), measured };
}

function standing(plan: Plan): { ways: DrawnWay[]; measured: Measured } {
  const laid = layUpright(plan);
  const boxes = laid.order.map((_, i) => ({ top: i * 110, bottom: i * 110 + 110 }));
  const at = new Map(laid.order.map((id, i) => [id, { x: (laid.indent.get(id) ?? 0) + 16, y: i * 110 + 16 }]));
  const measured = { width: 320, height: boxes.length * 110, at, boxes };
  return { ways: drawUpright(laid, measured), measured };
}

type Piece = { way: DrawnWay; lies: 'flat' | 'upright'; at: number; lo: number; hi: number };

const pieces = (way: DrawnWay): Piece[] =>
  way.points.slice(1).map((b, i): Piece => {
    const a = way.points[i] as Point;
    const flat = Math.abs(a[1] - b[1]) < 0.01;
    assert.ok(flat || Math.abs(a[0] - b[0]) < 0.01, `${way.id} goes along or across`);
    const along = flat ? [a[0], b[0]] : [a[1], b[1]];
    return {
      way,
      lies: flat ? 'flat' : 'upright',
      at: flat ? a[1] : a[0],
      lo: Math.min(...along),
      hi: Math.max(...along),
    };
  });

/** Every way is drawn from its stop to its stop, and no two share a stretch unless they leave or reach the same stop. */
function isClear(plan: Plan, { ways, measured }: { ways: readonly DrawnWay[]; measured: Measured }): void {
  assert.deepEqual(ways.map((w) => w.id).toSorted(), plan.ways.map((w) => w.id).toSorted(), 'every way is drawn');
  for (const way of ways) {
    const [p, q] = [measured.at.get(way.from), measured.at.get(way.to)];
    const [first, last] = [way.points[0], way.points.at(-1)];
    assert.ok(p && q && first && last);
    assert.ok(Math.hypot(first[0] - p.x, first[1] - p.y) < 1, `${way.id} begins at ${way.from}`);
    assert.ok(Math.hypot(last[0] - q.x, last[1] - q.y) <= 16.01, `${way.id} ends at ${way.to}`);
    for (const [x, y] of way.points)
      assert.ok(x >= 0 && x <= measured.width && y >= 0 && y <= measured.height, `${way.id} stays on the strip`);
  }
  const all = ways.flatMap(pieces);
  for (const [i, a] of all.entries())
    for (const b of all.slice(i + 1)) {
      if (a.way.from === b.way.from || a.way.to === b.way.to || a.lies !== b.lies) continue;
      const thick = halfOf[a.way.look] + halfOf[b.way.look];
      const beside = Math.abs(a.at - b.at) >= (a.lies === 'flat' ? 0.5 : Math.min(thick, 4));
      assert.ok(beside || a.hi <= b.lo + 0.5 || b.hi <= a.lo + 0.5, `${a.way.id} and ${b.way.id} share a stretch`);
    }
  for (const [id, { x, y }] of measured.at)
    for (const one of all) {
      if (one.way.from === id || one.way.to === id) continue;
      const [along, across] = one.lies === 'flat' ? [x, y] : [y, x];
      const hit = Math.abs(one.at - across) < 8 && one.lo < along && one.hi > along;
      assert.ok(!hit, `${one.way.id} goes past ${id}, not through it`);
    }
}

const isClearAtEveryWidth = (made: Road) => {
  const plan = planOf(strip(made));
  for (const width of [640, 900, 1100, 1500, 2400]) isClear(plan, lying(plan, width));
  const upright = standing(plan);
  isClear(plan, upright);
  for (const one of upright.ways.flatMap(pieces))
    for (const [id, { x, y }] of upright.measured.at) {
      const over = one.lies === 'upright' && one.at > x && one.lo < y && one.hi > y;
      assert.ok(
        !over || one.way.from === id || one.way.to === id,
        `${one.way.id} doesn't go through the text of ${id}`,
      );
    }
};

for (const made of samples)
  test(`every way of ${made.id} has a line of its own, wide and narrow`, () => isClearAtEveryWidth(made));

test('every way of any block-structured road has a line of its own', () => {
  fc.assert(
    fc.property(block, (b) => isClearAtEveryWidth(blockRoad(b))),
    { numRuns: 60 },
  );
});

test('ways that jump to and fro between many stops have lines of their own', () => {
  const jumps = fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 10 });
  fc.assert(
    fc.property(jumps, (pairs) => {
      const names = Array.from({ length: 16 }, (_, i) => `s${i}`);
      const chain = `start > ${names.join(' > ')} > end`;
      const more = [...new Set(pairs.map(([a, b]) => `s${a} > s${b}`))].filter((f) => !chain.includes(f));
      const made = road([chain, ...more].join('; '), { end: { kind: 'end', outcome: 'met' } });
      isClearAtEveryWidth(made);
    }),
    { numRuns: 30 },
  );
});
