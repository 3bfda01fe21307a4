import { Button } from '@navikt/ds-react';
import { useState } from 'react';
import { addTeamMember, getTeam, removeTeamMember } from '#organisation/api.ts';
import { useParam } from '#ui/address.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { To } from '#ui/link.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Facts, Page, Section } from '#ui/page.tsx';
import { Answered, Empty, ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { LeaveTeam } from './leave-team.tsx';
import { TakeIn } from './take-in.tsx';

/** One team: its goal, its roads, who leads it, and its people with the units they come from. */
export function TeamScreen() {
  const { t } = useWords();
  const { notify } = useNotice();
  const teamId = useParam('teamId');
  const answer = useAnswer(getTeam, { params: { teamId } });
  const [taking, setTaking] = useState(false);
  const [leaving, setLeaving] = useState<{ id: string; name: string }>();
  const back = useDo(addTeamMember);
  const remove = useDo(removeTeamMember);
  const team = answer.data;
  const letGo = (person: { id: string; name: string }) =>
    remove.mutate(
      { params: { teamId, personId: person.id } },
      {
        onSuccess: () =>
          notify({
            text: t('organisation.team.left', { name: person.name }),
            undo: () => back.mutate({ params: { teamId, personId: person.id } }),
          }),
        onError: (problem) => problem.tag === 'person-has-journeys' && setLeaving(person),
      },
    );
  return (
    <Page
      title={team?.name ?? (answer.error === null ? undefined : t('organisation.team'))}
      lead={team?.goal}
      crumbs={[{ to: '/team', text: t('organisation.teams') }]}
      action={
        team?.may.includes('add-team-member') && (
          <Button onClick={() => setTaking(true)}>{t('organisation.team.take-in')}</Button>
        )
      }
    >
      <Answered answer={answer}>
        {(found) => (
          <>
            <Facts
              items={[
                {
                  name: t('organisation.team.processes'),
                  value:
                    found.processIds.length === 0
                      ? t('organisation.team.processes.none')
                      : found.processIds.map((id, at) => (
                          <span key={id}>
                            {at > 0 && ', '}
                            <To to={`/processer/${id}`}>{found.processNames[at] ?? id}</To>
                          </span>
                        )),
                },
                {
                  name: t('organisation.team.leaders'),
                  value:
                    found.leaders.length === 0
                      ? t('organisation.team.leaders.none')
                      : found.leaders.map((leader, at) => (
                          <span key={leader.id}>
                            {at > 0 && ', '}
                            <To to={`/personer/${leader.id}`}>{leader.name}</To>
                          </span>
                        )),
                },
                { name: t('organisation.team.units'), value: found.units.join(', ') || '–' },
              ]}
            />
            <Section title={t('organisation.team.people', { n: found.people.length })}>
              {remove.error !== null && remove.error.tag !== 'person-has-journeys' && (
                <ProblemView problem={remove.error} />
              )}
              {found.people.length === 0 ? (
                <Empty title={t('organisation.team.empty')}>{t('organisation.team.empty.text')}</Empty>
              ) : (
                <ul className="rv-names">
                  {found.people.map((person) => (
                    <li key={person.id}>
                      <span>
                        <To to={`/personer/${person.id}`}>{person.name}</To>
                        <span className="rv-soft">
                          {' '}
                          {person.title}, {person.unitName}
                        </span>
                      </span>
                      {found.may.includes('remove-team-member') && (
                        <Button
                          size="xsmall"
                          variant="tertiary"
                          data-color="neutral"
                          aria-label={t('organisation.team.let-go-of', { name: person.name })}
                          onClick={() => letGo(person)}
                        >
                          {t('organisation.team.let-go')}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </Section>
            {leaving !== undefined && (
              <LeaveTeam teamId={teamId} person={leaving} onClose={() => setLeaving(undefined)} />
            )}
            {taking && <TakeIn team={found} onClose={() => setTaking(false)} />}
          </>
        )}
      </Answered>
    </Page>
  );
}
