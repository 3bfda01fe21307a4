import type { Hat } from '#lib/acting.ts';
import type { ProcessId } from '#lib/id.ts';
import { isWorn, type RoleAssignment } from './organisation.ts';

/** Hats that an important process must have somebody wear: the whole road, and the sum of its journeys (R063). */
const needed = ['process-owner', 'business-owner'] as const satisfies readonly Hat[];

export interface Gap {
  readonly processId: ProcessId;
  readonly missing: readonly (typeof needed)[number][];
}

/** The important processes that nobody answers for in one or both ways at a moment (R063). */
export function gaps(
  processes: readonly { readonly id: ProcessId; readonly important: boolean }[],
  assignments: readonly Pick<RoleAssignment, 'hat' | 'scope' | 'validFrom' | 'validTo'>[],
  at: string,
): Gap[] {
  const worn = assignments.filter((a) => isWorn(a, at));
  const has = (processId: ProcessId, hat: Hat) =>
    worn.some((a) => a.hat === hat && a.scope.kind === 'process' && a.scope.processId === processId);
  return processes
    .filter((process) => process.important)
    .map(({ id }) => ({ processId: id, missing: needed.filter((hat) => !has(id, hat)) }))
    .filter((gap) => gap.missing.length > 0);
}
