import { useQueryClient } from '@tanstack/react-query';
import { areaOf, type Hat, hats, type ManagementArea } from '#lib/acting.ts';
import { getSession } from '#organisation/api.ts';
import { type SessionRole, useSession } from './session.ts';
import { useWords } from './words.ts';

/** Roles that somebody has added since the session was asked for. */
const sought = new Set<string>();

/** The role of the organisation's own by its id. One that isn't known yet has the session asked for anew, once. */
function useOwnRole(): (id: string | null | undefined) => SessionRole | undefined {
  const queries = useQueryClient();
  const { ownRoles } = useSession();
  return (id) => {
    if (id === null || id === undefined) return undefined;
    const known = ownRoles.find((role) => role.id === id);
    if (known === undefined && !sought.has(id)) {
      sought.add(id);
      queueMicrotask(() => void queries.invalidateQueries({ queryKey: [getSession.name] }));
    }
    return known;
  };
}

/** What a role of the organisation's own is called in the language of the interface. */
export function useRoleName(): (role: Pick<SessionRole, 'name' | 'nameEn'>) => string {
  const { locale } = useWords();
  return ({ name, nameEn }) => (locale === 'en' ? (nameEn ?? name) : name);
}

/**
 * What a hat is called: the role of the organisation's own that it is worn as (R067), else the organisation's own name for the
 * hat, else the strategy's (R125).
 */
export function useHatName(): (hat: Hat, ownRoleId?: string | null) => string {
  const { t } = useWords();
  const { organisation } = useSession();
  const ownRole = useOwnRole();
  const roleName = useRoleName();
  return (hat, ownRoleId) => {
    const own = ownRole(ownRoleId);
    return own === undefined ? (organisation?.labels[hat] ?? t(`hat.${hat}`)) : roleName(own);
  };
}

/** A name in the middle of a sentence; an abbreviation keeps its letters. */
export const within = (name: string) =>
  /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLocaleLowerCase('sv') + name.slice(1);

/** The same where rights matter: a role of the organisation's own with the hat whose rights it carries. */
export function useHatInFull(): (hat: Hat, ownRoleId?: string | null) => string {
  const { t } = useWords();
  const hatName = useHatName();
  const ownRole = useOwnRole();
  return (hat, ownRoleId) =>
    ownRole(ownRoleId) === undefined
      ? hatName(hat)
      : t('shell.hat.as', { role: hatName(hat, ownRoleId), hat: within(hatName(hat)) });
}

/** The management area that a hat belongs to, or that the role that it is worn as is tied to. */
export function useAreaOf(): (hat: Hat, ownRoleId?: string | null) => ManagementArea {
  const ownRole = useOwnRole();
  return (hat, ownRoleId) => ownRole(ownRoleId)?.area ?? areaOf[hat];
}

/** What lists are narrowed by: the hats, and after them the organisation's own roles. */
export function useHatChoices(): readonly { readonly value: string; readonly label: string }[] {
  const { locale } = useWords();
  const { ownRoles } = useSession();
  const hatName = useHatName();
  const inFull = useHatInFull();
  return [
    ...hats.map((hat) => ({ value: hat as string, label: hatName(hat) })),
    ...ownRoles
      .map(({ id, hat }) => ({ value: id, label: inFull(hat, id) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale)),
  ];
}
