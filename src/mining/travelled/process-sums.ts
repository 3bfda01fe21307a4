/**
 * The journeys of processes as the thread that reckons remembers them: as they are now, where only those that have moved
 * since last time are played again; and as they were on earlier days, which never change.
 */
import type { JourneyFact } from '#journey/journey.ts';
import { type OpenRoad, openRoad } from '#journey/open-road.ts';
import { assert } from '#lib/result.ts';
import type { Results } from '#mining/api.ts';
import { knownJourney } from './earlier.ts';
import {
  type Gathered,
  gather,
  type HandoffRow,
  type JourneyQuery,
  type JourneySum,
  journeyResults,
  type TravelledJourney,
} from './journey-figures.ts';
import type { JourneyHead, KnownVersion } from './known.ts';
import { type MoveFact, type Pass, passesOf } from './pass.ts';

/** A question about the journeys of a process as they are now. */
export interface ProcessQuestion {
  /** Organisation and process: what the passes are remembered under. */
  readonly key: string;
  /** Roads by version, the one shown last. */
  readonly roads: readonly KnownVersion[];
  /** Is all of it sent? Else it must be remembered (`remembersProcess`). */
  readonly whole: boolean;
  /** Has any journey changed since last time? If not, there is no need to send the heads. */
  readonly moved: boolean;
  readonly heads: readonly JourneyHead[];
  /** Moves of the journeys that have changed since they were asked for last, as JSON. */
  readonly changed: readonly { readonly id: string; readonly moves: string }[];
  readonly rest: Omit<JourneySum, 'road' | 'roadVersion' | 'asOf' | 'gathered'>;
  readonly query: JourneyQuery;
}

/** The journeys of a process as they were known when a day ended. Texts are JSON. */
export interface EarlierJourneys extends Pick<JourneySum, 'openObstacles' | 'snapshot' | 'handoffs'> {
  /** The versions that had been in force, the one of the day last. */
  readonly roads: readonly KnownVersion[];
  /** In order. Of those that have moved since, what they are now is to be put right by `facts`. */
  readonly heads: readonly JourneyHead[];
  /** The first facts of the journeys that have moved since. */
  readonly facts: readonly { readonly id: string; readonly facts: string }[];
  /** The moves of the others; `handoffs` are theirs too. */
  readonly moves: readonly { readonly id: string; readonly moves: string }[];
}

/** A question about an earlier day. */
export interface EarlierQuestion {
  /** Organisation, process and day. */
  readonly key: string;
  readonly asOf: string;
  /** All of the day; undefined where it is remembered (`remembersEarlier`). */
  readonly journeys: EarlierJourneys | undefined;
  /** What is told as it is now. */
  readonly rest: Pick<JourneySum, 'process' | 'teamNames' | 'computedAt'>;
  readonly query: JourneyQuery;
}

/** Passes by journey, so that only those that have moved are played again, and their log. */
interface Remembered {
  readonly passes: Map<string, readonly Pass[]>;
  gathered?: Gathered;
}
type EarlierSum = Omit<JourneySum, 'process' | 'teamNames' | 'computedAt'>;
const daysKept = 4;
const roadsKept = 200;

/** Finds the road of a version, opened once while `opened` keeps it. */
function opener(
  opened: Map<string, OpenRoad>,
  roads: readonly KnownVersion[],
): (versionId: string) => OpenRoad | undefined {
  const versions = new Map(roads.map(({ id, road }) => [id, road]));
  return (id) => {
    const known = opened.get(id);
    const road = versions.get(id);
    if (known !== undefined || road === undefined) return known;
    const open = openRoad(road);
    assert(open.ok, 'a version that is travelled can be');
    if (opened.size >= roadsKept) opened.clear();
    opened.set(id, open.value);
    return open.value;
  };
}

function shownOf(roads: readonly KnownVersion[]): KnownVersion {
  const shown = roads.at(-1);
  assert(shown, 'a process whose results are asked for has a version');
  return shown;
}

function stepNames(roads: readonly KnownVersion[]): Record<string, string> {
  return Object.fromEntries(
    roads.flatMap(({ road }) => road.nodes.map((n): [string, string] => [n.id, n.name || n.id])),
  );
}

