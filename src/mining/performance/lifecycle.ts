/**
 * Joins the events of one piece of work. Logs by the lifecycle extension of XES (IEEE 1849-2023, lifecycle:transition)
 * tell of its start and its completion, and sometimes of its suspension, as events of their own; working time needs them
 * as one event with a start and a time.
 */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';
import { pickEvents } from '#mining/log/pick.ts';
import { selectCases } from '#mining/log/selection.ts';

/** What was joined. Every event of the log is in exactly one of the counts (`pairs` counts for two). */
export interface LifecycleReport {
  /** False when the log doesn't tell of both starts and completions as events: the log is then answered as it is. */
  readonly applied: boolean;
  readonly pairs: number;
  /** Kept as events that took no time. */
  readonly startsAlone: number;
  /** Kept as events whose start isn't known. */
  readonly completionsAlone: number;
  /** Suspensions and resumptions of work under way: taken out of its time. */
  readonly pauses: number;
  /** Events of work that isn't under way (schedule, assign, a resumption without suspension …): left out. */
  readonly leftOut: number;
  /** Events without transition, or with one the standard doesn't name: kept as they are. */
  readonly others: number;
}

type Role = 'start' | 'complete' | 'suspend' | 'resume' | 'aside' | 'other';

/** The transitions of the standard's own model, in lower case. Work that is aborted has ended too. */
const ROLES: Readonly<Record<string, Role>> = {
  start: 'start',
  complete: 'complete',
  ate_abort: 'complete',
  pi_abort: 'complete',
  suspend: 'suspend',
  resume: 'resume',
  schedule: 'aside',
  assign: 'aside',
  reassign: 'aside',
  withdraw: 'aside',
  autoskip: 'aside',
  manualskip: 'aside',
};

/** A piece of work under way: the row it began at, since when it runs (ms; NaN while suspended), and whether it has ended. */
interface Piece {
  readonly row: number;
  since: number;
  ended: boolean;
}

/** First in, first out; those that have ended are passed over when they come first. */
interface Queue {
  readonly items: Piece[];
  next: number;
}

/** What is under way in one case. */
interface UnderWay {
  readonly pieces: Piece[];
  /** The same by `keyOf`, each under its own key and under that of anybody. */
  readonly queues: Map<number, Queue>;
  /** Completions without a start so far, by `keyOf`, all of one key at the same time: their start may stand behind them in the file. */
  readonly early: Map<number, number[]>;
}

/** A log while it is joined: what is known of its events, and what is found for them. */
interface Joining {
  readonly log: Log;
  readonly roles: Uint8Array;
  readonly instances: Int32Array | undefined;
  readonly suspended: 'split' | 'whole';
  readonly start: Float64Array;
  /** 1: the event stays in the log. */
  readonly keep: Uint8Array;
  readonly report: { -readonly [K in keyof LifecycleReport]: LifecycleReport[K] };
}

/**
 * The log with each start joined to its completion: of the same case and activity; work that names a `concept:instance` only
 * with what names the same, other work first in, first out among that of the same resource, else of none (of any where the
 * completion names none). The joined event is that of the completion, with the start's time as its start. A completion that
 * the file has before its start at the same time belongs to it all the same. With `split`, work that is suspended becomes an
 * event for each stretch in which it ran, so that its pauses are no working time; otherwise it stays one event, as counting
 * needs it. Cases of which nothing is kept fall away. Linear in the events.
 */
export function pairLifecycle(
  log: Log,
  suspended: 'split' | 'whole' = 'whole',
): { readonly log: Log; readonly report: LifecycleReport } {
  const roles = rolesOf(log);
  if (roles === undefined) return { log, report: { ...NOTHING, applied: false } };
  const start = new Float64Array(log.events).fill(Number.NaN);
  const keep = new Uint8Array(log.events);
  const report = { ...NOTHING, applied: true };
  const joining = { log, roles, instances: instancesOf(log), suspended, start, keep, report };
  for (let c = 0; c < log.cases; c++) joinCase(joining, log.caseOffset[c]!, log.caseOffset[c + 1]!);
  const eventAttributes = log.eventAttributes.filter((column) => column.path.join('/') !== TRANSITION);
  const all = selectCases(log, () => true);
  return { log: pickEvents({ ...log, start, eventAttributes }, all, (e) => keep[e] === 1), report };
}

function joinCase(joining: Joining, from: number, to: number): void {
  const { log, roles, start, keep, report } = joining;
  const own: UnderWay = { pieces: [], queues: new Map(), early: new Map() };
  for (let e = from; e < to; e++) {
    switch (roles[e]!) {
      case START:
        begin(joining, own, e);
        break;
      case COMPLETE:
        complete(joining, own, e);
        break;
      case SUSPEND:
        suspend(joining, own, e);
        break;
      case RESUME:
        resume(joining, own, e);
        break;
      case ASIDE:
        report.leftOut++;
        break;
      default:
        report.others++;
        keep[e] = 1;
    }
  }
  for (const { row, ended } of own.pieces) {
    if (ended) continue;
    report.startsAlone++;
    keep[row] = 1;
    start[row] = log.time[row]!;
  }
}

const [NOBODY, ANYBODY] = [-1, -2] as const;

