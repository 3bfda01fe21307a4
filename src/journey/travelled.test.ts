import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pick, seededRandom } from '#lib/random.ts';
import { readRoad } from '#process/bpmn/read.ts';
import { compile } from '#process/compile.ts';
import { choose, complete, ended, occur, offered, start } from '#process/play.ts';
import { road } from '#process/road.test-data.ts';
import { borderOf, type Strip, strip } from '#process/strip.ts';
import { type Act, travelledWays } from './travelled.ts';

const folder = new URL('../../samples/roads/', import.meta.url);
const names = ['aldre', 'barn-och-unga', 'ekonomiskt-bistand', 'funktionsstod-lss', 'skadligt-bruk'];

/** Can one stop be reached from another along travelled ways, past nothing but forks, splits and borders? */
function isJoined(s: Strip, travelled: ReadonlySet<string>, from: string, to: string): boolean {
  const between = new Set(
    s.stops.filter((p) => p.kind === 'fork' || p.kind === 'split' || p.kind === 'border').map((p) => p.id),
  );
  const seen = new Set([from]);
  for (const at of seen)
    for (const way of s.ways) {
      if (way.from !== at || !travelled.has(way.id)) continue;
      if (way.to === to) return true;
      if (between.has(way.to)) seen.add(way.to);
    }
  return false;
}

for (const name of names)
  test(`a journey on ${name} is joined in colour from each thing done to what it led to`, async () => {
    const read = await readRoad(readFileSync(new URL(`${name}.bpmn`, folder), 'utf8'));
    assert.ok(read.ok);
    const made = compile(read.value.road);
    assert.ok(made.ok);
    const net = made.value;
    const s = strip(read.value.road);
    const shown = new Set(s.stops.filter((p) => p.kind === 'station' || p.kind === 'end').map((p) => p.id));
    const random = seededRandom(7);
    for (let journey = 0; journey < 40; journey++) {
      let marking = start(net);
      const acts: Act[] = [];
      const states = new Map([[s.stops[0]?.id ?? '', 'done']]);
      const pairs: [string, string][] = [];
      for (let i = 0; i < 60 && ended(net, marking) === undefined; i++) {
        const offer = pick(random, offered(net, marking));
        const choice = offer.options.length === 0 ? undefined : pick(random, offer.options).id;
        const does = {
          step: complete,
          event: occur,
          choice: (...[n, m, id, c]: Parameters<typeof complete>) => choose(n, m, id, c ?? ''),
        };
        const next = does[offer.kind](net, marking, offer.node, choice);
        assert.ok(next.ok);
        acts.push({ node: offer.node, choice });
        states.set(offer.node, 'done');
        const come = [...Object.keys(next.value.at), ...next.value.ends.slice(marking.ends.length)];
        for (const to of come.filter((id) => shown.has(id) && marking.at[id] === undefined)) {
          states.set(to, 'here');
          states.set(borderOf(to), 'done');
          // A parallel join is passed by whoever comes last; each of those that led to it is joined to what follows.
          pairs.push([offer.node, to]);
        }
        marking = next.value;
      }
      const travelled = travelledWays(s, acts, states);
      for (const [from, to] of pairs) assert.ok(isJoined(s, travelled, from, to), `${from} is joined to ${to}`);
    }
  });

test('a way that was only passed by in another way is not travelled', () => {
  const s = strip(
    road('start > a > f; f > b > c; f > c > end; c > g; g > a; g > stop', {
      f: { kind: 'exclusive' },
      g: { kind: 'exclusive' },
    }),
  );
  const states = new Map(['start', 'a', 'f', 'b', 'c'].map((id) => [id, 'done']));
  const ways = (acts: Act[]) => {
    const travelled = travelledWays(s, acts, states);
    return s.ways.filter((w) => travelled.has(w.id)).map((w) => `${w.from}>${w.to}`);
  };
  assert.deepEqual(ways([{ node: 'a', choice: 'f-b' }, { node: 'b' }]), ['start>a', 'a>f', 'f>b', 'b>c']);
  assert.deepEqual(ways([{ node: 'a', choice: 'f-c' }]), ['start>a', 'a>f', 'f>c']);
});

test('a border is crossed when the step behind it has been come to', () => {
  const handoff = {
    include: ['beslut'],
    acceptWithin: { count: 2, unit: 'day' as const },
    border: 'same-board' as const,
    responsibility: 'moves' as const,
  };
  const s = strip(road('start > a > b > end', { b: { kind: 'step', handoff } }));
  const ways = (states: [string, string][]) => [...travelledWays(s, [{ node: 'a' }], new Map(states))];
  assert.deepEqual(
    ways([
      ['start', 'done'],
      ['b', 'coming'],
    ]),
    ['start-a', 'a-b'],
  );
  assert.deepEqual(
    ways([
      ['start', 'done'],
      ['b', 'here'],
    ]),
    ['start-a', 'a-b', 'border:b-in'],
  );
});
