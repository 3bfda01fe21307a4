import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inductiveMiner } from '#mining/discovery/inductive.ts';
import type { PetriNet } from '#mining/discovery/petri-net.ts';
import { netOfTree } from '#mining/discovery/petri-net.ts';
import { activityTree, node, SILENT } from '#mining/discovery/tree.ts';
import { dictionaryOf } from '#mining/log/dictionary.ts';
import { finishedCases } from '#mining/log/finished.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { align } from './align/align.ts';
import { deviationsOf } from './deviations.ts';
import { alignmentQuality } from './precision.ts';
import { replay } from './replay.ts';

function logOfWords(words: readonly string[]) {
  return logFromEvents(
    words.flatMap((word, c) => Array.from(word, (activity, time) => ({ caseId: `${c}`, activity, time }))),
  );
}

const netOf = (...words: string[]) => netOfTree(inductiveMiner(logOfWords(words)));
const running = () => false;

const someWords = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 1, maxLength: 7 }), {
  minLength: 1,
  maxLength: 8,
});

/**
 * A net whose whole runs are the beginnings of runs of this one: tokens may vanish in silence anywhere, and it is at its end when all
 * are gone and a token of its own has moved over.
 */
function beginningsOf({ places, transitions, initial }: PetriNet): PetriNet {
  const [before, after] = [places, places + 1];
  const vanish = Array.from({ length: places }, (_, place) => ({ label: undefined, inputs: [place], outputs: [] }));
  return {
    places: places + 2,
    transitions: [...transitions, ...vanish, { label: undefined, inputs: [before], outputs: [after] }],
    initial: [...initial, 1, 0],
    final: [...initial.map(() => 0), 0, 1],
  };
}

test('a running case costs what it costs to make it the beginning of a run, as a net of beginnings says', () => {
  fc.assert(
    fc.property(someWords, someWords, (mined, asked) => {
      const net = netOf(...mined);
      const log = logOfWords(asked);
      const found = align(log, net, { isFinished: running });
      const expected = align(log, beginningsOf(net));
      assert.deepEqual([found?.totalCost, found?.fittingCases], [expected?.totalCost, expected?.fittingCases]);
      assert.equal(replay(log, net, undefined, running).fittingCases, expected?.fittingCases);
      const deviations = deviationsOf(log, net, { isFinished: running });
      assert.equal(deviations?.fittingCases, expected?.fittingCases);
      assert.ok(deviations?.deviations.every(({ category }) => category !== 'ended-early'));
    }),
    { numRuns: 200 },
  );
});

test('every beginning of a case that fits fits while it is running', () => {
  fc.assert(
    fc.property(someWords, (words) => {
      const net = netOf(...words);
      const log = logOfWords(words.flatMap((word) => Array.from(word, (_, i) => word.slice(0, i + 1))));
      for (const found of [align(log, net, { isFinished: running }), replay(log, net, undefined, running)])
        assert.deepEqual([found?.fittingCases, found?.logFitness], [log.cases, 1]);
    }),
    { numRuns: 100 },
  );
});

test('finished and running cases of one way are judged apart, and those that are finished as before', () => {
  const net = netOf('abc');
  const log = logOfWords(['ab', 'ab', 'ab', 'abc', 'b']);
  const isFinished = (c: number) => c === 0 || c === 3;
  for (const found of [align(log, net, { isFinished }), replay(log, net, undefined, isFinished)]) {
    assert.equal(found?.fittingCases, 3);
    assert.deepEqual(
      Array.from(found.variantOf, (v) => found.fits.fits[v]),
      [0, 1, 1, 1, 0],
    );
    assert.equal(found.variantOf[1], found.variantOf[2]);
  }
  const found = deviationsOf(log, net, { isFinished });
  assert.deepEqual(
    found?.deviations.map(({ category, step, cases }) => [category, step, cases]),
    [
      ['ended-early', 'b', 1],
      ['started-late', 'b', 1],
    ],
  );
});

test('where a case that runs stands is no beginning that it goes on from: precision is not lowered by it', () => {
  const net = netOf('abc', 'abd');
  const log = logOfWords(['abc', 'ab']);
  const found = alignmentQuality(log, net, { isFinished: (c) => c === 0 });
  // After nothing and a one thing is allowed, to both cases; after ab two, to the one that went on: d is never done.
  assert.deepEqual([found?.precision.allowed, found?.precision.escaping], [2 + 2 + 2, 1]);
});

test('a case is finished by its last activity, or by an attribute that it has by then', () => {
  const log = logOfWords(['ab', 'a', 'abx']);
  const last = finishedCases(log, { activities: ['b', 'x'] });
  assert.ok(last.ok);
  assert.deepEqual([0, 1, 2].map(last.value), [true, false, true]);
  const closed = { path: ['closed'], values: { type: 'time', numbers: Float64Array.of(5, Number.NaN, 9) } } as const;
  const codes = Int32Array.of(-1, 0, 0);
  const state = { path: ['state'], values: { type: 'text', codes, dictionary: dictionaryOf(['done']) } } as const;
  const with2 = { ...log, caseAttributes: [closed, state] };
  const asked = (by: Parameters<typeof finishedCases>[1]) => {
    const found = finishedCases(with2, by);
    return found.ok ? [0, 1, 2].map(found.value) : found.refusal;
  };
  assert.deepEqual(asked({ attribute: 'closed' }), [true, false, true]);
  assert.deepEqual(asked({ attribute: 'closed', knownBefore: 9 }), [true, false, false]);
  assert.deepEqual(asked({ attribute: 'state', knownBefore: 8 }), [false, true, true]);
  assert.deepEqual(asked({ attribute: 'gone' }), { tag: 'not-in-log', what: 'attribute', name: 'gone' });
  assert.deepEqual(asked({ activities: ['b', 'y'] }), { tag: 'not-in-log', what: 'activity', name: 'y' });
});

test('a finished case that was broken off has ended early at its last step, whatever is cheaper to align', () => {
  const end = (name: string) => activityTree(name);
  // After a, either x and the road ends, or the long way b c d e.
  const long = node('sequence', ['b', 'c', 'd', 'e'].map(end));
  const net = netOfTree(node('sequence', [end('a'), node('choice', [SILENT, long])]));
  const log = logOfWords(['ab', 'abc', 'a', 'abcde', 'ac']);
  const found = deviationsOf(log, net);
  assert.equal(found?.fittingCases, 2);
  assert.deepEqual(
    found.deviations.map(({ category, step, caseNumbers }) => [category, step, ...caseNumbers]).toSorted(),
    [
      ['ended-early', 'b', 0],
      ['ended-early', 'c', 1],
      ['not-here', 'c', 4],
    ],
  );
  const stillOn = deviationsOf(log, net, { isFinished: (c) => c !== 0 });
  assert.deepEqual(
    stillOn?.deviations.map(({ step }) => step),
    ['c', 'c'],
  );
});
