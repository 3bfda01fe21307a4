import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#lib/random.ts';
import { check, moves } from './check.ts';
import { compile } from './compile.ts';
import type { Marking, Net } from './net.ts';
import { choose, complete, ended, occur, offered, start } from './play.ts';
import { block, blockRoad, road } from './road.test-data.ts';

function netOf(...args: Parameters<typeof road>): Net {
  const net = compile(road(...args));
  assert.ok(net.ok, JSON.stringify(net));
  return net.value;
}

function must<T>(r: { ok: true; value: T } | { ok: false; refusal: unknown }): T {
  assert.ok(r.ok, JSON.stringify(r));
  return r.value;
}

const offeredNodes = (net: Net, m: Marking) => offered(net, m).map((o) => o.node);

test('a sequence offers one step after the other and ends with the outcome of its end', () => {
  const net = netOf('start > a > b > end', { end: { kind: 'end', outcome: 'met' } });
  let m = start(net);
  assert.deepEqual(offeredNodes(net, m), ['a']);
  m = must(complete(net, m, 'a'));
  assert.deepEqual(offeredNodes(net, m), ['b']);
  assert.equal(ended(net, m), undefined);
  m = must(complete(net, m, 'b'));
  assert.deepEqual(ended(net, m), { end: 'end', outcome: 'met' });
  assert.deepEqual(offered(net, m), []);
});

test('a step that is not offered is refused, with what is', () => {
  const net = netOf('start > a > b > end');
  assert.deepEqual(complete(net, start(net), 'b'), {
    ok: false,
    refusal: { tag: 'step-not-offered', node: 'b', offered: ['a'] },
  });
});

test('a step before a fork is completed with a choice, through a chain of forks', () => {
  const net = netOf('start > a > x; x > b > m; x > y; y > c > m; y > d > m; m > end', {
    x: { kind: 'exclusive' },
    y: { kind: 'exclusive' },
    m: { kind: 'exclusive' },
  });
  const m = start(net);
  const [offer] = offered(net, m);
  assert.deepEqual(
    offer?.options.map((o) => [o.id, o.goesTo]),
    [
      ['x-b', 'b'],
      ['y-c', 'c'],
      ['y-d', 'd'],
    ],
  );
  assert.deepEqual(offeredNodes(net, must(complete(net, m, 'a', 'y-d'))), ['d']);
  assert.deepEqual(offeredNodes(net, must(complete(net, m, 'a', 'x-b'))), ['b']);
  const missing = complete(net, m, 'a');
  assert.equal(missing.ok ? '' : missing.refusal.tag, 'choice-missing');
  const unknown = complete(net, m, 'a', 'nowhere');
  assert.equal(unknown.ok ? '' : unknown.refusal.tag, 'choice-unknown');
});

test('parallel branches are open at once, and the join waits for all', () => {
  const net = netOf('start > s; s > a > j; s > b > j; j > c > end', {
    s: { kind: 'parallel' },
    j: { kind: 'parallel' },
  });
  let m = start(net);
  assert.deepEqual(offeredNodes(net, m), ['a', 'b']);
  m = must(complete(net, m, 'b'));
  assert.deepEqual(offeredNodes(net, m), ['a']);
  m = must(complete(net, m, 'a'));
  assert.deepEqual(offeredNodes(net, m), ['c']);
});

test('in an event-based race the first event withdraws the others', () => {
  const net = netOf('start > r; r > answer > a > m; r > late > b > m; m > end', {
    r: { kind: 'event-based' },
    answer: { kind: 'catch', trigger: 'message' },
    late: { kind: 'catch', trigger: 'timer', after: { count: 14, unit: 'day' } },
    m: { kind: 'exclusive' },
  });
  const m = start(net);
  assert.deepEqual(
    offered(net, m).map((o) => o.kind === 'event' && [o.node, o.race, o.after?.count]),
    [
      ['answer', 'r', undefined],
      ['late', 'r', 14],
    ],
  );
  const after = must(occur(net, m, 'late'));
  assert.deepEqual(offeredNodes(net, after), ['b']);
  const again = occur(net, after, 'answer');
  assert.equal(again.ok ? '' : again.refusal.tag, 'event-not-offered');
});

test('a loop back offers the step again', () => {
  const net = netOf('start > m > a > x; x > m; x > end', { m: { kind: 'exclusive' }, x: { kind: 'exclusive' } });
  const m = must(complete(net, start(net), 'a', 'x-m'));
  assert.deepEqual(offeredNodes(net, m), ['a']);
  assert.ok(ended(net, must(complete(net, m, 'a', 'x-end'))));
});

