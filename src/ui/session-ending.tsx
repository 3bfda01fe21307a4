import './session-ending.css';
import { BodyShort, Button } from '@navikt/ds-react';
import { useQueryClient } from '@tanstack/react-query';
import { type FocusEvent, useCallback, useEffect, useRef, useState } from 'react';
import { extendSession, getSession } from '#organisation/api.ts';
import { answerKey, useDo } from './client.ts';
import { useFormat } from './format.ts';
import { useNotice } from './notice.tsx';
import { type SessionEnd, useSession } from './session.ts';
import { onExtendedElsewhere, tellExtended, useEnding, useIsToldInDialog, useToldInDialog } from './session-end.ts';
import { ProblemView } from './state.tsx';
import { useWords } from './words.ts';

/** What is said of the end, and with which words one goes on. */
function useEndWords() {
  const { t } = useWords();
  const f = useFormat();
  return (ends: SessionEnd, minutes: number) => {
    const { at, extendableTo: to } = ends;
    return {
      what: t('shell.session.ending', { time: f.time(at), n: minutes }),
      more: to === null ? t('shell.session.no-longer') : t('shell.session.longer', { to: f.dateTime(to) }),
    };
  };
}

/** Asks the server who is signed in: at the end, and when another window has extended the sign-in. */
function useLook(): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries({ queryKey: [getSession.name] }), [queries]);
}

/** Extends the sign-in, in all windows; whoever stood on the button is back where they were. */
function useExtending(goBack: () => void) {
  const queries = useQueryClient();
  const { notify } = useNotice();
  const { t } = useWords();
  const f = useFormat();
  return useDo(extendSession, {
    invalidates: [],
    onSuccess: (session) => {
      goBack();
      queries.setQueryData(answerKey(getSession), session);
      tellExtended();
      if (session.ends !== null) notify({ text: t('shell.session.extended', { to: f.dateTime(session.ends.at) }) });
    },
  });
}

/** Whoever came here by keyboard goes back to where they were, when what is here goes away. */
function useWayBack() {
  const box = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);
  const onFocus = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget instanceof Element && !currentTarget.contains(relatedTarget)) before.current = relatedTarget;
  };
  const goBack = () => {
    // A button that waits for its answer loses the focus to nothing.
    if (document.activeElement !== document.body && !box.current?.contains(document.activeElement)) return;
    const next = before.current?.isConnected ? before.current : document.querySelector('main');
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  };
  return { box, onFocus, goBack };
}

/**
 * Says over the page, ten minutes before and once more two minutes before, that the sign-in ends, with a button to extend it
 * (WCAG 2.2.1). It is read out and doesn't take the focus; it comes first on the page for whoever goes there by keyboard.
 */
export function SessionEnding() {
  const { t } = useWords();
  const { announce } = useNotice();
  const { ends } = useSession();
  const say = useEndWords();
  const look = useLook();
  const ending = useEnding(ends, look);
  /** What was put away: an end, at a stage. */
  const [put, setPut] = useState('');
  const { box, onFocus, goBack } = useWayBack();
  const extend = useExtending(goBack);
  useEffect(() => onExtendedElsewhere(look), [look]);
  const inDialog = useIsToldInDialog();
  const stage = ending === null || inDialog ? null : ending.last ? 'last' : 'early';
  const words = ends === null || ending === null ? undefined : say(ends, ending.minutes);
  const spoken = words && `${words.what} ${words.more} ${ends?.extendableTo ? t('shell.session.where') : ''}`;
  const latest = useRef(spoken);
  latest.current = spoken;
  useEffect(() => {
    if (stage !== null && latest.current !== undefined) announce(latest.current);
  }, [stage, announce]);
  const shown = `${ends?.at} ${stage}`;
  if (ends === null || words === undefined || stage === null || put === shown) return null;
  const putAway = () => {
    goBack();
    setPut(shown);
  };
  return (
    <section className="rv-ending" ref={box} aria-label={t('shell.session.title')} onFocus={onFocus}>
      <BodyShort weight="semibold">{words.what}</BodyShort>
      <BodyShort size="small">{words.more}</BodyShort>
      {extend.error !== null && <ProblemView problem={extend.error} />}
      <div className="rv-ending-actions">
        {ends.extendableTo !== null && (
          <Button size="small" loading={extend.isPending} onClick={() => extend.mutate({})}>
            {t('shell.session.extend')}
          </Button>
        )}
        <Button size="small" variant="tertiary" data-color="neutral" onClick={putAway}>
          {t(ends.extendableTo === null ? 'shell.session.seen' : 'shell.session.later')}
        </Button>
      </div>
    </section>
  );
}

/** The same in a dialog, from which the page behind it can't be reached; then it isn't said there too. */
export function SessionEndingWithin() {
  useToldInDialog();
  const { t } = useWords();
  const { ends } = useSession();
  const say = useEndWords();
  const ending = useEnding(ends, useLook());
  const { box, onFocus, goBack } = useWayBack();
  const extend = useExtending(goBack);
  if (ends === null || ending === null) return null;
  const words = say(ends, ending.minutes);
  return (
    <section className="rv-ending-within" ref={box} aria-label={t('shell.session.title')} onFocus={onFocus}>
      <div role="alert">
        <BodyShort weight="semibold">{words.what}</BodyShort>
        <BodyShort size="small">{words.more}</BodyShort>
      </div>
      {extend.error !== null && <ProblemView problem={extend.error} />}
      {ends.extendableTo !== null && (
        <div className="rv-ending-actions">
          <Button type="button" size="small" loading={extend.isPending} onClick={() => extend.mutate({})}>
            {t('shell.session.extend')}
          </Button>
        </div>
      )}
    </section>
  );
}
