/** What Exempelstad calls its five main roads, those that people travel; the files lie in samples/roads. */
export const processKeys = [
  'barn-och-unga',
  'ekonomiskt-bistand',
  'funktionsstod-lss',
  'skadligt-bruk',
  'aldre',
] as const;
export type ProcessKey = (typeof processKeys)[number];

/** Roads that support the main ones and that lead them: described, adopted and owned, with no journeys on them yet. */
export const otherKeys = [
  'kompetensforsorjning',
  'avtal-om-insatser',
  'mal-och-budget',
  'systematiskt-kvalitetsarbete',
] as const;
export type RoadKey = ProcessKey | (typeof otherKeys)[number];

/** A team across units (R131, R133): who comes from which unit; the first one named leads it. */
export interface TeamPlan {
  readonly key: string;
  readonly name: string;
  readonly goal: string;
  readonly processes: readonly ProcessKey[];
  readonly from: readonly (readonly [unit: string, people: number])[];
}

export const teamPlans: readonly TeamPlan[] = [
  {
    key: 'mottag-barn',
    name: 'Team Första mötet',
    goal: 'Varje oro för ett barn är bedömd samma dag, och den som hör av sig vet vad som händer sedan.',
    processes: ['barn-och-unga'],
    from: [
      ['Mottagning', 5],
      ['Utredning barn och unga', 1],
    ],
  },
  {
    key: 'utredning-norr',
    name: 'Team Trygg Norr',
    goal: 'Barn och föräldrar i norr får en utredning som de känner igen sig i, inom fyra månader.',
    processes: ['barn-och-unga'],
    from: [
      ['Utredning barn och unga', 6],
      ['Öppenvård', 1],
    ],
  },
  {
    key: 'utredning-syd',
    name: 'Team Trygg Syd',
    goal: 'Barn och föräldrar i syd får en utredning som de känner igen sig i, inom fyra månader.',
    processes: ['barn-och-unga'],
    from: [
      ['Utredning barn och unga', 6],
      ['Öppenvård', 1],
    ],
  },
  {
    key: 'familjestod',
    name: 'Team Familjestöd',
    goal: 'Stödet börjar inom tre veckor från beslutet och märks i barnets vardag.',
    processes: ['barn-och-unga'],
    from: [
      ['Öppenvård', 5],
      ['Placering', 4],
      ['Vuxen och beroende', 1],
    ],
  },
  {
    key: 'forsta-kontakt',
    name: 'Team Första kontakt',
    goal: 'Den som saknar pengar till nästa vecka får besked samma dag.',
    processes: ['ekonomiskt-bistand'],
    from: [
      ['Mottagning', 3],
      ['Ekonomiskt bistånd', 2],
    ],
  },
  {
    key: 'forsorjning',
    name: 'Team Försörjning',
    goal: 'Rätt beslut inom tio arbetsdagar, och en plan mot egen försörjning för alla som kan ha en.',
    processes: ['ekonomiskt-bistand'],
    from: [
      ['Ekonomiskt bistånd', 9],
      ['Vuxen och beroende', 1],
    ],
  },
  {
    key: 'vag-till-arbete',
    name: 'Team Väg till arbete',
    goal: 'Ingen väntar mer än två veckor på sin första aktivitet.',
    processes: ['ekonomiskt-bistand'],
    from: [
      ['Arbetsmarknad', 5],
      ['Ekonomiskt bistånd', 1],
    ],
  },
  {
    key: 'lss-utredning',
    name: 'Team Rätt stöd',
    goal: 'Den som behöver stöd får sitt behov beskrivet en gång, och alla som hjälper till utgår från det.',
    processes: ['funktionsstod-lss'],
    from: [
      ['Funktionsstöd LSS', 6],
      ['Socialpsykiatri', 1],
    ],
  },
  {
    key: 'lss-vardag',
    name: 'Team Goda dagar',
    goal: 'Ett hem och en sysselsättning som passar, inom tre månader från beslutet.',
    processes: ['funktionsstod-lss'],
    from: [
      ['Boende', 5],
      ['Daglig verksamhet', 4],
      ['Funktionsstöd LSS', 1],
    ],
  },
  {
    key: 'mottag-vuxen',
    name: 'Team Öppen dörr',
    goal: 'Den som söker hjälp eller är orolig för någon möts av en människa samma dag.',
    processes: ['skadligt-bruk'],
    from: [
      ['Mottagning', 2],
      ['Vuxen och beroende', 1],
    ],
  },
  {
    key: 'vuxen',
    name: 'Team Vändpunkt',
    goal: 'Den som vill förändra sitt liv möter en person som följer med hela vägen.',
    processes: ['skadligt-bruk'],
    from: [
      ['Vuxen och beroende', 4],
      ['Mottagning', 1],
      ['Socialpsykiatri', 1],
    ],
  },
  {
    key: 'behandling',
    name: 'Team Ny vardag',
    goal: 'Behandling, boende och sysselsättning hänger ihop för den som går vägen.',
    processes: ['skadligt-bruk'],
    from: [
      ['Vuxen och beroende', 3],
      ['Socialpsykiatri', 2],
      ['Placering', 1],
      ['Boende', 1],
    ],
  },
  {
    key: 'bistand-aldre',
    name: 'Team Behov och beslut',
    goal: 'Äldre och anhöriga får ett beslut som de förstår, innan vardagen hinner gå sönder.',
    processes: ['aldre'],
    from: [
      ['Biståndshandläggning äldre', 7],
      ['Hemtjänst Nord', 1],
    ],
  },
  {
    key: 'hemtjanst-nord',
    name: 'Team Hemma Nord',
    goal: 'Den som fått beslut om hjälp i norr har den på plats inom tre dagar, från så få händer som möjligt.',
    processes: ['aldre'],
    from: [
      ['Hemtjänst Nord', 4],
      ['Särskilt boende', 2],
      ['Biståndshandläggning äldre', 1],
    ],
  },
  {
    key: 'hemtjanst-syd',
    name: 'Team Hemma Syd',
    goal: 'Den som fått beslut om hjälp i syd har den på plats inom tre dagar, från så få händer som möjligt.',
    processes: ['aldre'],
    from: [
      ['Hemtjänst Syd', 5],
      ['Särskilt boende', 2],
    ],
  },
];
