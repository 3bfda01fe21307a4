import type { RuleTable } from '#lib/acting.ts';

/**
 * Roads are known by all, always, so reading is open to everyone signed in. Only process management creates and changes
 * them (R064), and adopting is one of the strategic parts that rest with the owner (R089, R091).
 */
export const processMay = {
  'list-processes': 'signed-in',
  'get-process': 'signed-in',
  'get-step': 'signed-in',
  'get-bpmn': 'signed-in',
  'import-bpmn': { 'process-owner': 'scope', 'process-leader': 'scope', 'process-support': 'all' },
  'adopt-version': { 'process-owner': 'scope' },
  'mark-important': { management: 'all' },
  /** Everybody, whatever the hat, answers for themselves, and sees the sum (R056). */
  'get-rating': 'signed-in',
  'rate-process': 'signed-in',
  'withdraw-rating': 'signed-in',
  /** What people write is for those who can change the road. */
  'list-rating-comments': { 'process-owner': 'scope', 'process-leader': 'scope' },
} as const satisfies RuleTable;
