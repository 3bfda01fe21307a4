import type { Answer } from './served.test-data.ts';
import { processId, provider } from './travel.test-data.ts';

/** One command of a round: what is asked, and by which of the two sides. */
export interface Step {
  readonly side: 'sender' | 'receiver';
  readonly method: 'POST';
  readonly path: (page: Answer['body']) => string;
  readonly payload: object;
}

const on = (rest: string) => (page: Answer['body']) => `/api/journeys/${page.id}/${rest}`;
const start: Step = {
  side: 'sender',
  method: 'POST',
  path: () => '/api/journeys',
  payload: { processId, startSituation: 'need', goalSituation: 'satisfied-need' },
};
const step = (side: Step['side'], rest: string, payload: object = {}): Step => ({
  side,
  method: 'POST',
  path: on(rest),
  payload,
});

/** A whole journey on the road of `supportRoad`, from its start to its closing, command by command. */
export const wholeRound: readonly Step[] = [
  start,
  step('sender', 'steps/receive/taking'),
  step('sender', 'steps/receive/completion'),
  step('sender', 'steps/investigate/taking'),
  step('sender', 'steps/investigate/completion', { choice: 'fork-order' }),
  step('sender', 'handoffs', { stepId: 'order', toTeamId: provider, included: ['Beslut', 'Mål för insatsen'] }),
  {
    side: 'receiver',
    method: 'POST',
    path: (page) => on(`handoffs/${page.handoff?.handoffId}/acceptance`)(page),
    payload: {},
  },
  step('receiver', 'steps/order/completion'),
  step('receiver', 'steps/deliver/taking'),
  step('receiver', 'steps/deliver/completion'),
  step('receiver', 'steps/review/completion', { choice: 'again-end' }),
  step('receiver', 'closing', { outcome: 'met' }),
];
