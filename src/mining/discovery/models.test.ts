import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#lib/random.ts';
import { align } from '#mining/conformance/align/align.ts';
import { replay } from '#mining/conformance/replay.ts';
import { readBpmnNet } from '#mining/formats/model/bpmn-net.ts';
import { readPnml, writePnml } from '#mining/formats/model/pnml.ts';
import { readPtml, writePtml } from '#mining/formats/model/ptml.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { encodeUtf8 } from '#mining/log/utf8.ts';
import { writeBpmn } from './bpmn.ts';
import { inductiveMiner } from './inductive.ts';
import { netOfTree } from './petri-net.ts';
import { activityTree, loop, node, SILENT, type Tree, treeText } from './tree.ts';

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

const { someTree } = fc.letrec<{ someTree: Tree }>((tie) => ({
  someTree: fc.oneof(
    { maxDepth: 4, depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', 'd', 'e').map(activityTree),
    fc.constant(SILENT),
    fc
      .tuple(
        fc.constantFrom('sequence' as const, 'choice' as const, 'parallel' as const),
        fc.array(tie('someTree'), { minLength: 2, maxLength: 3 }),
      )
      .map(([tag, children]) => node(tag, children)),
    fc.tuple(tie('someTree'), tie('someTree')).map(([body, redo]) => loop(body, redo)),
  ),
}));

/** One way through the tree, as its definition says, with no net in between. */
function playedOut(tree: Tree, random: () => number): string[] {
  const play = (part: Tree) => playedOut(part, random);
  switch (tree.tag) {
    case 'silent':
      return [];
    case 'activity':
      return [tree.activity];
    case 'sequence':
      return tree.children.flatMap(play);
    case 'choice':
      return play(tree.children[Math.floor(random() * tree.children.length)]!);
    case 'loop': {
      const word = play(tree.body);
      while (random() < 0.4) word.push(...play(tree.redo), ...play(tree.body));
      return word;
    }
    case 'parallel': {
      const open = tree.children.map(play);
      const word: string[] = [];
      for (let left = open.filter(({ length }) => length > 0); left.length > 0; ) {
        word.push(left[Math.floor(random() * left.length)]!.shift()!);
        left = open.filter(({ length }) => length > 0);
      }
      return word;
    }
  }
}

test('the log that a sound model plays out fits it, as a net, as PNML and BPMN, and a model mined from it without noise', () => {
  fc.assert(
    fc.property(someTree, fc.integer(), (tree, seed) => {
      const random = seededRandom(seed);
      const words = Array.from({ length: 12 }, () => playedOut(tree, random)).filter(({ length }) => length > 0);
      const log = logFromEvents(
        words.flatMap((word, c) => word.map((activity, time) => ({ caseId: `${c}`, activity, time }))),
      );
      const net = netOfTree(tree);
      const pnml = readPnml(encodeUtf8(writePnml(net)));
      const bpmn = readBpmnNet(encodeUtf8(writeBpmn(tree)));
      // A model of silent steps alone is none to others.
      assert.ok((pnml.ok && bpmn.ok) || words.length === 0, treeText(tree));
      const others = [pnml, bpmn].flatMap((one) => (one.ok ? [one.value] : []));
      for (const one of [net, ...others, netOfTree(inductiveMiner(log))]) {
        const { fittingCases, logFitness, exact } = replay(log, one);
        assert.deepEqual([fittingCases, logFitness, exact], [words.length, 1, true], treeText(tree));
        assert.equal(align(log, one)?.totalCost, 0, treeText(tree));
      }
    }),
    { numRuns: 150 },
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

test('what may be repeated is not put in a loop once more, and fits as before', () => {
  const again = (body: Tree) => loop(body, SILENT);
  assert.equal(treeText(again(again(activityTree('a')))), "*( 'a', tau )");
  assert.equal(treeText(again(SILENT)), 'tau');
  assert.equal(treeText(again(loop(activityTree('a'), activityTree('b')))), "*( *( 'a', 'b' ), tau )");
  const twice: Tree = { tag: 'loop', body: again(activityTree('a')), redo: SILENT };
  const log = logOfWords(['a', 'aaa', 'ab', '']);
  assert.deepEqual(align(log, netOfTree(again(twice.body)))?.costs, align(log, netOfTree(twice))?.costs);
});

test('a model of twenty steps that may each be passed by, in any order, is replayed without looking at every marking', () => {
  const activities = Array.from({ length: 20 }, (_, i) => String.fromCharCode(97 + i));
  const some = node(
    'parallel',
    activities.map((activity) => node('choice', [SILENT, activityTree(activity)])),
  );
  const net = netOfTree(node('sequence', [activityTree('start'), some, activityTree('end')]));
  const words = [
    ['start', 'end'],
    ['start', 't', 'a', 'end'],
    ['start', ...activities, 'end'],
    ['start', 'a', 'a', 'end'],
  ];
  const log = logFromEvents(
    words.flatMap((word, c) => word.map((activity, time) => ({ caseId: `${c}`, activity, time }))),
  );
  const found = replay(log, net);
  assert.equal(found.fittingCases, 3);
  assert.ok(found.logFitness > 0.9 && found.logFitness < 1);
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

test('a model may have character data, whatever stands in it, but no document type of its own', () => {
  const net = (name: string) =>
    readPnml(
      encodeUtf8(
        `<?xml version="1.0"?><!DOCTYPE pnml SYSTEM "pnml.dtd"><pnml><net><place id="p"><initialMarking><text>1</text></initialMarking></place><place id="q"/><transition id="t"><name><text>${name}</text></name></transition><arc source="p" target="t"/><arc source="t" target="q"/></net></pnml>`,
      ),
    );
  const read = net('<![CDATA[a < b && [c] ]]> or d');
  assert.ok(read.ok, JSON.stringify(read));
  assert.equal(read.value.transitions[0]!.label, 'a < b && [c]  or d');
  assert.ok(!net('<![CDATA[a').ok);
});

test('a file that is no model is refused', () => {
  for (const read of [readPnml, readPtml, readBpmnNet]) {
    for (const text of ['', '<a>', '<a/>', '<!DOCTYPE a [<!ENTITY b "c">]><a/>']) assert.ok(!read(encodeUtf8(text)).ok);
  }
});
