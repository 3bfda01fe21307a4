import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { operation } from '#lib/operation.ts';
import { ok, refuse } from '#lib/result.ts';
import { echo, open } from './http.test-data.ts';
import { route } from './http.ts';

const limit = 2_000_000;
const send = operation({
  name: 'send',
  method: 'POST',
  path: '/api/send',
  summary: 'Takes a file and says how long it is',
  query: z.object({ filename: z.string().optional() }),
  output: z.object({ bytes: z.number() }),
  accepts: 'file',
});

async function listening(t: TestContext) {
  let begun = 0;
  const opened = await open(t, [
    route(echo, 'signed-in', async ({ params, body }) => ok({ n: params.n, text: body.text })),
    route(
      send,
      'signed-in',
      async ({ files }) => {
        begun += 1;
        for await (const { stream } of files()) return ok({ bytes: Buffer.concat(await stream.toArray()).length });
        return refuse({ tag: 'not-found' });
      },
      { uploadLimit: limit },
    ),
  ]);
  if (opened === undefined) return undefined;
  const { port } = new URL(await opened.app.listen({ host: '127.0.0.1', port: 0 }));
  const cookie = `cookie: resvag_session=${encodeURIComponent(opened.cookies.resvag_session)}\r\n`;
  return { port: Number(port), cookie, begun: () => begun };
}

/** A caller who sends what it is told to and waits for what it is told to wait for. */
function caller(t: TestContext, port: number) {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  t.after(() => socket.destroy());
  let heard = '';
  let failed: Error | undefined;
  socket.on('error', (error) => {
    failed = error;
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(heard)) return;
        socket.off('data', look);
        resolve(heard);
      };
      void closed.then(() => reject(new Error(`closed before ${pattern}: ${heard}`)));
      socket.on('data', look);
      look();
    });
  socket.on('data', (text) => {
    heard += text;
  });
  return {
    say: (text: string) => new Promise<void>((sent) => socket.write(text, () => sent())),
    until,
    closed,
    heard: () => heard,
    failed: () => failed,
  };
}

const tooLarge = /^HTTP\/1\.1 413 [\s\S]*"tag":"too-large","data":\{"limit":\d+\}\}$/;
const head = (path: string, more: string) => `POST ${path} HTTP/1.1\r\nhost: a.se\r\n${more}\r\n`;
const form = 'content-type: multipart/form-data; boundary=xyz\r\n';
const large = 12_000_000;

test('what says itself to be too large is refused before a byte of it has come, and may be sent all the same', async (t) => {
  const opened = await listening(t);
  if (opened === undefined) return;
  const { port, cookie, begun } = opened;
  const ways = {
    'a file': head('/api/send', `${cookie}content-type: text/csv\r\ncontent-length: ${large}\r\n`),
    'a form': head('/api/send', `${cookie}${form}content-length: ${large}\r\n`),
    'a text': head('/api/echo/1', `${cookie}content-type: application/json\r\ncontent-length: ${large}\r\n`),
    'a file, closing': head('/api/send', `${cookie}connection: close\r\ncontent-length: ${large}\r\n`),
    'a file of nobody': head('/api/send', `content-length: ${large}\r\n`),
  };
  for (const [name, start] of Object.entries(ways)) {
    const { say, until, closed, heard, failed } = caller(t, port);
    await say(start);
    const answer = await until(tooLarge);
    assert.match(answer, /\r\nconnection: close\r\n/i, name);
    assert.match(answer, /\r\ncontent-type: application\/problem\+json/i, name);
    assert.match(answer, /\r\nx-content-type-options: nosniff\r\n/i, name);
    // Whoever sends on is let to: nothing is cut off, and the connection is closed when all has come.
    for (let sent = 0; sent < large; sent += 1_000_000) await say('x'.repeat(1_000_000));
    await closed;
    assert.deepEqual([failed(), heard()], [undefined, answer], name);
  }
  assert.equal(begun(), 0);
});

test('whoever asks before sending is told to go on, or at once why not', async (t) => {
  const opened = await listening(t);
  if (opened === undefined) return;
  const { port, cookie, begun } = opened;
  const expecting = 'expect: 100-continue\r\n';
  const csv = 'content-type: text/csv\r\n';
  const refused = {
    413: head('/api/send', `${cookie}${csv}${expecting}content-length: ${large}\r\n`),
    401: head('/api/send', `${csv}${expecting}content-length: 5\r\n`),
    404: head('/api/nothing', `${csv}${expecting}content-length: 5\r\n`),
    405: head('/api/send', `${csv}${expecting}content-length: 5\r\n`).replace('POST', 'PUT'),
  };
  for (const [status, start] of Object.entries(refused)) {
    const { say, closed, heard } = caller(t, port);
    await say(start);
    // The connection ends with the answer: nobody knows whether the body will come.
    await closed;
    assert.match(heard(), new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*\\r\\nconnection: close\\r\\n`, 'i'));
  }
  assert.equal(begun(), 0);

  const file = caller(t, port);
  await file.say(head('/api/send', `${cookie}${csv}${expecting}content-length: 5\r\n`));
  await file.until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
  await file.say('1;2;3');
  assert.match(await file.until(/bytes/), /HTTP\/1\.1 200 [\s\S]*\{"bytes":5\}$/);
  // … and goes on with the next on the same connection.
  const json = `${cookie}content-type: application/json\r\n${expecting}content-length: 14\r\n`;
  await file.say(head('/api/echo/7', json));
  await file.until(/HTTP\/1\.1 100 Continue\r\n\r\n[\s\S]*HTTP\/1\.1 100 Continue\r\n\r\n$/);
  await file.say('{"text":"hej"}');
  assert.match(await file.until(/"hej"/), /\{"n":7,"text":"hej"\}$/);
});

test('a form whose file is within the limit is taken, however its length is told', async (t) => {
  const opened = await listening(t);
  if (opened === undefined) return;
  const { port, cookie } = opened;
  const part = (bytes: number) =>
    `--xyz\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${'x'.repeat(bytes)}\r\n--xyz--\r\n`;
  for (const [bytes, status] of [
    [limit, 200],
    [limit + 1, 413],
  ] as const) {
    const body = part(bytes);
    const told = caller(t, port);
    await told.say(head('/api/send', `${cookie}${form}content-length: ${body.length}\r\n`) + body);
    assert.match(await told.until(/\}$/), new RegExp(`^HTTP/1\\.1 ${status} `));
    const untold = caller(t, port);
    await untold.say(head('/api/send', `${cookie}${form}transfer-encoding: chunked\r\n`));
    await untold.say(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    assert.match(await untold.until(/\}$/), new RegExp(`^HTTP/1\\.1 ${status} `));
  }
});
