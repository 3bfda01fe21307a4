import sql from 'sql-template-tag';
import { Acting, type Hat } from '#lib/acting.ts';
import { ok, refuse } from '#lib/result.ts';
import type { FindActing } from '#platform/session.ts';

interface Row {
  readonly organisation_id: string;
  readonly person_id: string;
  readonly assignment_id: string;
  readonly hat: Hat;
  readonly own_role_id: string | null;
  readonly assurance: string | null;
  readonly scope_kind: 'organisation' | 'process' | 'team' | 'unit';
  readonly scope_process_id: string | null;
  readonly scope_team_id: string | null;
  readonly scope_unit_id: string | null;
  readonly valid_from: Date;
  readonly valid_to: Date | null;
}

function scopeOf(row: Row): unknown {
  switch (row.scope_kind) {
    case 'organisation':
      return { kind: 'organisation' };
    case 'process':
      return { kind: 'process', processId: row.scope_process_id };
    case 'team':
      return { kind: 'team', teamId: row.scope_team_id };
    case 'unit':
      return { kind: 'unit', unitId: row.scope_unit_id };
  }
}

/**
 * Who acts in a session: the person, in the hat that the session wears. A hat whose period is over is refused with when
 * it ended and which hats the person has left to change to.
 */
export const findActing: FindActing = async (tx, sessionId, at) => {
  const row = await tx.one<Row>(
    sql`select s.organisation_id, s.person_id, s.assurance, a.id as assignment_id, a.hat, a.own_role_id, a.scope_kind, a.scope_process_id, a.scope_team_id,
               a.scope_unit_id, a.valid_from, a.valid_to
          from session s
          join role_assignment a on a.organisation_id = s.organisation_id and a.id = s.assignment_id and a.person_id = s.person_id
         where s.id = ${sessionId} and s.expires_at > ${at}`,
  );
  if (row === undefined) return refuse({ tag: 'not-signed-in' });
  if (row.valid_from <= at && (row.valid_to === null || row.valid_to > at))
    return ok(
      Acting.parse({
        organisationId: row.organisation_id,
        personId: row.person_id,
        assignmentId: row.assignment_id,
        hat: row.hat,
        scope: scopeOf(row),
        ...(row.own_role_id === null ? {} : { ownRoleId: row.own_role_id }),
        ...(row.assurance === null ? {} : { assurance: row.assurance }),
      }),
    );
  const remaining = await tx.rows<{ assignmentId: string; hat: Hat }>(
    sql`select id as "assignmentId", hat from role_assignment
         where person_id = ${row.person_id} and valid_from <= ${at} and (valid_to is null or valid_to > ${at}) order by valid_from`,
  );
  return refuse({
    tag: 'hat-ended',
    hat: row.hat,
    validFrom: row.valid_from.toISOString(),
    endedAt: row.valid_to?.toISOString() ?? null,
    remaining,
  });
};
