import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import type {} from '@fastify/cookie';
import sql from 'sql-template-tag';
import { insertFirstKinds } from '#improvement/store.ts';
import { type Hat, hats, type Scope } from '#lib/acting.ts';
import { AssignmentId, OrganisationId, PersonId, ProcessId, StrategyId, TeamId, UnitId, VersionId } from '#lib/id.ts';
import { assert as must } from '#lib/result.ts';
import { readConfig } from '#platform/config.ts';
import { insertRows } from '#platform/database.ts';
import { registerRoutes } from '#platform/http.ts';
import { openListener } from '#platform/listener.ts';
import { createSession } from '#platform/session.ts';
import { openTestDatabase } from '#platform/test-database.test-data.ts';
import { newUuid, type World } from '#platform/world.ts';
import { readRoad } from '#process/bpmn/read.ts';
import { findActing } from './find-acting.ts';
import { routes } from './routes.ts';
import { statuses } from './status.ts';

/** Ids that can be told apart when a test fails: the first digits say what, the last which. */
const id = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const organisationId = OrganisationId.parse('00000000-0000-4000-8000-000000000001');
/** Two of each: what is in scope of the hats that have one, and what is out of it. */
export const units = [UnitId.parse(id(1, 1)), UnitId.parse(id(1, 2))] as const;
export const teams = [TeamId.parse(id(2, 1)), TeamId.parse(id(2, 2))] as const;
export const processes = [ProcessId.parse(id(3, 1)), ProcessId.parse(id(3, 2))] as const;
export const versions = [VersionId.parse(id(4, 1)), VersionId.parse(id(4, 2))] as const;
export const strategyId = StrategyId.parse(id(5, 1));

/** Everybody of the small organisation began on this day; the clock of the tests stands a few weeks later. */
export const began = '2026-01-01T00:00:00.000Z';
export const now = new Date('2026-02-16T09:00:00.000Z');

/** What a hat is worn for here: the first process, team or unit. */
export function scopeOf(hat: Hat): Scope {
  switch (hat) {
    case 'process-owner':
    case 'process-leader':
    case 'business-owner':
      return { kind: 'process', processId: processes[0] };
    case 'team-leader':
    case 'co-worker':
      return { kind: 'team', teamId: teams[0] };
    case 'resource-owner':
      return { kind: 'unit', unitId: units[0] };
    default:
      return { kind: 'organisation' };
  }
}

export const personOf = (hat: Hat) => PersonId.parse(id(6, hats.indexOf(hat) + 1));
export const assignmentOf = (hat: Hat) => AssignmentId.parse(id(7, hats.indexOf(hat) + 1));
/** Somebody of the other team and unit, who wears no hat but that of co-worker there. */
export const elsewhere = { personId: PersonId.parse(id(6, 90)), assignmentId: AssignmentId.parse(id(7, 90)) };

const names = ['Åsa Öberg', 'Bo Ek', 'Cilla Dahl', 'Dan Frid', 'Eva Grön', 'Fia Holm', 'Gun Ivarsson', 'Hans Jarl'];

function assignment(one: { id: AssignmentId; personId: PersonId; hat: Hat; scope: Scope; validTo?: string }) {
  const { scope } = one;
  return {
    organisation_id: organisationId,
    id: one.id,
    person_id: one.personId,
    hat: one.hat,
    scope_kind: scope.kind,
    scope_process_id: scope.kind === 'process' ? scope.processId : null,
    scope_team_id: scope.kind === 'team' ? scope.teamId : null,
    scope_unit_id: scope.kind === 'unit' ? scope.unitId : null,
    valid_from: began,
    valid_to: one.validTo ?? null,
    appointed_at: began,
  };
}

export const aFile = () => readFile(new URL('../../samples/roads/ekonomiskt-bistand.bpmn', import.meta.url));

