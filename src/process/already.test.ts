import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProcessId } from '#lib/id.ts';
import { type Alike, decideImport, type Wanted } from './already.ts';

const [a, b] = [1, 2].map((n) => ProcessId.parse(`00000003-0000-4000-8000-00000000000${n}`)) as [ProcessId, ProcessId];
const version = (processId: ProcessId, more: Partial<Alike> = {}): Alike => ({
  processId,
  name: processId === a ? 'Äldre' : 'Äldre, kopia',
  number: 1,
  state: 'adopted',
  sameFile: false,
  ...more,
});
const decide = (alike: readonly Alike[], wanted: Partial<Wanted> = {}) =>
  decideImport(alike, { processId: undefined, ifHere: 'refuse', ...wanted }, (id) => id === a);
const tagOf = (...args: Parameters<typeof decide>) => {
  const decided = decide(...args);
  return decided.ok ? 'ok' : decided.refusal.tag;
};

test('a file like no other is imported, as a new process or as a draft', () => {
  assert.equal(tagOf([]), 'ok');
  assert.equal(tagOf([], { processId: a }), 'ok');
});

test('a new process that is here already is told with where, the same file first, each process once', () => {
  const decided = decide([version(a), version(b, { number: 2, sameFile: true }), version(b)]);
  assert.deepEqual(decided, {
    ok: false,
    refusal: {
      tag: 'process-already-here',
      processes: [
        { processId: b, name: 'Äldre, kopia', sameFile: true, mayDraft: false },
        { processId: a, name: 'Äldre', sameFile: false, mayDraft: true },
      ],
    },
  });
});

test('whoever has been told may import all the same', () => {
  assert.equal(tagOf([version(a, { sameFile: true })], { ifHere: 'import' }), 'ok');
  assert.equal(tagOf([version(b)], { processId: a, ifHere: 'import' }), 'ok');
});

test('a draft of its own process is no question, nor is an earlier road taken back', () => {
  assert.equal(tagOf([version(a)], { processId: a }), 'ok');
  assert.equal(tagOf([version(a, { sameFile: true, state: 'replaced' })], { processId: a }), 'ok');
  assert.equal(tagOf([version(a), version(b)], { processId: a }), 'ok');
});

test('a draft of one process by a file that is another is told', () => {
  assert.equal(tagOf([version(b)], { processId: a }), 'process-already-here');
});

test('the very same draft is never made twice, whatever is chosen', () => {
  const here = version(a, { sameFile: true, state: 'draft', number: 3 });
  for (const wanted of [
    {},
    { ifHere: 'import' as const },
    { processId: a },
    { processId: a, ifHere: 'import' as const },
  ])
    assert.deepEqual(decide([version(a), here], wanted), {
      ok: false,
      refusal: { tag: 'draft-already-here', processId: a, name: 'Äldre', number: 3 },
    });
  assert.equal(tagOf([here], { processId: b, ifHere: 'import' }), 'ok');
});
