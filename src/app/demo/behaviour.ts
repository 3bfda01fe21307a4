import type { ProcessKey } from './team.ts';

/** Days at the median, and spread (σ of the logarithm). */
export type Spread = readonly [median: number, sigma: number];

/**
 * How journeys go on a road: invented, of plausible shape (log-normal waits, few touches). What isn't named here follows
 * from the road itself: steps take about half of their target time, ways out are equally likely.
 */
export interface Behaviour {
  readonly arrivalsPerWeek: number;
  /** Journeys begun before the year, and over how many days before it. */
  readonly before: { readonly journeys: number; readonly days: number };
  readonly firstTeam: string;
  /** Who receives a step that is entered by handoff: one that has had the journey before, else one drawn once for each. */
  readonly receivers: Readonly<Record<string, readonly string[]>>;
  /** How likely each way is, by the flow that is chosen; 1 when not named. */
  readonly ways: Readonly<Record<string, number>>;
  /** From being offered to being taken, by step. */
  readonly waits?: Readonly<Record<string, Spread>>;
  /** From being taken to being completed, by step. */
  readonly works?: Readonly<Record<string, Spread>>;
  /** From the awaiting to the event, by event; timers come when they are due. */
  readonly events?: Readonly<Record<string, Spread>>;
  /** Events that come when so many days of a clock have gone, by event; never while it doesn't run. */
  readonly due?: Readonly<Record<string, { readonly clock: string; readonly after: Spread }>>;
  /** Steps that are received only at the weekly meeting. */
  readonly meetings?: readonly string[];
  /** From a handoff being offered to its being answered, by step. */
  readonly answers?: Readonly<Record<string, Spread>>;
  /** Share of handoffs that come back once, by step; 0.08 when not named. */
  readonly returned?: Readonly<Record<string, number>>;
}

