import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { align } from '#mining/conformance/align/align.ts';
import { replay } from '#mining/conformance/replay.ts';
import { readBpmnNet } from '#mining/formats/model/bpmn-net.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { encodeUtf8 } from '#mining/log/utf8.ts';
import { writeCausalBpmn } from './bpmn.ts';
import { causalSummary, heuristicsMiner, netOfCausal } from './causal-net.ts';

function logOfWords(words: readonly string[]) {
  return logFromEvents(
    words.flatMap((word, c) => Array.from(word, (activity, time) => ({ caseId: `${c}`, activity, time }))),
  );
}

function times(count: number, ...words: string[]): string[] {
  return words.flatMap((word) => Array<string>(count).fill(word));
}

/** Each activity with the sets that it leads to, by name; the end of a case is a dot. */
function setsOf(words: readonly string[]): string[] {
  return causalSummary(heuristicsMiner(logOfWords(words)))
    .flatMap(({ activity, to }) =>
      activity === null
        ? []
        : to.map(({ activities, count }) => `${activity} → ${activities.map((one) => one ?? '.').join('+')} ${count}`),
    )
    .toSorted();
}

test('sequence, choice, concurrency, a step passed by and a step that repeats itself are told apart', () => {
  assert.deepEqual(setsOf(times(20, 'abc')), ['a → b 20', 'b → c 20', 'c → . 20']);
  assert.deepEqual(setsOf(times(20, 'abd', 'acd')), ['a → b 20', 'a → c 20', 'b → d 20', 'c → d 20', 'd → . 40']);
  assert.deepEqual(setsOf(times(20, 'abcd', 'acbd')), ['a → b+c 40', 'b → d 40', 'c → d 40', 'd → . 40']);
  assert.deepEqual(setsOf(times(20, 'abc', 'ac')), ['a → b 20', 'a → c 20', 'b → c 20', 'c → . 40']);
  assert.deepEqual(setsOf(times(20, 'abbbc')), ['a → b 20', 'b → b 40', 'b → c 20', 'c → . 20']);
  assert.deepEqual(setsOf(times(20, 'abcbcbd')), ['a → b 20', 'b → c 40', 'b → d 20', 'c → b 40', 'd → . 20']);
});

test('what happened once among many is left out', () => {
  const sets = setsOf([...times(200, 'abcd'), 'acbd', 'abd']);
  assert.deepEqual(
    sets.map((set) => set.replace(/ \d+$/, '')),
    ['a → b', 'b → c', 'c → d', 'd → .'],
  );
});

test('logs of clear ways fit the model that was mined from them', () => {
  const ways = [
    ['abcd', 'acbd'],
    ['abe', 'ace', 'ade'],
    ['abc', 'ac'],
    ['abcbcbd'],
    ['abbbc', 'abc'],
    ['abxd', 'acyd'],
  ];
  for (const words of ways) {
    const log = logOfWords(times(20, ...words));
    assert.equal(align(log, netOfCausal(heuristicsMiner(log)))?.totalCost, 0, words.join());
  }
});

const someWords = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 1, maxLength: 7 }), {
  minLength: 1,
  maxLength: 12,
});

test('every activity stands between the beginning and the end, and as BPMN the model says what its net says', () => {
  fc.assert(
    fc.property(someWords, fc.constantFrom(0.1, 0.5, 0.9), (words, dependency) => {
      const log = logOfWords(words);
      const net = heuristicsMiner(log, { dependency });
      for (const [node] of net.names.entries()) {
        assert.equal(net.into[node]!.length > 0, node !== net.begin);
        assert.equal(net.out[node]!.length > 0, node !== net.end);
      }
      const forth = net.out.flatMap((sets, from) => sets.flatMap(({ nodes }) => nodes.map((to) => `${from} ${to}`)));
      const back = net.into.flatMap((sets, to) => sets.flatMap(({ nodes }) => nodes.map((from) => `${from} ${to}`)));
      assert.deepEqual([...new Set(forth)].sort(), [...new Set(back)].sort());
      const bpmn = readBpmnNet(encodeUtf8(writeCausalBpmn(net)));
      assert.ok(bpmn.ok);
      const [one, other] = [netOfCausal(net), bpmn.value];
      assert.equal(replay(log, one).fittingCases, replay(log, other).fittingCases);
      const exactly = { now: () => performance.now(), until: performance.now() + 200 };
      const [costs, others] = [align(log, one, exactly), align(log, other, exactly)];
      if (costs?.exact !== false && others?.exact !== false) assert.equal(costs?.totalCost, others?.totalCost);
    }),
    { numRuns: 30 },
  );
});

test('the same log gives the same model, whatever order its cases come in', () => {
  fc.assert(
    fc.property(someWords, (words) => {
      const named = (list: readonly string[]) =>
        causalSummary(heuristicsMiner(logOfWords(list)))
          .map(
            ({ activity, to }) =>
              `${activity}: ${to.map(({ activities, count }) => `${activities.toSorted()} ${count}`).toSorted()}`,
          )
          .toSorted();
      assert.deepEqual(named(words.toReversed()), named(words));
    }),
    { numRuns: 300 },
  );
});

test('a log of nine hundred activities is drawn too, each shape in a place of its own', () => {
  const log = logFromEvents(
    Array.from({ length: 4000 }, (_, i) => ({ caseId: `${i % 40}`, activity: `${(i * 7919) % 900}`, time: i })),
  );
  const bpmn = writeCausalBpmn(heuristicsMiner(log, { dependency: 0.1 }));
  const boxes = [...bpmn.matchAll(/<dc:Bounds x="([^"]+)" y="([^"]+)"/g)].map(([, x, y]) => `${x} ${y}`);
  assert.ok(boxes.length > 600, `${boxes.length}`);
  assert.equal(new Set(boxes).size, boxes.length);
  assert.ok(readBpmnNet(encodeUtf8(bpmn)).ok);
});
