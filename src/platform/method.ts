import type { FastifyInstance } from 'fastify';
import { type Refusal, sendProblem } from './problem.ts';

interface KnownPath {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The addresses of a route's path: a part that begins with `:` is anything but a slash. */
function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : literal(part)));
  return new RegExp(`^${parts.join('/')}/?$`);
}

function pathOf(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/**
 * A method that an address of the API doesn't have is told from an address that isn't there: 405 with the methods that it
 * has (RFC 9110, sections 15.5.6 and 10.2.1), and to OPTIONS these alone (section 9.3.7). Added before the routes. Nothing of
 * a body is read for it.
 */
export function tellMethods(app: FastifyInstance): void {
  const known = new Map<string, KnownPath>();
  app.addHook('onRoute', ({ url, method }) => {
    if (!url.startsWith('/api/')) return;
    const path = known.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const one of [method].flat()) path.methods.add(one);
    known.set(url, path);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || !request.url.startsWith('/api/')) return;
    const path = pathOf(request.url);
    const methods = [...known.values()].flatMap((one) => (one.pattern.test(path) ? [...one.methods] : []));
    if (methods.length === 0) return;
    const allowed = [...new Set([...methods, 'OPTIONS'])].sort();
    reply.header('allow', allowed.join(', '));
    if (request.method === 'OPTIONS') return reply.code(204).send();
    return sendProblem(request, reply, { tag: 'method-not-allowed', method: request.method, allowed } as Refusal, 405);
  });
}
