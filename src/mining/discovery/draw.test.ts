import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeBpmn } from './bpmn.ts';
import type { Tree } from './tree.ts';

test('a choice of a hundred thousand activities is drawn, not a fault', () => {
  const children = Array.from({ length: 100_000 }, (_, i): Tree => ({ tag: 'activity', activity: `a${i}` }));
  const text = writeBpmn({ tag: 'choice', children });
  assert.equal(text.match(/<task /g)?.length, children.length);
  assert.equal(text.match(/<outgoing>/g)?.length, 1 + 2 * children.length + 1);
});
