import type { JourneyPage } from '#journey/view.ts';
import { unreachable } from '#lib/result.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';

type Told = JourneyPage['timeline'][number];

/** Where a journey was closed before the end of its road; events that rule each other out as one or the other. */
export function stoppedInWords(at: JourneyPage['stoppedAt'], either: (names: readonly string[]) => string): string {
  const places = [...Map.groupBy(at, ({ placeId }) => placeId).values()];
  return places.map((place) => either(place.map(({ name }) => name))).join(', ');
}

/** Each fact as a sentence: who did what, in plain words. */
export function useFactWords(page: JourneyPage): (entry: Told) => string {
  const { t } = useWords();
  const f = useFormat();
  const names = new Map(page.timeline.map((e) => [e.fact.personId as string, e.personName]));
  names.set(page.responsibleId, page.responsibleName);
  return ({ fact, personName: who, stepName, teamName, toTeamName, undone }) => {
    const step = stepName ?? '';
    const nameOf = (id: string) => names.get(id) ?? t('journey.fact.somebody');
    switch (fact.kind) {
      case 'journey-started':
        return t('journey.fact.started', { who, team: teamName ?? '' });
      case 'step-taken':
        return t('journey.fact.taken', { who, step });
      case 'step-put-back':
        return t('journey.fact.put-back', { who, step });
      case 'step-completed':
        return t('journey.fact.completed', { who, step });
      case 'event-occurred':
        return t('journey.fact.event', { who, step });
      case 'way-chosen':
        return t('journey.fact.chosen', { who, step });
      case 'act-undone': {
        const act = page.timeline.find(({ seq }) => seq === fact.act)?.fact.kind;
        if (act === 'event-occurred') return t('journey.fact.undone.event', { who, step });
        if (act === 'way-chosen') return t('journey.fact.undone.chosen', { who, step });
        if (act === 'handoff-accepted') return t('journey.fact.undone.accepted', { who, step });
        if (act === 'journey-closed') return t('journey.fact.undone.closed', { who });
        return t('journey.fact.undone.completed', { who, step });
      }
      case 'handoff-offered':
        return t('journey.fact.offered', { who, step, team: toTeamName ?? '' });
      case 'handoff-accepted':
        return t('journey.fact.accepted', { who, responsible: nameOf(fact.responsibleId) });
      case 'handoff-returned':
        return t('journey.fact.returned', { who, reason: fact.reason });
      case 'handoff-withdrawn':
        return t('journey.fact.withdrawn', { who });
      case 'obstacle-reported':
        return step === '' ? t('journey.fact.obstacle', { who }) : t('journey.fact.obstacle-on', { who, step });
      case 'responsible-changed':
        return t('journey.fact.responsible', { who, responsible: nameOf(fact.responsibleId) });
      case 'journey-closed':
        return t(undone || page.stoppedAt.length === 0 ? 'journey.fact.closed' : 'journey.fact.closed-at', {
          who,
          outcome: t(`journey.outcome.${fact.outcome}`),
          place: stoppedInWords(page.stoppedAt, f.either),
        });
      default:
        return unreachable(fact);
    }
  };
}
