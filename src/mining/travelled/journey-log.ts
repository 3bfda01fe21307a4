/**
 * Our own journeys as an event log: a case for each journey, an event for each step that was done on it. Who did it, what
 * the case system calls it and what was written stay behind; teams act, and the journey's id says which it was to those who
 * may open it.
 */
import { nameOf, type OpenRoad } from '#journey/open-road.ts';
import { columnBuilder } from '#mining/log/column-builder.ts';
import { dictionaryOf, internText } from '#mining/log/dictionary.ts';
import type { Column, Log } from '#mining/log/log.ts';
import { finishRows, roomForRow, rowBuilder } from '#mining/log/log-builder.ts';
import type { Pass } from './pass.ts';

/** One journey as its log needs it. Times are ms since 1970 UTC. */
export interface LoggedJourney {
  readonly id: string;
  readonly road: OpenRoad;
  /** The number of the version that the journey is pinned to. */
  readonly version: number;
  readonly startedAt: number;
  readonly closedAt: number | null;
  readonly outcome: string | null;
  /** The steps done, in order; what was undone isn't among them. */
  readonly passes: readonly Pass[];
}

/**
 * The log, journeys in the order given. An event is named as its step is on the journey's version, and carries when the step
 * was taken (its start, where anybody took it), when it was done, the team, the step's id in the model (`resvag:step`) and
 * when the road came to it (`resvag:offered`). A case carries `resvag:version`, `resvag:started`, and of a closed journey
 * `resvag:closed` and `resvag:outcome`. A journey on which no step is done yet has no event and so no case.
 */
export function journeyLog(journeys: Iterable<LoggedJourney>, teamNames: Readonly<Record<string, string>>): Log {
  const b = rowBuilder();
  const step = columnBuilder(['resvag:step'], 'id');
  const offered = columnBuilder(['resvag:offered'], 'time');
  b.attributes.push(step, offered);
  b.start = new Float64Array(0);
  const withEvents: LoggedJourney[] = [];
  for (const journey of journeys) {
    if (journey.passes.length === 0) continue;
    withEvents.push(journey);
    for (const pass of journey.passes) {
      roomForRow(b);
      const row = b.rows;
      b.caseCode[row] = internText(b.cases, journey.id);
      b.activity.codes[row] = internText(b.activity.words, nameOf(journey.road, pass.stepId));
      b.time[row] = pass.completedAt;
      b.start[row] = pass.takenAt ?? Number.NaN;
      if (pass.teamId !== '')
        b.resource.codes[row] = internText(b.resource.words, teamNames[pass.teamId] ?? pass.teamId);
      step.codes[row] = internText(step.words, pass.stepId);
      offered.numbers[row] = pass.offeredAt;
      b.rows++;
    }
  }
  return { ...finishRows(b, new Set()), caseAttributes: caseAttributes(withEvents) };
}

function caseAttributes(journeys: readonly LoggedJourney[]): Column[] {
  const numbers = (path: string, type: 'int' | 'time', of: (journey: LoggedJourney) => number | null): Column => ({
    path: [path],
    values: { type, numbers: Float64Array.from(journeys, (journey) => of(journey) ?? Number.NaN) },
  });
  const outcomes = [...new Set(journeys.flatMap(({ outcome }) => outcome ?? []))];
  const codes = Int32Array.from(journeys, ({ outcome }) => (outcome === null ? -1 : outcomes.indexOf(outcome)));
  return [
    numbers('resvag:version', 'int', ({ version }) => version),
    numbers('resvag:started', 'time', ({ startedAt }) => startedAt),
    numbers('resvag:closed', 'time', ({ closedAt }) => closedAt),
    { path: ['resvag:outcome'], values: { type: 'text', codes, dictionary: dictionaryOf(outcomes) } },
  ];
}
