import { Button, Select } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addPerson, listPeople, listUnits } from '#organisation/api.ts';
import { organisationMay } from '#organisation/may.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useHatChoices } from '#ui/hat.ts';
import { ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { Empty } from '#ui/state.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';
import { HatTags } from './hat-tags.tsx';

function AddPerson({ units, onClose }: { units: readonly { id: string; name: string }[]; onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [draft, setDraft, clear] = useDraft('add-person', { name: '', title: '', unitId: units[0]?.id ?? '' });
  const [tried, setTried] = useState(false);
  const add = useDo(addPerson, {
    onSuccess: async ({ id }) => {
      clear();
      onClose();
      await navigate({ to: `/personer/${id}` });
    },
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  return (
    <FormDialog
      title={t('organisation.person.add')}
      lead={t('organisation.person.add.lead')}
      submit={t('organisation.person.add')}
      pending={add.isPending}
      problem={add.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (draft.name.trim() !== '' && draft.title.trim() !== '' && draft.unitId !== '') add.mutate({ body: draft });
      }}
    >
      <TextLine
        label={t('organisation.person.name')}
        value={draft.name}
        most={120}
        autoComplete="off"
        error={missing(draft.name)}
        onChange={(e) => setDraft({ ...draft, name: e.target.value })}
      />
      <TextLine
        label={t('organisation.person.title')}
        value={draft.title}
        most={120}
        autoComplete="off"
        error={missing(draft.title)}
        onChange={(e) => setDraft({ ...draft, title: e.target.value })}
      />
      <Select
        label={t('organisation.unit')}
        value={draft.unitId}
        error={missing(draft.unitId)}
        onChange={(e) => setDraft({ ...draft, unitId: e.target.value })}
      >
        <option value="">{t('organisation.choose')}</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.name}
          </option>
        ))}
      </Select>
    </FormDialog>
  );
}

/** Everyone in the organisation, with title, home unit and hats. */
export function PeopleScreen() {
  const { t } = useWords();
  const may = useMay();
  const hatChoices = useHatChoices();
  const units = useAnswer(listUnits, {}, { staleTime: 300_000 }).data?.items ?? [];
  const [adding, setAdding] = useState(false);
  return (
    <Page
      wide
      title={t('organisation.people')}
      lead={t('organisation.people.lead')}
      action={
        may(organisationMay['add-person']) && (
          <Button onClick={() => setAdding(true)}>{t('organisation.person.add')}</Button>
        )
      }
    >
      <ListView
        operation={listPeople}
        count={(n) => t('organisation.people.count', { n })}
        caption={t('organisation.people')}
        rowKey={(person) => person.id}
        rowTo={(person) => `/personer/${person.id}`}
        filters={[
          {
            key: 'hat',
            label: t('organisation.hat'),
            options: hatChoices,
          },
          {
            key: 'unitId',
            label: t('organisation.unit'),
            options: units.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        columns={[
          { key: 'name', title: t('organisation.person.name'), sort: 'name', cell: (person) => person.name },
          { key: 'title', title: t('organisation.person.title'), sort: 'title', cell: (person) => person.title },
          { key: 'unit', title: t('organisation.unit'), sort: 'unit', cell: (person) => person.unitName },
          { key: 'hats', title: t('organisation.hats'), cell: (person) => <HatTags hats={person.hats} /> },
        ]}
        empty={<Empty title={t('organisation.people.empty')}>{t('organisation.people.empty.text')}</Empty>}
      />
      {adding && <AddPerson units={units} onClose={() => setAdding(false)} />}
    </Page>
  );
}
