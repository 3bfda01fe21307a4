import { ObstacleId, uuidFrom } from '#lib/id.ts';
import type { Random } from '#lib/random.ts';
import type { ProcessKey } from './team.ts';

/** What a co-worker says stands in the way, where, and how often it is said when it happens. */
export interface Complaint {
  readonly obstacleId: ObstacleId;
  readonly kind: string;
  readonly note: string;
}

interface Habit {
  readonly process: ProcessKey;
  /** After what is done at which node. */
  readonly does: string;
  readonly node: string;
  readonly share: number;
  readonly kind: string;
  readonly note: string;
}

const habits: readonly Habit[] = [
  {
    process: 'barn-och-unga',
    does: 'accept',
    node: 'fordela',
    share: 0.06,
    kind: 'long-wait',
    note: 'Fördelning bara tisdagar: det som kommer in på onsdagen ligger nästan en vecka.',
  },
  {
    process: 'barn-och-unga',
    does: 'occur',
    node: 'svar-drojer',
    share: 0.12,
    kind: 'information-missing',
    note: 'Remissvar från skolan tar 5 veckor.',
  },
  {
    process: 'barn-och-unga',
    does: 'complete',
    node: 'granska',
    share: 0.06,
    kind: 'inefficient-way',
    note: 'Två granskningar av samma utredning, och de säger olika saker.',
  },
  {
    process: 'barn-och-unga',
    does: 'take',
    node: 'samtala',
    share: 0.05,
    kind: 'information-missing',
    note: 'Tolk saknas, samtalet fick bokas om.',
  },
  {
    process: 'barn-och-unga',
    does: 'take',
    node: 'genomforandeplan',
    share: 0.06,
    kind: 'rule-against-cooperation',
    note: 'Olika rutiner på två enheter: öppenvården vill ha en egen plan, placering en annan.',
  },
  {
    process: 'ekonomiskt-bistand',
    does: 'complete',
    node: 'ateransokan',
    share: 0.008,
    kind: 'inefficient-way',
    note: 'Ny blankett vid varje månadsansökan, med samma uppgifter som förra gången.',
  },
  {
    process: 'ekonomiskt-bistand',
    does: 'complete',
    node: 'kontrollera',
    share: 0.004,
    kind: 'system-hinders',
    note: 'Uppgifterna hämtas för hand i två system.',
  },
  {
    process: 'ekonomiskt-bistand',
    does: 'return',
    node: 'ordna-aktivitet',
    share: 0.25,
    kind: 'handoff-failed',
    note: 'Planen syns inte för den andra nämnden, så överlämningen kom tillbaka.',
  },
  {
    process: 'funktionsstod-lss',
    does: 'occur',
    node: 'intyg-drojer',
    share: 0.15,
    kind: 'long-wait',
    note: 'Intyg från vården dröjer, och ingen vet vem som ska påminna.',
  },
  {
    process: 'funktionsstod-lss',
    does: 'return',
    node: 'ta-emot-uppdrag',
    share: 0.4,
    kind: 'rule-against-cooperation',
    note: 'Olika rutiner på två enheter för vad ett uppdrag ska innehålla.',
  },
  {
    process: 'skadligt-bruk',
    does: 'occur',
    node: 'sip-drojer',
    share: 0.2,
    kind: 'long-wait',
    note: 'Regionen har ingen tid till SIP förrän om en månad.',
  },
  {
    process: 'aldre',
    does: 'accept',
    node: 'ta-emot-bestallning',
    share: 0.02,
    kind: 'handoff-failed',
    note: 'Beställningen syns inte hos utföraren.',
  },
];

/** An obstacle reported after a move, if somebody takes the time to report it. The unseen order always is. */
export function complaintAt(
  process: ProcessKey,
  does: string,
  node: string,
  unseen: boolean,
  random: Random,
): Complaint | undefined {
  const habit = habits.find((h) => h.process === process && h.does === does && h.node === node);
  if (habit === undefined || (!unseen && random() >= habit.share)) return undefined;
  const told = ' I två veckor låg den osedd, och personen väntade på sitt trygghetslarm.';
  const note = unseen ? habit.note + told : habit.note;
  return { obstacleId: ObstacleId.parse(uuidFrom(random)), kind: habit.kind, note };
}
