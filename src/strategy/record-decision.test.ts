import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StrategyId } from '#lib/id.ts';
import { inTimeOrder, recordDecision } from './record-decision.ts';
import { BoardDecision, type Strategy } from './strategy.ts';

function strategy(version: number, decidedOn?: string): Strategy {
  return {
    id: StrategyId.parse(`00000000-0000-4000-8000-00000000000${version}`),
    version,
    title: 'Strategi för processorientering',
    text: 'Vi ska i alla situationer sätta dem vi finns till för i centrum.',
    goals: [],
    state: decidedOn === undefined ? 'proposed' : 'in-force',
    proposedAt: '2026-01-01T00:00:00.000Z',
    proposedBy: 'Socialchefen',
    decision: decidedOn === undefined ? null : decision(decidedOn),
  };
}
function decision(decidedOn: string): BoardDecision {
  return { board: 'Socialnämnden', decidedOn, paragraph: '§ 12', caseNumber: 'SN 2026/41', text: 'Antas.' };
}

test('R001 a strategy is in force only through a board decision with date, paragraph and case number', () => {
  for (const field of ['decidedOn', 'paragraph', 'caseNumber'] as const)
    assert.equal(BoardDecision.safeParse({ ...decision('2026-02-01'), [field]: '' }).success, false, field);
  const former = strategy(1, '2024-02-01');
  const answer = recordDecision(strategy(2), decision('2026-02-01'), { inForce: former, today: '2026-02-01' });
  assert.ok(answer.ok);
  assert.equal(answer.value.adopted.state, 'in-force');
  assert.equal(answer.value.adopted.decision?.caseNumber, 'SN 2026/41');
  assert.equal(answer.value.replaced?.state, 'replaced');
  const again = recordDecision(answer.value.adopted, decision('2026-02-01'), { inForce: former, today: '2026-02-01' });
  assert.deepEqual(again, { ok: false, refusal: { tag: 'already-decided', state: 'in-force' } });
});

test('a decision of a meeting that has not been held is refused', () => {
  const answer = recordDecision(strategy(1), decision('2026-02-02'), { inForce: undefined, today: '2026-02-01' });
  assert.deepEqual(answer, { ok: false, refusal: { tag: 'decision-in-future', decidedOn: '2026-02-02' } });
});

test('R003 the decisions that the strategy rests on are in time order', () => {
  const order = inTimeOrder([
    strategy(2, '2024-02-01'),
    strategy(4),
    strategy(1, '2020-05-05'),
    strategy(3, '2026-02-01'),
  ]);
  assert.deepEqual(
    order.map((s) => s.version),
    [4, 3, 2, 1],
  );
});
