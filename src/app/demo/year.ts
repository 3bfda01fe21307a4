import { openRoad } from '#journey/open-road.ts';
import { makeReference, referencePrefix } from '#journey/reference.ts';
import { unseenOrder } from '#journey/story.ts';
import { JourneyId, uuidFrom } from '#lib/id.ts';
import type { Random } from '#lib/random.ts';
import { assert } from '#lib/result.ts';
import { dayMs, hourMs, type Instant, swedishDate } from '#lib/time.ts';
import type { RoleAssignment } from '#organisation/organisation.ts';
import { type Behaviour, behaviours } from './behaviour.ts';
import { officeTime } from './calendar.ts';
import { chanceOf } from './chance.ts';
import { gatherCrew } from './crew.ts';
import type { DemoPeople } from './people.ts';
import { type DemoProcess, isTravelled } from './roads.ts';
import type { ProcessKey } from './team.ts';
import { type Arrival, travel } from './travel.ts';

const year = 364;

/** When journeys begin: at an even rate through the year but for summer, after those that began before it. */
function departures(random: Random, perWeek: number, before: Behaviour['before'], end: Instant): Instant[] {
  const begin = end - year * dayMs;
  const times = Array.from({ length: before.journeys }, () => begin - random() * before.days * dayMs);
  for (let at = begin; ; ) {
    const month = Number(swedishDate(at).slice(5, 7));
    const rate = (perWeek / 7) * (month === 7 ? 0.6 : 1);
    at += (-Math.log(1 - random()) / rate) * dayMs;
    if (at >= end) break;
    times.push(at);
  }
  return times
    .map((at) => officeTime(at, random()))
    .filter((at) => at < end - hourMs)
    .sort((a, b) => a - b);
}

type TravelledProcess = DemoProcess & { readonly key: ProcessKey };

function hasJourneys(process: DemoProcess): process is TravelledProcess {
  return isTravelled(process.key);
}

/** A year of journeys on one road, up to `end`. */
function yearOf(
  process: TravelledProcess,
  seed: number,
  end: Instant,
  people: DemoPeople,
  hats: readonly RoleAssignment[],
) {
  const behaviour = behaviours[process.key];
  const crew = gatherCrew(process.key, process.id, people, hats);
  const versions = process.versions.map((version) => {
    const road = openRoad(version.road);
    assert(road.ok, `${process.key} can be travelled`);
    return { ...version, open: road.value };
  });
  const random = chanceOf(seed, `journey ${process.key}`);
  const times = departures(random, behaviour.arrivalsPerWeek, behaviour.before, end);
  const counts = new Map<number, number>();
  const told = process.key === 'aldre' ? times.findLastIndex((at) => at < end - 45 * dayMs) : -1;
  return times.map((at, i): Arrival => {
    const startYear = Number(swedishDate(at).slice(0, 4));
    const number = (counts.get(startYear) ?? 0) + 1;
    counts.set(startYear, number);
    const version = versions.findLast((v) => v.adoptedAt <= at);
    assert(version, 'a road is adopted before the first journey on it');
    const departure = {
      at,
      journeyId: JourneyId.parse(uuidFrom(random)),
      reference: i === told ? unseenOrder : makeReference(referencePrefix(process.key), startYear, number),
      versionId: version.id,
      road: version.open,
    };
    // A chance of its own for each journey: a change of one leaves the others as they were.
    const own = chanceOf(Math.floor(random() * 2 ** 32), departure.journeyId);
    if (i !== told) return travel(departure, behaviour, crew, own, end);
    return travel({ ...departure, unseen: true }, storyOf(behaviour), crew, own, end);
  });
}

/** The unseen order: home from hospital, help decided, and the order is received after two weeks. */
function storyOf(behaviour: (typeof behaviours)['aldre']): typeof behaviour {
  const ways = { 'varifran--till-utredning': 1e6, 'beslutat--ta-emot-bestallning': 1e6 };
  return { ...behaviour, ways: { ...behaviour.ways, ...ways } };
}

/** A year of journeys on all main roads. */
export function makeYear(
  seed: number,
  end: Instant,
  people: DemoPeople,
  hats: readonly RoleAssignment[],
  processes: readonly DemoProcess[],
): ReadonlyMap<TravelledProcess, readonly Arrival[]> {
  return new Map(processes.filter(hasJourneys).map((process) => [process, yearOf(process, seed, end, people, hats)]));
}
