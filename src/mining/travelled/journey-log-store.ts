import sql from 'sql-template-tag';
import type { JourneyFact } from '#journey/journey.ts';
import { type OpenRoad, openRoad } from '#journey/open-road.ts';
import { assert } from '#lib/result.ts';
import { journeyHeads, movesOf } from '#mining/store.ts';
import type { Tx } from '#platform/database.ts';
import type { Road } from '#process/road.ts';
import { knownJourney } from './earlier.ts';
import { type EarlierHead, earlierFacts, earlierHeads } from './earlier-store.ts';
import type { LoggedJourney } from './journey-log.ts';
import type { JourneyHead } from './known.ts';
import { type MoveFact, passesOf } from './pass.ts';

/** A version of a road that is or was in force. `adoptedAt` is ms since 1970 UTC. */
export interface AdoptedVersion {
  readonly id: string;
  readonly number: number;
  readonly bpmn: Uint8Array;
  readonly road: Road;
  readonly adoptedAt: number;
}

/** Versions of a process that have been in force, the first adopted first. */
export function adoptedVersions(tx: Tx, processId: string): Promise<AdoptedVersion[]> {
  return tx.rows<AdoptedVersion>(
    sql`select id, number, bpmn, road, (extract(epoch from adopted_at) * 1000)::float8 as "adoptedAt"
          from process_version where process_id = ${processId} and adopted_at is not null order by adopted_at, number`,
  );
}

/** Processes by id or by name, in any case; where none is called just so, those whose names begin that way. */
export async function processesCalled(tx: Tx, name: string): Promise<{ id: string; name: string }[]> {
  const found = await tx.rows<{ id: string; name: string; whole: boolean }>(
    sql`select id, name, id::text = lower(${name}) or lower(name) = lower(${name}) as whole from process
         where id::text = lower(${name}) or starts_with(lower(name), lower(${name})) order by name, id`,
  );
  const whole = found.filter((one) => one.whole);
  return (whole.length > 0 ? whole : found).map(({ id, name }) => ({ id, name }));
}

const atOnce = 2000;

/**
 * All journeys of a process, the first started first, as their log needs them: as they are now, or as they were known before
 * `end`. Their facts are read some at a time; the steps done are all held.
 */
export async function loggedJourneys(
  tx: Tx,
  processId: string,
  versions: readonly AdoptedVersion[],
  end?: Date,
): Promise<LoggedJourney[]> {
  const opened = new Map(
    versions.map(({ id, number, road }): [string, Pinned] => {
      const open = openRoad(road);
      assert(open.ok, 'a road that was adopted can be travelled');
      return [id, { road: open.value, version: number }];
    }),
  );
  const heads = end === undefined ? await journeyHeads(tx, processId) : await earlierHeads(tx, processId, end);
  const journeys: LoggedJourney[] = [];
  for (let from = 0; from < heads.length; from += atOnce) {
    const some = heads.slice(from, from + atOnce);
    const moved = some.filter(hasMoved);
    const still = some.filter((head) => !hasMoved(head)).map(({ id }) => id);
    const facts = new Map((await earlierFacts(tx, moved)).map((one) => [one.id, one.facts]));
    const moves = new Map((await movesOf(tx, still)).map((one) => [one.id, one.moves]));
    for (const head of some) {
      const pinned = opened.get(head.versionId);
      assert(pinned !== undefined, 'a journey is pinned to a version that was adopted');
      journeys.push(loggedJourney(head, pinned, { facts: facts.get(head.id), moves: moves.get(head.id) }));
    }
  }
  return journeys;
}

function hasMoved(head: JourneyHead | EarlierHead): boolean {
  return 'hasMoved' in head && head.hasMoved;
}

interface Pinned {
  readonly road: OpenRoad;
  readonly version: number;
}

/** `facts` of a journey that has moved since, else its `moves`; both as JSON. */
function loggedJourney(
  { id, startedAt, closedAt, outcome }: JourneyHead,
  pinned: Pinned,
  { facts, moves = '[]' }: { readonly facts: string | undefined; readonly moves: string | undefined },
): LoggedJourney {
  if (facts !== undefined) {
    const { head, passes } = knownJourney(pinned.road, startedAt, JSON.parse(facts) as JourneyFact[]);
    return { id, ...pinned, startedAt, closedAt: head.closedAt, outcome: head.outcome, passes };
  }
  const passes = passesOf(pinned.road, startedAt, JSON.parse(moves) as MoveFact[]);
  return { id, ...pinned, startedAt, closedAt, outcome, passes };
}
