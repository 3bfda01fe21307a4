import sql from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import type { StrategyId } from '#lib/id.ts';
import type { Tx } from '#platform/database.ts';
import type { Strategy } from './strategy.ts';

const columns = sql`s.id, s.version, s.title, s.text, s.goals, s.state, s.decision,
  to_char(s.proposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "proposedAt",
  coalesce((select p.name from person p where p.organisation_id = s.organisation_id and p.id = s.proposed_by), '') as "proposedBy"`;

export function listStrategies(tx: Tx): Promise<Strategy[]> {
  return tx.rows<Strategy>(sql`select ${columns} from strategy s order by s.version`);
}

/** Takes the lock of the organisation's strategies, so that versions are numbered and decided one at a time. */
export async function lockStrategies(tx: Tx, acting: Acting): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`strategy ${acting.organisationId}`}, 0))`);
}

/** Adds a proposal as the next version. */
export async function insertProposal(
  tx: Tx,
  acting: Acting,
  id: StrategyId,
  proposal: Pick<Strategy, 'title' | 'text' | 'goals'>,
  at: Date,
): Promise<Strategy> {
  await tx.run(
    sql`insert into strategy (organisation_id, id, version, title, text, goals, state, proposed_at, proposed_by)
        select ${acting.organisationId}, ${id}, coalesce(max(version), 0) + 1, ${proposal.title}, ${proposal.text},
               ${JSON.stringify(proposal.goals)}, 'proposed', ${at}, ${acting.personId} from strategy`,
  );
  const [added] = await tx.rows<Strategy>(sql`select ${columns} from strategy s where s.id = ${id}`);
  return added!;
}

export async function setState(tx: Tx, strategy: Strategy): Promise<void> {
  await tx.run(
    sql`update strategy set state = ${strategy.state}, decision = ${JSON.stringify(strategy.decision)} where id = ${strategy.id}`,
  );
}
