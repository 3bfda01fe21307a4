import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideBegin, decideFinish, decideJudge, monthAfter, monthOf } from './access-check.ts';

const at = Date.parse('2026-10-31T23:30:00.000Z');
const open = { finishedAt: null, left: 0, unclear: 0, unfounded: 0 };

test('a month is the one that it is in Sweden', () => {
  assert.equal(monthOf(at), '2026-11');
  assert.deepEqual([monthAfter('2026-09'), monthAfter('2026-12')], ['2026-10', '2027-01']);
});

test('a check is begun for months that have begun, never for one ahead', () => {
  assert.equal(decideBegin('2026-11', at).ok, true);
  const ahead = decideBegin('2026-12', at);
  assert.ok(!ahead.ok && ahead.refusal.tag === 'month-not-begun');
});

test('what is not founded is judged with a note that says why', () => {
  assert.equal(decideJudge(open, 'founded', '').ok, true);
  assert.equal(decideJudge(open, 'unfounded', 'Inget ärende').ok, true);
  const bare = decideJudge(open, 'unclear', '  ');
  assert.ok(!bare.ok && bare.refusal.tag === 'verdict-without-note');
  const late = decideJudge({ finishedAt: '2026-11-02T09:00:00.000Z' }, 'founded', '');
  assert.ok(!late.ok && late.refusal.tag === 'check-finished');
});

test('a check is finished once, when all is judged and what was found is followed up', () => {
  const tag = (result: ReturnType<typeof decideFinish>) => (result.ok ? 'ok' : result.refusal.tag);
  assert.equal(tag(decideFinish({ ...open, left: 1 }, '')), 'readings-not-judged');
  assert.equal(tag(decideFinish({ ...open, unclear: 1 }, ' ')), 'follow-up-missing');
  assert.equal(tag(decideFinish({ ...open, unfounded: 1 }, 'Samtal med läsaren')), 'ok');
  assert.equal(tag(decideFinish({ ...open, finishedAt: '2026-11-02T09:00:00.000Z' }, '')), 'check-finished');
});
