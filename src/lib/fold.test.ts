import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold, foldFrom, foldTo } from './fold.ts';

test('what is searched has small letters without marks', () => {
  assert.equal(fold('Åsa ÖBERG Née'), 'asa oberg nee');
  assert.equal(fold('A\u030Asa'), 'asa');
  assert.equal([...foldFrom].length, [...foldTo].length);
});
