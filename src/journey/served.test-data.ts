import type { TestContext } from 'node:test';
import sql from 'sql-template-tag';
import { findActing } from '#app/find-acting.ts';
import { statuses } from '#app/status.ts';
import type { Hat } from '#lib/acting.ts';
import type { PersonId, TeamId } from '#lib/id.ts';
import { assert } from '#lib/result.ts';
import { readConfig } from '#platform/config.ts';
import { type Database, insertRows } from '#platform/database.ts';
import { registerRoutes } from '#platform/http.ts';
import { openListener } from '#platform/listener.ts';
import { createSession } from '#platform/session.ts';
import { openTestDatabase } from '#platform/test-database.test-data.ts';
import { newUuid, type World } from '#platform/world.ts';
import { journeyRoutes } from './routes.ts';
import {
  anna,
  bo,
  cia,
  id,
  intake,
  members,
  processId,
  provider,
  stranger,
  supportRoad,
  versionId,
} from './travel.test-data.ts';

/** Somebody who takes part in nothing, and the process owner. */
export const dan = id(204) as PersonId;
export const owner = id(205) as PersonId;

const wearers: readonly (readonly [PersonId, Hat, { team?: TeamId; process?: string }])[] = [
  [anna, 'co-worker', { team: intake }],
  [bo, 'team-leader', { team: intake }],
  [cia, 'co-worker', { team: provider }],
  [dan, 'co-worker', { team: stranger }],
  [owner, 'process-owner', { process: processId }],
];

/** The invented small organisation: one road, two teams on it and one that isn't. */
export async function insertOrganisation(database: Database, organisationId: string): Promise<void> {
  const org = { organisation_id: organisationId };
  const at = '2026-01-01T00:00:00.000Z';
  const teams: readonly (readonly [TeamId, string])[] = [
    [intake, 'Mottagning'],
    [provider, 'Utförare'],
    [stranger, 'Annat team'],
  ];
  await database.write({ organisationId }, async (tx) => {
    await insertRows(tx, 'unit', [{ ...org, id: id(900), name: 'Enhet', parent_id: null, board: 'Nämnd' }]);
    const people = wearers.map(([person, hat]) => ({
      ...org,
      id: person,
      name: `Påhittad ${hat} ${person.slice(-1)}`,
      title: '',
      unit_id: id(900),
    }));
    await insertRows(tx, 'person', people);
    await insertRows(
      tx,
      'team',
      teams.map(([team, name]) => ({ ...org, id: team, name, goal: '' })),
    );
    const membership = Object.entries(members).flatMap(([team, ids]) =>
      ids.map((person) => ({ ...org, team_id: team, person_id: person })),
    );
    await insertRows(tx, 'team_member', membership);
    const assignments = wearers.map(([person, hat, scope], i) => ({
      ...org,
      id: id(400 + i),
      person_id: person,
      hat,
      scope_kind: scope.team ? 'team' : 'process',
      scope_team_id: scope.team ?? null,
      scope_process_id: scope.process ?? null,
      valid_from: at,
      appointed_at: at,
    }));
    await insertRows(tx, 'role_assignment', assignments);
    await insertRows(tx, 'process', [
      {
        ...org,
        id: processId,
        key: 'barn-och-unga',
        name: 'Barn och unga',
        kind: 'core',
        important: true,
        position: 1,
      },
    ]);
    await tx.run(
      sql`insert into process_version (organisation_id, id, process_id, number, state, bpmn, road, created_at)
          values (${organisationId}, ${versionId}, ${processId}, 1, 'adopted', ''::bytea, ${JSON.stringify(supportRoad)}::jsonb, ${at})`,
    );
    await insertRows(
      tx,
      'team_process',
      [intake, provider].map((team) => ({ ...org, team_id: team, process_id: processId })),
    );
    await insertRows(tx, 'obstacle_kind', [
      { ...org, key: 'long-wait', sv: 'Lång väntetid', en: 'Long wait', position: 1 },
    ]);
  });
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every operation
  readonly body: any;
}

/** The routes of journeys on a real database; `as` gives what one person can ask. */
export async function serve(t: TestContext) {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return undefined;
  const { database, organisationId } = opened;
  await insertOrganisation(database, organisationId);
  const config = readConfig({ RESVAG_LOG: 'error', RESVAG_RATE_LIMIT: '0' });
  assert(config.ok, 'the settings are right');
  const app = await openListener({ config: config.value, secret: 'x'.repeat(32) });
  t.after(() => app.close());
  const world: World = {
    database,
    clock: () => new Date(),
    newId: () => newUuid(new Date()),
    config: config.value,
    log: app.log,
  };
  registerRoutes(app, world, journeyRoutes, { statuses, findActing });
  const as = async (personId: PersonId) => {
    const assignmentId = id(400 + wearers.findIndex(([person]) => person === personId));
    const cookie = await database.write({ organisationId }, (tx) =>
      createSession(tx, { organisationId, personId, assignmentId, at: new Date() }),
    );
    const cookies = { resvag_session: app.signCookie(cookie) };
    const ask =
      (method: 'GET' | 'POST' | 'PUT' | 'DELETE') =>
      async (url: string, payload?: object): Promise<Answer> => {
        const answer = await app.inject({ method, url, cookies, ...(payload === undefined ? {} : { payload }) });
        return { status: answer.statusCode, body: answer.json() };
      };
    return { get: ask('GET'), post: ask('POST'), put: ask('PUT'), remove: ask('DELETE') };
  };
  return { database, organisationId, as };
}
