import sql, { raw, type Sql } from 'sql-template-tag';
import type { Sort } from '#lib/operation.ts';

/**
 * What a list is ordered by: the column asked for, backwards after a minus sign, or the standard one. The operation's
 * `sortedBy` lets no other columns in, and a column that it lets in but that isn't here doesn't compile.
 */
export function orderBy<C extends string>(
  columns: Readonly<Record<C, Sql>>,
  asked: Sort<NoInfer<C>> | undefined,
  standard: Sort<NoInfer<C>>,
): Sql {
  const sort = asked ?? standard;
  const backwards = sort.startsWith('-');
  const column = columns[(backwards ? sort.slice(1) : sort) as C];
  return sql`${column} ${raw(backwards ? 'desc nulls last' : 'asc nulls last')}`;
}
