/**
 * A fault of the world: the database is gone, the disk is full. Wrapped once, here in `platform/`, and answered with 503
 * (507 for a full disk). Not a refusal (nothing the user did) and not a bug (nothing we can mend in code).
 */
export class Fault extends Error {
  readonly tag: FaultTag;
  readonly retryable: boolean;

  constructor(tag: FaultTag, message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'Fault';
    this.tag = tag;
    this.retryable = options.retryable;
  }
}

export type FaultTag = 'database-unreachable' | 'database-busy' | 'disk-full' | 'set-up';

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** Losing a race for rows: the same transaction may succeed when it is tried again (SQLSTATE 40001, 40P01). */
export function isLostRace(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error));
}

const unreachable = /^(08|57P)|^(ECONN|EPIPE$|ENOENT$|ENOTFOUND$|ETIMEDOUT$|EAI_AGAIN$)/;
const unreachableText = /Connection terminated|connection error and is not queryable|timeout exceeded when trying/;

/** Gives the fault that an error of PostgreSQL, its connection or the disk stands for; any other error is given back. */
export function asFault(error: unknown): unknown {
  if (error instanceof Fault) return error;
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === '53100')
    return new Fault('disk-full', 'the disk is full', { retryable: false, cause: error });
  if (isLostRace(error) || code === '53300' || code === '55P03')
    return new Fault('database-busy', 'the database is busy', { retryable: true, cause: error });
  const text = error instanceof Error ? error.message : '';
  if ((unreachable.test(code) && error instanceof Error) || unreachableText.test(text))
    return new Fault('database-unreachable', 'the database does not answer', { retryable: true, cause: error });
  return error;
}
