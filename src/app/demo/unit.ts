/** A unit of Exempelstad's administrations, with the titles of those who have it as home; the first one leads it. */
export interface UnitPlan {
  readonly name: string;
  readonly board: string;
  readonly parent?: string;
  /** How many work there, the head included. */
  readonly people: number;
  readonly head: string;
  /** Given in turn to the others. A title says nothing about hats (R068). */
  readonly titles: readonly string[];
}

const social = 'Socialnämnden';
const care = 'Omsorgsnämnden';
const office = 'Socialförvaltningen';
const careOffice = 'Omsorgsförvaltningen';

export const unitPlans: readonly UnitPlan[] = [
  {
    name: office,
    board: social,
    people: 10,
    head: 'Socialchef',
    titles: [
      'Avdelningschef barn och unga',
      'Avdelningschef vuxen och försörjning',
      'Avdelningschef funktionsstöd',
      'Verksamhetsutvecklare',
      'Verksamhetsutvecklare',
      'Nämndsekreterare',
      'Systemförvaltare',
      'Kvalitetsstrateg',
      'Controller',
    ],
  },
  {
    name: 'Mottagning',
    board: social,
    parent: office,
    people: 8,
    head: 'Enhetschef',
    titles: ['Mottagningssekreterare', '1:e socialsekreterare', 'Mottagningssekreterare', 'Mottagningshandläggare'],
  },
  {
    name: 'Utredning barn och unga',
    board: social,
    parent: office,
    people: 14,
    head: 'Enhetschef',
    titles: [
      '1:e socialsekreterare',
      'Socialsekreterare',
      'Socialsekreterare',
      'Socialsekreterare',
      'Familjerättssekreterare',
    ],
  },
  {
    name: 'Öppenvård',
    board: social,
    parent: office,
    people: 8,
    head: 'Enhetschef',
    titles: ['Familjebehandlare', 'Familjebehandlare', 'Samordnare', 'Behandlare'],
  },
  {
    name: 'Placering',
    board: social,
    parent: office,
    people: 6,
    head: 'Enhetschef',
    titles: ['Familjehemssekreterare', 'Placeringssamordnare', 'Familjehemssekreterare'],
  },
  {
    name: 'Ekonomiskt bistånd',
    board: social,
    parent: office,
    people: 12,
    head: 'Enhetschef',
    titles: ['1:e socialsekreterare', 'Socialsekreterare', 'Handläggare', 'Handläggare', 'Ekonomiassistent'],
  },
  {
    name: 'Arbetsmarknad',
    board: 'Arbetsmarknadsnämnden',
    people: 6,
    head: 'Enhetschef',
    titles: ['Arbetsmarknadskonsulent', 'Arbetsmarknadskonsulent', 'Studie- och yrkesvägledare'],
  },
  {
    name: 'Funktionsstöd LSS',
    board: social,
    parent: office,
    people: 8,
    head: 'Enhetschef',
    titles: ['LSS-handläggare', 'LSS-handläggare', 'Kontaktpersonssamordnare'],
  },
  {
    name: 'Boende',
    board: social,
    parent: office,
    people: 6,
    head: 'Enhetschef',
    titles: ['Boendesamordnare', 'Stödpedagog', 'Stödassistent'],
  },
  {
    name: 'Daglig verksamhet',
    board: social,
    parent: office,
    people: 5,
    head: 'Enhetschef',
    titles: ['Stödpedagog', 'Stödassistent', 'Samordnare daglig verksamhet'],
  },
  {
    name: 'Vuxen och beroende',
    board: social,
    parent: office,
    people: 8,
    head: 'Enhetschef',
    titles: ['1:e socialsekreterare', 'Socialsekreterare', 'Alkohol- och drogbehandlare', 'Placeringssamordnare'],
  },
  {
    name: 'Socialpsykiatri',
    board: social,
    parent: office,
    people: 5,
    head: 'Enhetschef',
    titles: ['Boendestödjare', 'Biståndshandläggare', 'Boendestödjare'],
  },
  { name: careOffice, board: care, people: 2, head: 'Omsorgschef', titles: ['Kvalitetsutvecklare'] },
  {
    name: 'Biståndshandläggning äldre',
    board: care,
    parent: careOffice,
    people: 8,
    head: 'Enhetschef',
    titles: ['Biståndshandläggare', 'Biståndshandläggare', 'Utskrivningssamordnare'],
  },
  {
    name: 'Hemtjänst Nord',
    board: care,
    parent: careOffice,
    people: 6,
    head: 'Enhetschef',
    titles: ['Planerare', 'Undersköterska', 'Undersköterska', 'Samordnare'],
  },
  {
    name: 'Hemtjänst Syd',
    board: care,
    parent: careOffice,
    people: 6,
    head: 'Enhetschef',
    titles: ['Planerare', 'Undersköterska', 'Undersköterska', 'Samordnare'],
  },
  {
    name: 'Särskilt boende',
    board: care,
    parent: careOffice,
    people: 5,
    head: 'Enhetschef',
    titles: ['Boendesamordnare', 'Undersköterska', 'Undersköterska'],
  },
  { name: 'Revisionskontoret', board: 'Kommunrevisionen', people: 1, head: 'Revisor', titles: [] },
];
