import { BodyLong, Button, Heading } from '@navikt/ds-react';
import { Foot } from '#ui/foot.tsx';
import { useHatInFull } from '#ui/hat.ts';
import { useSession } from '#ui/session.ts';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { useHatChange, useSignOut } from './hat-change.ts';

/** The hat worn has ended: choose another, and go on where one was. */
export function HatEnded() {
  const { t } = useWords();
  const { hats } = useSession();
  const inFull = useHatInFull();
  const change = useHatChange();
  const leave = useSignOut();
  return (
    <main className="rv-splash">
      <Heading level="1" size="large">
        {t('shell.hat.ended')}
      </Heading>
      <BodyLong>{hats.length === 0 ? t('shell.hat.none') : t('shell.hat.ended.text')}</BodyLong>
      {change.error !== null && <ProblemView problem={change.error} />}
      <ul className="rv-plain-list">
        {hats.map((worn) => (
          <li key={worn.assignmentId}>
            <Button
              variant="secondary"
              loading={change.isPending}
              onClick={() => change.mutate({ body: { assignmentId: worn.assignmentId } })}
            >
              {inFull(worn.hat, worn.ownRoleId)}: {worn.scopeName}
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button variant="tertiary" onClick={() => leave.mutate({})}>
          {t('shell.sign-out')}
        </Button>
      </div>
      <Foot page={t('shell.hat.ended')} />
    </main>
  );
}
