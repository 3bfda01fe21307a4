import { Readable } from 'node:stream';
import type {} from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Acting, may, type Restriction, type Rule, restriction, type Subject } from '#lib/acting.ts';
import type { Operation } from '#lib/operation.ts';
import { assert, type Result, refuse } from '#lib/result.ts';
import { commonStatus, type Refusal, type StatusTable, sendProblem, unknownFields } from './problem.ts';
import { askForBody, refuseBody, saysTooLong } from './sent-body.ts';
import {
  attemptCookie,
  attemptSeconds,
  type FindActing,
  readSessionCookie,
  type SessionKey,
  sessionCookie,
} from './session.ts';
import { unstorablePath } from './storable-text.ts';
import { type Upload, uploads } from './upload.ts';
import type { Log, World } from './world.ts';

/** What a handler is called with. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Who acts, wearing which hat. Asking for it in an operation for anyone is a bug: use `identity` there. */
  readonly acting: Acting;
  /** Who acts, or why nobody does: `not-signed-in`, `hat-ended`. */
  readonly identity: Result<Acting, Refusal>;
  /** The session of the cookie, whether or not its hat still holds. */
  readonly session: SessionKey | undefined;
  readonly world: World;
  readonly log: Log;
  /** Aborted when the caller goes away before being answered. */
  readonly signal: AbortSignal;
  /** May the caller do this operation to that subject? */
  may(subject: Subject): boolean;
  /** What a list or count must be narrowed to for the caller. */
  restriction(): Restriction;
  /** The sent files (operations that accept a file). */
  files(): AsyncGenerator<Upload>;
  /** Gives the caller a new session's cookie (`createSession`), or takes it away. */
  setSession(cookie: string | undefined): void;
  /** The secret of a browser that has begun to sign in at a provider, and giving it one. */
  readonly browser: string | undefined;
  setBrowser(secret: string): void;
}

/** A file as answer: `content` is sent as it comes, under this name. */
export interface FileAnswer {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string | Uint8Array | Readable;
}

/** Bounds of a write that is open to the whole world: the size of its body, and how often one caller may do it. */
export interface OpenWrite {
  readonly bytes: number;
  /** For each session, or network address without one. */
  readonly perHour: number;
}

/** An operation with its rule and what carries it out. */
export interface Route {
  readonly operation: Operation;
  readonly rule: Rule;
  readonly uploadLimit: number | undefined;
  readonly openWrite: OpenWrite | undefined;
  readonly handle: (call: Call) => Promise<Result<unknown, Refusal>>;
}

/**
 * Binds an operation to its rule (from the folder's `may.ts`) and its handler. Unless the rule is `anyone` or
 * `signed-in`, a handler that gives an answer without having asked `call.may` or `call.restriction` is a bug, so that
 * authorisation cannot be forgotten. `uploadLimit` is in bytes, the installation's limit when left out;
 * `openWrite` bounds what those who aren't signed in may write.
 */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, Q, B, O>,
  rule: Rule | undefined,
  handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Result<z.input<O> | FileAnswer, Refusal>>,
  options: { readonly uploadLimit?: number; readonly openWrite?: OpenWrite } = {},
): Route {
  assert(rule !== undefined, `${operation.name} has a rule in its folder's may.ts`);
  return {
    operation: operation as unknown as Operation,
    rule,
    uploadLimit: options.uploadLimit,
    openWrite: options.openWrite,
    handle: handle as unknown as Route['handle'],
  };
}

/** The answer of an operation that sends a browser on: an address of our own (from `/`), or the provider's. */
export const SentOn = z.object({ to: z.string() });

/** The page that shows why a browser was sent back: it knows the refusal by its tag. */
const refusedAt = '/idag?refused=';

function sendOn(reply: FastifyReply, to: string) {
  return reply.header('cache-control', 'no-store').redirect(to, 303);
}

/** The two refusals that most handlers give. */
export const notFound = refuse({ tag: 'not-found' });
export const notAllowed = refuse({ tag: 'not-allowed' });

const notSignedIn: Result<Acting, Refusal> = refuse({ tag: 'not-signed-in' });

function signedCookie(request: FastifyRequest, name: string): string | undefined {
  const cookie = request.cookies[name];
  if (cookie === undefined) return undefined;
  const unsigned = request.unsignCookie(cookie);
  return unsigned.valid ? unsigned.value : undefined;
}

function sessionOf(request: FastifyRequest): SessionKey | undefined {
  const value = signedCookie(request, sessionCookie);
  return value === undefined ? undefined : readSessionCookie(value);
}

/**
 * A request that changes something must come from our own pages, or from no page at all (a program). Browsers say where
 * it comes from by Sec-Fetch-Site, older ones by Origin.
 */
function fromElsewhere(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.origin;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.host);
}

function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

