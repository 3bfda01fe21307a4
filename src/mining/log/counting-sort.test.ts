import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inGroupOrder } from './counting-sort.ts';

/** Groups of keys, told apart by little or by much. */
const groups = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom(3, 2000, 2 ** 31, 2 ** 33, 2 ** 52), fc.nat())
    .map(([size, range, seed]) =>
      Array.from({ length: size }, (_, i) => Math.floor(Math.abs(Math.sin(seed + i * 7919)) * range) - range / 2),
    ),
  { maxLength: 6 },
);

test('the items of each group are put in the order of their keys, those of equal key stay as they were', () => {
  fc.assert(
    fc.property(groups, (given) => {
      const offset = [0];
      for (const group of given) offset.push(offset.at(-1)! + group.length);
      const keys = Float64Array.from(given.flat().map(Math.floor));
      const expected = given.flatMap((group, g) =>
        group.map((_, i) => offset[g]! + i).toSorted((x, y) => keys[x]! - keys[y]! || x - y),
      );
      assert.deepEqual(Array.from(inGroupOrder(offset, keys)), expected);
    }),
    { numRuns: 60 },
  );
});
