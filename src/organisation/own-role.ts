import { z } from 'zod';
import { areaOf, Hat, hats, managementAreas } from '#lib/acting.ts';
import { fold } from '#lib/fold.ts';
import { OwnRoleId } from '#lib/id.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import { sameName, tidyName, unreadableIn } from '#lib/name.ts';
import type { Sort } from '#lib/operation.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import { hatNames } from './hat-names.ts';
import type { Organisation, OrganisationRefusal } from './organisation.ts';

/** How long what is said of a role may be, in characters. */
export const roleLimits = { name: 60, purpose: 300 } as const;

/**
 * A role of the organisation's own, tied to a management area (R067): a named kind of a hat. It carries that hat's rights and
 * no others, for good; who wears it acts in the hat. `endedAt`: from then on nobody is given it any more.
 */
export const OwnRole = z.object({
  id: OwnRoleId,
  name: z.string(),
  /** Null: the same as in Swedish. */
  nameEn: z.string().nullable(),
  purpose: z.string(),
  area: z.enum(managementAreas),
  hat: Hat,
  endedAt: z.iso.datetime().nullable(),
});
export type OwnRole = z.infer<typeof OwnRole>;

/** What is said of a role when it is added or changed. */
export const RoleWords = z.object({
  name: z.string().trim().min(1).max(roleLimits.name),
  nameEn: z.string().trim().max(roleLimits.name).nullable().default(null),
  purpose: z.string().trim().min(1).max(roleLimits.purpose),
  area: z.enum(managementAreas),
});
export type RoleWords = z.infer<typeof RoleWords>;

/** The name, if some role of one's own bears it in either language: then a hat can't be called so as well. */
export function takenByRole(name: string, roles: readonly Pick<OwnRole, 'name' | 'nameEn'>[]): string | undefined {
  const other = roles.find((role) => [role.name, role.nameEn].some((one) => one !== null && sameName(one, name)));
  return other === undefined ? undefined : tidyName(name);
}

/**
 * What is kept of the words of a role, given the organisation's other roles and its own names for hats. Refuses with
 * `name-taken` when another role or a hat is called so in either language, whatever the case (a role that has ended counts,
 * for the register still tells of it), `text-unreadable`, and `personal-data-in-text` (D01).
 */
export function decideRoleWords(
  typed: RoleWords,
  others: readonly Pick<OwnRole, 'name' | 'nameEn'>[],
  labels: Organisation['labels'],
): Result<RoleWords, OrganisationRefusal> {
  const words = {
    ...typed,
    name: tidyName(typed.name),
    nameEn: tidyName(typed.nameEn ?? '') === '' ? null : tidyName(typed.nameEn ?? ''),
    purpose: tidyName(typed.purpose),
  };
  const text = unreadableIn(words.name, words.nameEn ?? words.name, words.purpose);
  if (text !== undefined) return refuse({ tag: 'text-unreadable', text });
  const found = personalDataIn(words.name, words.nameEn ?? '', words.purpose);
  if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
  const hatsNames = [...Object.values(hatNames.sv), ...Object.values(hatNames.en), ...Object.values(labels)];
  for (const name of words.nameEn === null ? [words.name] : [words.name, words.nameEn]) {
    const taken = takenByRole(name, others) ?? hatsNames.find((one) => sameName(one, name));
    if (taken !== undefined) return refuse({ tag: 'name-taken', name: taken });
  }
  return ok(words);
}

/** Ends a role. Those who wear it keep it until their appointments end. Refuses with `own-role-ended`. */
export function decideRoleEnd({ name, endedAt }: OwnRole, now: string): Result<string, OrganisationRefusal> {
  return endedAt === null ? ok(now) : refuse({ tag: 'own-role-ended', name, endedAt });
}

/** Takes a role into use again. Refuses with `own-role-not-ended`. */
export function decideRoleResumption({ name, endedAt }: OwnRole): Result<null, OrganisationRefusal> {
  return endedAt === null ? refuse({ tag: 'own-role-not-ended', name }) : ok(null);
}

/**
 * The hats and roles of one's own, ended ones too, whose names in either language hold every word of what is searched for,
 * by name as it is told in the language. A hat is also found by the model's name when it is called otherwise here.
 */
