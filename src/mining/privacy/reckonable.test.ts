import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Log } from '#mining/log/log.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { mapOf } from '#mining/map/map.ts';
import { suppressWorking } from '#mining/performance/waiting/suppress-work.ts';
import { workGroups, workingAndWaiting } from '#mining/performance/waiting/working-waiting.ts';
import { narrow } from './bounds.ts';
import { suppressMap } from './small-groups.ts';

const N = 5;
const hour = 3_600_000;

/** Cases as words; a letter is an activity, worked on for half an hour of each hour. */
function logOf(ways: readonly (readonly [string, number])[]): Log {
  const words = ways.flatMap(([word, n]) => new Array<string>(n).fill(word));
  return logFromEvents(
    words.flatMap((word, c) =>
      [...word].map((activity, i) => ({ caseId: `${c}`, activity, start: i * hour, time: (i + 0.5) * hour })),
    ),
  );
}

/** Somebody who has an answer, and writes down what each of its numbers can be. */
function reckoner() {
  const [low, high]: [number[], number[]] = [[], []];
  const sums: { parts: number[]; whole: number }[] = [];
  const secrets: number[] = [];
  const from = (least: number, most: number) => {
    low.push(least);
    return high.push(most) - 1;
  };
  const hidden = (most = Number.POSITIVE_INFINITY) => secrets[secrets.push(from(0, most)) - 1]!;
  return {
    told: (n: number | null) => (n === null ? from(N, Number.POSITIVE_INFINITY) : from(n, n)),
    /** Of beginnings and ends, 0 also says fewer. */
    end: (n: number | null) => (n === 0 ? hidden(N - 1) : n === null ? from(N, Number.POSITIVE_INFINITY) : from(n, n)),
    add: (parts: number[], whole: number) => sums.push({ parts: [...parts, hidden()], whole }),
    reckoned: () => {
      narrow({ low, high }, sums);
      return secrets.filter((at) => low[at]! >= 1 && high[at]! < N).length;
    },
  };
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 1, maxLength: 5 });
const ways = fc.array(fc.tuple(word, fc.oneof(fc.nat(6), fc.integer({ min: 5, max: 25 }))), { maxLength: 7 });

test('bounds follow from sums, also over several of them', () => {
  // x + y = 9 and x + z = 7, where x is at least 5 and z 0: then x is 7, and y 2.
  const bounds = { low: [5, 0, 0, 9, 7], high: [Infinity, Infinity, 0, 9, 7] };
  narrow(bounds, [
    { parts: [0, 1], whole: 3 },
    { parts: [0, 2], whole: 4 },
  ]);
  assert.deepEqual(
    [bounds.low, bounds.high],
    [
      [7, 2, 0, 9, 7],
      [7, 2, 0, 9, 7],
    ],
  );
});

test('D13 map: no group of one to four is reckoned from several sums together', () => {
  fc.assert(
    fc.property(ways, (some) => {
      const map = mapOf(logOf(some));
      // A log of fewer cases has no map.
      if (map.cases < N) return;
      const { nodes, edges } = suppressMap(map).shown;
      const { told, end, add, reckoned } = reckoner();
      const path = new Map(edges.map((edge) => [edge, told(edge.count)]));
      const paths = (side: 'from' | 'to', activity: string) =>
        edges.filter((edge) => edge[side] === activity).map((edge) => path.get(edge)!);
      const each = nodes.map((node) => ({
        ...{ activity: node.activity, events: told(node.events) },
        ...{ starts: end(node.starts), ends: end(node.ends) },
      }));
      for (const { activity, events, starts, ends } of each) {
        add([...paths('from', activity), ends], events);
        add([...paths('to', activity), starts], events);
      }
      add(
        each.map(({ starts }) => starts),
        told(map.cases),
      );
      add(
        each.map(({ ends }) => ends),
        told(map.cases),
      );
      add(
        each.map(({ events }) => events),
        told(map.events),
      );
      assert.equal(reckoned(), 0, JSON.stringify({ nodes, edges }));
    }),
    { numRuns: 500 },
  );
});

test('D13 map: what two subtractions would tell is withheld', () => {
  // f goes to a 5 times and 4 times elsewhere: all that leaves f less its ends is 9, and what comes to a from f is 5.
  const log = logOf([
    ['af', 21],
    ['c', 11],
    ['e', 7],
    ['efaa', 5],
    ['cef', 3],
    ['afe', 4],
    ['acd', 3],
  ]);
  const { nodes } = suppressMap(mapOf(log)).shown;
  assert.equal(nodes.find(({ activity }) => activity === 'f')!.ends, null);
});

test('D13 working and waiting: no group of one to four is reckoned from the counts of pairs beside those of activities', () => {
  fc.assert(
    fc.property(ways, (some) => {
      const log = logOf(some);
      const { shown } = suppressWorking(workingAndWaiting(log), workGroups(log, N));
      if (shown === undefined) return;
      const { told, add, reckoned } = reckoner();
      const pairs = shown.segments.map(({ from, to, count }) => ({ from, to, at: told(count) }));
      for (const { activity, count } of shown.activities)
        for (const end of ['from', 'to'] as const)
          add(
            pairs.filter((pair) => pair[end] === activity).map(({ at }) => at),
            told(count),
          );
      assert.equal(reckoned(), 0, JSON.stringify(shown));
    }),
    { numRuns: 500 },
  );
});
