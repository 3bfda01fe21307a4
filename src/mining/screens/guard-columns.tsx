import { BodyShort, Heading, Select, VStack } from '@navikt/ds-react';
import { useWords } from '#ui/words.ts';

export type Guard = 'keep' | 'pseudonymise' | 'leave-out';

/** What a column is called for people: those that every log has by their meaning, others by their own name. */
export function useColumnName(): (column: string) => string {
  const { t } = useWords();
  return (name) =>
    name === 'case' ? t('mining.import.case') : name === 'resource' ? t('mining.import.guard.resource') : name;
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
  const named = useColumnName();
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
            label={named(name)}
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
