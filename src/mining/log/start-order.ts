/** Interval logs seen from the beginnings of the work instead of its completions. */
import { inOrder } from './column-builder.ts';
import { inOwnOrder } from './counting-sort.ts';
import type { Log } from './log.ts';
import { beginning } from './log.ts';

/**
 * The events of each case ordered by when their work began, then by completion: what follows what in an interval log.
 * Undefined where the log has no starts, and so is in that order already.
 */
export function startOrder(log: Log): Uint32Array<ArrayBuffer> | undefined {
  if (log.start === undefined) return undefined;
  const order = inOwnOrder(log.events);
  for (let c = 0; c < log.cases; c++) {
    if (isInOrder(log, c)) continue;
    const part = Array.from(order.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!));
    // Not every event has a time; those keep their places, as they do when a log is read.
    if (part.some((e) => Number.isNaN(beginning(log, e)))) continue;
    part.sort((x, y) => beginning(log, x) - beginning(log, y) || x - y);
    order.set(part, log.caseOffset[c]!);
  }
  return order;
}

function isInOrder(log: Log, c: number): boolean {
  for (let e = log.caseOffset[c]! + 1; e < log.caseOffset[c + 1]!; e++)
    if (!(beginning(log, e - 1) <= beginning(log, e))) return false;
  return true;
}

/** The log in start order; itself where it has no starts. Attributes are left out; only the four main columns move. */
export function inStartOrder(log: Log, order = startOrder(log)): Log {
  if (log.start === undefined || order === undefined) return log;
  const rows = log.events;
  return {
    ...log,
    activity: inOrder(log.activity, rows, order),
    time: inOrder(log.time, rows, order),
    start: inOrder(log.start, rows, order),
    resource: log.resource && inOrder(log.resource, rows, order),
    eventAttributes: [],
    ...(log.nesting && { nesting: { ...log.nesting, events: undefined } }),
    order: undefined,
  };
}
