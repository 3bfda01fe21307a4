import { Select } from '@navikt/ds-react';
import type { Hat, Scope } from '#lib/acting.ts';
import { listTeams, listUnits } from '#organisation/api.ts';
import { scopesOf } from '#organisation/appoint.ts';
import { useProcessChoices } from '#ui/choices.ts';
import { useAnswer } from '#ui/client.ts';
import { useWords } from '#ui/words.ts';

type Kind = Scope['kind'];

/** What a hat is given for, while it is being chosen; an empty target is not chosen yet. */
export interface ScopeDraft {
  readonly kind: Kind;
  readonly target: string;
}

/** What stands chosen to begin with: the kind that the hat is most often worn for. */
export const firstScope = (hat: Hat): ScopeDraft => ({ kind: scopesOf[hat][0] ?? 'organisation', target: '' });

/** The scope that was chosen; undefined while something is left to choose. */
export function chosenScope({ kind, target }: ScopeDraft): Scope | undefined {
  if (kind === 'organisation') return { kind };
  if (target === '') return undefined;
  const key = ({ process: 'processId', team: 'teamId', unit: 'unitId' } as const)[kind];
  return { kind, [key]: target } as unknown as Scope;
}

function useTargets(kind: Kind): readonly { id: string; name: string }[] {
  const processes = useProcessChoices();
  const teams = useAnswer(listTeams, { query: { size: 200 } }, { enabled: kind === 'team' }).data?.items ?? [];
  const units = useAnswer(listUnits, {}, { enabled: kind === 'unit' }).data?.items ?? [];
  return kind === 'process' ? processes : kind === 'team' ? teams : kind === 'unit' ? units : [];
}

/** Chooses what a hat is given for: of which kind, where the hat leaves a choice, and which process, team or unit. */
export function ScopeFields({
  hat,
  value,
  onChange,
  missing,
}: {
  hat: Hat;
  value: ScopeDraft;
  onChange: (scope: ScopeDraft) => void;
  /** Nothing is chosen though something must be. */
  missing: boolean;
}) {
  const { t } = useWords();
  const { kind, target } = value;
  const targets = useTargets(kind);
  return (
    <>
      {scopesOf[hat].length > 1 && (
        <Select
          label={t('organisation.scope')}
          value={kind}
          onChange={(e) => onChange({ kind: e.target.value as Kind, target: '' })}
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
          value={target}
          error={missing ? t('shell.required') : undefined}
          onChange={(e) => onChange({ kind, target: e.target.value })}
        >
          <option value="">{t('organisation.choose')}</option>
          {targets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </>
  );
}
