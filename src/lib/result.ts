/** The outcome of something that may be refused: a value, never an exception (ARCHITECTURE.md, “refusal, bug, fault”). */
export type Result<T, R> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function refuse<const R>(refusal: R): Result<never, R> {
  return { ok: false, refusal };
}

/** States what must hold; a broken statement is a bug in Resväg, never something a user did. */
export function assert(condition: unknown, statement: string): asserts condition {
  if (!condition) throw new Error(`bug: ${statement}`);
}

/** Closes an exhaustive `switch`: compiling proves that no tag was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`bug: unexpected ${JSON.stringify(value)}`);
}