/** What a thread knows of processes and earlier days, so that only what has changed is sent to it and played again. */
export interface ProcessSums {
  readonly remembersProcess: (key: string) => boolean;
  readonly forgetProcess: (key: string) => void;
  /** The sum of journeys as they are now. What isn't sent must be remembered. */
  readonly processResults: (question: ProcessQuestion) => Results;
  readonly remembersEarlier: (key: string) => boolean;
  /** The sum of journeys as it was when an earlier day ended. A day that isn't sent must be remembered. */
  readonly earlierResults: (question: EarlierQuestion) => Results;
}

export function processSums(): ProcessSums {
  const travelled = new Map<string, Remembered>();
  /** Days asked about lately, newest last. */
  const earlier = new Map<string, EarlierSum>();
  const opened = new Map<string, OpenRoad>();
  return {
    remembersProcess: (key) => travelled.has(key),
    forgetProcess: (key) => {
      travelled.delete(key);
    },
    processResults: (question) => {
      const known = question.whole ? undefined : travelled.get(question.key);
      const remembered: Remembered = known ?? { passes: new Map<string, readonly Pass[]>() };
      travelled.set(question.key, remembered);
      return resultsOf(question, remembered, opener(opened, question.roads));
    },
    remembersEarlier: (key) => earlier.has(key),
    earlierResults: ({ key, asOf, journeys, rest, query }) => {
      const sum = journeys === undefined ? earlier.get(key) : sumOf(opened, asOf, journeys);
      assert(sum, 'a day that isn’t sent is remembered');
      earlier.delete(key);
      // Of a road that nobody has travelled the day isn't remembered: once there is a first journey, the day is before it.
      if (journeys?.heads.length !== 0) earlier.set(key, sum);
      for (const oldest of earlier.keys()) if (earlier.size > daysKept) earlier.delete(oldest);
      return journeyResults({ ...sum, ...rest }, query);
    },
  };
}

/** Plays what has moved, and answers from all that is remembered then. */
function resultsOf(
  question: ProcessQuestion,
  remembered: Remembered,
  roadOf: (versionId: string) => OpenRoad | undefined,
): Results {
  const { heads, changed, rest, query, roads } = question;
  const { passes } = remembered;
  const byId = new Map(heads.map((head) => [head.id, head]));
  for (const { id, moves } of changed) {
    const head = byId.get(id);
    const road = head && roadOf(head.versionId);
    if (head && road) passes.set(id, passesOf(road, head.startedAt, JSON.parse(moves) as MoveFact[]));
  }
  if (remembered.gathered === undefined || question.moved) {
    const journeys = heads.map((head): TravelledJourney => ({ ...head, passes: passes.get(head.id) ?? [] }));
    remembered.gathered = gather(journeys, stepNames(roads));
  }
  const { road, number: roadVersion } = shownOf(roads);
  return journeyResults({ ...rest, road, roadVersion, asOf: null, gathered: remembered.gathered }, query);
}

function sumOf(
  opened: Map<string, OpenRoad>,
  asOf: string,
  { roads, heads, facts, moves, ...rest }: EarlierJourneys,
): EarlierSum {
  const roadOf = opener(opened, roads);
  const factsOf = new Map(facts.map((one) => [one.id, one.facts]));
  const movesOf = new Map(moves.map((one) => [one.id, one.moves]));
  const handoffs: HandoffRow[] = [...rest.handoffs];
  const journeys = heads.map((head): TravelledJourney => {
    const road = roadOf(head.versionId);
    assert(road, 'a journey is pinned to a version that was in force when it began');
    const known = factsOf.get(head.id);
    if (known === undefined)
      return {
        ...head,
        passes: passesOf(road, head.startedAt, JSON.parse(movesOf.get(head.id) ?? '[]') as MoveFact[]),
      };
    const journey = knownJourney(road, head.startedAt, JSON.parse(known) as JourneyFact[]);
    handoffs.push(...journey.handoffs);
    return { ...head, ...journey.head, passes: journey.passes };
  });
  const { road, number: roadVersion } = shownOf(roads);
  return { ...rest, road, roadVersion, asOf, handoffs, gathered: gather(journeys, stepNames(roads)) };
}
