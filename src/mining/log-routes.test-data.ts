/** A server with the routes of results and logs on a database of its own, and somebody who may import. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type {} from '@fastify/cookie';
import { Acting } from '#lib/acting.ts';
import { assert as must, ok } from '#lib/result.ts';
import { readConfig } from '#platform/config.ts';
import { insertRows } from '#platform/database.ts';
import { registerRoutes } from '#platform/http.ts';
import { openListener } from '#platform/listener.ts';
import { createSession } from '#platform/session.ts';
import { openTestDatabase } from '#platform/test-database.test-data.ts';
import { newUuid, type World } from '#platform/world.ts';
import { miningRoutes, miningStatus } from './routes.ts';

const personId = newUuid(new Date());
const assignmentId = newUuid(new Date());

/** Undefined where no test database is given; the test is skipped then. */
export async function openLogs(t: TestContext) {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return undefined;
  const { database, organisationId } = opened;
  const dataFolder = mkdtempSync(join(tmpdir(), 'resvag-logs-'));
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }));
  const config = readConfig({
    RESVAG_LOG: 'silent',
    RESVAG_RATE_LIMIT: '0',
    RESVAG_DATA: dataFolder,
    RESVAG_UPLOAD_MB: '4',
  });
  must(config.ok, 'the settings are right');
  const app = await openListener({ config: config.value, secret: 'x'.repeat(32) });
  t.after(() => app.close());
  const acting = Acting.parse({
    organisationId,
    personId,
    assignmentId,
    hat: 'process-owner',
    scope: { kind: 'organisation' },
  });
  let nextId: string | undefined;
  const world: World = {
    database,
    clock: () => new Date(),
    newId: () => nextId ?? newUuid(new Date()),
    config: config.value,
    log: app.log,
  };
  registerRoutes(app, world, miningRoutes, { statuses: miningStatus, findActing: async () => ok(acting) });
  const cookie = await database.write(acting, async (tx) => {
    const unit = newUuid(new Date());
    const organisation_id = organisationId;
    await insertRows(tx, 'unit', [{ organisation_id, id: unit, name: 'Enhet', board: 'Nämnd' }]);
    await insertRows(tx, 'person', [
      { organisation_id, id: personId, name: 'Ada', title: 'Analytiker', unit_id: unit },
    ]);
    return createSession(tx, { organisationId, personId, assignmentId, at: new Date() });
  });
  const cookies = { resvag_session: app.signCookie(cookie) };
  const get = async (url: string) => app.inject({ method: 'GET', url, cookies });
  const send = (method: 'POST' | 'DELETE', url: string, payload?: Buffer, filename = 'log.csv') => {
    if (method === 'POST' && url.includes('?')) url += '&purpose=Prov';
    if (payload === undefined) return app.inject({ method, url, cookies });
    const boundary = 'grans';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), payload, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    return app.inject({ method, url, cookies, headers, payload: body });
  };
  const sendJson = (url: string, payload: object) => app.inject({ method: 'POST', url, cookies, payload });
  const settled = async (id: string) => {
    for (;;) {
      const log = (await get(`/api/logs/${id}`)).json();
      if (log.state !== 'reading') return log;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  // A log is told as ended before its file is taken away, so that a server that dies between the two leaves no log
  // that seems to be read for ever.
  const emptied = async () => {
    const folder = join(dataFolder, 'logs');
    const until = Date.now() + 5000;
    while (readdirSync(folder).length > 0 && Date.now() < until) await new Promise((go) => setTimeout(go, 20));
    assert.deepEqual(readdirSync(folder), []);
  };
  const useId = (id: string | undefined) => {
    nextId = id;
  };
  return { database, acting, config: config.value, world, dataFolder, get, send, sendJson, settled, emptied, useId };
}
