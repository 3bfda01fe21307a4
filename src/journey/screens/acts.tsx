import { BodyShort } from '@navikt/ds-react';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { z } from 'zod';
import { getJourney, listJourneys } from '#journey/api.ts';
import { getMyDay } from '#journey/day-api.ts';
import type { JourneyPage } from '#journey/view.ts';
import type { Operation, Problem } from '#lib/operation.ts';
import { assert } from '#lib/result.ts';
import { answerKey, call, type Input } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { useNotice } from '#ui/notice.tsx';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { useFactWords } from './fact-words.ts';

interface Refused {
  readonly problem: Problem;
  /** The revision that the person looked at when acting. */
  readonly looking: number;
  readonly retry: () => void;
  /** It is told in the dialog where it was asked for, which stays open. */
  readonly within: boolean;
}

interface ActsView {
  readonly page: JourneyPage;
  /** What was just done here that can be undone, and its number in the timeline. */
  readonly done: { readonly text: string; readonly act: number } | null;
  /** The key of what is being saved, if anything is. */
  readonly pending: string | null;
  readonly may: (operation: Pick<Operation, 'name'>) => boolean;
  /** Does something on the journey and shows the journey as it became; `done` runs only if it was taken. */
  readonly act: <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
    key: string,
    operation: Operation<P, Q, B, typeof JourneyPage>,
    input: Input<P, Q, B>,
    after: {
      readonly text: string;
      readonly done?: () => void;
      /** It can be undone: what was done is then said on the page itself, and stays there. */
      readonly undoable?: boolean;
      /** Asked for in a dialog (`RefusedWithin`), which `done` closes. */
      readonly within?: boolean;
    },
  ) => void;
  readonly refused: Refused | null;
  /** A dialog was closed: what was refused in it is no longer of interest. */
  readonly forget: () => void;
}

const ActsContext = createContext<ActsView | null>(null);

export function useActs(): ActsView {
  const acts = useContext(ActsContext);
  assert(acts !== null, 'parts of the journey page are shown inside it');
  return acts;
}

/**
 * Everything done on one journey goes through here. When somebody else was quicker, the journey is read again and what
 * they did is told; nothing typed is lost, since forms keep drafts.
 */
export function Acts({ page, children }: { page: JourneyPage; children: ReactNode }) {
  const queries = useQueryClient();
  const { notify, announce } = useNotice();
  const [done, setDone] = useState<ActsView['done']>(null);
  const [pending, setPending] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const journey = answerKey(getJourney as unknown as Operation, { params: { journeyId: page.id } });
  const act: ActsView['act'] = async (key, operation, input, after) => {
    if (pending !== null) return;
    setPending(key);
    setRefused(null);
    const result = await call(operation, input);
    setPending(null);
    if (!result.ok) {
      setRefused({
        problem: result.refusal,
        looking: page.revision,
        retry: () => act(key, operation, input, after),
        within: after.within ?? false,
      });
      void queries.invalidateQueries({ queryKey: journey });
      return;
    }
    queries.setQueryData(journey, result.value);
    for (const { name } of [listJourneys, getMyDay]) void queries.invalidateQueries({ queryKey: [name] });
    if (after.undoable) {
      setDone({ text: after.text, act: result.value.revision });
      keepFocus('.jo-done', () => announce(after.text));
    } else {
      setDone(null);
      notify({ text: after.text });
      keepFocus('[id^="offer-"]');
    }
    after.done?.();
  };
  return (
    <ActsContext
      value={{
        page,
        done,
        pending,
        may: ({ name }) => page.may.includes(name),
        act,
        refused,
        forget: () => setRefused(null),
      }}
    >
      {refused !== null && !refused.within && <RefusedView refused={refused} page={page} />}
      {children}
    </ActsContext>
  );
}

/**
 * The button that was pressed is gone: who travels by keyboard goes on at what was done or is next, not at the top of the
 * page. `kept` is told when the focus stayed where it was.
 */
function keepFocus(at: string, kept: () => void = () => {}): void {
  setTimeout(() => {
    if (document.activeElement !== document.body) return kept();
    const next = document.querySelector<HTMLElement>(at) ?? document.querySelector<HTMLElement>('h1');
    next?.setAttribute('tabindex', '-1');
    next?.focus();
  }, 100);
}

/** What was refused in a dialog, told in it, so that what was typed is mended where it stands. */
export function RefusedWithin() {
  const { refused, page } = useActs();
  if (!refused?.within) return null;
  return (
    <div className="rv-gap-top">
      <RefusedView refused={refused} page={page} />
    </div>
  );
}

function RefusedView({ refused, page }: { refused: Refused; page: JourneyPage }) {
  const { t } = useWords();
  const f = useFormat();
  const words = useFactWords(page);
  const meanwhile = page.timeline.filter((entry) => entry.seq > refused.looking);
  const taken = refused.problem.tag === 'act-taken-up' ? refused.problem.data?.['stepId'] : undefined;
  const found = page.offered.find(({ id }) => id === taken);
  const taker = found?.takenBy ? { name: found.takenBy.name, step: found.name } : undefined;
  const passing = refused.problem.status === 0 || refused.problem.status >= 500;
  return (
    <div className="jo-refused">
      <ProblemView problem={refused.problem} {...(passing ? { onRetry: refused.retry } : {})} />
      {taker !== undefined && (
        <BodyShort>{t('journey.undo.taken-by', { who: taker.name, step: taker.step })}</BodyShort>
      )}
      {meanwhile.length > 0 && (
        <div>
          <BodyShort weight="semibold">{t('journey.meanwhile')}</BodyShort>
          <ul>
            {meanwhile.map((entry) => (
              <li key={entry.seq}>
                {words(entry)}, {f.dateTime(entry.fact.occurredAt)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
