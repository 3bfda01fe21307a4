import { Button, Checkbox, CheckboxGroup, Textarea } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addTeam, listTeams } from '#organisation/api.ts';
import { organisationMay } from '#organisation/may.ts';
import { useProcessChoices } from '#ui/choices.ts';
import { useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { Empty } from '#ui/state.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

function AddTeam({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const processes = useProcessChoices();
  const [draft, setDraft, clear] = useDraft('add-team', { name: '', goal: '', processIds: [] as string[] });
  const [tried, setTried] = useState(false);
  const add = useDo(addTeam, {
    onSuccess: async ({ id }) => {
      clear();
      onClose();
      await navigate({ to: `/team/${id}` });
    },
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  return (
    <FormDialog
      title={t('organisation.team.add')}
      submit={t('organisation.team.add')}
      pending={add.isPending}
      problem={add.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (draft.name.trim() !== '' && draft.goal.trim() !== '') add.mutate({ body: draft });
      }}
    >
      <TextLine
        label={t('organisation.team.name')}
        value={draft.name}
        most={120}
        autoComplete="off"
        error={missing(draft.name)}
        onChange={(e) => setDraft({ ...draft, name: e.target.value })}
      />
      <Textarea
        label={t('organisation.team.goal')}
        description={t('organisation.team.goal.why')}
        value={draft.goal}
        maxLength={400}
        minRows={2}
        error={missing(draft.goal)}
        onChange={(e) => setDraft({ ...draft, goal: e.target.value })}
      />
      {processes.length > 0 && (
        <CheckboxGroup
          legend={t('organisation.team.processes')}
          value={draft.processIds}
          onChange={(processIds: string[]) => setDraft({ ...draft, processIds })}
        >
          {processes.map(({ id, name }) => (
            <Checkbox key={id} value={id}>
              {name}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
    </FormDialog>
  );
}

/** Teams gather people of several units for the work in a process (R131). */
export function TeamsScreen() {
  const { t } = useWords();
  const may = useMay();
  const processes = useProcessChoices();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      wide
      title={t('organisation.teams')}
      lead={t('organisation.teams.lead')}
      action={
        may(organisationMay['add-team']) && (
          <Button onClick={() => setAdding(true)}>{t('organisation.team.add')}</Button>
        )
      }
    >
      <ListView
        operation={listTeams}
        count={(n) => t('organisation.teams.count', { n })}
        caption={t('organisation.teams')}
        rowKey={(team) => team.id}
        rowTo={(team) => `/team/${team.id}`}
        filters={[
          {
            key: 'processId',
            label: t('organisation.process'),
            options: processes.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        columns={[
          { key: 'name', title: t('organisation.team'), sort: 'name', cell: (team) => team.name },
          { key: 'goal', title: t('organisation.team.goal'), cell: (team) => team.goal },
          { key: 'processes', title: t('organisation.team.processes'), cell: (team) => team.processNames.join(', ') },
          {
            key: 'leaders',
            title: t('organisation.team.leaders'),
            cell: (team) => team.leaders.map((l) => l.name).join(', '),
          },
          { key: 'units', title: t('organisation.team.units'), cell: (team) => team.units.join(', ') },
          {
            key: 'members',
            title: t('organisation.team.members'),
            numeric: true,
            sort: 'members',
            cell: (team) => team.members,
          },
        ]}
        empty={<Empty title={t('organisation.teams.empty')}>{t('organisation.teams.empty.text')}</Empty>}
      />
      {adding && <AddTeam onClose={() => setAdding(false)} />}
    </Page>
  );
}
