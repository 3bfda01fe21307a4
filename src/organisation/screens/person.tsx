import { Button, Table, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import type { z } from 'zod';
import { getPerson } from '#organisation/api.ts';
import { isWorn } from '#organisation/organisation.ts';
import { useParam } from '#ui/address.ts';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { useHatInFull, useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { Facts, Page, Section } from '#ui/page.tsx';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { Appoint } from './appoint.tsx';
import { EndHat } from './end-hat.tsx';
import { useScopeName } from './scope-name.ts';
import { SignInName } from './sign-in-name.tsx';

type PersonPage = z.output<typeof getPerson.output>;
type AssignmentRow = PersonPage['assignments'][number];

function stateOf(row: AssignmentRow, now: string): 'now' | 'coming' | 'ended' {
  if (isWorn(row, now)) return 'now';
  return Date.parse(row.validFrom) > Date.parse(now) && row.validTo !== row.validFrom ? 'coming' : 'ended';
}

const colours = { now: 'success', coming: 'info', ended: 'neutral' } as const;

function Assignments({ rows, onEnd }: { rows: readonly AssignmentRow[]; onEnd: (row: AssignmentRow) => void }) {
  const { t } = useWords();
  const hatName = useHatName();
  const inFull = useHatInFull();
  const scopeName = useScopeName();
  const format = useFormat();
  const now = new Date().toISOString();
  return (
    <div className="rv-table-frame">
      <Table size="small" className="rv-table">
        <caption className="rv-sr-only">{t('organisation.hats')}</caption>
        <Table.Header>
          <Table.Row>
            <Table.ColumnHeader scope="col">{t('organisation.hat')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('organisation.scope')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('organisation.period')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('organisation.appointed-by')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('organisation.state')}</Table.ColumnHeader>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((row) => {
            const state = stateOf(row, now);
            return (
              <Table.Row key={row.id}>
                <Table.DataCell>
                  <strong>{inFull(row.hat, row.ownRoleId)}</strong>
                </Table.DataCell>
                <Table.DataCell data-title={t('organisation.scope')}>
                  {scopeName(row.scope, row.scopeName)}
                </Table.DataCell>
                <Table.DataCell data-title={t('organisation.period')} className="rv-numeric">
                  {format.date(row.validFrom)} –{' '}
                  {row.validTo === null ? t('organisation.period.open') : format.date(row.validTo)}
                </Table.DataCell>
                <Table.DataCell data-title={t('organisation.appointed-by')}>
                  {row.appointedByName === null
                    ? t('organisation.appointed-by.system')
                    : row.appointedAs === null
                      ? row.appointedByName
                      : t('organisation.appointed-by.as', {
                          name: row.appointedByName,
                          hat: hatName(row.appointedAs, row.appointedOwnRoleId),
                        })}
                </Table.DataCell>
                <Table.DataCell data-title={t('organisation.state')}>
                  <span className="rv-tags">
                    <Tag size="xsmall" variant="outline" data-color={colours[state]}>
                      {t(`organisation.when.${state}`)}
                    </Tag>
                    {state !== 'ended' && row.may.includes('end-assignment') && (
                      <Button
                        size="xsmall"
                        variant="tertiary"
                        data-color="neutral"
                        aria-label={t('organisation.assignment.end.of', { hat: hatName(row.hat, row.ownRoleId) })}
                        onClick={() => onEnd(row)}
                      >
                        {t('organisation.assignment.end')}
                      </Button>
                    )}
                  </span>
                </Table.DataCell>
              </Table.Row>
            );
          })}
        </Table.Body>
      </Table>
    </div>
  );
}

/** One person: title and home unit, and every hat with period and who appointed (R068, R069, R076). */
export function PersonScreen() {
  const { t } = useWords();
  const personId = useParam('personId');
  const answer = useAnswer(getPerson, { params: { personId } });
  const [appointing, setAppointing] = useState(false);
  const [ending, setEnding] = useState<AssignmentRow>();
  const person = answer.data;
  return (
    <Page
      title={person?.name ?? (answer.error === null ? undefined : t('organisation.person.unknown'))}
      crumbs={[{ to: '/personer', text: t('organisation.people') }]}
      action={
        person?.may.includes('appoint') && (
          <Button onClick={() => setAppointing(true)}>{t('organisation.appoint')}</Button>
        )
      }
    >
      <Answered answer={answer}>
        {(found) => (
          <>
            <Facts
              items={[
                { name: t('organisation.person.title'), value: found.title },
                { name: t('organisation.unit'), value: found.unitName },
                {
                  name: t('organisation.teams'),
                  value:
                    found.teams.length === 0
                      ? t('organisation.teams.none')
                      : found.teams.map((team, at) => (
                          <span key={team.id}>
                            {at > 0 && ', '}
                            <To to={`/team/${team.id}`}>{team.name}</To>
                          </span>
                        )),
                },
                ...(found.signInName === undefined
                  ? []
                  : [{ name: t('organisation.person.sign-in-name'), value: <SignInName person={found} /> }]),
              ]}
            />
            <Section title={t('organisation.hats')}>
              {found.assignments.length === 0 ? (
                <Empty title={t('organisation.hats.none')}>{t('organisation.hats.none.text')}</Empty>
              ) : (
                <Assignments rows={found.assignments} onEnd={setEnding} />
              )}
            </Section>
            {appointing && <Appoint person={found} onClose={() => setAppointing(false)} />}
          </>
        )}
      </Answered>
      {ending !== undefined && <EndHat row={ending} onClose={() => setEnding(undefined)} />}
    </Page>
  );
}
