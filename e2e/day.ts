import type { Page } from 'playwright-core';
import type { App } from './harness.ts';
import { type DemoPerson, peopleWith, signedIn } from './people.ts';

interface DayStep {
  id: string;
  name: string;
  state: string;
  kind: string;
  takenBy: object | null;
  routine: { title: string } | null;
  plainText: string | null;
}
/** As much of somebody’s day as the browser tests look for. */
export interface Day {
  next: { journey: { id: string }; offered: DayStep }[];
  incoming: { journeyId: string; handoffId: string; toTeamName: string }[];
  returned: { journeyId: string; handoffId: string }[];
  clocks: { journey: { id: string }; clock: { state: string } }[];
}

/** A step that nobody has taken and that can be done now. */
export function isReady({ offered: o }: Day['next'][number]): boolean {
  return o.kind === 'step' && o.state === 'ready' && o.takenBy === null && o.routine !== null;
}

export async function dayOf(app: App, page: Page): Promise<Day> {
  return (await (await page.request.get(`${app.address}/api/my-day`)).json()) as Day;
}

/** The first of those who wear the hat of co-worker whose day is such. */
export async function coWorkerWith(
  app: App,
  found: (day: Day) => boolean,
): Promise<{ person: DemoPerson; page: Page; day: Day }> {
  for (const person of await peopleWith(app, 'co-worker')) {
    const page = await signedIn(app, person, 'co-worker');
    const day = await dayOf(app, page);
    if (found(day)) return { person, page, day };
    await page.context().close();
  }
  throw new Error('nobody in the demo has such a day');
}
