import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideLabel } from './label.ts';

const labels = { 'business-owner': 'Områdeschef' } as const;
const label = (typed: string, hat: 'auditor' | 'business-owner' = 'auditor') => {
  const decided = decideLabel(hat, typed, labels, [{ name: 'Metodutvecklare', nameEn: 'Method developer' }]);
  return decided.ok ? decided.value : decided.refusal.tag;
};

test('two hats are not called the same, nor a hat as a role is, and a name can be read', () => {
  assert.equal(label(' Intern  revisor'), 'Intern revisor');
  assert.equal(label(''), '');
  assert.equal(label('Granskare'), 'Granskare', 'its own name');
  for (const taken of ['OMRÅDESCHEF', 'Affärsägare', 'Business owner', 'ledning', 'method developer'])
    assert.equal(label(taken), 'name-taken', taken);
  assert.equal(label('områdeschef', 'business-owner'), 'områdeschef');
  for (const typed of ['\u200b', 'Revi\u200bsor', '\u202erosiver', '12', 'Revis\u043er'])
    assert.equal(label(typed), 'text-unreadable', JSON.stringify(typed));
});