export function rolesCalled(
  { roles, labels }: { readonly roles: readonly OwnRole[]; readonly labels: Organisation['labels'] },
  q: string,
  language: 'sv' | 'en',
): { readonly id: Hat | OwnRoleId; readonly name: string; readonly purpose: string }[] {
  const words = fold(q).split(/\s+/u);
  const isCalled = (...names: readonly (string | null | undefined)[]) =>
    words.every((word) => fold(names.join(' ')).includes(word));
  const ofHats = hats
    .filter((hat) => isCalled(labels[hat], hatNames.sv[hat], hatNames.en[hat]))
    .map((hat) => ({ id: hat, name: labels[hat] ?? hatNames[language][hat], purpose: '' }));
  const own = roles
    .filter(({ name, nameEn }) => isCalled(name, nameEn))
    .map(({ id, name, nameEn, purpose }) => ({ id, name: language === 'en' ? (nameEn ?? name) : name, purpose }));
  return [...ofHats, ...own].toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}

/** A line of the catalogue of roles: a hat of the strategy, or a role of one's own that carries it. */
export const CatalogueRow = z.object({
  hat: Hat,
  role: OwnRole.nullable(),
  /** What it is called in the language that was asked for. */
  name: z.string(),
  area: z.enum(managementAreas),
  /** How many people wear it now; for a hat, by other names too. */
  wearing: z.number().int(),
  may: z.array(z.string()),
});
export type CatalogueRow = z.infer<typeof CatalogueRow>;

/** What the catalogue is made of. `wearing`: how many people by the id of a role, or by the hat. */
export interface CatalogueSetting {
  readonly roles: readonly OwnRole[];
  readonly labels: Organisation['labels'];
  readonly wearing: ReadonlyMap<string, number>;
}

export interface CatalogueFilter {
  readonly q?: string | undefined;
  readonly area?: OwnRole['area'] | undefined;
  readonly from?: 'strategy' | 'own' | undefined;
  readonly state: 'in-use' | 'ended' | 'all';
  readonly language: 'sv' | 'en';
  readonly sort?: Sort<'name' | 'area' | 'wearing'> | undefined;
}

const orders: Record<'name' | 'area' | 'wearing', (a: CatalogueRow, b: CatalogueRow) => number> = {
  name: (a, b) => a.name.localeCompare(b.name, 'sv'),
  area: (a, b) => managementAreas.indexOf(a.area) - managementAreas.indexOf(b.area),
  wearing: (a, b) => a.wearing - b.wearing,
};

/** Within an area, a hat stands before the roles that carry its rights. */
function asTied(a: CatalogueRow, b: CatalogueRow): number {
  return (
    orders.area(a, b) ||
    hats.indexOf(a.hat) - hats.indexOf(b.hat) ||
    Number(a.role !== null) - Number(b.role !== null) ||
    orders.name(a, b)
  );
}

/**
 * The catalogue of roles, grouped by management area unless sorted otherwise: the hats of the strategy and the organisation's
 * own roles (R067). `may` says what the one who asks may do with roles.
 */
export function catalogue(
  { roles, labels, wearing }: CatalogueSetting,
  filter: CatalogueFilter,
  may: readonly string[],
): CatalogueRow[] {
  const of = (...names: readonly string[]) => may.filter((name) => names.includes(name));
  const ofHats = hats.map((hat): CatalogueRow => {
    const name = labels[hat] ?? hatNames[filter.language][hat];
    return { hat, role: null, name, area: areaOf[hat], wearing: wearing.get(hat) ?? 0, may: of('set-label') };
  });
  const own = roles.map((role): CatalogueRow => {
    const name = filter.language === 'en' ? (role.nameEn ?? role.name) : role.name;
    const able = of('change-own-role', role.endedAt === null ? 'end-own-role' : 'resume-own-role');
    return { hat: role.hat, role, name, area: role.area, wearing: wearing.get(role.id) ?? 0, may: able };
  });
  const words = fold(filter.q ?? '').split(/\s+/u);
  const isAsked = ({ hat, role, name, area }: CatalogueRow) =>
    (filter.area === undefined || area === filter.area) &&
    (filter.from === undefined || (role === null) === (filter.from === 'strategy')) &&
    (filter.state === 'all' || ((role?.endedAt ?? null) === null) === (filter.state === 'in-use')) &&
    words.every((word) =>
      fold([name, hatNames[filter.language][hat], role?.name, role?.nameEn, role?.purpose].join(' ')).includes(word),
    );
  const back = filter.sort?.startsWith('-') ? -1 : 1;
  const column = filter.sort?.replace('-', '') as keyof typeof orders | undefined;
  const order = column === undefined ? undefined : orders[column];
  return [...ofHats, ...own]
    .filter(isAsked)
    .toSorted((a, b) => (order === undefined ? 0 : back * order(a, b)) || asTied(a, b));
}
