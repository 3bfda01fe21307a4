import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import statics from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { answerError } from './answer-error.ts';
import type { Config } from './config.ts';
import { tellMethods } from './method.ts';
import { commonStatus, type Refusal, sendProblem } from './problem.ts';
import { letCallersWait } from './sent-body.ts';
import { sessionCookie } from './session.ts';
import { newUuid } from './world.ts';

export interface ListenerOptions {
  readonly config: Config;
  /** What cookies are signed with. */
  readonly secret: string;
  /** The folder of the built web part, when it is served from here. */
  readonly web?: string | undefined;
}

/** Bodies that aren't files are small: what people type, and BPMN text. */
const bodyLimit = 5 * 1024 * 1024;

async function addPlugins(app: FastifyInstance, { config, secret }: ListenerOptions) {
  await app.register(helmet, {
    // Styles are set on elements by the diagram viewer and the component library; scripts never.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Only whoever ends TLS can promise it.
    strictTransportSecurity: config.trustProxy,
  });
  await app.register(cookie, { secret });
  if (config.rateLimit > 0)
    await app.register(rateLimit, {
      max: config.rateLimit,
      timeWindow: 60_000,
      // People of one municipality share an address, so the limit is on the session where there is one.
      keyGenerator: (request) => request.cookies[sessionCookie] ?? request.ip,
    });
  await app.register(compress, { threshold: 2048 });
  await app.register(multipart);
}

/** JSON as fastify reads it, except that an empty body is no body, and files pass as they are, unread. */
function addParsers(app: FastifyInstance) {
  const json = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else json(request, body as string, done);
  });
  app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
}

/** The built web part: hashed files never change, and every other path is a page of the one-page application. */
async function addWeb(app: FastifyInstance, web: string | undefined) {
  const present = web !== undefined && existsSync(join(web, 'index.html'));
  if (present)
    await app.register(statics, {
      root: web,
      index: 'index.html',
      cacheControl: false,
      setHeaders: (response, path) => {
        const hashed = path.includes('/assets/');
        response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !/^\/(api|assets)(\/|$)/.test(request.url);
    if (page && present) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return sendProblem(request, reply, { tag: 'not-found' }, 404);
  });
}

/** An address that no route is asked for: its percent-encoding is wrong (RFC 3986, section 2.1), or a part is too long. */
function refuseAddress(request: FastifyRequest, reply: FastifyReply) {
  const fields = [{ path: 'path', message: 'is wrongly percent-encoded, or has too long a part' }];
  return sendProblem(request, reply, { tag: 'invalid-input', fields } as Refusal, commonStatus['invalid-input']);
}

/** The HTTP server with all that every route shares; routes are added by `registerRoutes`, then it may listen. */
export async function openListener(options: ListenerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: options.config.logLevel === 'silent' ? false : { level: options.config.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.config.trustProxy,
    bodyLimit,
    genReqId: () => newUuid(new Date()),
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (_error, request, reply) => refuseAddress(request, reply),
  });
  app.setErrorHandler(answerError);
  addParsers(app);
  await addPlugins(app, options);
  letCallersWait(app);
  tellMethods(app);
  await addWeb(app, options.web);
  return app;
}
