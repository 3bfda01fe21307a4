import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRoad } from './bpmn/read.ts';
import { block, blockRoad, road } from './road.test-data.ts';
import { type Road, stepsOf } from './road.ts';
import { strip } from './strip.ts';
import { twin } from './twin.ts';

const folder = new URL('../../samples/roads/', import.meta.url);
const samples = await Promise.all(
  readdirSync(folder)
    .filter((f) => f.endsWith('.bpmn'))
    .map(async (f) => {
      const r = await readRoad(readFileSync(new URL(f, folder), 'utf8'));
      assert.ok(r.ok);
      return r.value.road;
    }),
);

/** What must hold for the strip and its twin of any road. */
function isSane(made: Road): void {
  const s = strip(made);
  const spots = s.places.map((p) => `${p.column} ${p.row}`);
  assert.equal(new Set(spots).size, spots.length, 'no two places share a spot');
  const at = new Map(s.places.map((p, i) => [p.id, { ...p, i }]));
  for (const w of s.ways) {
    const [from, to] = [at.get(w.from), at.get(w.to)];
    assert.ok(from && to);
    if (!w.detour) assert.ok(from.column < to.column && from.i < to.i, `${w.id} goes forward`);
  }
  const steps = s.places.filter((p) => p.kind === 'step');
  assert.equal(steps.length, stepsOf(made).length);
  assert.deepEqual(
    steps.map((p) => p.n),
    steps.map((_, i) => i + 1),
  );
  const lines = twin(made, s);
  assert.equal(lines[0]?.kind, 'need');
  assert.equal(lines.at(-1)?.kind, 'satisfied-need');
  assert.deepEqual(
    lines.flatMap((l) => (l.kind === 'step' ? [l.step.id] : [])),
    steps.map((p) => p.id),
  );
}

test('R026 the strip shows every sample road with all its steps, from the need to the satisfied need', () => {
  for (const made of samples) isSane(made);
});

test('the strip of any block-structured road is sane', () => {
  fc.assert(
    fc.property(block, (b) => isSane(blockRoad(b))),
    { numRuns: 200 },
  );
});

test('joins are left out, forks and detours are seen, the main road is on top', () => {
  const made = strip(
    road('start > m > a > x; x > m; x > b > j; x > c > j; j > d > end', {
      m: { kind: 'exclusive' },
      x: { kind: 'exclusive' },
      j: { kind: 'exclusive' },
      end: { kind: 'end', outcome: 'met' },
    }),
  );
  assert.deepEqual(
    made.places.map((p) => `${p.id} ${p.column}/${p.row}`),
    ['start 0/0', 'a 1/0', 'x 2/0', 'b 3/0', 'c 3/1', 'd 4/0', 'end 5/0'],
  );
  assert.deepEqual(
    made.ways.map((w) => `${w.from}>${w.to}${w.detour ? ' back' : ''}`),
    ['start>a', 'a>x', 'x>a back', 'x>b', 'x>c', 'b>d', 'c>d', 'd>end'],
  );
});

test('a change of role is a border crossing, a handoff is one with its contract', () => {
  const handoff = {
    include: ['beslut'],
    acceptWithin: { count: 2, unit: 'working-day' as const },
    border: 'other-board' as const,
    responsibility: 'moves' as const,
  };
  const made = road('start > a > b > c > d > end', {
    a: { kind: 'step', lane: 'l1' },
    b: { kind: 'step', lane: 'l1' },
    c: { kind: 'step', lane: 'l2' },
    d: { kind: 'step', lane: 'l3', handoff },
  });
  const crossings = strip(made).places.flatMap((p) =>
    p.kind === 'step' && p.crossing ? [{ id: p.id, ...p.crossing }] : [],
  );
  assert.deepEqual(crossings, [
    { id: 'c', from: ['l1'], to: 'l2' },
    { id: 'd', from: ['l2'], to: 'l3', handoff, border: 'other-board' },
  ]);
});

test('the text twin tells choices, races and where they lead', () => {
  const made = road('start > a > x; x > b > r; x > end; r > answer > c > stop; r > late > a', {
    x: { kind: 'exclusive' },
    r: { kind: 'event-based' },
    answer: { kind: 'catch', trigger: 'message' },
    late: { kind: 'catch', trigger: 'timer', after: { count: 14, unit: 'day' } },
    stop: { kind: 'end', outcome: 'met' },
  });
  const short = twin(made).map((l) => {
    if (l.kind === 'step') return `${l.n} ${l.step.id}`;
    if (l.kind === 'choice') return `choice ${l.options.map((o) => `${o.goesTo.kind} ${o.goesTo.id}`).join(', ')}`;
    if (l.kind === 'race') {
      return `race ${l.events.map((e) => `${e.name} ${e.next.map((o) => `${o.goesTo.id}${o.back ? ' back' : ''}`)}`).join(', ')}`;
    }
    return l.kind === 'end' ? `end ${l.id}` : l.kind;
  });
  assert.deepEqual(short, [
    'need',
    '1 a',
    'choice step b, end end',
    'end end',
    '2 b',
    'race answer c, late a back',
    '3 c',
    'end stop',
    'satisfied-need',
  ]);
});
