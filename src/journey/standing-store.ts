import sql from 'sql-template-tag';

/**
 * On the fact `f`: it stands, for no later fact undoes it. The same as `undoneIn` of `evolve.ts`. Whoever reads facts as a
 * log asks for this.
 */
export const stands = sql`not exists (select from journey_fact u where u.organisation_id = f.organisation_id
  and u.journey_id = f.journey_id and u.kind = 'act-undone' and u.data -> 'undone' @> to_jsonb(f.seq))`;
