import { ObstacleId, uuidFrom } from '#lib/id.ts';
import { pick, type Random } from '#lib/random.ts';
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
  /** What people say of it, each in their own words. */
  readonly notes: readonly [string, ...string[]];
}

/** Invented, of kinds that social services tell of. */
const habits: readonly Habit[] = [
  {
    process: 'barn-och-unga',
    does: 'accept',
    node: 'fordela',
    share: 0.014,
    kind: 'long-wait',
    notes: [
      'Fördelning bara tisdagar: det som kommer in på onsdagen ligger nästan en vecka.',
      'Två utredningar fick vänta på nästa fördelningsmöte fast alla visste vem som skulle ha dem.',
      'Mötet ställdes in på grund av sjukdom, och allt väntade en vecka till.',
    ],
  },
  {
    process: 'barn-och-unga',
    does: 'occur',
    node: 'svar-drojer',
    share: 0.035,
    kind: 'information-missing',
    notes: [
      'Remissvar från skolan tar fem veckor.',
      'Barnhälsan svarar inte under loven, och ingen säger till i förväg.',
      'BUP vill ha samtycket på sin egen blankett.',
      'Vi vet inte vem på skolan som ska påminnas när rektorn har bytts ut.',
    ],
  },
  {
    process: 'barn-och-unga',
    does: 'complete',
    node: 'granska',
    share: 0.015,
    kind: 'inefficient-way',
    notes: [
      'Två granskningar av samma utredning, och de säger olika saker.',
      'Granskningen handlar mest om rubriker. Det som rör barnet kommer sist.',
    ],
  },
  {
    process: 'barn-och-unga',
    does: 'take',
    node: 'samtala',
    share: 0.015,
    kind: 'information-missing',
    notes: [
      'Tolk saknas, samtalet fick bokas om.',
      'Rummet med lekhörna är bokat tre veckor framåt.',
      'Vårdnadshavarna bor på två orter, och kallelsen går bara till den ena.',
    ],
  },
  {
    process: 'barn-och-unga',
    does: 'return',
    node: 'ordna-insats',
    share: 0.1,
    kind: 'handoff-failed',
    notes: [
      'Uppdraget kom tillbaka: familjens egna ord fanns bara i bilagan.',
      'Öppenvården och placering skickar uppdraget mellan sig.',
    ],
  },
  {
    process: 'barn-och-unga',
    does: 'take',
    node: 'genomforandeplan',
    share: 0.02,
    kind: 'rule-against-cooperation',
    notes: [
      'Olika rutiner på två enheter: öppenvården vill ha en egen plan, placering en annan.',
      'Planen ska skrivas i två system, och de har olika mål att välja på.',
    ],
  },
  {
    process: 'ekonomiskt-bistand',
    does: 'complete',
    node: 'ateransokan',
    share: 0.003,
    kind: 'inefficient-way',
    notes: [
      'Ny blankett vid varje månadsansökan, med samma uppgifter som förra gången.',
      'Kontoutdrag begärs in varje månad fast beslutet aldrig ändras av dem.',
    ],
  },
  {
    process: 'ekonomiskt-bistand',
    does: 'complete',
    node: 'kontrollera',
    share: 0.0022,
    kind: 'system-hinders',
    notes: [
      'Uppgifterna hämtas för hand i två system.',
      'Svaret från Försäkringskassan går inte att kopiera in, vi skriver av det.',
      'Systemet loggar ut mitt i beräkningen, och allt får matas in igen.',
    ],
  },
  {
    process: 'ekonomiskt-bistand',
    does: 'return',
    node: 'ordna-aktivitet',
    share: 0.12,
    kind: 'handoff-failed',
    notes: [
      'Planen syns inte för den andra nämnden, så överlämningen kom tillbaka.',
      'Arbetsmarknadsenheten vill ha samtycket på papper, vi har det digitalt.',
    ],
  },
  {
    process: 'ekonomiskt-bistand',
    does: 'occur',
    node: 'papper-drojer',
    share: 0.012,
    kind: 'information-missing',
    notes: [
      'Hyresvärden skickar avin efter den dag då vi måste ha den.',
      'Den som saknar e-legitimation får vänta på posten två gånger.',
    ],
  },
  {
    process: 'ekonomiskt-bistand',
    does: 'take',
    node: 'nybesok',
    share: 0.02,
    kind: 'long-wait',
    notes: ['Bara två besöksrum, så nybesöket blev en vecka senare.', 'Tolktid går inte att få samma vecka.'],
  },
  {
    process: 'funktionsstod-lss',
    does: 'occur',
    node: 'intyg-drojer',
    share: 0.04,
    kind: 'long-wait',
    notes: [
      'Intyg från vården dröjer, och ingen vet vem som ska påminna.',
      'Habiliteringen skriver intyg bara två gånger om året.',
      'Gamla intyg godtas av den ena handläggaren men inte av den andra.',
    ],
  },
  {
    process: 'funktionsstod-lss',
    does: 'return',
    node: 'ta-emot-uppdrag',
    share: 0.18,
    kind: 'rule-against-cooperation',
    notes: [
      'Olika rutiner på två enheter för vad ett uppdrag ska innehålla.',
      'Uppdraget godtas inte utan underskrift, fast beslutet redan är fattat.',
    ],
  },
  {
    process: 'funktionsstod-lss',
    does: 'complete',
    node: 'matcha',
    share: 0.04,
    kind: 'information-missing',
    notes: [
      'Lediga platser står i ett kalkylblad som uppdateras en gång i månaden.',
      'Vi får inte veta vilka grannar det blir förrän vid visningen.',
    ],
  },
  {
    process: 'skadligt-bruk',
    does: 'occur',
    node: 'sip-drojer',
    share: 0.09,
    kind: 'long-wait',
    notes: [
      'Regionen har ingen tid till SIP förrän om en månad.',
      'Psykiatrin och beroendevården väntar på varandras kallelse.',
      'Vårdcentralen vet inte vem som ska komma till SIP.',
    ],
  },
  {
    process: 'skadligt-bruk',
    does: 'return',
    node: 'placera',
    share: 0.14,
    kind: 'handoff-failed',
    notes: [
      'Utföraren fick inte veta om läkemedel och sade nej.',
      'Uppdraget gick till en utförare vars avtal har tagit slut.',
    ],
  },
  {
    process: 'skadligt-bruk',
    does: 'complete',
    node: 'behandla',
    share: 0.04,
    kind: 'rule-against-cooperation',
    notes: ['Boende finns först efter tre månaders nykterhet, och utan boende går det inte.'],
  },
  {
    process: 'skadligt-bruk',
    does: 'take',
    node: 'utred',
    share: 0.025,
    kind: 'inefficient-way',
    notes: ['Samma livshistoria berättas tredje gången, för tredje personen.'],
  },
  {
    process: 'aldre',
    does: 'accept',
    node: 'ta-emot-bestallning',
    share: 0.009,
    kind: 'handoff-failed',
    notes: [
      'Beställningen syns inte hos utföraren.',
      'Beställningar efter klockan 15 blir sedda först nästa dag.',
      'Portkoden stod inte med, och första besöket fick göras om.',
    ],
  },
  {
    process: 'aldre',
    does: 'return',
    node: 'ta-emot-bestallning',
    share: 0.07,
    kind: 'information-missing',
    notes: ['Nyckelfrågan var inte löst när beställningen kom.', 'Det stod inte vem i familjen vi får ringa.'],
  },
  {
    process: 'aldre',
    does: 'complete',
    node: 'planera-utskrivning',
    share: 0.025,
    kind: 'system-hinders',
    notes: [
      'Meddelandet om utskrivning kommer i ett system som bara två av oss når.',
      'Läkemedelslistan kom på papper, dagen efter hemkomsten.',
    ],
  },
  {
    process: 'aldre',
    does: 'complete',
    node: 'ordna-boende',
    share: 0.06,
    kind: 'long-wait',
    notes: ['Parboende tar dubbelt så lång tid, eftersom två köer ska ge plats samtidigt.'],
  },
  {
    process: 'aldre',
    does: 'take',
    node: 'folj-upp',
    share: 0.015,
    kind: 'inefficient-way',
    notes: [
      'Uppföljningen görs av den som aldrig har träffat personen.',
      'Hemtjänsten och vi följer upp samma sak var för sig.',
    ],
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
  const note = unseen ? habit.notes[0] + told : pick(random, habit.notes);
  return { obstacleId: ObstacleId.parse(uuidFrom(random)), kind: habit.kind, note };
}
