import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import type {} from '@fastify/cookie';
import { z } from 'zod';
import type { Rule } from '#lib/acting.ts';
import { operation } from '#lib/operation.ts';
import { ok, refuse } from '#lib/result.ts';
import { echo, forCoWorker, open } from './http.test-data.ts';
import { route } from './http.ts';

test('an answer holds what the operation declares and nothing else', async (t) => {
  const opened = await open(t, [
    route(echo, forCoWorker, async ({ params, body, may }) => {
      may({});
      return ok({ n: params.n, text: body.text, secret: 1 });
    }),
  ]);
  if (opened === undefined) return;
  const { app, cookies } = opened;
  const good = await app.inject({ method: 'POST', url: '/api/echo/4', cookies, payload: { text: 'hej' } });
  assert.equal(good.statusCode, 200);
  assert.deepEqual(good.json(), { n: 4, text: 'hej' });

  const bad = await app.inject({ method: 'POST', url: '/api/echo/x', cookies, payload: { text: 'hej' } });
  assert.equal(bad.statusCode, 400);
  assert.match(String(bad.headers['content-type']), /application\/problem\+json/);
  assert.equal(bad.json().tag, 'invalid-input');
  assert.equal(bad.json().data.fields[0].path, 'params/n');

  const notJson = await app.inject({
    method: 'POST',
    url: '/api/echo/4',
    cookies,
    headers: { 'content-type': 'application/json' },
    payload: '{"text":',
  });
  assert.equal(notJson.json().tag, 'invalid-input');

  const large = await app.inject({
    method: 'POST',
    url: '/api/echo/4',
    cookies,
    payload: { text: 'x'.repeat(6_000_000) },
  });
  assert.equal(large.statusCode, 413);
  assert.equal(large.json().tag, 'too-large');

  const lost = await app.inject({ method: 'GET', url: '/api/nothing' });
  assert.equal(lost.statusCode, 404);
  assert.equal(lost.json().tag, 'not-found');

  for (const url of ['/api/echo/%E0%A4%A', `/api/echo/${'9'.repeat(200)}`]) {
    const strange = await app.inject({ method: 'POST', url, cookies, payload: { text: 'hej' } });
    assert.equal(strange.statusCode, 400, url);
    assert.match(String(strange.headers['content-type']), /application\/problem\+json/);
    assert.deepEqual([strange.json().tag, strange.json().data.fields[0].path], ['invalid-input', 'path']);
  }
});

/** Sends all of a body before it reads, as simple programs do. */
function sendWhole(port: number, head: string, parts: Iterable<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8').pause();
    let answer = '';
    socket.on('data', (text) => {
      answer += text;
    });
    socket.on('error', reject).on('close', () => resolve(answer));
    void (async () => {
      for (const part of [head, ...parts]) await new Promise((sent) => socket.write(part, sent));
      socket.resume();
    })();
  });
}

