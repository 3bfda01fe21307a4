import { Alert, BodyShort, Button, Heading, HStack, Radio, RadioGroup, Select, VStack } from '@navikt/ds-react';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { cancelImport, chooseCases, getLog, listLogs } from '#mining/api.ts';
import { namesPeople } from '#mining/formats/csv/csv-columns.ts';
import { miningMay } from '#mining/may.ts';
import type { ObjectsInLog } from '#mining/object-choice.ts';
import { useReason } from '#mining/screens/reason.ts';
import { useDo } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { useMay } from '#ui/session.ts';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { FlatteningDoes } from './flattening.tsx';
import { type Guard, GuardColumns, guardedAs, useColumnName } from './guard-columns.tsx';

type Log = z.infer<(typeof getLog)['output']>;
type Choice = ObjectsInLog['types'][number];

/** What tells who acted, as it is asked for: the usual one unless another is named. */
function actedIn(choice: Choice, resource: string) {
  const name = resource === '' ? choice.usualResource : resource;
  return choice.resources.find((one) => one.name === name);
}

/** The columns that the case log would have, each with whether identity numbers are in it. */
function columnsOf(choice: Choice, resource: string) {
  const acted = actedIn(choice, resource);
  return [
    { name: 'case', identityNumbers: choice.identityNumbers },
    ...(acted === undefined ? [] : [{ name: 'resource', identityNumbers: acted.identityNumbers }]),
    ...choice.columns.filter(({ name }) => name !== acted?.name),
  ];
}

/** Identity numbers can't be kept, and who did what is seldom needed by name; nor is whom a case of a person is about. */
function usualGuards(choice: Choice, resource: string): Readonly<Record<string, Guard>> {
  const isAboutPeople = namesPeople(choice.figures.objectType);
  const guarded = columnsOf(choice, resource).filter(
    ({ name, identityNumbers }) =>
      identityNumbers || name === 'resource' || (name === 'case' ? isAboutPeople : namesPeople(name)),
  );
  return Object.fromEntries(guarded.map(({ name }) => [name, 'pseudonymise']));
}

/** What has been chosen so far; kept while the log is read, for the case that another choice must be made. */
export interface CasesDraft {
  readonly type: string | null;
  /** Empty for the usual one. */
  readonly resource: string;
  readonly guards: Readonly<Record<string, Guard>>;
}

export const nothingChosen: CasesDraft = { type: null, resource: '', guards: {} };

interface Props {
  readonly log: Log;
  readonly objects: ObjectsInLog;
  readonly draft: CasesDraft;
  readonly onDraft: (draft: CasesDraft) => void;
}

/** Says objects of which type are the cases of an object-centric log that has been read, and what of it is kept. */
export function ChooseCases({ log, objects, draft, onDraft }: Props) {
  const { t } = useWords();
  const { dateTime } = useFormat();
  const may = useMay();
  const reason = useReason();
  const nameOf = useColumnName();
  const { type, resource, guards } = draft;
  const [missing, setMissing] = useState(false);
  const choose = useDo(chooseCases, { invalidates: [getLog, listLogs] });
  const cancel = useDo(cancelImport, { invalidates: [getLog, listLogs] });
  const choice = objects.types.find(({ figures }) => figures.objectType === type);

  const pick = (objectType: string) => {
    const picked = objects.types.find(({ figures }) => figures.objectType === objectType);
    onDraft({ type: objectType, resource: '', guards: picked === undefined ? {} : usualGuards(picked, '') });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(true);
    if (choice === undefined) return;
    const names = new Set(columnsOf(choice, resource).map(({ name }) => name));
    const kept = (guard: Guard) => guardedAs(guards, guard).filter((name) => names.has(name));
    choose.mutate({
      params: { logId: log.id },
      body: {
        objectType: choice.figures.objectType,
        ...(resource === '' ? {} : { resource }),
        leaveOut: kept('leave-out'),
        pseudonymise: kept('pseudonymise'),
      },
    });
  };

  if (!may(miningMay['choose-cases']))
    return <Alert variant="info">{t('mining.objects.waits', { name: log.importedByName })}</Alert>;
  const personal = choice === undefined ? [] : columnsOf(choice, resource).filter((one) => one.identityNumbers);
  return (
    <form onSubmit={submit} noValidate>
      <VStack gap="space-24">
        <BodyShort>{t('mining.objects.lead')}</BodyShort>
        {log.failure === null ? null : (
          <Alert variant="error">
            {reason(log.failure.tag, log.failure.data)}{' '}
            {t(log.failure.tag === 'disk-full' ? 'mining.objects.later' : 'mining.objects.again')}
          </Alert>
        )}
        <RadioGroup
          legend={t('mining.objects.case')}
          description={t('mining.objects.caseWhat')}
          value={type ?? ''}
          error={missing && choice === undefined ? t('mining.objects.caseMissing') : undefined}
          onChange={pick}
        >
          {objects.types.map(({ figures }) => (
            <Radio
              key={figures.objectType}
              value={figures.objectType}
              description={
                figures.cases === null || figures.rows === null
                  ? t('mining.objects.few')
                  : t('mining.objects.counts', { cases: figures.cases, rows: figures.rows })
              }
            >
              {figures.objectType}
            </Radio>
          ))}
        </RadioGroup>
        {objects.moreTypes === 0 ? null : (
          <BodyShort textColor="subtle">{t('mining.objects.more', { count: objects.moreTypes })}</BodyShort>
        )}
        {choice === undefined ? null : (
          <>
            <section aria-live="polite">
              <Heading level="2" size="xsmall">
                {t('mining.objects.does')}
              </Heading>
              <FlatteningDoes figures={choice.figures} />
            </section>
            {choice.resources.length === 0 ? null : (
              <div className="mining-columns">
                <Select
                  size="small"
                  label={t('mining.import.resource')}
                  value={resource}
                  onChange={(e) =>
                    onDraft({ type, resource: e.target.value, guards: usualGuards(choice, e.target.value) })
                  }
                >
                  <option value="">
                    {choice.usualResource === null
                      ? t('mining.objects.nobody')
                      : t('mining.import.recognised', { name: choice.usualResource })}
                  </option>
                  {choice.resources
                    .filter(({ name }) => name !== choice.usualResource)
                    .map(({ name }) => (
                      <option key={name}>{name}</option>
                    ))}
                </Select>
              </div>
            )}
            {personal.length === 0 ? null : (
              <Alert variant="warning">
                {t('mining.objects.personal', { columns: personal.map(({ name }) => nameOf(name)).join(', ') })}
              </Alert>
            )}
            <GuardColumns
              columns={columnsOf(choice, resource).map(({ name }) => name)}
              needed={{ case: 'case', whole: new Set() }}
              guards={guards}
              onChange={(changed) => onDraft({ ...draft, guards: changed })}
            />
          </>
        )}
        {log.chooseUntil === null ? null : (
          <BodyShort textColor="subtle">{t('mining.objects.until', { at: dateTime(log.chooseUntil) })}</BodyShort>
        )}
        {choose.error ? <ProblemView problem={choose.error} /> : null}
        {cancel.error ? <ProblemView problem={cancel.error} /> : null}
        <HStack gap="space-12">
          <Button type="submit" loading={choose.isPending}>
            {t('mining.objects.go')}
          </Button>
          <Button
            type="button"
            variant="secondary"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ params: { logId: log.id } })}
          >
            {t('mining.objects.cancel')}
          </Button>
        </HStack>
      </VStack>
    </form>
  );
}
