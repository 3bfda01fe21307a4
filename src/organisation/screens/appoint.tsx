import { Select } from '@navikt/ds-react';
import { useState } from 'react';
import { hats } from '#lib/acting.ts';
import { OwnRoleId } from '#lib/id.ts';
import { instantOf } from '#lib/time.ts';
import { appoint } from '#organisation/api.ts';
import { givenBy } from '#organisation/appoint.ts';
import { useDo } from '#ui/client.ts';
import { DateField } from '#ui/date-field.tsx';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useHatInFull, useHatName } from '#ui/hat.ts';
import { useNotice } from '#ui/notice.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { chosenScope, firstScope, ScopeFields } from './scope-fields.tsx';

const startOf = (day: string) => new Date(instantOf(day)).toISOString();
const nextDay = (day: string) => new Date(instantOf(day) + 26 * 3_600_000).toISOString().slice(0, 10);
/** The moment at which a day is over: a hat worn until then is worn that whole day. */
export const endOfDay = (day: string) => startOf(nextDay(day));

/** What the appointer's hat gives: hats, each followed by the organisation's own roles that carry it. */
function useGiven() {
  const { acting, ownRoles } = useSession();
  return hats
    .filter((hat) => acting !== null && givenBy[hat].includes(acting.hat))
    .flatMap((hat) => [
      { key: hat as string, hat, ownRoleId: undefined },
      ...ownRoles
        .filter((role) => role.hat === hat && role.endedAt === null)
        .map(({ id }) => ({ key: id, hat, ownRoleId: OwnRoleId.parse(id) })),
    ]);
}

/** Gives a person a hat: which, for what, from when and until when. Only hats that the appointer's own hat gives. */
export function Appoint({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const hatName = useHatName();
  const inFull = useHatInFull();
  const given = useGiven();
  const [draft, setDraft, clear] = useDraft(`appoint.${person.id}`, {
    hat: given[0]?.key ?? '',
    ...firstScope(given[0]?.hat ?? 'co-worker'),
    from: '',
    to: '',
  });
  const [tried, setTried] = useState(false);
  // A draft may be older than the role: then the first there is stands chosen.
  const chosen = given.find(({ key }) => key === draft.hat) ?? given[0] ?? { hat: 'co-worker' as const, key: '' };
  const { hat, ownRoleId } = { ownRoleId: undefined, ...chosen };
  const scope = chosenScope(draft);
  const give = useDo(appoint, {
    onSuccess: () => {
      clear();
      notify({ text: t('organisation.appoint.done', { name: person.name, hat: hatName(hat, ownRoleId) }) });
      onClose();
    },
  });
  const setHat = (key: string) => {
    const next = given.find((one) => one.key === key);
    if (next !== undefined) setDraft({ ...draft, hat: key, ...firstScope(next.hat) });
  };
  return (
    <FormDialog
      title={t('organisation.appoint.title', { name: person.name })}
      submit={t('organisation.appoint')}
      pending={give.isPending}
      problem={give.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (scope === undefined) return;
        give.mutate({
          body: {
            personId: person.id,
            hat,
            ...(ownRoleId === undefined ? {} : { ownRoleId }),
            scope,
            ...(draft.from === '' ? {} : { validFrom: startOf(draft.from) }),
            validTo: draft.to === '' ? null : endOfDay(draft.to),
          },
        });
      }}
    >
      <Select label={t('organisation.hat')} value={chosen.key} onChange={(e) => setHat(e.target.value)}>
        {given.map((one) => (
          <option key={one.key} value={one.key}>
            {inFull(one.hat, one.ownRoleId)}
          </option>
        ))}
      </Select>
      <ScopeFields
        hat={hat}
        value={draft}
        missing={tried && scope === undefined}
        onChange={(next) => setDraft({ ...draft, ...next })}
      />
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
