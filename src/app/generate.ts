import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '#platform/database.ts';
import { migrate, readMigrations } from '#platform/migrate.ts';
import { throwAwayPostgres } from '#platform/throw-away-postgres.ts';
import { version } from '#platform/version.ts';
import { openapi } from './openapi.ts';
import { describeRefusals } from './refusal-reference.ts';
import { describeRequirements } from './requirement-reference.ts';
import { routes } from './routes.ts';
import { describeSchema } from './schema-reference.ts';
import { statuses } from './status.ts';

/** Writes docs/reference/ from the code, or (`--check`) tells where it differs from what is there. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'docs', 'reference');

async function schema(): Promise<string> {
  const postgres = await throwAwayPostgres();
  try {
    const database = await openDatabase(postgres.url);
    await migrate(database, await readMigrations());
    const text = await database.system(describeSchema);
    await database.close();
    return text;
  } finally {
    await postgres.stop();
  }
}

const pages: Readonly<Record<string, string>> = {
  'openapi.json': `${JSON.stringify(openapi(routes, statuses, version), null, 2)}\n`,
  'refusals.md': describeRefusals(routes, statuses),
  'requirements.md': describeRequirements(root),
  'schema.md': await schema(),
};

function written(file: string): string | undefined {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    return undefined;
  }
}

const stale = Object.entries(pages).filter(([file, text]) => written(file) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale) process.stdout.write(`docs/reference/${file} is not as the code is: npm run generate\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of stale) writeFileSync(join(folder, file), text);
  process.stdout.write(`${stale.map(([file]) => `docs/reference/${file}\n`).join('')}${stale.length} written\n`);
}
