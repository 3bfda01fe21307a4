import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {} from '@fastify/cookie';
import { z } from 'zod';
import { operation } from '#lib/operation.ts';
import { ok } from '#lib/result.ts';
import { echo, open } from './http.test-data.ts';
import { route } from './http.ts';

test('an unknown query parameter is refused by name, before anything is done', async (t) => {
  let done = 0;
  const list = operation({
    name: 'list',
    method: 'GET',
    path: '/api/list',
    summary: 'Lists',
    query: z.object({ q: z.string().optional() }),
    output: z.object({}),
  });
  const opened = await open(t, [
    route(list, 'signed-in', async () => {
      done += 1;
      return ok({});
    }),
    route(echo, 'signed-in', async () => ok({ n: 1, text: '' })),
  ]);
  if (opened === undefined) return;
  const { app, cookies } = opened;
  const get = (url: string) => app.inject({ method: 'GET', url, cookies });
  assert.equal((await get('/api/list?q=a')).statusCode, 200);
  for (const [query, path] of [
    ['q=a&limit=2', 'query/limit'],
    ['Q=a', 'query/Q'],
    ['toString=a', 'query/toString'],
    ['a%00=1', 'query/a\ufffd'],
  ]) {
    const answer = await get(`/api/list?${query}`);
    assert.equal(answer.statusCode, 400);
    assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
    assert.deepEqual(
      answer.json().data.fields.map((f: { path: string }) => f.path),
      [path],
    );
  }
  assert.equal(done, 1);
  const post = await app.inject({ method: 'POST', url: '/api/echo/1?force=1', cookies, payload: { text: '' } });
  assert.equal(post.json().data.fields[0].path, 'query/force');
});

test('an unknown field of a body is refused by name, however deep, and so is a body where none is taken', async (t) => {
  let done = 0;
  const nested = operation({
    name: 'nested',
    method: 'POST',
    path: '/api/nested',
    summary: 'Takes things in things',
    body: z.object({
      a: z.string(),
      list: z.array(z.object({ b: z.string().optional() })).default([]),
      one: z
        .discriminatedUnion('kind', [
          z.object({ kind: z.literal('x'), x: z.string() }),
          z.object({ kind: z.literal('y') }),
        ])
        .optional(),
    }),
    output: z.object({}),
  });
  const bare = operation({ name: 'bare', method: 'POST', path: '/api/bare', summary: 'x', output: z.object({}) });
  const handle = async () => {
    done += 1;
    return ok({});
  };
  const opened = await open(t, [route(nested, 'signed-in', handle), route(bare, 'signed-in', handle)]);
  if (opened === undefined) return;
  const post = async (url: string, payload?: object) => {
    const { app, cookies } = opened;
    const answer = await app.inject({ method: 'POST', url, cookies, ...(payload === undefined ? {} : { payload }) });
    return [answer.statusCode, answer.json().data?.fields.map((f: { path: string }) => f.path)];
  };
  const paths: readonly (readonly [object, readonly string[]])[] = [
    [{ a: '', extra: 1, more: 2 }, ['body/extra', 'body/more']],
    [{ a: '', A: '' }, ['body/A']],
    [{ a: '', list: [{}, { c: 1 }] }, ['body/list/1/c']],
    [{ a: '', one: { kind: 'y', x: '' } }, ['body/one/x']],
  ];
  for (const [body, fields] of paths) assert.deepEqual(await post('/api/nested', body), [400, fields]);
  assert.deepEqual(await post('/api/bare', { force: true }), [400, ['body/force']]);
  assert.equal(done, 0);
  assert.equal((await post('/api/nested', { a: '', list: [{ b: '' }], one: { kind: 'x', x: '' } }))[0], 200);
  assert.equal((await post('/api/bare', {}))[0], 200);
  assert.equal((await post('/api/bare'))[0], 200);
});

test('a body of another kind than JSON is refused as such', async (t) => {
  const opened = await open(t, [route(echo, 'signed-in', async () => ok({ n: 1, text: '' }))]);
  if (opened === undefined) return;
  const post = async (type: string | undefined, payload: string) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    const answer = await opened.app.inject({
      method: 'POST',
      url: '/api/echo/1',
      cookies: opened.cookies,
      headers,
      payload,
    });
    return [answer.statusCode, answer.json().tag];
  };
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'nonsense', undefined])
    assert.deepEqual(await post(type, '{"text":"hej"}'), [415, 'wrong-content-type']);
  assert.deepEqual(await post('application/json; charset=utf-8', '{"text":"hej"}'), [200, undefined]);
  assert.deepEqual(await post('Application/JSON', '{"text":"hej"}'), [200, undefined]);
  assert.deepEqual(await post('application/json', '{"text":'), [400, 'invalid-input']);
});
