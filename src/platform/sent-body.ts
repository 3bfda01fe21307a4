/**
 * Bodies that are refused. Whoever sends one must get to read why, before all of it has been sent and without being cut off:
 * a server that closes while its caller still sends resets the connection, and the answer is lost (RFC 9112, section 9.6).
 */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem, problemMedia, type Refusal } from './problem.ts';

/** What is thrown away of a body that is refused, at most; who sends far more is cut off all the same. */
const drained = { bytes: 256 * 1024 * 1024, ms: 20_000 } as const;

/** What a form may hold besides its file: its other fields, and what stands between them. */
const formExtra = 1024 * 1024;

/** Reads what is left of a body and throws it away, up to a bound. */
function drain(body: IncomingMessage): Promise<void> {
  if (body.readableEnded || body.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let count = 0;
    const end = () => {
      clearTimeout(timer);
      body.off('data', counted);
      resolve();
    };
    const counted = (chunk: Buffer | string) => {
      count += chunk.length;
      if (count > drained.bytes) end();
    };
    const timer = setTimeout(end, drained.ms);
    body.once('end', end).once('close', end).once('error', end).on('data', counted);
    body.resume();
  });
}

/** Requests whose callers send no body before they are told to go on (`Expect: 100-continue`, RFC 9110, section 10.1.1). */
const waiting = new WeakSet<IncomingMessage>();

/**
 * Lets callers wait who ask to: they are told to go on when the body is wanted (`askForBody`). What is answered before that
 * closes the connection, since nobody knows whether the body comes.
 */
export function letCallersWait(app: FastifyInstance): void {
  app.server.on('checkContinue', (request, response) => {
    waiting.add(request);
    app.server.emit('request', request, response);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (waiting.has(request.raw)) reply.header('connection', 'close');
    return payload;
  });
}

/** The body is wanted: a caller that waits is told to send it. */
export function askForBody(request: FastifyRequest, reply: FastifyReply): void {
  if (waiting.delete(request.raw)) reply.raw.writeContinue();
}

/** Does the request itself say that its body is larger than what is taken? The file in a form is told exactly only when read. */
export function saysTooLong({ headers }: FastifyRequest, limit: number): boolean {
  const isForm = /^multipart\//i.test(headers['content-type'] ?? '');
  return Number(headers['content-length'] ?? 0) > (isForm ? limit + formExtra : limit);
}

/**
 * Answers at once, and then takes in and throws away what still comes of the body, so that its sender can read the answer
 * however it goes about it; then the connection is closed.
 */
export async function refuseBody(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status: number) {
  const body = JSON.stringify(problem(refusal, status, request.id));
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(status, {
    'content-type': problemMedia,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  reply.raw.write(body);
  if (!waiting.has(request.raw)) await drain(request.raw);
  reply.raw.end();
}
