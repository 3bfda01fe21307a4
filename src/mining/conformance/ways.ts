/** The variants of a log with finished and running cases apart: the same steps may fit while under way and lack an end when done. */
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import type { VariantTable } from '#mining/map/variants.ts';
import { variantTable } from '#mining/map/variants.ts';

export interface Ways extends VariantTable {
  /** Variants from this number on are of running cases. */
  readonly runningFrom: number;
}

/** Without `isFinished` every case counts as finished with its last event. Finished ways first, each kind most frequent first. */
export function waysOf(log: Log, selection?: Selection, isFinished?: (caseNumber: number) => boolean): Ways {
  if (isFinished === undefined) {
    const all = variantTable(log, selection);
    return { ...all, runningFrom: all.size };
  }
  const some = selection ?? Uint32Array.from({ length: log.cases }, (_, c) => c);
  const finished = variantTable(log, some.filter(isFinished));
  const running = variantTable(
    log,
    some.filter((c) => !isFinished(c)),
  );
  return {
    size: finished.size + running.size,
    count: joined(finished.count, running.count),
    example: joined(finished.example, running.example),
    variantOf: running.variantOf.map((v, c) => (v < 0 ? finished.variantOf[c]! : v + finished.size)),
    runningFrom: finished.size,
  };
}

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