function whoDid({ log }: Joining, e: number): number {
  return log.resource?.[e] ?? NOBODY;
}

/** What work is matched by: its activity and instance, where it names one, else its activity and `who` (a resource's code, nobody or anybody). */
function keyOf({ log, instances }: Joining, e: number, who: number): number {
  const instance = instances?.[e] ?? -1;
  const a = log.activity[e]!;
  return instance >= 0 ? -1 - (instance * log.activities.size + a) : a * (log.resources.size + 2) + who + 2;
}

function first(queue: Queue | undefined): Piece | undefined {
  if (queue === undefined) return undefined;
  while (queue.next < queue.items.length && queue.items[queue.next]!.ended) queue.next++;
  return queue.items[queue.next];
}

/** The piece of work under way that an event is about. */
function workOf(joining: Joining, { queues }: UnderWay, e: number): Piece | undefined {
  const who = whoDid(joining, e);
  const others = who < 0 ? ANYBODY : NOBODY;
  return first(queues.get(keyOf(joining, e, who))) ?? first(queues.get(keyOf(joining, e, others)));
}

function begin(joining: Joining, { pieces, queues, early }: UnderWay, e: number): void {
  const { log, start, report } = joining;
  const since = log.time[e]!;
  const key = keyOf(joining, e, whoDid(joining, e));
  const waiting = early.get(key);
  if (waiting !== undefined && waiting.length > 0 && log.time[waiting[0]!] === since) {
    start[waiting.shift()!] = since;
    report.completionsAlone--;
    report.pairs++;
    return;
  }
  const piece = { row: e, since, ended: false };
  pieces.push(piece);
  enqueue(queues, key, piece);
  const anybody = keyOf(joining, e, ANYBODY);
  if (anybody !== key) enqueue(queues, anybody, piece);
}

function enqueue(queues: Map<number, Queue>, key: number, piece: Piece): void {
  const queue = queues.get(key);
  if (queue) queue.items.push(piece);
  else queues.set(key, { items: [piece], next: 0 });
}

function complete(joining: Joining, own: UnderWay, e: number): void {
  const { log, start, keep, report, suspended } = joining;
  const time = log.time[e]!;
  const work = workOf(joining, own, e);
  keep[e] = 1;
  if (work === undefined) {
    report.completionsAlone++;
    const key = keyOf(joining, e, whoDid(joining, e));
    const waiting = (own.early.get(key) ?? []).filter((row) => log.time[row] === time);
    own.early.set(key, [...waiting, e]);
    return;
  }
  work.ended = true;
  report.pairs++;
  // Work completed while suspended did nothing since.
  start[e] = suspended === 'whole' ? log.time[work.row]! : Number.isNaN(work.since) ? time : work.since;
}

function suspend(joining: Joining, own: UnderWay, e: number): void {
  const { start, keep, report, suspended } = joining;
  const work = workOf(joining, own, e);
  if (work === undefined || Number.isNaN(work.since)) {
    report.leftOut++;
    return;
  }
  report.pauses++;
  keep[e] = suspended === 'split' ? 1 : 0;
  start[e] = work.since;
  work.since = Number.NaN;
}

function resume(joining: Joining, own: UnderWay, e: number): void {
  const { log, report } = joining;
  const work = workOf(joining, own, e);
  if (work === undefined || !Number.isNaN(work.since)) {
    report.leftOut++;
    return;
  }
  report.pauses++;
  work.since = log.time[e]!;
}

const TRANSITION = 'lifecycle:transition';
const NOTHING = { pairs: 0, startsAlone: 0, completionsAlone: 0, pauses: 0, leftOut: 0, others: 0 };

const ORDER: readonly Role[] = ['other', 'start', 'complete', 'suspend', 'resume', 'aside'];
const [START, COMPLETE, SUSPEND, RESUME, ASIDE] = [1, 2, 3, 4, 5] as const;

/** By event, a place in `ORDER`; undefined when the log doesn't have both starts and completions, or has starts in a column. */
function rolesOf(log: Log): Uint8Array | undefined {
  const column = log.eventAttributes.find(({ path }) => path.join('/') === TRANSITION);
  if (log.start !== undefined || column === undefined || !('codes' in column.values)) return undefined;
  const { codes, dictionary } = column.values;
  const places = textsOf(dictionary).map((text) => {
    const name = text.trim().toLowerCase();
    return Math.max(0, Object.hasOwn(ROLES, name) ? ORDER.indexOf(ROLES[name]!) : 0);
  });
  const roles = Uint8Array.from(codes, (code) => places[code] ?? 0);
  return roles.includes(START) && roles.includes(COMPLETE) ? roles : undefined;
}

/** A number for each instance that is named, by event; −1 where none is. */
function instancesOf(log: Log): Int32Array | undefined {
  const column = log.eventAttributes.find(({ path }) => path.join('/') === 'concept:instance');
  if (column === undefined) return undefined;
  if ('codes' in column.values) return column.values.codes;
  const known = new Map<unknown, number>();
  return Int32Array.from({ length: log.events }, (_, e) => {
    const value = valueAt(column, e);
    if (value === undefined) return -1;
    const number = known.get(value) ?? known.size;
    known.set(value, number);
    return number;
  });
}
