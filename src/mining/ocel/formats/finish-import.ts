/** What readers of object-centric logs do at their end. */
import { finishObjectLog } from '#mining/ocel/finish-object-log.ts';
import type { ObjectLogBuilder } from '#mining/ocel/object-log-builder.ts';
import { objectLogBytes } from '#mining/ocel/object-log-builder.ts';
import type { ObjectImported, ObjectRefusal, ObjectReport } from './object-import.ts';

/** The log with its report, or the refusal where nothing is left: a log without events, or without objects, is none. */
export function finishImport(
  b: ObjectLogBuilder,
  kind: Pick<ObjectReport, 'format' | 'version'>,
): ObjectImported | ObjectRefusal {
  const log = finishObjectLog(b);
  const { count: rejected, first: rejections } = b.rejections;
  if (log.events === 0 || log.objects === 0) return { tag: 'no-objects-or-events', rejected, rejections };
  return { log, report: { ...kind, encoding: 'utf-8', bytes: 0, rejected, rejections } };
}

export function isTooLarge(b: ObjectLogBuilder, mostBytes: number): ObjectRefusal | undefined {
  return objectLogBytes(b) > mostBytes ? { tag: 'log-too-large', events: b.events.id.length, mostBytes } : undefined;
}
