import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openapi } from './openapi.ts';
import { routes } from './routes.ts';
import { statuses } from './status.ts';

interface Schema {
  readonly [key: string]: unknown;
}

/** Every schema of an object that declares its fields, however deep. */
function objects(schema: unknown): Schema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.values(schema).flatMap(objects);
  return 'properties' in schema ? [schema as Schema, ...inner] : inner;
}

const paths = openapi(routes, statuses, '0')['paths'] as Record<string, Record<string, Schema>>;
const operations = Object.values(paths).flatMap((path) => Object.values(path));

test('no JSON body takes fields that it doesn’t declare', () => {
  let seen = 0;
  for (const { operationId, requestBody } of operations) {
    const { content = {} } = (requestBody ?? {}) as { content?: Record<string, unknown> };
    for (const schema of objects(content['application/json'])) {
      seen += 1;
      assert.equal(schema['additionalProperties'], false, String(operationId));
    }
  }
  assert.ok(seen > 20);
});

test('every operation says how faults of the world and bugs are answered', () => {
  for (const { operationId, responses } of operations) {
    assert.ok('500' in (responses as object) && '503' in (responses as object), String(operationId));
  }
});

test('a list that can be sorted says by what', () => {
  const sorts = operations.flatMap(({ parameters }) =>
    (parameters as { name: string; schema: { enum?: string[] } }[]).filter(({ name }) => name === 'sort'),
  );
  assert.ok(sorts.length >= 6);
  for (const { schema } of sorts) assert.ok(schema.enum?.some((sort) => sort.startsWith('-')));
});
