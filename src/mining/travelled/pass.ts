import type { OpenRoad } from '#journey/open-road.ts';
import { assert, type Result, unreachable } from '#lib/result.ts';
import type { Marking } from '#process/net.ts';
import { type Choice, choose, complete, occur, start } from '#process/play.ts';

/** One passing of a step by one journey: the event that a journey's log is made of. Times are ms since 1970 UTC. */
export interface Pass {
  readonly stepId: string;
  readonly teamId: string;
  /** When the road came to the step. */
  readonly offeredAt: number;
  readonly takenAt: number | undefined;
  readonly completedAt: number;
}

/** What of a fact moves a journey along its road: kind, node, team, choice, and when it happened. */
export type MoveFact = readonly [
  kind: 'step-taken' | 'step-put-back' | 'step-completed' | 'event-occurred' | 'way-chosen',
  node: string,
  teamId: string | null,
  choice: Choice | null,
  at: number,
];

/** Plays the moves of one journey on its road, so that each passing knows how long the step waited. */
export function passesOf(road: OpenRoad, startedAt: number, facts: readonly MoveFact[]): Pass[] {
  const passes: Pass[] = [];
  const since = new Map<string, number>();
  const taken = new Map<string, number>();
  let marking = start(road.net);
  for (const node of Object.keys(marking.at)) since.set(node, startedAt);
  const move = (next: Result<Marking, unknown>, at: number): void => {
    assert(next.ok, 'facts of a journey fit the road it is pinned to');
    marking = next.value;
    for (const node of since.keys()) if (!marking.at[node]) since.delete(node);
    for (const node of Object.keys(marking.at)) if (!since.has(node)) since.set(node, at);
  };
  for (const [kind, node, teamId, choice, at] of facts) {
    switch (kind) {
      case 'step-taken':
        taken.set(node, at);
        break;
      case 'step-put-back':
        taken.delete(node);
        break;
      case 'step-completed': {
        const offeredAt = since.get(node) ?? startedAt;
        passes.push({ stepId: node, teamId: teamId ?? '', offeredAt, takenAt: taken.get(node), completedAt: at });
        since.delete(node);
        taken.delete(node);
        move(complete(road.net, marking, node, choice ?? undefined), at);
        break;
      }
      case 'event-occurred':
        move(occur(road.net, marking, node, choice ?? undefined), at);
        break;
      case 'way-chosen':
        since.delete(node);
        move(choose(road.net, marking, node, choice ?? ''), at);
        break;
      default:
        unreachable(kind);
    }
  }
  return passes;
}