function isFileAnswer(value: unknown): value is FileAnswer {
  return typeof value === 'object' && value !== null && 'contentType' in value && 'content' in value;
}

/** RFC 6266 and 8187: a plain name for old programs, the true one beside it. */
function contentDisposition(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

function sendFile(reply: FastifyReply, { filename, contentType, content }: FileAnswer) {
  reply.header('content-disposition', contentDisposition(filename)).type(contentType);
  return reply.send(content instanceof Readable || typeof content === 'string' ? content : Buffer.from(content));
}

/**
 * Text that the database can't hold is refused as input is, before anything is asked of the database. A file isn't
 * in the body: the operation reads it.
 */
async function refuseUnstorable(request: FastifyRequest, reply: FastifyReply) {
  const { params, query, body } = request;
  const path = unstorablePath({ params, query, body });
  if (path === undefined) return;
  const fields = [{ path: path.slice(0, 200), message: 'holds U+0000 or half a surrogate pair, which is no text' }];
  return sendProblem(request, reply, { tag: 'invalid-input', fields } as Refusal, commonStatus['invalid-input']);
}

/** A query part that the operation doesn't know is refused by name: a misspelt filter would answer with too much. */
function unknownQuery(operation: Operation, request: FastifyRequest): Refusal | undefined {
  const known = operation.accepts === 'file' ? { ...operation.query.shape, filename: true } : operation.query.shape;
  const unknown = Object.keys(request.query as object).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length === 0) return undefined;
  return { tag: 'invalid-input', fields: unknownFields('query', unknown) } as Refusal;
}

/** What an operation that takes no body was sent in one all the same. */
function unknownBody({ body }: FastifyRequest): Refusal | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body !== 'object' || Array.isArray(body))
    return { tag: 'invalid-input', fields: [{ path: 'body', message: 'this operation takes no body' }] } as Refusal;
  const unknown = Object.keys(body);
  return unknown.length === 0
    ? undefined
    : ({ tag: 'invalid-input', fields: unknownFields('body', unknown) } as Refusal);
}

/** A body of another kind than JSON isn't read (`listener.ts`), which must not be taken for no body. */
function isOtherThanJson({ headers }: FastifyRequest): boolean {
  const sent = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return sent && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** Refuses what no schema sees, before the schemas are asked. */
function refuseStrange(operation: Operation) {
  const takesNone = operation.accepts === 'json' && operation.body instanceof z.ZodUndefined;
  const readsJson = operation.accepts === 'json' && !takesNone;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (readsJson && isOtherThanJson(request)) {
      const refusal = { tag: 'wrong-content-type', accepts: 'application/json' } as Refusal;
      return sendProblem(request, reply, refusal, commonStatus['wrong-content-type']);
    }
    // Who is sent on to here by others (a sign-in service) brings what those see fit.
    const unknown = operation.answers === 'redirect' ? undefined : unknownQuery(operation, request);
    if (unknown !== undefined) return sendProblem(request, reply, unknown, commonStatus['invalid-input']);
    const strange = takesNone ? unknownBody(request) : undefined;
    if (strange !== undefined) return sendProblem(request, reply, strange, commonStatus['invalid-input']);
    return refuseUnstorable(request, reply);
  };
}

/**
 * A window may say which hat it shows, by its assignment (header `resvag-hat`). When the session wears another by now,
 * because it was changed in another window, nothing is done: it would be kept in a role that nobody saw (R070).
 */
function hatElsewhere({ headers }: FastifyRequest, identity: Result<Acting, Refusal>): Refusal | undefined {
  const shown = headers['resvag-hat'];
  if (shown === undefined || !identity.ok || shown === identity.value.assignmentId) return undefined;
  return { tag: 'hat-changed', hat: identity.value.hat } as Refusal;
}

const fileLimit = ({ uploadLimit }: Route, world: World) => uploadLimit ?? world.config.uploadLimit;

/** Refuses what says itself to be too long, before any of it is read; else asks for it. A file's handler asks for it itself. */
function takeBody(route: Route, world: World) {
  const isFile = route.operation.accepts === 'file';
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const limit = isFile ? fileLimit(route, world) : request.routeOptions.bodyLimit;
    if (saysTooLong(request, limit))
      return refuseBody(request, reply, { tag: 'too-large', limit } as Refusal, commonStatus['too-large']);
    if (!isFile) askForBody(request, reply);
  };
}

interface Registration {
  readonly statuses: StatusTable;
  readonly findActing: FindActing;
}

