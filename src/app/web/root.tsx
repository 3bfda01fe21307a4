import './splash.css';
import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { getSession } from '#organisation/api.ts';
import { listProcesses } from '#process/api.ts';
import { ProcessChoices } from '#ui/choices.ts';
import { useAnswer } from '#ui/client.ts';
import { DayPart } from '#ui/day-part.ts';
import { forgetDrafts } from '#ui/draft.ts';
import { noteSession, useLastSession } from '#ui/lost-session.ts';
import { LeadershipPart } from '#ui/process-part.ts';
import { SessionContext } from '#ui/session.ts';
import { SessionEnding } from '#ui/session-ending.tsx';
import { Loading, ProblemView } from '#ui/state.tsx';
import { noteHat } from '#ui/worn-hat.ts';
import { HatEnded } from './hat-ended.tsx';
import { OpenFrame } from './open-frame.tsx';
import { pages } from './pages.ts';
import { Shell } from './shell.tsx';

const SignIn = lazy(() => import('#organisation/screens/sign-in.tsx').then((m) => ({ default: m.SignIn })));
const SessionLost = lazy(() =>
  import('#organisation/screens/session-lost.tsx').then((m) => ({ default: m.SessionLost })),
);
const NewOrganisation = lazy(() =>
  import('#organisation/screens/new-organisation.tsx').then((m) => ({ default: m.NewOrganisation })),
);

const ProcessLeadership = lazy(() =>
  import('#organisation/screens/process-leadership.tsx').then((m) => ({ default: m.ProcessLeadership })),
);

const AccessibilityWaiting = lazy(() =>
  import('#organisation/screens/accessibility-waiting.tsx').then((m) => ({ default: m.AccessibilityWaiting })),
);

/** The day is shown without waiting for what is added to it. */
const Waiting = () => (
  <Suspense fallback={null}>
    <AccessibilityWaiting />
  </Suspense>
);

const useProcesses = () => useAnswer(listProcesses, {}).data?.items ?? [];

const splash = (
  <main className="rv-splash">
    <Loading rows={3} />
  </main>
);

const openPaths: readonly string[] = pages.filter(({ open }) => open === true).map(({ path }) => path);

/** Is the page one that is shown to everybody, signed in or not? */
const useIsOpen = () =>
  useRouterState({ select: ({ location }) => openPaths.includes(location.pathname.replace(/\/$/, '')) });

/**
 * What comes before any page: is there an organisation, who is it, and does the hat still hold? These are shown in place
 * of the page, at its address, so that one is where one wanted to be when it is answered. A page that is open to everybody
 * doesn't wait for it.
 */
export function Root() {
  const answer = useAnswer(getSession, {}, { staleTime: 60_000, refetchOnWindowFocus: 'always' });
  const session = answer.data;
  const last = useLastSession();
  const isOpen = useIsOpen();
  const personId = session?.person?.id;
  useEffect(() => {
    if (personId !== undefined) forgetDrafts(personId);
  }, [personId]);
  useEffect(() => {
    if (session?.person && session.acting) noteSession(session);
  }, [session]);
  if (session === undefined)
    return answer.error === null ? (
      splash
    ) : (
      <main className="rv-splash">
        <ProblemView problem={answer.error} onRetry={() => void answer.refetch()} />
      </main>
    );
  const lost = session.organisation !== null && session.person === null ? last : undefined;
  const shown = lost ?? session;
  // Before any part of the page asks for something.
  noteHat(shown.acting?.assignmentId);
  return (
    <SessionContext value={shown}>
      {lost !== undefined && !isOpen && (
        <Suspense fallback={null}>
          <SessionLost lost={lost} />
        </Suspense>
      )}
      {lost === undefined && <SessionEnding key={shown.person?.id ?? ''} />}
      <Suspense fallback={splash}>
        {isOpen && shown.acting === null ? (
          <OpenFrame />
        ) : shown.organisation === null ? (
          <NewOrganisation />
        ) : shown.person === null ? (
          <SignIn />
        ) : shown.acting === null ? (
          <HatEnded />
        ) : (
          <ProcessChoices value={useProcesses}>
            <LeadershipPart value={ProcessLeadership}>
              <DayPart value={Waiting}>
                {/* Nothing that one has typed is left on the screen for another. */}
                <Shell key={shown.person.id} />
              </DayPart>
            </LeadershipPart>
          </ProcessChoices>
        )}
      </Suspense>
    </SessionContext>
  );
}