test('an interrupting boundary event ends its step, another leaves it going', () => {
  const net = netOf('start > a > end; stop > b > end2; note > c > end3', {
    stop: { kind: 'boundary', attachedTo: 'a', interrupting: true, trigger: 'message' },
    note: { kind: 'boundary', attachedTo: 'a', interrupting: false, trigger: 'message' },
    end2: { kind: 'end' },
    end3: { kind: 'end' },
  });
  const m = start(net);
  assert.deepEqual(offeredNodes(net, must(occur(net, m, 'stop'))), ['b']);
  assert.deepEqual(offeredNodes(net, must(occur(net, m, 'note'))).sort(), ['a', 'c', 'note', 'stop']);
});

test('an inclusive split takes one or many ways, and its join waits for just those', () => {
  const net = netOf('start > s; s > a > j; s > b > j; s > c > j; j > d > end', {
    s: { kind: 'inclusive' },
    j: { kind: 'inclusive' },
  });
  const m = start(net);
  assert.deepEqual(offered(net, m)[0]?.kind, 'choice');
  const one = must(choose(net, m, 's', 's-b'));
  assert.deepEqual(offeredNodes(net, must(complete(net, one, 'b'))), ['d']);
  let two = must(choose(net, m, 's', ['s-a', 's-c']));
  two = must(complete(net, two, 'a'));
  assert.deepEqual(offeredNodes(net, two), ['c']);
  assert.deepEqual(offeredNodes(net, must(complete(net, two, 'c'))), ['d']);
});

test('a terminate end stops everything else', () => {
  const net = netOf('start > s; s > a > stop; s > b > end', {
    s: { kind: 'parallel' },
    stop: { kind: 'end', terminates: true },
  });
  assert.equal(ended(net, must(complete(net, start(net), 'a')))?.end, 'stop');
});

test('a marking is plain JSON and moves leave it untouched', () => {
  const net = netOf('start > s; s > a > j; s > b > j; j > end', { s: { kind: 'parallel' }, j: { kind: 'parallel' } });
  const m = start(net);
  const copy = JSON.parse(JSON.stringify(m));
  complete(net, m, 'a');
  assert.deepEqual(m, copy);
});

test('a loop in which nobody does anything is refused', () => {
  const made = compile(road('start > m > s; s > m; s > end', { m: { kind: 'exclusive' }, s: { kind: 'parallel' } }));
  assert.equal(made.ok ? '' : made.refusal.tag, 'endless-loop');
});

test('block-structured roads are sound, and every play of them comes to the end with every offer possible', () => {
  fc.assert(
    fc.property(block, fc.integer(), (b, seed) => {
      const made = blockRoad(b);
      const net = must(compile(made));
      const random = seededRandom(seed);
      let m = start(net);
      for (let i = 0; !ended(net, m); i++) {
        assert.ok(i < 2_000, 'a play comes to an end');
        assert.ok(Object.values(m.at).every((n) => n > 0 && Number.isInteger(n)));
        const offers = offered(net, m);
        assert.ok(offers.length > 0, 'something is offered until the end');
        for (const o of offers)
          assert.ok(moves(net, m, o).length >= Math.max(1, o.options.length), 'every offer is possible');
        const offer = offers[Math.floor(random() * offers.length)];
        const next = offer ? moves(net, m, offer) : [];
        const chosen = next[Math.floor(random() * next.length)];
        assert.ok(chosen);
        m = chosen;
      }
      assert.deepEqual(m.at, {});
    }),
    { numRuns: 300 },
  );
});

test('block-structured roads have no findings', () => {
  fc.assert(
    fc.property(block, (b) => {
      const findings = check(blockRoad(b)).filter((f) => f.key !== 'too-large-to-explore');
      assert.deepEqual(findings, []);
    }),
    { numRuns: 100 },
  );
});

test('a road that gets stuck, leads nowhere or has a lost step is found', () => {
  const keys = (...args: Parameters<typeof road>) =>
    check(road(...args)).map((f) => `${f.severity} ${f.key} ${f.node}`);
  const gates = { x: { kind: 'exclusive' }, j: { kind: 'parallel' } } as const;
  assert.deepEqual(keys('start > x; x > a > j; x > b > j; j > end', gates), ['error gets-stuck j']);
  assert.deepEqual(keys('start > a > end; b > end'), ['error unreachable b']);
  assert.deepEqual(keys('start > x; x > a > end; x > b > c > b', { x: { kind: 'exclusive' } }), [
    'error leads-nowhere b',
    'error leads-nowhere c',
  ]);
  assert.deepEqual(
    keys('start > s; s > a > m; s > b > m; m > c > end', { s: { kind: 'parallel' }, m: { kind: 'exclusive' } }),
    ['warning twice-at-once c'],
  );
});
