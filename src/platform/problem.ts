import type { IncomingMessage } from 'node:http';
import type {} from '@fastify/multipart';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { commonRefusals, Problem } from '#lib/operation.ts';
import { asFault, Fault, type FaultTag } from './fault.ts';
import { storableText } from './storable-text.ts';

/** A refusal as every folder makes them: the state that stands in the way, and the data that explain it. */
export interface Refusal {
  readonly tag: string;
}

/** Status by refusal's tag. Each folder has such a table for its own refusals, gathered in `src/app/status.ts`. */
export type StatusTable = Readonly<Record<string, number>>;

/** The refusals that any operation may answer with. */
export const commonStatus: Readonly<Record<(typeof commonRefusals)[number], number>> = {
  'not-signed-in': 401,
  'hat-ended': 403,
  'hat-changed': 409,
  'not-allowed': 403,
  'not-found': 404,
  'invalid-input': 400,
  'wrong-content-type': 415,
  'too-large': 413,
  'too-many-requests': 429,
};

/** Faults of the world: what was asked is right, and nothing of it was done. */
export const faultStatus: Readonly<Record<FaultTag, number>> = {
  'database-unreachable': 503,
  'database-busy': 503,
  'disk-full': 507,
  'set-up': 503,
};

/** The type of a problem is a name, not an address: `docs/reference/refusals.md` explains each. */
export function problemType(tag: string): string {
  return `urn:resvag:problem:${tag}`;
}

/** What `status` and `tag` say, as RFC 9457 has it. The title is the tag in words; the interface has its own by tag. */
export function problem(refusal: Refusal, status: number, traceId: string): Problem {
  const { tag, ...data } = refusal;
  const words = tag.replaceAll('-', ' ');
  return {
    type: problemType(tag),
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status,
    instance: `urn:uuid:${traceId}`,
    tag,
    ...(Object.keys(data).length === 0 ? {} : { data }),
  };
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status: number) {
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem(refusal, status, request.id)));
}

/** Signals from inside a stream that more was sent than is taken; answered as the refusal `too-large`. */
export class TooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`more than ${limit} bytes`);
    this.name = 'TooLarge';
    this.limit = limit;
  }
}

/** The path of a field, as a refusal tells it. */
interface Field {
  readonly path: string;
  readonly message: string;
}

/** Fields that an operation doesn't know, each by name; twenty of them are enough to see what is wrong. */
export function unknownFields(at: string, names: readonly string[]): Field[] {
  const message = at.startsWith('query') ? 'is not a parameter of this operation' : 'is not a field of this operation';
  return names.slice(0, 20).map((name) => ({ path: `${at}/${storableText(name.slice(0, 100))}`, message }));
}

/** What the schemas found, as fastify-type-provider-zod tells it: `params` holds the rest of the schema's issue. */
interface Issue {
  readonly instancePath: string;
  readonly keyword?: string;
  readonly message?: string;
  readonly params?: { readonly keys?: readonly string[] };
}

function fieldsOf(at: string, { instancePath, keyword, message, params }: Issue): Field[] {
  const path = `${at}${instancePath}`;
  return keyword === 'unrecognized_keys'
    ? unknownFields(path.replace(/\/$/, ''), params?.keys ?? [])
    : [{ path, message: message ?? 'is not valid' }];
}

/** What an error is to the caller: one of the common refusals, a fault of the world, or (anything else) our bug. */
function refusalOf(error: FastifyError, bodyLimit: number): Refusal | undefined {
  if (error instanceof TooLarge) return { tag: 'too-large', limit: error.limit } as Refusal;
  if (error.validation !== undefined) {
    // Fastify's word for it is querystring; ours, here and in `unknownFields`, is query.
    const at = error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? 'body');
    const fields = (error.validation as readonly Issue[]).flatMap((issue) => fieldsOf(at, issue));
    return { tag: 'invalid-input', fields } as Refusal;
  }
  if (error.statusCode === 413) return { tag: 'too-large', limit: bodyLimit } as Refusal;
  if (error.statusCode === 415) return { tag: 'wrong-content-type', accepts: 'application/json' } as Refusal;
  if (error.statusCode === 429) return { tag: 'too-many-requests' };
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return { tag: 'invalid-input', fields: [{ path: 'body', message: error.message }] } as Refusal;
  return undefined;
}

/** What is thrown away of a body that is refused, at most, so that its sender gets to read the answer. */
const drained = { bytes: 256 * 1024 * 1024, ms: 20_000 } as const;

/**
 * Reads what is left of a refused body and throws it away. A server that closes while its caller still sends resets the
 * connection, and the caller never sees why (RFC 9112, section 9.6). Who sends far too much is reset all the same.
 */
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

/** Answers what was thrown; refusals are values, so this is only for input, faults and bugs. */
export async function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const refusal = refusalOf(error, request.routeOptions?.bodyLimit ?? request.server.initialConfig.bodyLimit ?? 0);
  // The parts of a form are thrown away by whoever reads the form.
  if (refusal?.tag === 'too-large' && !request.isMultipart()) await drain(request.raw);
  if (refusal !== undefined)
    return sendProblem(request, reply, refusal, commonStatus[refusal.tag as keyof typeof commonStatus]);
  const cause = asFault(error);
  if (cause instanceof Fault) {
    request.log.error({ err: cause }, cause.message);
    if (cause.retryable) reply.header('retry-after', '1');
    return sendProblem(request, reply, { tag: cause.tag }, faultStatus[cause.tag]);
  }
  request.log.error({ err: error }, 'bug');
  return sendProblem(request, reply, { tag: 'bug' }, 500);
}
