import type { FastifyReply, FastifyRequest } from 'fastify';
import type { commonRefusals, Problem } from '#lib/operation.ts';
import type { FaultTag } from './fault.ts';
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
  'method-not-allowed': 405,
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

/** RFC 9457, section 6.1. */
export const problemMedia = 'application/problem+json; charset=utf-8';

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status: number) {
  return reply
    .code(status)
    .type(problemMedia)
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
export interface Field {
  readonly path: string;
  readonly message: string;
}

/** Fields that an operation doesn't know, each by name; twenty of them are enough to see what is wrong. */
export function unknownFields(at: string, names: readonly string[]): Field[] {
  const message = at.startsWith('query') ? 'is not a parameter of this operation' : 'is not a field of this operation';
  return names.slice(0, 20).map((name) => ({ path: `${at}/${storableText(name.slice(0, 100))}`, message }));
}
