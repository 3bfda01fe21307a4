import {
  Alert,
  BodyShort,
  Button,
  FileUpload,
  Heading,
  ProgressBar,
  Select,
  TextField,
  VStack,
} from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { importLog } from '#mining/api.ts';
import { useDo } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { Page } from '#ui/page.tsx';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import './mining.css';
import { type Preview, previewCsv } from './preview-csv.ts';

const roles = ['case', 'activity', 'time', 'end', 'resource'] as const;
type Role = (typeof roles)[number];

/** Take in a log: choose the file, see what was recognised, send it; the reading goes on by itself. */
export function ImportLog() {
  const { t } = useWords();
  const { percent } = useFormat();
  const navigate = useNavigate();
  const progressId = useId();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [columns, setColumns] = useState<Partial<Record<Role, string>>>({});
  const [sent, setSent] = useState(0);
  const [missing, setMissing] = useState(false);
  const send = useDo(importLog, {
    onSuccess: (log) => void navigate({ to: '/resultat/logg/$logId', params: { logId: log.id } } as never),
  });

  const chosen = async (one: File | undefined) => {
    if (one === undefined) return;
    setFile(one);
    setName((before) => (before === '' ? one.name.replace(/\.(xes|csv)(\.gz)?$/i, '') : before));
    setColumns({});
    setPreview(await previewCsv(one));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(true);
    if (file === null || name.trim() === '') return;
    setSent(0);
    send.mutate({ query: { name: name.trim(), ...columns }, file, onSent: setSent });
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
            accept=".xes,.csv,.gz,.txt"
            multiple={false}
            error={missing && file === null ? t('mining.import.fileMissing') : undefined}
            onSelect={(files) => void chosen(files[0]?.file)}
          />
          {file === null ? null : <BodyShort weight="semibold">{file.name}</BodyShort>}
          <TextField
            label={t('mining.import.name')}
            value={name}
            maxLength={160}
            error={missing && name.trim() === '' ? t('mining.import.nameMissing') : undefined}
            onChange={(e) => setName(e.target.value)}
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
            </VStack>
          )}
          {send.isPending ? (
            <div role="status">
              <p id={progressId}>{t('mining.import.sending', { percent: percent(sent) })}</p>
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
