import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Hat } from '#lib/acting.ts';
import { type App, accessibilityFaults, settled, type View } from './harness.ts';

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly hats: readonly { readonly assignmentId: string; readonly hat: Hat; readonly scopeName: string }[];
}

/** Everybody in the demo who wears a hat. */
export async function peopleWith(app: App, hat: Hat): Promise<readonly DemoPerson[]> {
  const answer = await fetch(`${app.address}/api/demo-people?size=200&hat=${hat}`);
  return ((await answer.json()) as { items: DemoPerson[] }).items;
}

/** A window of a person's own, signed in and wearing the hat; nothing is opened yet. */
export async function signedIn(app: App, person: DemoPerson, hat: Hat, view?: View): Promise<Page> {
  const page = await app.open(view);
  const worn = person.hats.find((h) => h.hat === hat);
  const data = { personId: person.id, assignmentId: worn?.assignmentId };
  assert.equal((await page.request.post(`${app.address}/api/session`, { data })).status(), 200);
  return page;
}

/** A window of the first one in the demo who wears a hat; nothing is opened yet. */
export async function firstSignedIn(app: App, hat: Hat, view?: View): Promise<Page> {
  const [person] = await peopleWith(app, hat);
  assert.ok(person, `somebody wears the hat ${hat}`);
  return signedIn(app, person, hat, view);
}

/** Goes to a path and waits until all of it is there. */
export async function go(app: App, page: Page, path: string): Promise<void> {
  await page.goto(`${app.address}${path}`);
  await settled(page);
}

export async function assertAccessible(page: Page): Promise<void> {
  await settled(page);
  assert.deepEqual(await accessibilityFaults(page), []);
}
