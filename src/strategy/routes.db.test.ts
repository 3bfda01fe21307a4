import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSmallOrganisation, strategyId } from '#app/small-organisation.test-data.ts';

const decision = {
  board: 'Socialnämnden',
  decidedOn: '2026-01-20',
  paragraph: '§ 4',
  caseNumber: 'SN 2026/1',
  text: 'Nämnden antar förslaget.',
};
const proposal = {
  title: 'Strategi 2',
  text: '# Syfte\n\nResan ska hänga ihop.',
  goals: ['Fokus på dem vi finns till för'],
};

test('R001 management proposes and the board adopts: in force only by a recorded decision, the earlier replaced', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  assert.equal((await small.ask('board', 'POST', '/api/strategies', proposal)).body.tag, 'not-allowed');
  const proposed = await small.ask('management', 'POST', '/api/strategies', proposal);
  assert.deepEqual([proposed.body.version, proposed.body.state, proposed.body.decision], [2, 'proposed', null]);
  assert.deepEqual(proposed.body.goals, proposal.goals);
  const decide = (hat: 'board' | 'management', id: string, change = {}) =>
    small.ask(hat, 'POST', `/api/strategies/${id}/decision`, { ...decision, ...change });
  assert.equal((await decide('management', strategyId)).body.tag, 'not-allowed');
  assert.equal((await decide('board', strategyId, { caseNumber: '' })).body.tag, 'invalid-input');
  assert.equal((await decide('board', strategyId, { decidedOn: '2026-02-17' })).body.tag, 'decision-in-future');
  assert.equal((await decide('board', strategyId)).body.state, 'in-force');
  assert.equal((await decide('board', strategyId)).body.tag, 'already-decided');
  assert.equal((await decide('board', proposed.body.id, { decidedOn: '2026-02-16' })).status, 200);
  const list = await small.ask('co-worker', 'GET', '/api/strategies');
  assert.deepEqual(
    list.body.items.map((s: { version: number; state: string; decision: { decidedOn: string } }) => [
      s.version,
      s.state,
      s.decision.decidedOn,
    ]),
    [
      [2, 'in-force', '2026-02-16'],
      [1, 'replaced', '2026-01-20'],
    ],
  );
});
