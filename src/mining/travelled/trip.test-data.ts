import assert from 'node:assert/strict';
import { assignmentOf, elsewhere, personOf, processes, teams, versions } from '#app/small-organisation.test-data.ts';
import type { Actor } from '#journey/actor.ts';
import type { JourneyCommand } from '#journey/journey.ts';
import { type OpenOffer, openOffers } from '#journey/offer.ts';
import type { OpenRoad } from '#journey/open-road.ts';
import { run, type Travelled } from '#journey/run.ts';
import { HandoffId, JourneyId } from '#lib/id.ts';
import { seededRandom } from '#lib/random.ts';

const hour = 3_600_000;
const ids = (process: 'a' | 'b', n: number) => `0000000${process}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ours = personOf('co-worker');

/** Commands one after the other, `pace` ms apart; one that isn't possible ends the trip. */
function traveller(road: OpenRoad, startedAt: number, pace: number) {
  let given = 0;
  let at: Travelled | undefined;
  const give = (command: JourneyCommand, team: 0 | 1): boolean => {
    given += 1;
    const actor: Actor = {
      personId: team === 0 ? ours : elsewhere.personId,
      hat: 'co-worker',
      assignmentId: team === 0 ? assignmentOf('co-worker') : elsewhere.assignmentId,
      at: new Date(startedAt + given * pace).toISOString(),
      teamIds: [teams[team]],
      roadTeams: teams,
      members: { [teams[0]]: [ours], [teams[1]]: [elsewhere.personId] },
    };
    const next = run(road, at, command, actor);
    if (next.ok) at = next.value;
    return next.ok;
  };
  return { give, now: () => at as Travelled };
}

/**
 * One journey along the road; now and then something is done by mistake, taken up by the next, put back and undone: also
 * what is received, and the closing.
 */
export function trip(road: OpenRoad, n: number, pace = hour): Travelled {
  const random = seededRandom(n);
  const { give, now } = traveller(road, Date.parse('2026-01-02T08:00:00Z') + (n % 8) * 24 * hour, pace);
  const { start, goal } = road.road.situations;
  const begun = give(
    {
      kind: 'start-journey',
      journeyId: JourneyId.parse(ids('a', n)),
      reference: `${n} a`,
      processId: processes[0],
      versionId: versions[0],
      startSituation: start[0]?.code ?? '',
      goalSituation: goal[0]?.code ?? '',
      teamId: teams[0],
      responsibleId: ours,
    },
    0,
  );
  assert.ok(begun);
  const doIt = (offer: OpenOffer, option: number, team: 0 | 1) => {
    const choice = offer.options.length === 0 ? undefined : offer.options[option % offer.options.length]?.id;
    if (offer.kind === 'event') return give({ kind: 'record-event', eventId: offer.id, choice }, team);
    if (offer.kind === 'choice') return give({ kind: 'choose-way', gatewayId: offer.id, choice: choice ?? '' }, team);
    return give({ kind: 'complete-step', stepId: offer.id, choice }, team);
  };
  for (let moves = 0; moves < 12; moves++) {
    const offer = openOffers(road, now().journey).filter((o) => !o.beside)[0];
    if (offer === undefined) break;
    const team = offer.teamId === teams[0] ? 0 : 1;
    if (offer.state === 'needs-handoff') {
      const handoffId = HandoffId.parse(ids('a', 1000 * n + moves));
      const toTeamId = teams[team === 0 ? 1 : 0];
      const included = offer.step?.handoff?.include ?? [];
      give({ kind: 'offer-handoff', handoffId, stepId: offer.id, toTeamId, included, message: '' }, team);
      const by = team === 0 ? 1 : 0;
      const accept = () =>
        give({ kind: 'accept-handoff', handoffId, responsibleId: by === 0 ? ours : elsewhere.personId }, by);
      if (random() < 0.5 && accept()) {
        give({ kind: 'take-step', stepId: offer.id }, by);
        give({ kind: 'put-back-step', stepId: offer.id }, by);
        const act = now().facts.findLastIndex(({ kind }) => kind === 'handoff-accepted') + 1;
        assert.ok(give({ kind: 'undo-act', act, reason: '' }, by));
      }
      accept();
      continue;
    }
    if (random() < 0.1) {
      const holding = now().journey.teamId === teams[0] ? 0 : 1;
      assert.ok(give({ kind: 'close-journey', outcome: 'not-met', reason: 'Fel resa' }, holding));
      assert.ok(give({ kind: 'undo-act', act: now().facts.length, reason: '' }, holding));
    }
    if (offer.kind === 'step') give({ kind: 'take-step', stepId: offer.id }, team);
    const option = Math.floor(random() * 4);
    if (random() < 0.5 && doIt(offer, option + 1, team)) {
      const act = now().facts.length;
      const next = openOffers(road, now().journey).find((o) => o.kind === 'step' && o.state === 'ready');
      if (next !== undefined && next.taken === null) {
        give({ kind: 'take-step', stepId: next.id }, next.teamId === teams[0] ? 0 : 1);
        give({ kind: 'put-back-step', stepId: next.id }, next.teamId === teams[0] ? 0 : 1);
      }
      assert.ok(give({ kind: 'undo-act', act, reason: '' }, team));
    }
    if (!doIt(offer, option, team)) break;
  }
  if (openOffers(road, now().journey).length === 0) give({ kind: 'close-journey', outcome: 'met', reason: '' }, 0);
  if (now().journey.closed !== null && n % 9 === 0 && now().journey.teamId === teams[0])
    assert.ok(give({ kind: 'undo-act', act: now().facts.length, reason: '' }, 0));
  return now();
}
