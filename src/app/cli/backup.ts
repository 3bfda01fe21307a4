import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { backUp } from '#platform/backup.ts';
import { restore } from '#platform/restore.ts';
import { withDatabase } from './with-database.ts';

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** `resvag backup FILE [--organisation ID]` */
export async function backupCommand(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { organisation: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error('usage: resvag backup FILE [--organisation ID]');
    return 2;
  }
  if (isFolder(file)) {
    console.error(`resvag: ${file} is a folder; name the file that the backup is to be written to`);
    return 1;
  }
  return withDatabase(async (database, { dataFolder }) => {
    const done = await backUp(database, { file, dataFolder, organisationId: values.organisation, at: new Date() });
    if (done.ok) {
      console.error(`${file}: ${done.value.rows} rows, ${done.value.files} parts of log files`);
      return 0;
    }
    if (done.refusal.tag === 'no-organisation') console.error('resvag: there is no such organisation to back up');
    else {
      console.error('resvag: there are several organisations; choose one with --organisation ID');
      for (const { id, name } of done.refusal.organisations) console.error(`  ${id}  ${name}`);
    }
    return 1;
  });
}

/** `resvag restore FILE [--replace]` */
export async function restoreCommand(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error('usage: resvag restore FILE [--replace]');
    return 2;
  }
  if (!existsSync(file)) {
    console.error(`resvag: there is no file ${file}; nothing was changed`);
    return 1;
  }
  if (isFolder(file)) {
    console.error(`resvag: ${file} is a folder; name the file of the backup. Nothing was changed`);
    return 1;
  }
  return withDatabase(async (database, { dataFolder }) => {
    const done = await restore(database, { file, dataFolder, replace: values.replace });
    if (done.ok) {
      console.error(`${done.value.head.organisation.name} as of ${done.value.head.at}: ${done.value.rows} rows`);
      return 0;
    }
    const { refusal } = done;
    switch (refusal.tag) {
      case 'not-a-backup':
        console.error(`resvag: ${file} is not a backup of Resväg; nothing was changed`);
        return 1;
      case 'backup-damaged':
        console.error(`resvag: ${file} is damaged (${refusal.why}); nothing was changed`);
        return 1;
      case 'backup-newer':
        console.error(`resvag: ${file} is from a newer Resväg (schema ${refusal.schema}, here ${refusal.own})`);
        return 1;
      case 'not-empty':
        console.error(`resvag: there already is ${refusal.organisations.map(({ name }) => name).join(', ')}`);
        console.error('        --replace removes it for good and puts the backup in its place');
        return 1;
    }
  });
}
