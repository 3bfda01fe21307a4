import { pick, type Random } from '#lib/random.ts';
import { dayMs, type Instant } from '#lib/time.ts';
import { isWorn, type RoleAssignment } from '#organisation/organisation.ts';
import { type Answer, afterTelling, nextTelling, type RatingValue, type Starts } from '#process/rating.ts';
import { shuffled } from './chance.ts';
import type { RoadKey } from './team.ts';

interface Opinion {
  /** How many have answered; fewer where the road has fewer people. */
  readonly people: number;
  /** What they answer, each value as often as it stands here. */
  readonly values: readonly RatingValue[];
  /** What some of them write. */
  readonly comments: readonly string[];
}

/** Invented. Three have answered on one road, which is too few to be told; on most of the others nobody has yet. */
const opinions: Readonly<Partial<Record<RoadKey, Opinion>>> = {
  'barn-och-unga': {
    people: 17,
    values: [2, 3, 4, 4, 4, 5, 5],
    comments: [
      'Vägen är lätt att hitta. Rutinen för skyddsbedömning får jag leta efter.',
      'Jag når den från mobilen under hembesök, och det är då den behövs.',
      'Joursidan använder en annan dator, där finns inget bokmärke.',
    ],
  },
  'ekonomiskt-bistand': {
    people: 12,
    values: [3, 4, 4, 5, 5],
    comments: ['Den ligger först i menyn.', 'På skärmen i receptionen blir texten liten.'],
  },
  'funktionsstod-lss': {
    people: 8,
    values: [1, 2, 2, 3, 4],
    comments: ['På gruppbostaden delar vi en dator, så jag läser den sällan.'],
  },
  'skadligt-bruk': { people: 3, values: [3, 4], comments: ['Jag visste inte att den fanns förrän i maj.'] },
  aldre: {
    people: 21,
    values: [1, 2, 2, 3, 3, 4, 4, 5],
    comments: [
      'I hemtjänsten har vi bara telefonen. Där går det bra.',
      'Jag frågar en kollega i stället för att leta.',
      'Nya vikarier får ingen inloggning första veckan.',
    ],
  },
};

/** Answers on a road as rows, those of `process_rating` and where the bars begin; no road has any that isn't named above. */
export function ratingRows(
  road: { readonly id: string; readonly key: RoadKey },
  teams: readonly (readonly { readonly id: string }[])[],
  hats: readonly RoleAssignment[],
  end: Instant,
  random: Random,
) {
  const opinion = opinions[road.key];
  const people = [...new Set(teams.flat().map(({ id }) => id))].toSorted();
  const chosen = shuffled(random, people).slice(0, opinion?.people ?? 0);
  const times = chosen.map(() => end - Math.ceil((1 + random() * 90) * 24) * (dayMs / 24)).toSorted((a, b) => a - b);
  let starts: Starts | null = null;
  let answers: (Answer & { readonly row: object; readonly comment: string; readonly told: boolean })[] = [];
  for (const [n, person] of chosen.entries()) {
    const rated_at = new Date(times[n] ?? end).toISOString();
    const hat = hats.find((one) => one.personId === person && isWorn(one, rated_at))?.hat;
    if (opinion === undefined || hat === undefined) continue;
    const row = { process_id: road.id, person_id: person, rated_at, rated_as: hat };
    // Every fourth writes something, as long as there is something left to write.
    const comment = (n % 4 === 1 ? opinion.comments[(n - 1) / 4] : undefined) ?? '';
    const now = pick(random, opinion.values);
    answers.push({ now, counted: null, spread: null, row, comment, told: false });
    const telling = nextTelling(answers, starts);
    if (telling === undefined) continue;
    answers = afterTelling(answers, telling).map((answer) => ({ ...answer, told: true }));
    starts = telling.starts ?? starts;
  }
  return {
    ratings: answers.map(({ row, now, counted, spread, comment, told }) => ({
      ...row,
      value: now,
      comment,
      counted,
      spread,
      comment_told: told,
    })),
    bars: starts === null ? [] : [{ process_id: road.id, starts }],
  };
}
