import { readFile } from 'node:fs/promises';
import { ProcessId, uuidFrom, VersionId } from '#lib/id.ts';
import { assert } from '#lib/result.ts';
import { dayMs, type Instant, instantOf, swedishDate } from '#lib/time.ts';
import { readRoad } from '#process/bpmn/read.ts';
import type { Border, Road } from '#process/road.ts';
import { chanceOf } from './chance.ts';
import { otherKeys, type ProcessKey, processKeys, type RoadKey } from './team.ts';

export interface DemoVersion {
  readonly id: VersionId;
  readonly number: number;
  readonly state: 'adopted' | 'replaced';
  readonly bpmn: string;
  readonly road: Road;
  readonly adoptedAt: Instant;
  readonly note: string;
}

export interface DemoProcess {
  readonly key: RoadKey;
  readonly id: ProcessId;
  readonly important: boolean;
  readonly board: string;
  readonly position: number;
  /** Oldest first; the last one is in force. */
  readonly versions: readonly DemoVersion[];
}

const boards: Readonly<Record<RoadKey, string>> = {
  'barn-och-unga': 'Socialnämnden',
  'ekonomiskt-bistand': 'Socialnämnden',
  'funktionsstod-lss': 'Socialnämnden',
  'skadligt-bruk': 'Socialnämnden',
  aldre: 'Omsorgsnämnden',
  kompetensforsorjning: 'Socialnämnden',
  'avtal-om-insatser': 'Socialnämnden',
  'mal-och-budget': 'Socialnämnden',
  'systematiskt-kvalitetsarbete': 'Socialnämnden',
};

/** Decided by the boards as their most important (R024). */
const important: readonly RoadKey[] = ['barn-och-unga', 'ekonomiskt-bistand', 'funktionsstod-lss', 'aldre'];

/** Is it one of the main roads, that have a year of journeys? */
export function isTravelled(key: RoadKey): key is ProcessKey {
  return processKeys.some((travelled) => travelled === key);
}

const folder = new URL('../../../samples/roads/', import.meta.url);

/**
 * The road for children and young people was changed during the year: the first version said less about the weekly
 * meeting. Journeys begun before the change go on along the version they began on.
 */
const changedRoad: ProcessKey = 'barn-och-unga';

function firstWording(bpmn: string): string {
  const before = bpmn.replace(
    /(<resvag:purpose>|purpose=")[^<"]*/,
    '$1Barn och unga som far illa eller riskerar att fara illa får skydd och stöd.',
  );
  assert(before !== bpmn, 'the changed road has a purpose whose wording was another one before');
  return before;
}

async function roadOf(bpmn: string, key: string): Promise<Road> {
  const read = await readRoad(bpmn);
  assert(read.ok, `${key}.bpmn is a road`);
  return read.value.road;
}

/** The roads of samples/roads as adopted versions, the main ones first; the same ids for the same seed. */
export async function readDemoRoads(seed: number, end: Instant): Promise<DemoProcess[]> {
  const day = (before: number) => instantOf(swedishDate(end - before * dayMs), 9 * 3_600_000);
  return Promise.all(
    [...processKeys, ...otherKeys].map(async (key, position): Promise<DemoProcess> => {
      const random = chanceOf(seed, `process ${key}`);
      const id = ProcessId.parse(uuidFrom(random));
      const bpmn = await readFile(new URL(`${key}.bpmn`, folder), 'utf8');
      const road = await roadOf(bpmn, key);
      const one = { id: VersionId.parse(uuidFrom(random)), number: 1, adoptedAt: day(isTravelled(key) ? 840 : 600) };
      const first = { ...one, state: 'adopted', bpmn, road, note: 'Första beslutade versionen.' } as const;
      const about = { key, id, important: important.includes(key), board: boards[key], position };
      if (key !== changedRoad) return { ...about, versions: [first] };
      const old = firstWording(bpmn);
      const second = {
        id: VersionId.parse(uuidFrom(random)),
        number: 2,
        state: 'adopted',
        bpmn,
        road,
        adoptedAt: day(170),
        note: 'Syftet säger nu vad barnet ska få ut av vägen. Stegen är desamma.',
      } as const;
      return {
        ...about,
        versions: [{ ...first, state: 'replaced', bpmn: old, road: await roadOf(old, key) }, second],
      };
    }),
  );
}

/** The roads of the social services' office seen from the one of a sister board. */
const borderTo = (key: ProcessKey): Border => (key === 'aldre' ? 'other-board' : 'same-board');

/** What the roads give each other (R074). */
export const neighbours: readonly { from: RoadKey; to: RoadKey; object: string; border: Border }[] = [
  {
    from: 'barn-och-unga',
    to: 'skadligt-bruk',
    object: 'Förälder som vill ha stöd mot skadligt bruk',
    border: 'same-board',
  },
  { from: 'skadligt-bruk', to: 'barn-och-unga', object: 'Oro för barn i hushållet', border: 'same-board' },
  { from: 'ekonomiskt-bistand', to: 'skadligt-bruk', object: 'Behov av stöd mot skadligt bruk', border: 'same-board' },
  {
    from: 'skadligt-bruk',
    to: 'ekonomiskt-bistand',
    object: 'Försörjning under och efter behandling',
    border: 'same-board',
  },
  {
    from: 'ekonomiskt-bistand',
    to: 'barn-och-unga',
    object: 'Barnfamilj med behov av mer än pengar',
    border: 'same-board',
  },
  { from: 'funktionsstod-lss', to: 'aldre', object: 'Stöd i vardagen efter 65 år', border: 'other-board' },
  { from: 'aldre', to: 'funktionsstod-lss', object: 'Begäran om insats enligt LSS', border: 'other-board' },
  { from: 'skadligt-bruk', to: 'aldre', object: 'Hjälp hemma för äldre med skadligt bruk', border: 'other-board' },
  ...processKeys.flatMap(
    (to) =>
      [
        {
          from: 'kompetensforsorjning',
          to,
          object: 'Medarbetare med den kompetens som vägen kräver',
          border: borderTo(to),
        },
        { from: 'mal-och-budget', to, object: 'Mål och ram för året', border: borderTo(to) },
        { from: 'systematiskt-kvalitetsarbete', to, object: 'Ändrade steg och rutiner', border: borderTo(to) },
        {
          from: to,
          to: 'systematiskt-kvalitetsarbete',
          object: 'Risker, avvikelser och synpunkter',
          border: borderTo(to),
        },
        { from: to, to: 'mal-och-budget', object: 'Resultat, väntan och kostnad', border: borderTo(to) },
      ] as const,
  ),
  ...(['barn-och-unga', 'funktionsstod-lss', 'skadligt-bruk'] as const).map((to) => ({
    from: 'avtal-om-insatser' as const,
    to,
    object: 'Utförare med avtal att lämna uppdrag till',
    border: 'same-board' as const,
  })),
];
