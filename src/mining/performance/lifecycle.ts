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

/** A piece of work under way: the row it began at, since when it runs (NaN while suspended), and whether it has ended. */
interface Open {
  readonly row: number;
  since: number;
  ended: boolean;
}

/** First in, first out; those that have ended are passed over when they come first. */
interface Queue {
  readonly items: Open[];
  next: number;
}

function first(queue: Queue | undefined): Open | undefined {
  if (queue === undefined) return undefined;
  while (queue.next < queue.items.length && queue.items[queue.next]!.ended) queue.next++;
  return queue.items[queue.next];
}

/**
 * The log with each start joined to its completion: of the same case and activity, by `concept:instance` where both have it,
 * else first in, first out among those of the same resource (of none, or of any where the completion names none). The joined
 * event is that of the completion, with the start's time as its start. A completion that the file has before its start at the
 * same time belongs to it all the same. With `split`, work that is suspended becomes an event for each stretch in which it ran,
 * so that its pauses are no working time; otherwise it stays one event, as counting needs it. Cases of which nothing is kept
 * fall away. Linear in the events.
 */
export function pairLifecycle(
  log: Log,
  suspended: 'split' | 'whole' = 'whole',
): { readonly log: Log; readonly report: LifecycleReport } {
  const roles = rolesOf(log);
  if (roles === undefined) return { log, report: { ...NOTHING, applied: false } };
  const instances = instancesOf(log);
  const people = log.resources.size + 2;
  const start = new Float64Array(log.events).fill(Number.NaN);
  const keep = new Uint8Array(log.events);
  const report = { ...NOTHING, applied: true };
  for (let c = 0; c < log.cases; c++) {
    const queues = new Map<number, Queue>();
    const open: Open[] = [];
    const early = new Map<number, number[]>();
    // Three kinds of key: activity and instance, activity and resource (−1: nobody), activity alone (−2).
    const keyOf = (e: number, who: number) => {
      const instance = instances?.[e] ?? -1;
      const a = log.activity[e]!;
      return instance >= 0 ? -1 - (instance * log.activities.size + a) : a * people + who + 2;
    };
    const who = (e: number) => log.resource?.[e] ?? -1;
    const ofWork = (e: number) =>
      first(queues.get(keyOf(e, who(e)))) ?? first(queues.get(keyOf(e, who(e) < 0 ? -2 : -1)));
    const enqueue = (key: number, item: Open) => {
      const queue = queues.get(key);
      if (queue) queue.items.push(item);
      else queues.set(key, { items: [item], next: 0 });
    };
    const ends = log.caseOffset[c + 1]!;
    for (let e = log.caseOffset[c]!; e < ends; e++) {
      const time = log.time[e]!;
      switch (roles[e]!) {
        case START: {
          const waiting = early.get(keyOf(e, who(e)));
          if (waiting !== undefined && waiting.length > 0 && log.time[waiting[0]!] === time) {
            start[waiting.shift()!] = time;
            report.completionsAlone--;
            report.pairs++;
            break;
          }
          const item = { row: e, since: time, ended: false };
          open.push(item);
          for (const key of new Set([keyOf(e, who(e)), keyOf(e, -2)])) enqueue(key, item);
          break;
        }
        case COMPLETE: {
          const work = ofWork(e);
          keep[e] = 1;
          if (work === undefined) {
            report.completionsAlone++;
            const key = keyOf(e, who(e));
            const waiting = (early.get(key) ?? []).filter((row) => log.time[row] === time);
            early.set(key, [...waiting, e]);
            break;
          }
          work.ended = true;
          report.pairs++;
          // Work completed while suspended did nothing since.
          start[e] = suspended === 'whole' ? log.time[work.row]! : Number.isNaN(work.since) ? time : work.since;
          break;
        }
        case SUSPEND: {
          const work = ofWork(e);
          if (work === undefined || Number.isNaN(work.since)) {
            report.leftOut++;
            break;
          }
          report.pauses++;
          keep[e] = suspended === 'split' ? 1 : 0;
          start[e] = work.since;
          work.since = Number.NaN;
          break;
        }
        case RESUME: {
          const work = ofWork(e);
          if (work === undefined || !Number.isNaN(work.since)) report.leftOut++;
          else {
            report.pauses++;
            work.since = time;
          }
          break;
        }
        case ASIDE:
          report.leftOut++;
          break;
        default:
          report.others++;
          keep[e] = 1;
      }
    }
    for (const { row, ended } of open) {
      if (ended) continue;
      report.startsAlone++;
      keep[row] = 1;
      start[row] = log.time[row]!;
    }
  }
  const whole = {
    ...log,
    start,
    eventAttributes: log.eventAttributes.filter((column) => column.path.join('/') !== TRANSITION),
  };
  const paired = pickEvents(
    whole,
    selectCases(log, () => true),
    (e) => keep[e] === 1,
  );
  return { log: paired, report };
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
