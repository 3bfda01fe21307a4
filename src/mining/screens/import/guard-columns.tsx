import { BodyShort, Heading, Select, VStack } from '@navikt/ds-react';
import { useWords } from '#ui/words.ts';

export type Guard = 'keep' | 'pseudonymise' | 'leave-out';

/** The columns that are kept in this way. */
export function guardedAs(guards: Readonly<Record<string, Guard>>, guard: Guard): string[] {
  return Object.keys(guards).filter((name) => guards[name] === guard);
}

/** Columns that have a name of ours; others are called as in the file. */
const named = {
  case: 'mining.import.case',
  resource: 'mining.import.guard.resource',
  'ocel:eid': 'mining.objects.eventId',
  'ocel:qualifier': 'mining.objects.qualifier',
} as const;

/** What a column is called for people. */
export function useColumnName(): (column: string) => string {
  const { t } = useWords();
  return (name) => (name in named ? t(named[name as keyof typeof named]) : name);
}

/** What of the file is kept: each column as it is, as pseudonyms, or not at all. */
export function GuardColumns({
  columns,
  needed,
  guards,
  onChange,
}: {
  readonly columns: readonly string[];
  /** The column of the cases, which can't be left out, and those of activity and times, which are kept as they are. */
  readonly needed: { readonly case: string | undefined; readonly whole: ReadonlySet<string> };
  readonly guards: Readonly<Record<string, Guard>>;
  readonly onChange: (guards: Readonly<Record<string, Guard>>) => void;
}) {
  const { t } = useWords();
  const nameOf = useColumnName();
  const shown = columns.filter((name) => !needed.whole.has(name));
  if (shown.length === 0) return null;
  return (
    <VStack gap="space-12" as="fieldset" className="mining-fieldset">
      <Heading level="2" size="xsmall" as="legend">
        {t('mining.import.guard')}
      </Heading>
      <BodyShort textColor="subtle">{t('mining.import.guardLead')}</BodyShort>
      <div className="mining-columns">
        {shown.map((name) => (
          <Select
            key={name}
            size="small"
            label={nameOf(name)}
            value={guards[name] ?? 'keep'}
            onChange={(e) => onChange({ ...guards, [name]: e.target.value as Guard })}
          >
            <option value="keep">{t('mining.import.guard.keep')}</option>
            <option value="pseudonymise">{t('mining.import.guard.pseudonymise')}</option>
            {name === needed.case ? null : <option value="leave-out">{t('mining.import.guard.leave-out')}</option>}
          </Select>
        ))}
      </div>
    </VStack>
  );
}