test('who sends far too much gets to read why, with and without a length told beforehand', async (t) => {
  const opened = await open(t, [route(echo, 'signed-in', async () => ok({ n: 1, text: '' }))]);
  if (opened === undefined) return;
  const { port } = new URL(await opened.app.listen({ host: '127.0.0.1', port: 0 }));
  const start = 'POST /api/echo/1 HTTP/1.1\r\nhost: a.se\r\nconnection: close\r\ncontent-type: application/json\r\n';
  const megabyte = 'x'.repeat(1_000_000);
  const twelve = Array.from({ length: 12 }, () => megabyte);
  const told = await sendWhole(Number(port), `${start}content-length: 12000000\r\n\r\n`, twelve);
  const untold = await sendWhole(Number(port), `${start}transfer-encoding: chunked\r\n\r\n`, [
    ...twelve.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`),
    '0\r\n\r\n',
  ]);
  for (const answer of [told, untold]) {
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /"tag":"too-large","data":\{"limit":5242880\}/);
  }
});

test('text that the database can’t hold is invalid input, wherever it stands', async (t) => {
  let done = 0;
  const find = operation({
    name: 'find',
    method: 'POST',
    path: '/api/find/:word',
    summary: 'Finds',
    params: z.object({ word: z.string() }),
    query: z.object({ q: z.string().optional() }),
    body: z.object({ words: z.record(z.string(), z.unknown()) }),
    output: z.object({}),
    refusals: [],
  });
  const opened = await open(t, [
    route(find, 'signed-in', async () => {
      done += 1;
      return ok({});
    }),
  ]);
  if (opened === undefined) return;
  const post = async (url: string, words: string) => {
    const headers = { 'content-type': 'application/json' };
    const payload = `{"words":${words}}`;
    const answer = await opened.app.inject({ method: 'POST', url, cookies: opened.cookies, headers, payload });
    return [answer.statusCode, answer.json().data?.fields[0].path];
  };
  assert.deepEqual(await post('/api/find/a%00b', '{}'), [400, 'params/word']);
  assert.deepEqual(await post('/api/find/a?q=%00', '{}'), [400, 'query/q']);
  assert.deepEqual(await post('/api/find/a', '{"a":[{"b":"x\\u0000"}]}'), [400, 'body/words/a/0/b']);
  assert.deepEqual(await post('/api/find/a', '{"a":"\\ud800"}'), [400, 'body/words/a']);
  assert.equal((await post('/api/find/a', '{"a\\u0000":1}'))[0], 400);
  const deep = 100_000;
  assert.equal((await post('/api/find/a', `{"a":${'['.repeat(deep)}"\\u0000"${']'.repeat(deep)}}`))[0], 400);
  assert.equal(done, 0);
  assert.deepEqual(await post('/api/find/%F0%9F%8C%B2?q=%C3%A5', '{"a":"🌲\\ud83c\\udf32\\n"}'), [200, undefined]);
});

test('a request that changes something is taken from our own pages only', async (t) => {
  const opened = await open(t, [route(echo, 'signed-in', async ({ params }) => ok({ n: params.n, text: '' }))]);
  if (opened === undefined) return;
  const { app, cookies } = opened;
  const from = async (headers: Record<string, string>) =>
    (
      await app.inject({
        method: 'POST',
        url: '/api/echo/4',
        cookies,
        headers: { host: 'a.se', ...headers },
        payload: { text: '' },
      })
    ).statusCode;
  assert.equal(await from({}), 200);
  assert.equal(await from({ 'sec-fetch-site': 'same-origin' }), 200);
  assert.equal(await from({ 'sec-fetch-site': 'cross-site' }), 403);
  assert.equal(await from({ origin: 'http://a.se' }), 200);
  assert.equal(await from({ origin: 'http://b.se' }), 403);
  assert.equal(await from({ origin: 'null' }), 403);
});

test('who is not signed in, wears an ended hat or another hat is refused before anything is done', async (t) => {
  const rules: Rule[] = [{ board: 'all' }];
  for (const rule of rules) {
    let done = 0;
    const opened = await open(t, [
      route(echo, rule, async () => {
        done += 1;
        return ok({ n: 1, text: '' });
      }),
    ]);
    if (opened === undefined) return;
    const request = { method: 'POST', url: '/api/echo/4', payload: { text: '' } } as const;
    assert.equal((await opened.app.inject(request)).json().tag, 'not-signed-in');
    const forged = { resvag_session: '00000000-0000-4000-8000-000000000001.abc.xyz' };
    assert.equal((await opened.app.inject({ ...request, cookies: forged })).json().tag, 'not-signed-in');
    assert.equal((await opened.app.inject({ ...request, cookies: opened.cookies })).json().tag, 'not-allowed');
    assert.equal(done, 0);
  }
  const ended = await open(t, [route(echo, 'signed-in', async () => ok({ n: 1, text: '' }))], 'ended');
  const answer = await ended?.app.inject({
    method: 'POST',
    url: '/api/echo/4',
    cookies: ended.cookies,
    payload: { text: '' },
  });
  assert.equal(answer?.statusCode, 403);
  assert.deepEqual(answer?.json().data, { endedAt: '2026-01-01' });
});

test('a refusal is answered as its problem, and forgetting to ask whether the caller may is a bug', async (t) => {
  const opened = await open(t, [
    route(echo, forCoWorker, async ({ params }) =>
      params.n === 1 ? refuse({ tag: 'step-not-offered', step: 'a' }) : ok({ n: 1, text: '' }),
    ),
  ]);
  if (opened === undefined) return;
  const post = (n: number) =>
    opened.app.inject({ method: 'POST', url: `/api/echo/${n}`, cookies: opened.cookies, payload: { text: '' } });
  const refused = await post(1);
  assert.equal(refused.statusCode, 409);
  assert.equal(refused.json().type, 'urn:resvag:problem:step-not-offered');
  assert.deepEqual(refused.json().data, { step: 'a' });
  const forgotten = await post(2);
  assert.equal(forgotten.statusCode, 500);
  assert.deepEqual(Object.keys(forgotten.json()).sort(), ['instance', 'status', 'tag', 'title', 'type']);
});

const send = operation({
  name: 'send',
  method: 'POST',
  path: '/api/send',
  summary: 'Takes a file and gives it back',
  query: z.object({ filename: z.string().optional() }),
  output: z.unknown(),
  accepts: 'file',
  answers: 'file',
});

test('files come and go, by form or as they are, up to the limit', async (t) => {
  const opened = await open(t, [
    route(
      send,
      'signed-in',
      async ({ files }) => {
        for await (const { filename, fields, stream } of files()) {
          const content = Buffer.concat(await stream.toArray());
          return ok({ filename: `${fields['prefix'] ?? ''}${filename}`, contentType: 'text/plain', content });
        }
        return refuse({ tag: 'not-found' });
      },
      { uploadLimit: 1000 },
    ),
  ]);
  if (opened === undefined) return;
  const { app, cookies } = opened;
  const form = (size: number) => {
    const data = new FormData();
    data.set('prefix', 'min ');
    data.set('file', new Blob(['å'.repeat(size)]), 'väg.txt');
    return app.inject({ method: 'POST', url: '/api/send', cookies, payload: data });
  };
  const good = await form(10);
  assert.equal(good.body, 'å'.repeat(10));
  assert.equal(
    good.headers['content-disposition'],
    `attachment; filename="min v_g.txt"; filename*=UTF-8''min%20v%C3%A4g.txt`,
  );
  assert.equal((await form(501)).json().tag, 'too-large');
  const plain = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/send?filename=a.csv',
      cookies,
      payload,
      headers: { 'content-type': 'text/csv' },
    });
  assert.match(String((await plain('1,2')).headers['content-disposition']), /a\.csv/);
  assert.equal((await plain('x'.repeat(1001))).statusCode, 413);
});

test('too many requests in a minute are refused', async (t) => {
  const opened = await open(t, [route(echo, 'signed-in', async () => ok({ n: 1, text: '' }))]);
  if (opened === undefined) return;
  const { app, cookies } = opened;
  const tags = new Set<string | undefined>();
  for (let n = 0; n < 52; n++)
    tags.add((await app.inject({ method: 'POST', url: '/api/echo/1', cookies, payload: { text: '' } })).json().tag);
  assert.deepEqual([...tags], [undefined, 'too-many-requests']);
});
