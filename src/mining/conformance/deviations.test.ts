import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inductiveMiner } from '#mining/discovery/inductive.ts';
import { netOfTree, type PetriNet } from '#mining/discovery/petri-net.ts';
import { activityTree, node } from '#mining/discovery/tree.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { align } from './align/align.ts';
import { readAllowances } from './allow.ts';
import { type Deviations, deviationsAgainst, deviationsOf } from './deviations.ts';
import { suppressDeviations } from './suppress.ts';

const day = 86_400_000;

/** A case per word, a letter a day; case `c` begins on day `c` of 2026. */
function logOfWords(words: readonly string[], length: (c: number) => number = () => 1) {
  return logFromEvents(
    words.flatMap((word, c) =>
      Array.from(word, (activity, i) => ({
        caseId: `${c}`,
        activity,
        time: Date.UTC(2026, 0, 1, 12) + (c + i * length(c)) * day,
      })),
    ),
  );
}

const sequence = (word: string): PetriNet => netOfTree(node('sequence', Array.from(word, activityTree)));
const several = (n: number, word: string) => Array<string>(n).fill(word);

function told(found: Deviations | undefined) {
  return found?.deviations.map(({ category, step, other, cases }) => [category, step, other, cases].join(' ').trim());
}

test('each kind of deviation has its name, and what the case is about is said', () => {
  const of = (word: string) => told(deviationsOf(logOfWords([word]), sequence('abcd')));
  assert.deepEqual(of('abcd'), []);
  assert.deepEqual(of('acd'), ['skipped b  1']);
  assert.deepEqual(of('abbcd'), ['repeated b  1']);
  assert.deepEqual(of('abxcd'), ['not-on-road x  1']);
  assert.deepEqual(of('acbd'), ['swapped c b 1']);
  assert.deepEqual(of('bacd'), ['swapped b a 1']);
  assert.deepEqual(of('cd'), ['started-late c  1']);
  assert.deepEqual(of('ab'), ['ended-early b  1']);
  assert.deepEqual(of('xy'), ['ended-early   1', 'not-on-road x  1', 'not-on-road y  1']);
  // Two steps too late is told with the step beside it on the road.
  assert.deepEqual(of('acdb'), ['swapped c b 1']);
  assert.deepEqual(of('dabc'), ['swapped d c 1']);
});

test('a step of another branch of the road is not here, but neither is it unknown', () => {
  const net = netOfTree(
    node('sequence', [activityTree('a'), node('choice', [activityTree('b'), activityTree('c')]), activityTree('d')]),
  );
  // Either of the two may be taken for the one too many.
  assert.match(told(deviationsOf(logOfWords(['abcd']), net))![0]!, /^not-here [bc] {2}1$/);
});

test('share, medians and effect compare the cases with a deviation with all others', () => {
  const words = [...several(10, 'abcd'), ...several(6, 'abbcd'), ...several(2, 'acd')];
  const found = deviationsOf(
    logOfWords(words, (c) => (words[c] === 'abbcd' ? 5 : 2)),
    sequence('abcd'),
  );
  assert.ok(found);
  assert.deepEqual([found.cases, found.fittingCases, found.deviatingCases, found.exact], [18, 10, 8, true]);
  const [repeated, skipped] = found.deviations;
  assert.deepEqual([repeated?.cases, repeated?.share, repeated?.effect], [6, 6 / 18, 1]);
  assert.deepEqual([repeated?.medianSeconds, repeated?.othersMedianSeconds], [20 * 86_400, 6 * 86_400]);
  assert.ok(repeated!.p! < 0.001 && repeated!.q! >= repeated!.p!);
  // Two cases are too few to compare.
  assert.deepEqual([skipped?.cases, skipped?.effect, skipped?.medianSeconds, skipped?.q], [2, null, null, null]);
});

test('what is allowed is told apart with who and why, until its day, and does not lower the rate', () => {
  const read = readAllowances(
    JSON.stringify({
      allowed: [
        { category: 'skipped', step: 'b', reason: 'prov', decidedBy: 'Processägaren', until: '2026-01-03' },
        { category: 'swapped', step: 'c', other: 'b', reason: 'ok', decidedBy: 'Nämnden', until: '2026-12-31' },
      ],
    }),
  );
  assert.ok(read.ok);
  // Case 4 begins on the 5th: too late for the first allowance.
  const found = deviationsOf(logOfWords(['acd', 'abcd', 'acd', 'axcd', 'acd']), sequence('abcd'), {
    allowed: read.value,
  });
  assert.ok(found);
  assert.deepEqual(told(found), ['skipped b  2', 'not-on-road x  1']);
  assert.deepEqual(
    found.allowed.map(({ step, cases, reason, decidedBy, until }) => [step, cases, reason, decidedBy, until]),
    [['b', 2, 'prov', 'Processägaren', '2026-01-03']],
  );
  assert.deepEqual([found.fittingCases, found.conformingCases, found.conformingShare], [1, 3, 0.6]);
  assert.deepEqual(
    found.unused.map(({ step }) => step),
    ['c'],
  );
});

