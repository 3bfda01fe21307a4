/** How much memory one piece of work may take, so that it is refused before the machine suffers. */

/** The share of what is free that a log may take while it is read; putting it in order takes as much again. */
const SHARE_OF_A_LOG = 0.4;

/** Bytes a log that is read now may take: a share of what this machine or container has left. */
export function bytesForLog(): number {
  return Math.floor(process.availableMemory() * SHARE_OF_A_LOG);
}
