import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { netOfTree, type PetriNet } from '#mining/discovery/petri-net.ts';
import type { Tree } from '#mining/discovery/tree.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { align } from './align.ts';
import { codesFor, markingsOf } from './markings.ts';
import { cheapest, movesOf, searchOf } from './search.ts';

const names = Array.from('abcdefghijklmnopqrst');
const step = (activity: string): Tree => ({ tag: 'activity', activity });
const perhaps = (activity: string): Tree => ({ tag: 'choice', children: [{ tag: 'silent' }, step(activity)] });

/** Twenty steps that may be taken in any order or passed by: some billions of markings. */
const wide = netOfTree({ tag: 'parallel', children: names.map(perhaps) });

function logOfWords(words: readonly string[]) {
  return logFromEvents(
    words.flatMap((word, c) => Array.from(word, (activity, time) => ({ caseId: `${c}`, activity, time }))),
  );
}

test('cases that fit are aligned at once in a net with more markings than can be looked through', () => {
  const words = ['abc', 'tsrq', names.join(''), names.toReversed().join('')];
  const seen = new Map<number, string>();
  const found = align(logOfWords(words), wide, {
    onAligned: (moves, _, example) =>
      seen.set(example, moves.map(({ transition }) => wide.transitions[transition]!.label ?? '').join('')),
  });
  assert.deepEqual([found?.exact, found?.fittingCases, found?.totalCost], [true, words.length, 0]);
  for (const [example, word] of words.entries()) assert.equal(seen.get(example), word);
});

test('a variant that is hard to align leaves the others their share of the time', () => {
  // The most frequent one does everything twice, which no quick way is known for.
  const twice = `${names.join('')}${names.join('')}`;
  const words = [twice, twice, 'abc', 'cba', 'qrst'];
  let asked = 0;
  const found = align(logOfWords(words), wide, { now: () => asked++, until: 90 });
  assert.equal(found?.exact, false);
  assert.equal(found.fittingCases, 3);
  assert.equal(found.alignedVariants, 3);
  assert.equal(found.variants, 4);
});

/** Any net, sound or not: steps without inputs, tokens that nobody takes, ends that cannot be reached. */
const someNet: fc.Arbitrary<PetriNet> = fc.integer({ min: 2, max: 5 }).chain((places) => {
  const some = fc.uniqueArray(fc.nat(places - 1), { maxLength: 2 });
  const step = fc.record({ label: fc.constantFrom('a', 'b', 'c', undefined, undefined), inputs: some, outputs: some });
  const tokens = fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: places, maxLength: places });
  return fc.record({
    places: fc.constant(places),
    transitions: fc.array(step, { minLength: 1, maxLength: 8 }),
    initial: tokens,
    final: tokens,
  });
});

test('looking only at the steps that are needed, a search finds what it finds by looking at all', () => {
  let [found, none] = [0, 0];
  fc.assert(
    fc.property(someNet, fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x'), maxLength: 5 }), (net, word) => {
      const markings = markingsOf(net);
      const trace = codesFor(markings, Array.from(word));
      const narrow = searchOf(markings, undefined);
      const wide = { ...searchOf(markings, undefined), needed: undefined };
      for (const limits of [{ mostCost: 0 }, {}]) {
        const [one, all] = [narrow, wide].map((search) => cheapest(search, trace, { ...limits, mostStates: 2000 }));
        if (one === 'stopped' || all === 'stopped') continue;
        if (typeof one === 'string' || typeof all === 'string') {
          assert.equal(one, all);
          none++;
          continue;
        }
        assert.equal(one?.cost, all?.cost);
        const moves = movesOf(narrow, one!);
        assert.deepEqual(
          moves.filter(({ event }) => event >= 0).map(({ event }) => event),
          [...trace.keys()],
        );
        found++;
      }
    }),
    { numRuns: 1000 },
  );
  assert.ok(found > 100 && none > 100, `${found} found, ${none} without a way`);
});