test('an allowance without reason, decider or day is refused, and so is what is no list of them', () => {
  const whole = { category: 'skipped', step: 'b', reason: 'x', decidedBy: 'y', until: '2026-01-31' };
  const refusal = (entry: object) => {
    const read = readAllowances(JSON.stringify({ allowed: [whole, entry] }));
    return read.ok || read.refusal.tag !== 'entry-wrong'
      ? read
      : [read.refusal.entry, read.refusal.field, read.refusal.problem];
  };
  for (const field of ['reason', 'decidedBy', 'until', 'category', 'step'])
    assert.deepEqual(refusal({ ...whole, [field]: undefined }), [2, field, 'missing'], field);
  assert.deepEqual(refusal({ ...whole, until: '2026-02-30' }), [2, 'until', 'wrong']);
  assert.deepEqual(refusal({ ...whole, reason: '  ' }), [2, 'reason', 'wrong']);
  assert.deepEqual(refusal({ ...whole, category: 'late' }), [2, 'category', 'wrong']);
  assert.deepEqual(refusal({ ...whole, untill: '' }), [2, 'untill', 'unknown']);
  assert.deepEqual(refusal({ ...whole, step: null }), [2, 'step', 'wrong']);
  assert.deepEqual(refusal({ ...whole, other: 'c' }), [2, 'other', 'wrong']);
  assert.deepEqual(refusal({ ...whole, category: 'swapped' }), [2, 'other', 'missing']);
  assert.deepEqual(readAllowances('{"allowed": [\n{,'), { ok: false, refusal: { tag: 'list-not-json', line: 2 } });
  for (const text of ['[]', '{}', '{"allowed":[]}', '{"allowed":[1],"x":1}', 'null'])
    assert.deepEqual(readAllowances(text), { ok: false, refusal: { tag: 'list-missing', field: 'allowed' } }, text);
});

test('when the time is up, cases not aligned are told apart and nothing is said of them', () => {
  const words = ['abcd', 'acd', 'acd'];
  const found = deviationsOf(logOfWords(words), sequence('abcd'), { now: () => 1, until: 0 });
  assert.deepEqual([found?.cases, found?.alignedCases, found?.exact, found?.deviations], [3, 0, false, []]);
});

test('groups under five are left out, and more where the rest could be reckoned', () => {
  const words = [...several(20, 'abcd'), ...several(9, 'acd'), ...several(6, 'abxcd'), ...several(3, 'abbcd')];
  const found = deviationsOf(logOfWords(words), sequence('abcd'));
  assert.ok(found);
  const shown = suppressDeviations(found, 5);
  // Of the 18 that deviate, 9 + 6 would leave 3: the six go too.
  assert.deepEqual(
    shown?.deviations.map(({ category, cases }) => [category, cases]),
    [['skipped', 9]],
  );
  assert.deepEqual([shown?.withheld, shown?.fittingCases, shown?.deviatingCases], [2, 20, 18]);
  assert.ok(!JSON.stringify(shown).includes('caseNumbers'));
  const few = deviationsOf(logOfWords([...several(20, 'abcd'), ...several(3, 'acd')]), sequence('abcd'));
  const hidden = suppressDeviations(few!, 5);
  assert.deepEqual([hidden?.fittingCases, hidden?.conformingShare, hidden?.deviations], [null, null, []]);
  assert.equal(suppressDeviations(deviationsOf(logOfWords(['abcd']), sequence('abcd'))!, 5), undefined);
});

test('an allowance that few cases need looks like one that none needs', () => {
  const entry = { category: 'skipped', step: 'b', reason: 'r', decidedBy: 'd', until: '2026-12-31' } as const;
  const found = deviationsOf(logOfWords([...several(20, 'abcd'), ...several(2, 'acd')]), sequence('abcd'), {
    allowed: [entry, { ...entry, step: 'c' }],
  });
  assert.deepEqual([found?.allowed.length, found?.unused.length], [1, 1]);
  const shown = suppressDeviations(found!, 5);
  assert.deepEqual(shown?.allowed, []);
  assert.deepEqual(
    shown?.unused.map(({ step }) => step),
    ['b', 'c'],
  );
  assert.equal(shown?.withheld, 0);
});

test('each case can be held to a model of its own', () => {
  const log = logOfWords(['abc', 'ac', 'abc', 'ac', 'xx']);
  const models = [
    { net: sequence('abc'), selection: Uint32Array.of(0, 1) },
    { net: sequence('ac'), selection: Uint32Array.of(2, 3) },
  ];
  const found = deviationsAgainst(log, models);
  assert.ok(found.ok);
  assert.deepEqual(told(found.value), ['not-on-road b  1', 'skipped b  1']);
  assert.deepEqual(
    found.value.deviations.map(({ caseNumbers, share }) => [...caseNumbers, share]),
    [
      [2, 0.25],
      [1, 0.25],
    ],
  );
  assert.deepEqual([found.value.cases, found.value.fittingCases, found.value.exact], [4, 2, true]);
  const stuck: PetriNet = { places: 2, transitions: [], initial: [1, 0], final: [0, 1] };
  assert.deepEqual(deviationsAgainst(log, [models[0]!, { net: stuck }]), {
    ok: false,
    refusal: { tag: 'model-without-end', at: 1 },
  });
  assert.equal(deviationsOf(log, stuck), undefined);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'x'), minLength: 1, maxLength: 6 });

test('a case has deviations exactly when it does not fit, and never more of them than its cost', () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 8 }),
      fc.array(word, { minLength: 1, maxLength: 4 }),
      (seen, road) => {
        const log = logOfWords(seen);
        const net = netOfTree(inductiveMiner(logOfWords(road)));
        const { costs, fittingCases } = align(log, net)!;
        const found = deviationsOf(log, net)!;
        assert.equal(found.fittingCases, fittingCases);
        const per = new Array<number>(log.cases).fill(0);
        for (const { caseNumbers } of found.deviations) for (const c of caseNumbers) per[c]!++;
        for (const [c, cost] of costs.entries()) {
          assert.equal(per[c]! > 0, cost > 0);
          assert.ok(per[c]! <= cost);
        }
        const shown = suppressDeviations(found, 3);
        for (const { cases } of shown?.deviations ?? []) assert.ok(cases >= 3);
      },
    ),
    { numRuns: 150 },
  );
});
