import sql, { join, type Sql } from 'sql-template-tag';
import { fold, foldFrom, foldTo } from '#lib/fold.ts';
import { all } from './database.ts';

/** Text of a row as it is searched; the same as `fold` makes of what people type. */
function folded(columns: readonly Sql[]): Sql {
  return sql`translate(lower(concat_ws(' ', ${join(columns, ', ')}) collate "sv-x-icu"), ${foldFrom}, ${foldTo})`;
}

/** Holds where every word of what was typed is found in one of the columns, whatever the case and marks. */
export function matches(columns: readonly Sql[], typed: string | undefined): Sql | undefined {
  const words = fold(typed ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return undefined;
  return all(words.map((word) => sql`${folded(columns)} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`));
}
