import sql from 'sql-template-tag';
import { z } from 'zod';
import { operation } from '#lib/operation.ts';
import { ok } from '#lib/result.ts';
import { type Route, route } from '#platform/http.ts';
import { version } from '#platform/version.ts';

const getHealth = operation({
  name: 'get-health',
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the server and its database answer; for load balancers and those who watch',
  output: z.object({ status: z.literal('ok'), database: z.string(), version: z.string() }),
});

export const healthRoutes: readonly Route[] = [
  route(getHealth, 'anyone', async ({ world }) => {
    const found = await world.database.system((tx) =>
      tx.one<{ version: string }>(sql`select current_setting('server_version') as version`),
    );
    return ok({ status: 'ok', database: `PostgreSQL ${found?.version}`, version });
  }),
];
