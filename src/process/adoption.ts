import type { Road } from './road.ts';

/**
 * What must be there before a road may be adopted: a process gets its right to exist from the need it is to satisfy
 * (R012, R028, R033), it is for somebody, and every activity has somebody who does it (SOSFS 2011:9, 4 kap. 2–4 §§).
 */
export type AdoptionObstacle =
  | { readonly key: 'name-missing' }
  | { readonly key: 'purpose-missing' }
  | { readonly key: 'need-missing' }
  | { readonly key: 'satisfied-need-missing' }
  | { readonly key: 'for-whom-missing' }
  | { readonly key: 'no-steps' }
  | { readonly key: 'no-end-that-meets-the-need' }
  | { readonly key: 'step-without-name'; readonly node: string }
  | { readonly key: 'step-without-role'; readonly node: string };

/** All that stands in the way of adopting the road; empty when nothing does. */
export function adoptionObstacles(road: Road): AdoptionObstacle[] {
  const found: AdoptionObstacle[] = [];
  if (blank(road.name)) found.push({ key: 'name-missing' });
  if (blank(road.purpose)) found.push({ key: 'purpose-missing' });
  if (blank(road.need)) found.push({ key: 'need-missing' });
  if (blank(road.satisfiedNeed)) found.push({ key: 'satisfied-need-missing' });
  if (blank(road.forWhom)) found.push({ key: 'for-whom-missing' });
  const steps = road.nodes.filter((n) => n.kind === 'step');
  if (steps.length === 0) found.push({ key: 'no-steps' });
  if (!road.nodes.some((n) => n.kind === 'end' && n.outcome === 'met')) {
    found.push({ key: 'no-end-that-meets-the-need' });
  }
  for (const step of steps) {
    if (blank(step.name)) found.push({ key: 'step-without-name', node: step.id });
    if (step.lane === undefined) found.push({ key: 'step-without-role', node: step.id });
  }
  return found;
}

function blank(text: string): boolean {
  return text.trim() === '';
}
