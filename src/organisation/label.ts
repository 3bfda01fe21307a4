import { type Hat, hats } from '#lib/acting.ts';
import { sameName, tidyName, unreadableIn } from '#lib/name.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import { hatNames } from './hat-names.ts';
import type { Organisation, OrganisationRefusal } from './organisation.ts';
import { type OwnRole, takenByRole } from './own-role.ts';

/**
 * What a hat is to be called here (R125), given what the others are called; empty takes the model's name back. Refuses with
 * `text-unreadable`, and `name-taken` when a role of one's own or another hat is called so, by the model or by the
 * organisation: the model's name may be taken back at any time.
 */
export function decideLabel(
  hat: Hat,
  typed: string,
  labels: Organisation['labels'],
  roles: readonly Pick<OwnRole, 'name' | 'nameEn'>[],
): Result<string, OrganisationRefusal> {
  const label = tidyName(typed);
  if (label === '') return ok(label);
  const text = unreadableIn(label);
  if (text !== undefined) return refuse({ tag: 'text-unreadable', text });
  const others = hats
    .filter((other) => other !== hat)
    .flatMap((other) => [hatNames.sv[other], hatNames.en[other], labels[other] ?? []].flat());
  const taken = takenByRole(label, roles) ?? others.find((other) => sameName(other, label));
  return taken === undefined ? ok(label) : refuse({ tag: 'name-taken', name: taken });
}
