import './splash.css';
import { lazy, Suspense, useEffect } from 'react';
import { getSession } from '#organisation/api.ts';
import { listProcesses } from '#process/api.ts';
import { ProcessChoices } from '#ui/choices.ts';
import { useAnswer } from '#ui/client.ts';
import { forgetDrafts } from '#ui/draft.ts';
import { noteSession, useLastSession } from '#ui/lost-session.ts';
import { LeadershipPart } from '#ui/process-part.ts';
import { SessionContext } from '#ui/session.ts';
import { Loading, ProblemView } from '#ui/state.tsx';
import { HatEnded } from './hat-ended.tsx';
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

const useProcesses = () => useAnswer(listProcesses, {}).data?.items ?? [];

const splash = (
  <main className="rv-splash">
    <Loading rows={3} />
  </main>
);

/**
 * What comes before any page: is there an organisation, who is it, and does the hat still hold? These are shown in place
 * of the page, at its address, so that one is where one wanted to be when it is answered.
 */
export function Root() {
  const answer = useAnswer(getSession, {}, { staleTime: 60_000, refetchOnWindowFocus: 'always' });
  const session = answer.data;
  const last = useLastSession();
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
  return (
    <SessionContext value={shown}>
      {lost !== undefined && (
        <Suspense fallback={null}>
          <SessionLost lost={lost} />
        </Suspense>
      )}
      <Suspense fallback={splash}>
        {shown.organisation === null ? (
          <NewOrganisation />
        ) : shown.person === null ? (
          <SignIn />
        ) : shown.acting === null ? (
          <HatEnded />
        ) : (
          <ProcessChoices value={useProcesses}>
            <LeadershipPart value={ProcessLeadership}>
              {/* Nothing that one has typed is left on the screen for another. */}
              <Shell key={shown.person.id} />
            </LeadershipPart>
          </ProcessChoices>
        )}
      </Suspense>
    </SessionContext>
  );
}
