import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { operation } from './operation.ts';

test('an operation that names no input takes none', () => {
  const o = operation({ name: 'get-x', method: 'GET', path: '/api/x', summary: 'x', output: z.object({}) });
  assert.deepEqual(o.params.parse({}), {});
  assert.equal(o.body.parse(undefined), undefined);
  assert.equal(o.accepts, 'json');
});
