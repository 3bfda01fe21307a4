import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileBytes } from '#platform/file-bytes.ts';
import { align } from './conformance/align.ts';
import { replay } from './conformance/replay.ts';
import { writeBpmn } from './discovery/bpmn.ts';
import { inductiveMiner } from './discovery/inductive.ts';
import { treeText } from './discovery/tree.ts';
import { readBpmnNet } from './formats/bpmn-net.ts';
import { readPnml, writePnml } from './formats/pnml.ts';
import { readPtml, writePtml } from './formats/ptml.ts';
import { readLog } from './formats/read-log.ts';
import { logFromEvents } from './log-builder.ts';
import { netOfTree } from './petri-net.ts';
import { sharedData } from './shared-data.test-data.ts';
import { encodeUtf8 } from './utf8.ts';

function logOfWords(words: readonly string[]) {
  return logFromEvents(
    words.flatMap((word, c) => Array.from(word, (activity, time) => ({ caseId: `${c}`, activity, time }))),
  );
}

const someWords = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 1, maxLength: 7 }), {
  minLength: 1,
  maxLength: 12,
});

test('a model mined without noise fits every trace of its log, as a net, as PNML, PTML and BPMN', () => {
  fc.assert(
    fc.property(someWords, (words) => {
      const log = logOfWords(words);
      const tree = inductiveMiner(log);
      const net = netOfTree(tree);
      const pnml = readPnml(encodeUtf8(writePnml(net)));
      const ptml = readPtml(encodeUtf8(writePtml(tree)));
      const bpmn = readBpmnNet(encodeUtf8(writeBpmn(tree)));
      assert.ok(pnml.ok && ptml.ok && bpmn.ok);
      assert.equal(treeText(ptml.value), treeText(tree));
      for (const one of [net, pnml.value, bpmn.value]) {
        assert.deepEqual(
          [align(log, one)?.totalCost, replay(log, one).fittingCases],
          [0, words.length],
          treeText(tree),
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('the tree shows sequence, choice, concurrency and repetition where the log has them', () => {
  const mined = (...words: string[]) => treeText(inductiveMiner(logOfWords(words)));
  assert.equal(mined('abc'), "->( 'a', 'b', 'c' )");
  assert.equal(mined('ab', 'ac'), "->( 'a', X( 'b', 'c' ) )");
  assert.equal(mined('abcd', 'acbd'), "->( 'a', +( 'b', 'c' ), 'd' )");
  assert.equal(mined('ab', 'abcab'), "*( ->( 'a', 'b' ), 'c' )");
  assert.equal(
    treeText(inductiveMiner(logOfWords([...Array<string>(50).fill('abcd'), 'dcba', 'bdac']), 0.2)),
    "->( 'a', 'b', 'c', 'd' )",
  );
});

test('an alignment counts the fewest moves apart, and a trace that fits is never called unfitting', () => {
  const net = netOfTree(inductiveMiner(logOfWords(['abcd', 'acbd'])));
  const costs = (word: string) => align(logOfWords([word]), net)?.totalCost;
  assert.deepEqual(['abcd', 'acbd', 'abd', 'abxcd', 'dcba', ''.padEnd(3, 'a')].map(costs), [0, 0, 1, 1, 4, 5]);
  const { fittingCases, logFitness } = replay(logOfWords(['abcd', 'abd']), net);
  assert.equal(fittingCases, 1);
  assert.ok(logFitness > 0.5 && logFitness < 1);
});

test('when the time is up, what was not aligned is bounded and the answer says so', () => {
  const log = logOfWords(['abcd', 'acbd', 'dd']);
  const net = netOfTree(inductiveMiner(logOfWords(['abcd'])));
  const found = align(log, net, { now: () => 1, until: 0 });
  assert.deepEqual([found?.exact, found?.alignedVariants, found?.totalCost], [false, 0, 4 + 4 + 2 + 3 * 4]);
});

test('a file that is no model is refused', () => {
  for (const read of [readPnml, readPtml, readBpmnNet]) {
    for (const text of ['', '<a>', '<a/>', '<!DOCTYPE a [<!ENTITY b "c">]><a/>']) assert.ok(!read(encodeUtf8(text)).ok);
  }
});

const MODELS = [
  'running-example',
  'helpdesk',
  'receipt',
  'repairExample',
  'reviewing',
  'teleclaims',
  'Road_Traffic_Fine_Management_Process',
];

for (const name of MODELS) {
  test(`optimal alignments of ${name} cost what the reference says, on its model files`, async (t) => {
    if (!sharedData) return t.skip('shared data absent');
    const file = readdirSync(`${sharedData}/logs`).find((one) => one.startsWith(`${name}.xes`));
    const read = await readLog(fileBytes(`${sharedData}/logs/${file}`));
    assert.ok(read.ok);
    const { conformance } = JSON.parse(readFileSync(`${sharedData}/expected/${name}.json`, 'utf8'));
    for (const noise of ['0.0', '0.2']) {
      const model = `${sharedData}/expected/${name}.im${noise}.pnml`;
      const expected = conformance[`inductive_noise_${noise}`]?.alignments;
      if (!existsSync(model) || expected?.deviation_cost_sum === undefined || expected.on !== 'whole log') continue;
      const net = readPnml(readFileSync(model));
      assert.ok(net.ok);
      const found = align(read.value.log, net.value);
      assert.deepEqual(
        [found?.totalCost, found?.fittingCases],
        [expected.deviation_cost_sum, expected.perfectly_fitting],
      );
      assert.deepEqual(Array.from(found!.costs.slice(0, 20)), expected.cost_first_20_cases);
    }
  });
}
