import { Alert, BodyShort, Button, FileUpload, Heading, ProgressBar, Select, VStack } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { importLog } from '#mining/api.ts';
import { namesResources } from '#mining/formats/csv/csv-columns.ts';
import { useDo } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { Page } from '#ui/page.tsx';
import { ProblemView } from '#ui/state.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';
import '#mining/screens/mining.css';
import { type Guard, GuardColumns, guardedAs } from './guard-columns.tsx';
import { guardableColumns, type Preview, previewLog, type Seen } from './preview-log.ts';

/** What files of logs are usually called at their end: no part of a log's name. */
const ending = /\.(xes|csv|txt|parquet|jsonocel|json|xmlocel|xml|sqlite3?|db)?(\.gz)?$/i;

const roles = ['case', 'activity', 'time', 'end', 'resource'] as const;
type Role = (typeof roles)[number];

function guarded(guards: Readonly<Record<string, Guard>>) {
  const [leaveOut, pseudonymise] = [
    guardedAs(guards, 'leave-out').join('\n'),
    guardedAs(guards, 'pseudonymise').join('\n'),
  ];
  return { ...(leaveOut === '' ? {} : { leaveOut }), ...(pseudonymise === '' ? {} : { pseudonymise }) };
}

/** Which columns can't be left out, or must stay as they are, by what is chosen and else by what is recognised. */
function neededOf(preview: Preview | null, chosen: Partial<Record<Role, string>>) {
  const column = (role: Role) => chosen[role] ?? preview?.recognised[role];
  const whole = new Set([column('activity'), column('time'), column('end')].filter((name) => name !== undefined));
  return { case: preview === null ? 'case' : column('case'), whole };
}

/** Take in a log: choose the file, see what was recognised, send it; the reading goes on by itself. */
export function ImportLog() {
  const { t } = useWords();
  const { percent } = useFormat();
  const navigate = useNavigate();
  const progressId = useId();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [seen, setSeen] = useState<Seen>({ kind: 'unknown' });
  const [columns, setColumns] = useState<Partial<Record<Role, string>>>({});
  const [purpose, setPurpose] = useState('');
  const [guards, setGuards] = useState<Readonly<Record<string, Guard>>>({});
  const [sent, setSent] = useState(0);
  const [missing, setMissing] = useState(false);
  const send = useDo(importLog, {
    onSuccess: (log) => void navigate({ to: '/resultat/logg/$logId', params: { logId: log.id } } as never),
  });

  const chosen = async (one: File | undefined) => {
    if (one === undefined) return;
    setFile(one);
    setName((before) => (before === '' ? one.name.replace(ending, '') : before));
    setColumns({});
    setGuards({});
    setSeen({ kind: 'unknown' });
    const found = await previewLog(one);
    setSeen(found);
    // Who did what is seldom needed by name.
    const people = guardableColumns(found).filter((column) => column === 'resource' || namesResources(column));
    setGuards(Object.fromEntries(people.map((column) => [column, 'pseudonymise'])));
  };
  const preview = seen.kind === 'columns' ? seen.preview : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(true);
    if (file === null || name.trim() === '' || purpose.trim() === '') return;
    setSent(0);
    send.mutate({
      query: { name: name.trim(), purpose: purpose.trim(), ...columns, ...guarded(guards) },
      file,
      onSent: setSent,
    });
  };

  return (
    <Page
      title={t('mining.import')}
      lead={t('mining.importLead')}
      crumbs={[{ to: '/resultat', text: t('mining.title') }]}
    >
      <form onSubmit={submit} noValidate>
        <VStack gap="space-24">
          <Alert variant="info" inline>
            {t('mining.import.personal')}
          </Alert>
          <FileUpload.Dropzone
            label={t('mining.import.file')}
            multiple={false}
            error={missing && file === null ? t('mining.import.fileMissing') : undefined}
            onSelect={(files) => void chosen(files[0]?.file)}
          />
          {file === null ? null : <BodyShort weight="semibold">{file.name}</BodyShort>}
          {seen.kind !== 'objects' ? null : <Alert variant="info">{t('mining.import.objects')}</Alert>}
          <TextLine
            label={t('mining.import.name')}
            value={name}
            most={160}
            error={missing && name.trim() === '' ? t('mining.import.nameMissing') : undefined}
            onChange={(e) => setName(e.target.value)}
          />
          <TextLine
            label={t('mining.import.purpose')}
            description={t('mining.import.purposeWhy')}
            value={purpose}
            most={500}
            error={missing && purpose.trim() === '' ? t('mining.import.purposeMissing') : undefined}
            onChange={(e) => setPurpose(e.target.value)}
          />
          {preview === null ? null : (
            <VStack gap="space-12" as="fieldset" className="mining-fieldset">
              <Heading level="2" size="xsmall" as="legend">
                {t('mining.import.columns')}
              </Heading>
              <BodyShort textColor="subtle">{t('mining.import.columnsLead')}</BodyShort>
              <div className="mining-columns">
                {roles.map((role) => (
                  <Select
                    key={role}
                    size="small"
                    label={t(`mining.import.${role}`)}
                    value={columns[role] ?? ''}
                    onChange={(e) => {
                      const { [role]: _, ...rest } = columns;
                      setColumns(e.target.value === '' ? rest : { ...rest, [role]: e.target.value });
                    }}
                  >
                    <option value="">
                      {preview.recognised[role] === undefined
                        ? t('mining.import.notRecognised')
                        : t('mining.import.recognised', { name: preview.recognised[role] })}
                    </option>
                    {preview.headers.map((h) => (
                      <option key={h}>{h}</option>
                    ))}
                  </Select>
                ))}
              </div>
              {preview.rows.length === 0 ? null : (
                <div className="mining-scroll">
                  <table className="mining-plain">
                    <caption>{t('mining.import.firstRows')}</caption>
                    <thead>
                      <tr>
                        {preview.headers.map((h) => (
                          <th key={h} scope="col">
                            {h}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {preview.rows.map((row) => (
                        <tr key={row.join('\u0000')}>
                          {row.map((cell, at) => (
                            <td key={at}>{cell}</td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </VStack>
          )}
          <GuardColumns
            columns={guardableColumns(seen)}
            needed={neededOf(preview, columns)}
            guards={guards}
            onChange={setGuards}
          />
          {send.isPending ? (
            <div role="status">
              <p id={progressId}>
                {sent < 1 ? t('mining.import.sending', { percent: percent(sent) }) : t('mining.import.sent')}
              </p>
              <ProgressBar aria-labelledby={progressId} value={Math.round(sent * 100)} valueMax={100} />
            </div>
          ) : null}
          {send.error ? <ProblemView problem={send.error} /> : null}
          <div>
            <Button type="submit" loading={send.isPending}>
              {t('mining.import.send')}
            </Button>
          </div>
        </VStack>
      </form>
    </Page>
  );
}
