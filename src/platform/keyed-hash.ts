import { createHmac } from 'node:crypto';

/**
 * Pseudonyms by HMAC-SHA-256 (RFC 2104), 80 bits of it: who has the key can tell which text a pseudonym is of by trying,
 * who hasn't can't. Among ten million texts two that share one are as likely as one in ten thousand million.
 */
export function keyedHash(key: Uint8Array): (text: string) => string {
  return (text) => createHmac('sha256', key).update(text).digest('hex').slice(0, 20);
}