function makeCall(
  route: Route,
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  identity: Result<Acting, Refusal>,
  session: SessionKey | undefined,
): { call: Call; asked: () => boolean } {
  let asked = false;
  let signal: AbortSignal | undefined;
  const acting = () => {
    assert(identity.ok, `${route.operation.name} is for anyone, so it asks for identity, not acting`);
    return identity.value;
  };
  const call: Call = {
    params: request.params,
    query: request.query,
    body: request.body,
    identity,
    session,
    world,
    log: request.log,
    get acting() {
      return acting();
    },
    get signal() {
      signal ??= signalOf(reply);
      return signal;
    },
    may: (subject) => {
      asked = true;
      return may(route.rule, acting(), subject);
    },
    restriction: () => {
      asked = true;
      return restriction(route.rule, acting());
    },
    files: () => {
      askForBody(request, reply);
      return uploads(request, fileLimit(route, world));
    },
    setSession: (cookie) => {
      const options = {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        signed: true,
        secure: request.protocol === 'https',
      } as const;
      if (cookie === undefined) reply.clearCookie(sessionCookie, options);
      else reply.setCookie(sessionCookie, cookie, options);
    },
    get browser() {
      return signedCookie(request, attemptCookie);
    },
    setBrowser: (secret) => {
      // Lax: the browser comes back from another site, and must show then that it is the one that left.
      reply.setCookie(attemptCookie, secret, {
        path: '/api/sign-in',
        httpOnly: true,
        sameSite: 'lax',
        signed: true,
        secure: request.protocol === 'https',
        maxAge: attemptSeconds,
      });
    },
  };
  return { call, asked: () => asked };
}

/**
 * The bounds as fastify and its rate limit take them. Only a session's cookie that we have signed counts as a session, so
 * that nobody gets more turns by making cookies up.
 */
function boundsOf({ bytes, perHour }: OpenWrite) {
  const keyGenerator = (request: FastifyRequest) => signedCookie(request, sessionCookie) ?? request.ip;
  return { bodyLimit: bytes, config: { rateLimit: { max: perHour, timeWindow: 3_600_000, keyGenerator } } };
}

function register(app: FastifyInstance, world: World, { statuses, findActing }: Registration, route: Route) {
  const { operation, rule, handle } = route;
  const statusOf = (refusal: Refusal): number => {
    const status = statuses[refusal.tag] ?? (commonStatus as StatusTable)[refusal.tag];
    assert(status !== undefined, `the refusal ${refusal.tag} has a status`);
    return status;
  };
  const named = typeof rule === 'object' ? rule : undefined;

  app.route({
    method: operation.method,
    url: operation.path,
    schema: {
      params: operation.params,
      querystring: operation.query,
      ...(operation.accepts === 'file' || operation.body instanceof z.ZodUndefined ? {} : { body: operation.body }),
      ...(operation.answers === 'json' ? { response: { 200: operation.output } } : {}),
    },
    preParsing: takeBody(route, world),
    preValidation: refuseStrange(operation),
    ...(route.openWrite === undefined ? {} : boundsOf(route.openWrite)),
    handler: async (request, reply) => {
      if (fromElsewhere(request))
        return sendProblem(request, reply, { tag: 'not-allowed', why: 'cross-origin' } as Refusal, 403);
      const session = sessionOf(request);
      const identity =
        session === undefined
          ? notSignedIn
          : await world.database.read(session, (tx) => findActing(tx, session.sessionId, world.clock()));
      if (rule !== 'anyone' && !identity.ok)
        return sendProblem(request, reply, identity.refusal, statusOf(identity.refusal));
      const elsewhere = rule === 'anyone' ? undefined : hatElsewhere(request, identity);
      if (elsewhere !== undefined) return sendProblem(request, reply, elsewhere, commonStatus['hat-changed']);
      if (named !== undefined && identity.ok && named[identity.value.hat] === undefined)
        return sendProblem(request, reply, { tag: 'not-allowed', hat: identity.value.hat } as Refusal, 403);
      const { call, asked } = makeCall(route, world, request, reply, identity, session);
      const result = await handle(call);
      if (!result.ok) {
        const { tag } = result.refusal;
        if (!operation.refusals.includes(tag) && !(tag in commonStatus))
          request.log.error({ operation: operation.name, tag }, 'a refusal that the operation does not declare');
        if (operation.answers === 'redirect') return sendOn(reply, `${refusedAt}${tag}`);
        return sendProblem(request, reply, result.refusal, statusOf(result.refusal));
      }
      assert(named === undefined || asked(), `${operation.name} asked whether the caller may`);
      if (operation.answers === 'json') return reply.send(result.value);
      if (operation.answers === 'redirect') return sendOn(reply, SentOn.parse(result.value).to);
      assert(isFileAnswer(result.value), `${operation.name} answers a file`);
      return sendFile(reply, result.value);
    },
  });
}

/** Registers the routes; input and answers are validated by the operations' schemas, and undeclared fields never leave. */
export function registerRoutes(
  app: FastifyInstance,
  world: World,
  routes: readonly Route[],
  registration: Registration,
) {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  for (const one of routes) register(app, world, registration, one);
}
