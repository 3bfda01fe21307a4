import { monthOf } from '#improvement/access-check.ts';
import type { Travelled } from '#journey/run.ts';
import { uuidFrom } from '#lib/id.ts';
import type { Random } from '#lib/random.ts';
import { addMonths, type Instant, instantOf, swedishDate } from '#lib/time.ts';
import type { RoleAssignment } from '#organisation/organisation.ts';

const minute = 60_000;

/** A line of the audit trail that says who looked at a journey. */
export interface DemoReading {
  readonly id: string;
  readonly at: string;
  readonly kind: 'read';
  readonly person_id: string;
  readonly assignment_id: string;
  readonly hat: string;
  readonly operation: 'get-journey';
  readonly subject_kind: 'journey';
  readonly subject_id: string;
}

/**
 * Who has looked at journeys since `from`: who acts has opened the journey a little before, once a day, and now and then a
 * colleague of the team has looked who has nothing to do in it, which is what log checks are there to find.
 */
export function readingsOf(
  journeys: readonly Travelled[],
  hats: readonly RoleAssignment[],
  from: Instant,
  random: Random,
): DemoReading[] {
  const made: DemoReading[] = [];
  const seen = new Set<string>();
  const colleagues = new Map<string, RoleAssignment[]>();
  for (const hat of hats)
    if (hat.hat === 'co-worker' && hat.scope.kind === 'team' && hat.validTo === null)
      colleagues.set(hat.scope.teamId, [...(colleagues.get(hat.scope.teamId) ?? []), hat]);
  const note = (journeyId: string, at: Instant, who: { personId: string; id: string; hat: string }) => {
    const key = `${journeyId} ${who.personId} ${swedishDate(at)}`;
    if (seen.has(key)) return;
    seen.add(key);
    made.push({
      id: uuidFrom(random),
      at: new Date(at).toISOString(),
      kind: 'read',
      person_id: who.personId,
      assignment_id: who.id,
      hat: who.hat,
      operation: 'get-journey',
      subject_kind: 'journey',
      subject_id: journeyId,
    });
  };
  for (const { journey, facts } of journeys)
    for (const fact of facts) {
      const at = Date.parse(fact.occurredAt);
      if (at < from + 30 * minute) continue;
      const before = at - Math.ceil(random() * 20) * minute;
      note(journey.journeyId, before, { personId: fact.personId, id: fact.assignmentId, hat: fact.hat });
      if (random() > 0.02) continue;
      const others = colleagues.get(journey.teamId) ?? [];
      const other = others[Math.floor(random() * others.length)];
      if (other !== undefined && Date.parse(other.validFrom) < before) note(journey.journeyId, before, other);
    }
  return made;
}

/** The first instant of the month that is so many months before the one of `at`. */
export function monthStart(at: Instant, before: number): Instant {
  return instantOf(addMonths(`${monthOf(at)}-01`, -before));
}
