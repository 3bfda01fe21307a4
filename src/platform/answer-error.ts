import type {} from '@fastify/multipart';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { asFault, Fault } from './fault.ts';
import {
  commonStatus,
  type Field,
  faultStatus,
  type Refusal,
  sendProblem,
  TooLarge,
  unknownFields,
} from './problem.ts';
import { refuseBody } from './sent-body.ts';

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

/** Answers what was thrown; refusals are values, so this is only for input, faults and bugs. */
export async function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const refusal = refusalOf(error, request.routeOptions?.bodyLimit ?? request.server.initialConfig.bodyLimit ?? 0);
  // The parts of a form are thrown away by whoever reads the form.
  if (refusal?.tag === 'too-large' && !request.isMultipart())
    return refuseBody(request, reply, refusal, commonStatus['too-large']);
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
