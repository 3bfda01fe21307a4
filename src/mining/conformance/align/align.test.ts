import assert from 'node:assert/strict';
import { test } from 'node:test';
import { netOfTree } from '#mining/discovery/petri-net.ts';
import type { Tree } from '#mining/discovery/tree.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { align } from './align.ts';

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
