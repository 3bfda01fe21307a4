import { OwnRoleId, uuidFrom } from '#lib/id.ts';
import type { OwnRole } from '#organisation/own-role.ts';
import { chanceOf } from './chance.ts';

const plans = [
  {
    key: 'metodutvecklare',
    name: 'Metodutvecklare',
    nameEn: 'Method developer',
    purpose: 'Tar fram arbetssätt och stöd tillsammans med teamen och håller dem uppdaterade.',
    area: 'process-management',
    hat: 'process-support',
  },
  {
    key: 'boendesamordnare',
    name: 'Boendesamordnare',
    nameEn: 'Housing coordinator',
    purpose: 'Matchar beslut om boende med lediga lägenheter och följer den som väntar tills inflyttningen är klar.',
    area: 'work-management',
    hat: 'co-worker',
  },
  {
    // Decided and not yet given to anybody: the page of who leads shows that it stands empty.
    key: 'kompetenssamordnare',
    name: 'Kompetenssamordnare',
    nameEn: 'Competence coordinator',
    purpose: 'Ser över enheterna vilken kompetens som behövs i vägarnas team och var den saknas.',
    area: 'resource-management',
    hat: 'resource-owner',
  },
] as const;
export type OwnRoleKey = (typeof plans)[number]['key'];

/** Roles that Exempelstad has added to those of the strategy, one in each management area (R067). */
export function makeOwnRoles(seed: number): ReadonlyMap<OwnRoleKey, OwnRole> {
  const random = chanceOf(seed, 'own-role');
  return new Map(
    plans.map(({ key, ...plan }) => [key, { ...plan, id: OwnRoleId.parse(uuidFrom(random)), endedAt: null }]),
  );
}
