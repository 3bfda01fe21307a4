import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRoad } from './bpmn/read.ts';
import { block, blockRoad, road } from './road.test-data.ts';
import { type Road, stepsOf } from './road.ts';
import { type Stop, type Strip, strip } from './strip.ts';

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

/** What must hold for the strip and its text twin of any road. */
function isSane(made: Road): void {
  const s = strip(made);
  const spots = s.stops.map((p) => `${p.column} ${p.track}`);
  assert.equal(new Set(spots).size, spots.length, 'no two stops share a spot');
  const at = new Map(s.stops.map((p, i) => [p.id, { ...p, i }]));
  for (const w of s.ways) {
    const [from, to] = [at.get(w.from), at.get(w.to)];
    assert.ok(from && to);
    if (w.part !== 'back') assert.ok(from.column < to.column && from.i < to.i, `${w.id} goes forward`);
    assert.ok(isTold(s, w, from, to), `${w.id} is told`);
  }
  assert.equal(new Set(s.ways.map((w) => w.id)).size, s.ways.length, 'every way has an id of its own');
  const steps = s.stops.filter((p) => p.kind === 'station');
  assert.equal(steps.length, stepsOf(made).length);
  assert.deepEqual(
    steps.map((p) => p.n),
    steps.map((_, i) => i + 1),
  );
  assert.equal(s.stops[0]?.kind, 'need', 'the need is told first');
  assert.deepEqual([s.need, s.satisfiedNeed], [made.need, made.satisfiedNeed]);
  const ends = s.stops.filter((p) => p.kind === 'end');
  assert.equal(ends.length, made.nodes.filter((n) => n.kind === 'end').length);
  assert.deepEqual(
    ends.filter((p) => p.goal).map((p) => p.id),
    ends.filter((p) => p.outcome === 'met').map((p) => p.id),
  );
}

/** Does the text twin say of a way where it leads: in words, or by what comes next with only side roads in between? */
function isTold(s: Strip, way: Strip['ways'][number], from: Stop & { i: number }, to: Stop & { i: number }): boolean {
  if (way.part === 'back') return from.backTo.includes(to.id);
  if (from.onTo.includes(to.id) || to.i === from.i + 1) return true;
  const between = s.stops.slice(from.i + 1, to.i);
  return to.depth <= from.depth + 1 && between.every((p) => p.depth > from.depth);
}

test('R026 the strip shows every sample road with all its steps, from the need to the satisfied need', () => {
  for (const made of samples) {
    isSane(made);
    const main = strip(made).stops.filter((p) => p.track === 0);
    const [first, last] = [main[0], main.at(-1)];
    assert.deepEqual([first?.kind, first?.name], ['need', made.need]);
    assert.ok(last?.kind === 'end' && last.goal, 'the main road ends where the need is satisfied');
  }
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
    made.stops.map((p) => `${p.id} ${p.column}/${p.track}`),
    ['start 0/0', 'a 1/0', 'x 2/0', 'c 3/1', 'b 3/0', 'd 4/0', 'end 5/0'],
  );
  assert.deepEqual(
    made.ways.map((w) => `${w.from}>${w.to}${w.part === 'along' ? '' : ` ${w.part}`}`),
    ['start>a', 'a>x', 'x>a back', 'x>b', 'x>c', 'b>d', 'c>d', 'd>end'],
  );
});

test('the main road goes to the end where the need is satisfied, even when another way has more stations', () => {
  const made = strip(
    road('start > f > a > goal; f > x > y > z > stop', {
      f: { kind: 'exclusive' },
      goal: { kind: 'end', outcome: 'met' },
      stop: { kind: 'end' },
    }),
  );
  const main = made.stops.filter((p) => p.track === 0).map((p) => p.id);
  assert.deepEqual(main, ['start', 'f', 'a', 'goal']);
  assert.equal(made.stops.find((p) => p.id === 'y')?.track, 1);
});

test('a side road is told right after the fork it leaves by, and says where it goes on', () => {
  const made = strip(
    road('start > f > a > b > c > end; f > x > c', {
      f: { kind: 'exclusive' },
      end: { kind: 'end', outcome: 'met' },
    }),
  );
  assert.deepEqual(
    made.stops.map((p) => `${p.depth} ${p.id}`),
    ['0 start', '0 f', '1 x', '0 a', '0 b', '0 c', '0 end'],
  );
  assert.deepEqual(made.stops.find((p) => p.id === 'x')?.onTo, ['c']);
});

test('where side roads meet again is told after all of them', () => {
  const made = strip(
    road('start > f > a > end; f > s > g; g > p > j; g > q > j; j > k > stop', {
      f: { kind: 'exclusive' },
      g: { kind: 'parallel' },
      j: { kind: 'parallel' },
      end: { kind: 'end', outcome: 'met' },
      stop: { kind: 'end' },
    }),
  );
  assert.deepEqual(
    made.stops.map((p) => `${p.depth} ${p.id}`),
    ['0 start', '0 f', '1 s', '1 g', '2 q', '1 p', '1 k', '1 stop', '0 a', '0 end'],
  );
  assert.deepEqual(made.stops.find((p) => p.id === 'q')?.onTo, ['k']);
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
  const { stops, ways } = strip(made);
  const crossings = stops.flatMap((p) => (p.kind === 'station' && p.crossing ? [{ id: p.id, ...p.crossing }] : []));
  assert.deepEqual(crossings, [
    { id: 'c', from: ['l1'], to: 'l2' },
    { id: 'd', from: ['l2'], to: 'l3', handoff, border: 'other-board' },
  ]);
  assert.deepEqual(
    stops.map((p) => `${p.kind} ${p.id}`),
    ['need start', 'station a', 'station b', 'station c', 'border border:d', 'station d', 'end end'],
  );
  const border = stops.find((p) => p.kind === 'border');
  assert.deepEqual([border?.step.id, border?.handoff], ['d', handoff]);
  assert.deepEqual(
    ways.map((w) => `${w.from}>${w.to}`),
    ['start>a', 'a>b', 'b>c', 'c>border:d', 'border:d>d', 'd>end'],
  );
});

test('the text twin tells choices, races and where they lead', () => {
  const made = strip(
    road('start > a > x; x > b > r; x > end; r > answer > c > stop; r > late > a; x > c', {
      x: { kind: 'exclusive' },
      r: { kind: 'event-based' },
      answer: { kind: 'catch', trigger: 'message' },
      late: { kind: 'catch', trigger: 'timer', after: { count: 14, unit: 'day' } },
      stop: { kind: 'end', outcome: 'met' },
    }),
  );
  const short = made.stops.map((p) => {
    const what = p.kind === 'station' ? `${p.n}` : p.kind === 'fork' ? `${p.kind} by ${p.decides}` : p.kind;
    const where = [...p.onTo.map((id) => `on to ${id}`), ...p.backTo.map((id) => `back to ${id}`)];
    return [`${p.depth} ${what} ${p.id}`, ...where].join(', ');
  });
  assert.deepEqual(short, [
    '0 need start',
    '0 1 a',
    '0 fork by one x, on to c',
    '1 end end',
    '0 2 b',
    '0 fork by event r',
    '1 event late, back to a',
    '0 event answer',
    '0 3 c',
    '0 end stop',
  ]);
});
