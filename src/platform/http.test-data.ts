import type { TestContext } from 'node:test';
import type {} from '@fastify/cookie';
import { z } from 'zod';
import { Acting, type Rule } from '#lib/acting.ts';
import { operation } from '#lib/operation.ts';
import { assert as must, ok, refuse } from '#lib/result.ts';
import { readConfig } from './config.ts';
import type { Database } from './database.ts';
import { type Route, registerRoutes } from './http.ts';
import { openListener } from './listener.ts';
import { createSession, type FindActing } from './session.ts';
import { openTestDatabase } from './test-database.test-data.ts';
import { newUuid, type World } from './world.ts';

const personId = newUuid(new Date());
const assignmentId = newUuid(new Date());

export async function open(t: TestContext, routes: readonly Route[], hat: 'co-worker' | 'ended' = 'co-worker') {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return undefined;
  const { database, organisationId } = opened;
  const config = readConfig({ RESVAG_LOG: 'silent', RESVAG_RATE_LIMIT: '50' });
  must(config.ok, 'the settings are right');
  const app = await openListener({ config: config.value, secret: 'x'.repeat(32) });
  t.after(() => app.close());
  const findActing: FindActing = async () =>
    hat === 'ended'
      ? refuse({ tag: 'hat-ended', endedAt: '2026-01-01' })
      : ok(Acting.parse({ organisationId, personId, assignmentId, hat, scope: { kind: 'organisation' } }));
  const world: World = {
    database,
    clock: () => new Date(),
    newId: () => newUuid(new Date()),
    config: config.value,
    log: app.log,
  };
  registerRoutes(app, world, routes, { statuses: { 'step-not-offered': 409 }, findActing });
  const cookie = await signIn(database, organisationId);
  return { app, cookies: { resvag_session: app.signCookie(cookie) } };
}

function signIn(database: Database, organisationId: string) {
  return database.write({ organisationId }, (tx) =>
    createSession(tx, { organisationId, personId, assignmentId, at: new Date() }),
  );
}

export const echo = operation({
  name: 'echo',
  method: 'POST',
  path: '/api/echo/:n',
  summary: 'Says back',
  params: z.object({ n: z.coerce.number().int() }),
  body: z.object({ text: z.string().max(10) }),
  output: z.object({ n: z.number(), text: z.string() }),
  refusals: ['step-not-offered'],
});
export const forCoWorker: Rule = { 'co-worker': 'all' };