async function furnish(world: World) {
  const bpmn = await aFile();
  const read = await readRoad(bpmn.toString('utf8'));
  must(read.ok, 'the sample is a road');
  const organisation_id = organisationId;
  const rows: Record<string, object[]> = {
    unit: units.map((unit, n) => ({ organisation_id, id: unit, name: `Enhet ${n + 1}`, board: `Nämnd ${n + 1}` })),
    person: [
      ...hats.map((hat, n) => ({
        organisation_id,
        id: personOf(hat),
        name: names[n] ?? `Person ${n + 1}`,
        title: 'Socialsekreterare',
        unit_id: units[0],
      })),
      { organisation_id, id: elsewhere.personId, name: 'Nils Norr', title: 'Handläggare', unit_id: units[1] },
    ],
    team: teams.map((team, n) => ({ organisation_id, id: team, name: `Team ${n + 1}`, goal: 'En sammanhållen resa' })),
    team_member: [
      { organisation_id, team_id: teams[0], person_id: personOf('co-worker') },
      { organisation_id, team_id: teams[0], person_id: personOf('team-leader') },
      { organisation_id, team_id: teams[1], person_id: elsewhere.personId },
    ],
    process: processes.map((process, n) => ({
      organisation_id,
      id: process,
      key: `process-${n + 1}`,
      name: `Process ${n + 1}`,
      kind: 'core',
      important: true,
      position: n,
    })),
    team_process: processes.map((process_id, n) => ({ organisation_id, team_id: teams[n], process_id })),
    role_assignment: [
      ...hats.map((hat) => assignment({ id: assignmentOf(hat), personId: personOf(hat), hat, scope: scopeOf(hat) })),
      assignment({
        id: elsewhere.assignmentId,
        personId: elsewhere.personId,
        hat: 'co-worker',
        scope: { kind: 'team', teamId: teams[1] },
      }),
    ],
    strategy: [
      {
        organisation_id,
        id: strategyId,
        version: 1,
        title: 'Strategi för processorientering',
        text: 'Vi ska i alla situationer sätta dem vi finns till för i centrum.',
        goals: [],
        state: 'proposed',
        proposed_at: began,
        proposed_by: personOf('management'),
      },
    ],
  };
  await world.database.write({ organisationId }, async (tx) => {
    await insertFirstKinds(tx, organisationId);
    for (const [table, values] of Object.entries(rows)) await insertRows(tx, table, values);
    for (const [n, process] of processes.entries())
      await tx.run(
        sql`insert into process_version (organisation_id, id, process_id, number, state, bpmn, road, created_at, adopted_at)
            values (${organisationId}, ${versions[n]}, ${process}, 1, 'adopted', ${bpmn}, ${JSON.stringify(read.value.road)}, ${began}, ${began})`,
      );
  });
  return read.value.road;
}

/** What was answered; the body is whatever JSON it is, which each test knows. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every operation
  readonly body: any;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Settings by environment, besides those that tests have. */
type Settings = Readonly<Record<string, string>>;

/** A small made organisation behind the real routes and the real database; nothing when there is no test database. */
export async function openSmallOrganisation(t: TestContext, settings: Settings = {}) {
  const served = await openServed(t, settings);
  if (served === undefined) return undefined;
  return { ...served, road: await furnish(served.world) };
}

/** The real routes and the real database with an organisation that has nothing in it. */
export async function openServed(t: TestContext, settings: Settings = {}) {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return undefined;
  const config = readConfig({ RESVAG_LOG: 'silent', RESVAG_RATE_LIMIT: '0', ...settings });
  must(config.ok, 'the settings are right');
  const app = await openListener({ config: config.value, secret: 'x'.repeat(32) });
  t.after(() => app.close());
  let at = now;
  let asked = 0;
  const world: World = {
    database: opened.database,
    // Each asking is a millisecond later, so that what was done after comes after.
    clock: () => {
      asked += 1;
      return new Date(at.getTime() + asked);
    },
    newId: () => newUuid(at),
    config: config.value,
    log: app.log,
  };
  registerRoutes(app, world, routes, { statuses, findActing });

  async function cookieFor(personId: PersonId, assignmentId: AssignmentId) {
    const value = await world.database.write({ organisationId }, (tx) =>
      createSession(tx, { organisationId, personId, assignmentId, at }),
    );
    return { resvag_session: app.signCookie(value) };
  }
  const known = new Map<Hat, Record<string, string>>();
  async function as(hat: Hat) {
    const cookie = known.get(hat) ?? (await cookieFor(personOf(hat), assignmentOf(hat)));
    known.set(hat, cookie);
    return cookie;
  }
  type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  async function send(
    cookies: Record<string, string>,
    method: Method,
    url: string,
    payload?: object | string,
    shown?: string,
  ): Promise<Answer> {
    const answer = await app.inject({
      method,
      url,
      cookies,
      headers: {
        ...(typeof payload === 'string' ? { 'content-type': 'application/octet-stream' } : {}),
        ...(shown === undefined ? {} : { 'resvag-hat': shown }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const json = /json/.test(String(answer.headers['content-type']));
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
    return {
      status: answer.statusCode,
      body: json ? answer.json() : undefined,
      bytes: answer.rawPayload,
      headers: Object.fromEntries(headers),
    };
  }
  return {
    world,
    as,
    asElsewhere: () => cookieFor(elsewhere.personId, elsewhere.assignmentId),
    cookieFor,
    /** What a browser has of a session that was made here. */
    signed: (cookie: string): string => app.signCookie(cookie),
    send,
    /** A request of a window that shows a hat, by its assignment. */
    sendShowing: (shown: string, cookies: Record<string, string>, method: Method, url: string, payload?: object) =>
      send(cookies, method, url, payload, shown),
    /** One request wearing a hat. */
    ask: async (hat: Hat, method: Method, url: string, payload?: object | string) =>
      send(await as(hat), method, url, payload),
    setClock: (to: Date) => {
      at = to;
    },
  };
}

export type SmallOrganisation = NonNullable<Awaited<ReturnType<typeof openSmallOrganisation>>>;