export const behaviours: Readonly<Record<ProcessKey, Behaviour>> = {
  'barn-och-unga': {
    arrivalsPerWeek: 22,
    before: { journeys: 190, days: 150 },
    firstTeam: 'mottag-barn',
    receivers: {
      fordela: ['utredning-norr', 'utredning-syd'],
      'ordna-insats': ['familjestod'],
      'folj-upp': ['utredning-norr', 'utredning-syd'],
      'fortsatt-uppdrag': ['familjestod'],
    },
    ways: {
      'akut--bekrafta': 97,
      'akut--omhanderta': 3,
      'inleda--fordela': 38,
      'inleda--inte-inledd': 62,
      'granskad--kommunicera': 74,
      'granskad--skriv-om': 20,
      'granskad--forlang': 6,
      'beslutat--till-utforma': 60,
      'beslutat--ansok-lvu': 4,
      'beslutat--utan-insats': 36,
      'uppfoljt--avsluta': 55,
      'uppfoljt--fortsatt-uppdrag': 32,
      'uppfoljt--till-utforma': 13,
      'avslutat--trygg': 66,
      'avslutat--delvis': 24,
      'avslutat--annat-skal': 10,
    },
    waits: {
      'ta-emot': [0.03, 0.7],
      skydda: [0.03, 0.7],
      bekrafta: [0.2, 0.6],
      forhandsbedom: [0.7, 0.6],
      'besluta-inleda': [0.3, 0.6],
      planera: [2.6, 0.6],
      samtala: [3.6, 0.5],
      analysera: [2.6, 0.6],
      granska: [0.7, 0.6],
      besluta: [2, 0.6],
      fordela: [0.05, 0.8],
      utforma: [1.5, 0.6],
      'ordna-insats': [4, 0.6],
      genomforandeplan: [3, 0.6],
      genomfor: [0.6, 0.8],
      'folj-upp': [2, 0.6],
      'fortsatt-uppdrag': [0.1, 0.6],
      avsluta: [2, 0.6],
    },
    works: {
      'ta-emot': [0.02, 0.5],
      skydda: [0.03, 0.5],
      bekrafta: [0.08, 0.5],
      forhandsbedom: [3.5, 0.35],
      'besluta-inleda': [0.1, 0.6],
      planera: [1.5, 0.6],
      samtala: [22, 0.35],
      analysera: [8, 0.5],
      'ordna-insats': [9, 0.6],
      genomforandeplan: [8, 0.6],
      genomfor: [95, 0.4],
      avsluta: [2, 0.6],
    },
    events: { svar: [18, 0.6], yttrande: [8, 0.5], bifall: [20, 0.3], ogillad: [45, 0.3] },
    meetings: ['fordela'],
    answers: { 'folj-upp': [0.4, 0.8], 'fortsatt-uppdrag': [0.2, 0.8] },
    returned: { fordela: 0.06, 'ordna-insats': 0.16, 'folj-upp': 0.1, 'fortsatt-uppdrag': 0.03 },
  },
  'ekonomiskt-bistand': {
    arrivalsPerWeek: 18,
    before: { journeys: 260, days: 28 },
    firstTeam: 'forsta-kontakt',
    receivers: { nybesok: ['forsorjning'], 'ordna-aktivitet': ['vag-till-arbete'] },
    ways: {
      'inriktning--till-ansokan': 72,
      'inriktning--akut': 8,
      'inriktning--rad-rackte': 20,
      'komplett--vantar-papper': 45,
      'ny-sokande--nybesok': 4,
      'ny-sokande--till-kontroll': 51,
      'plan-behovs--planera': 22,
      'plan-behovs--till-berakning': 78,
      'beslutat--betala-ut': 97,
      'beslutat--avslag': 3,
      'aktivitet-behovs--ordna-aktivitet': 10,
      'aktivitet-behovs--till-vantan': 90,
      'uppfoljt--till-vantan': 70,
      'uppfoljt--till-avslut': 30,
      'avslutat--egen-forsorjning': 60,
      'avslutat--delvis': 22,
      'avslutat--annat-skal': 9,
    },
    waits: {
      'forsta-kontakt': [0.3, 0.8],
      ansok: [3, 0.7],
      granska: [1.3, 0.6],
      nybesok: [4, 0.5],
      kontrollera: [0.4, 0.6],
      planera: [1, 0.6],
      besluta: [0.9, 0.6],
      'betala-ut': [0.4, 0.6],
      'ordna-aktivitet': [2.5, 0.6],
      'folj-upp': [1.5, 0.6],
    },
    works: { ansok: [0.2, 0.5], nybesok: [0.3, 0.5], berakna: [0.05, 0.5], besluta: [0.05, 0.5] },
    events: {
      kompletterad: [5, 0.7],
      'ny-ansokan': [24, 0.25],
      'egen-inkomst': [130, 0.8],
    },
    due: { 'dags-uppfoljning': { clock: 'klocka-plan', after: [62, 0.1] } },
    returned: { nybesok: 0.07, 'ordna-aktivitet': 0.18 },
  },
  'funktionsstod-lss': {
    arrivalsPerWeek: 5,
    before: { journeys: 120, days: 400 },
    firstTeam: 'lss-utredning',
    receivers: {
      'ta-emot-uppdrag': ['lss-vardag'],
      'folj-upp': ['lss-utredning'],
      'fortsatt-uppdrag': ['lss-vardag'],
    },
    ways: {
      'beslutat--ta-emot-uppdrag': 96,
      'beslutat--avslag': 4,
      'uppfoljt--avsluta': 64,
      'uppfoljt--fortsatt-uppdrag': 28,
      'uppfoljt--ny-utredning': 8,
      'avslutat--goda-villkor': 68,
      'avslutat--delvis': 25,
      'avslutat--annat-skal': 7,
    },
    waits: {
      hembesok: [6, 0.5],
      utred: [4, 0.6],
      matcha: [3.5, 0.6],
      erbjud: [2, 0.6],
      genomforandeplan: [3.5, 0.5],
      'ge-stod': [1.5, 0.7],
      'folj-upp': [2, 0.6],
      'fortsatt-uppdrag': [0.1, 0.6],
      avsluta: [3, 0.6],
    },
    works: {
      utred: [16, 0.4],
      matcha: [20, 0.5],
      genomforandeplan: [7, 0.5],
      'ge-stod': [105, 0.5],
      avsluta: [2, 0.6],
    },
    events: { intyg: [24, 0.6], 'tackar-ja': [6, 0.5], 'tackar-nej': [16, 0.7] },
    answers: { 'folj-upp': [0.4, 0.8], 'fortsatt-uppdrag': [0.2, 0.8] },
    returned: { 'ta-emot-uppdrag': 0.14, 'folj-upp': 0.09, 'fortsatt-uppdrag': 0.03 },
  },
  'skadligt-bruk': {
    arrivalsPerWeek: 4,
    before: { journeys: 50, days: 220 },
    firstTeam: 'mottag-vuxen',
    receivers: {
      'rad-och-stod': ['behandling'],
      utred: ['vuxen'],
      placera: ['behandling'],
      'lvm-vard': ['behandling'],
      'folj-upp': ['vuxen'],
      'fortsatt-uppdrag': ['behandling'],
    },
    ways: {
      'vilken-vag--till-utredning': 45,
      'vilken-vag--forhandsbedom': 35,
      'vilken-vag--rad-och-stod': 20,
      'inleda--till-utredning': 55,
      'inleda--inte-inledd': 45,
      'rackte--stod-rackte': 60,
      'rackte--till-utredning': 40,
      'till-frivillig--kalla-sip': 94,
      'frivilligt--till-frivillig': 94,
      'frivilligt--lvm-utred': 6,
      'lvm-akut--till-lvm-ansokan': 60,
      'lvm-akut--lvm-omhanderta': 40,
      'beslutat--placera': 85,
      'beslutat--avslag': 15,
      'uppfoljt--avsluta': 55,
      'uppfoljt--fortsatt-uppdrag': 35,
      'uppfoljt--till-utredning': 10,
      'avslutat--stabil': 52,
      'avslutat--delvis': 30,
      'avslutat--annat-skal': 18,
    },
    waits: {
      forhandsbedom: [1.5, 0.6],
      'rad-och-stod': [3, 0.6],
      utred: [4, 0.6],
      sip: [4, 0.5],
      besluta: [2, 0.6],
      placera: [4, 0.6],
      behandla: [3, 0.6],
      'lvm-vard': [1, 0.6],
      'folj-upp': [2, 0.6],
      'fortsatt-uppdrag': [0.1, 0.6],
      avsluta: [2, 0.6],
    },
    works: { 'rad-och-stod': [30, 0.4], utred: [25, 0.4], behandla: [60, 0.25], placera: [6, 0.6], avsluta: [2, 0.6] },
    events: { 'sip-bokad': [18, 0.6], 'lvm-bifall': [12, 0.3], 'lvm-avslag': [30, 0.4] },
    answers: { 'folj-upp': [0.4, 0.8], 'fortsatt-uppdrag': [0.2, 0.8] },
    returned: { placera: 0.15, 'rad-och-stod': 0.02, 'folj-upp': 0.1, 'fortsatt-uppdrag': 0.03 },
  },
  aldre: {
    arrivalsPerWeek: 14,
    before: { journeys: 190, days: 330 },
    firstTeam: 'bistand-aldre',
    receivers: {
      'ta-emot-bestallning': ['hemtjanst-nord', 'hemtjanst-syd'],
      'ta-emot-boende': ['hemtjanst-nord', 'hemtjanst-syd'],
      'folj-upp': ['bistand-aldre'],
      'fortsatt-uppdrag': ['hemtjanst-nord', 'hemtjanst-syd'],
    },
    ways: {
      'varifran--till-utredning': 68,
      'varifran--vantar-sjukhus': 32,
      'beslutat--ta-emot-bestallning': 80,
      'beslutat--ta-emot-boende': 12,
      'beslutat--avslag': 8,
      'uppfoljt--trygg': 26,
      'uppfoljt--delvis': 7,
      'uppfoljt--annat-skal': 17,
      'uppfoljt--fortsatt-uppdrag': 35,
      'uppfoljt--till-utredning': 15,
    },
    answers: { 'ta-emot-bestallning': [0.12, 1], 'folj-upp': [0.4, 0.8], 'fortsatt-uppdrag': [0.2, 0.8] },
    waits: {
      'ta-emot-bestallning': [0.05, 0.8],
      'ta-emot-boende': [0.1, 0.8],
      'ta-emot': [0.2, 0.7],
      'planera-utskrivning': [0.4, 0.7],
      utred: [2, 0.6],
      besluta: [0.6, 0.6],
      'ordna-boende': [3, 0.6],
      'flytta-in': [2, 0.6],
      planera: [2, 0.6],
      genomfor: [0.4, 0.8],
      'folj-upp': [1.8, 0.6],
      'fortsatt-uppdrag': [0.05, 0.6],
    },
    works: {
      'planera-utskrivning': [0.9, 0.5],
      utred: [4, 0.5],
      'ordna-boende': [24, 0.5],
      planera: [4, 0.5],
      genomfor: [120, 0.5],
    },
    events: {
      utskrivningsklar: [4, 0.6],
      'inget-behov': [16, 0.6],
      'tackar-ja': [4, 0.5],
      'tackar-nej': [7, 0.6],
    },
    returned: { 'ta-emot-bestallning': 0.11, 'ta-emot-boende': 0.09, 'folj-upp': 0.08, 'fortsatt-uppdrag': 0.02 },
  },
};
