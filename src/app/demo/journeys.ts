import { nameOf } from '#journey/open-road.ts';
import type { PersonId, ProcessId } from '#lib/id.ts';
import { uuidFrom } from '#lib/id.ts';
import { logNormal, type Random } from '#lib/random.ts';
import { dayMs, type Instant } from '#lib/time.ts';
import type { Person } from '#organisation/organisation.ts';
import type { Arrival } from './travel.ts';

interface Contribution {
  readonly id: string;
  readonly obstacle_id: string;
  readonly at: string;
  readonly person_id: PersonId;
  readonly hat: string;
  readonly text: string;
}

const contributions = [
  'Samma sak hos oss. Kan vi titta på det tillsammans på torsdag?',
  'Vi har prövat att ringa först, det hjälper i ungefär hälften av fallen.',
  'Jag tar med mig frågan till vår enhet.',
  'Vi kan ta emot löpande i stället för en gång i veckan. Prova i fyra veckor?',
  'En gemensam mall skulle räcka långt. Jag har ett utkast.',
  'Det händer oftast på fredagar. Kan den som har jouren få se det först?',
  'Jag har frågat dem det gäller. De vill hellre få ett samtal än ett brev till.',
  'Hos oss löste vi det med en gemensam brevlåda som någon läser varje morgon.',
  'Det här behöver processägaren ta med den andra nämnden.',
  'Jag följer en resa hela vägen i nästa vecka och skriver ned var det tar stopp.',
];
const removals = [
  'Vi bestämde ett gemensamt arbetssätt, och hindret har inte kommit tillbaka på en månad.',
  'Löst tillsammans: den som lämnar över ringer samtidigt.',
  'Vi tog bort blanketten. Ingen har saknat den.',
  'Båda enheterna använder nu samma rutin, och den ligger på steget.',
];

/** Rows of obstacles reported on the journeys, the older ones often removed, with the common work on them (R046). */
export function obstacleRows(
  processId: ProcessId,
  journeys: readonly Arrival[],
  helpers: readonly Person[],
  end: Instant,
  random: Random,
) {
  const work: Contribution[] = [];
  const obstacles = journeys.flatMap(({ road, facts, complaints }) =>
    complaints.flatMap((complaint) => {
      const fact = facts.find((f) => f.kind === 'obstacle-reported' && f.obstacleId === complaint.obstacleId);
      const start = facts[0];
      if (fact?.kind !== 'obstacle-reported' || start?.kind !== 'journey-started') return [];
      const at = Date.parse(fact.occurredAt);
      // Most are gone within some months; a few that nobody can remove alone stay.
      const removedAt = at + logNormal(random, 40, 0.7) * dayMs;
      const removed = random() < 0.96 && removedAt < end;
      const latest = removed ? removedAt : end;
      const count = Math.floor(random() * 4);
      for (let i = 0; i < count; i++) {
        const person = helpers[Math.floor(random() * helpers.length)];
        if (person === undefined) continue;
        work.push({
          id: uuidFrom(random),
          obstacle_id: complaint.obstacleId,
          at: new Date(at + ((i + 1) / (count + 1)) * Math.min(latest - at, 20 * dayMs)).toISOString(),
          person_id: person.id,
          hat: 'co-worker',
          text:
            (removed && i === count - 1 ? removals : contributions)[
              Math.floor(random() * (removed && i === count - 1 ? removals : contributions).length)
            ] ?? '',
        });
      }
      return [
        {
          id: complaint.obstacleId,
          process_id: processId,
          step_id: fact.stepId,
          step_name: fact.stepId === null ? null : nameOf(road, fact.stepId),
          journey_id: start.journeyId,
          handoff_id: fact.handoffId,
          kind: complaint.kind,
          note: complaint.note,
          reported_at: fact.occurredAt,
          reported_by: fact.personId,
          reported_as: fact.hat,
          state: removed ? 'removed' : 'open',
          removed_at: removed ? new Date(removedAt).toISOString() : null,
        },
      ];
    }),
  );
  return { obstacles, work };
}
