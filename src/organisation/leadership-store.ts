import sql from 'sql-template-tag';
import type { ProcessId } from '#lib/id.ts';
import type { Tx } from '#platform/database.ts';
import { iso, scope, scopeName } from './assignment-store.ts';
import type { Held, LeadershipSetting } from './leadership.ts';
import { ownRoles } from './own-role-store.ts';

type Setting = LeadershipSetting;

/** Everything that the leadership of all roads is seen from: appointments that hold or are to come, and where people belong. */
export async function leadershipSetting(tx: Tx, at: Date): Promise<Setting> {
  const processes = await tx.rows<{ id: ProcessId; name: string; important: boolean; adopted: boolean }>(
    sql`select p.id, p.name, p.important,
               exists (select from process_version v where v.process_id = p.id and v.state = 'adopted') as adopted
          from process p order by p.position, p.name collate "sv-x-icu"`,
  );
  const units = await tx.rows<Setting['units'][number]>(sql`select id, name, parent_id as "parentId" from unit`);
  const teams = await tx.rows<Setting['teams'][number]>(
    sql`select t.id, t.name,
               coalesce((select jsonb_agg(tp.process_id) from team_process tp where tp.team_id = t.id), '[]') as "processIds",
               coalesce((select jsonb_agg(jsonb_build_object('unitId', h.unit_id, 'people', h.people))
                           from (select p.unit_id, count(*) as people from team_member m join person p on p.id = m.person_id
                                  where m.team_id = t.id group by p.unit_id) h), '[]') as home
          from team t order by t.name collate "sv-x-icu", t.id`,
  );
  const held = await tx.rows<Held>(
    sql`select a.person_id as "personId", p.name, a.hat, a.own_role_id as "ownRoleId", ${scope} as scope, ${scopeName} as "scopeName",
               ${iso('a.valid_from')} as "validFrom", ${iso('a.valid_to')} as "validTo"
          from role_assignment a join person p on p.organisation_id = a.organisation_id and p.id = a.person_id
         where (a.own_role_id is not null
                or a.hat in ('process-owner', 'process-leader', 'process-support', 'resource-owner', 'business-owner', 'team-leader'))
           and (a.valid_to is null or a.valid_to > greatest(${at}::timestamptz, a.valid_from))`,
  );
  return { processes, units, teams, held, ownRoles: await ownRoles(tx) };
}
