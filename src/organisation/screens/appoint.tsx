import { Select } from '@navikt/ds-react';
import { useState } from 'react';
import { type Hat, hats, type Scope } from '#lib/acting.ts';
import { instantOf } from '#lib/time.ts';
import { appoint, listTeams, listUnits } from '#organisation/api.ts';
import { givenBy, scopesOf } from '#organisation/appoint.ts';
import { useProcessChoices } from '#ui/choices.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { DateField } from '#ui/date-field.tsx';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useHatName } from '#ui/hat.ts';
import { useNotice } from '#ui/notice.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';

type Kind = Scope['kind'];

const startOf = (day: string) => new Date(instantOf(day)).toISOString();
const nextDay = (day: string) => new Date(instantOf(day) + 26 * 3_600_000).toISOString().slice(0, 10);
/** The moment at which a day is over: a hat worn until then is worn that whole day. */
export const endOfDay = (day: string) => startOf(nextDay(day));

function scopeOf(kind: Kind, id: string): unknown {
  switch (kind) {
    case 'organisation':
      return { kind };
    case 'process':
      return { kind, processId: id };
    case 'team':
      return { kind, teamId: id };
    case 'unit':
      return { kind, unitId: id };
  }
}

function useTargets(kind: Kind): readonly { id: string; name: string }[] {
  const processes = useProcessChoices();
  const teams = useAnswer(listTeams, { query: { size: 200 } }, { enabled: kind === 'team' }).data?.items ?? [];
  const units = useAnswer(listUnits, {}, { enabled: kind === 'unit' }).data?.items ?? [];
  return kind === 'process' ? processes : kind === 'team' ? teams : kind === 'unit' ? units : [];
}

/** Gives a person a hat: which, for what, from when and until when. Only hats that the appointer's own hat gives. */
export function Appoint({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const { acting } = useSession();
  const hatName = useHatName();
  const given = hats.filter((hat) => acting !== null && givenBy[hat].includes(acting.hat));
  const [draft, setDraft, clear] = useDraft(`appoint.${person.id}`, {
    hat: given[0] ?? 'co-worker',
    kind: scopesOf[given[0] ?? 'co-worker'][0] ?? 'organisation',
    target: '',
    from: '',
    to: '',
  });
  const [tried, setTried] = useState(false);
  const hat = draft.hat as Hat;
  const kind = draft.kind as Kind;
  const targets = useTargets(kind);
  const give = useDo(appoint, {
    onSuccess: () => {
      clear();
      notify({ text: t('organisation.appoint.done', { name: person.name, hat: hatName(hat) }) });
      onClose();
    },
  });
  const setHat = (next: Hat) =>
    setDraft({ ...draft, hat: next, kind: scopesOf[next][0] ?? 'organisation', target: '' });
  const incomplete = kind !== 'organisation' && draft.target === '';
  return (
    <FormDialog
      title={t('organisation.appoint.title', { name: person.name })}
      submit={t('organisation.appoint')}
      pending={give.isPending}
      problem={give.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (incomplete) return;
        give.mutate({
          body: {
            personId: person.id,
            hat,
            scope: scopeOf(kind, draft.target) as Scope,
            ...(draft.from === '' ? {} : { validFrom: startOf(draft.from) }),
            validTo: draft.to === '' ? null : endOfDay(draft.to),
          },
        });
      }}
    >
      <Select label={t('organisation.hat')} value={hat} onChange={(e) => setHat(e.target.value as Hat)}>
        {given.map((one) => (
          <option key={one} value={one}>
            {hatName(one)}
          </option>
        ))}
      </Select>
      {scopesOf[hat].length > 1 && (
        <Select
          label={t('organisation.scope')}
          value={kind}
          onChange={(e) => setDraft({ ...draft, kind: e.target.value as Kind, target: '' })}
        >
          {scopesOf[hat].map((one) => (
            <option key={one} value={one}>
              {t(`organisation.scope.${one}`)}
            </option>
          ))}
        </Select>
      )}
      {kind !== 'organisation' && (
        <Select
          label={t(`organisation.scope.which.${kind}`)}
          value={draft.target}
          error={tried && incomplete ? t('shell.required') : undefined}
          onChange={(e) => setDraft({ ...draft, target: e.target.value })}
        >
          <option value="">{t('organisation.choose')}</option>
          {targets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <DateField
        label={t('organisation.appoint.from')}
        description={t('organisation.appoint.from.why')}
        value={draft.from}
        onChange={(from) => setDraft({ ...draft, from })}
      />
      <DateField
        label={t('organisation.appoint.to')}
        description={t('organisation.appoint.to.why')}
        value={draft.to}
        onChange={(to) => setDraft({ ...draft, to })}
      />
    </FormDialog>
  );
}
