import { randomBytes } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config.ts';
import type { Database } from './database.ts';

export type Log = FastifyBaseLogger;

/** What routes reach the world through; tests give their own clock and ids. */
export interface World {
  readonly database: Database;
  readonly clock: () => Date;
  /** A new UUIDv7: in the order of time, so that new rows lie together in the index. */
  readonly newId: () => string;
  readonly config: Config;
  readonly log: Log;
}

/** UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, 74 bits of chance. */
export function newUuid(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
