import { BodyLong, Button, Dialog, FileUpload, InlineMessage, ProgressBar, VStack } from '@navikt/ds-react';
import { useState } from 'react';
import { importBpmn } from '#process/api.ts';
import { useDo } from '#ui/client.ts';
import { ToButton } from '#ui/link.tsx';
import { ProblemView } from '#ui/state.tsx';
import { isWordKey, useWords } from '#ui/words.ts';

/** Brings in a BPMN file: a new process, or a new draft of the one given. Nothing changes for journeys until it is adopted. */
export function ImportDialog({ processId, onClose }: { processId?: string; onClose: () => void }) {
  const { t } = useWords();
  const [file, setFile] = useState<File | undefined>();
  const [sent, setSent] = useState(0);
  const bring = useDo(importBpmn);
  const done = bring.data;
  const start = () => {
    if (!file) return;
    bring.mutate({
      query: { ...(processId ? { processId: processId as never } : {}), filename: file.name },
      file,
      onSent: setSent,
    });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Popup width="medium">
        <Dialog.Header>
          <Dialog.Title>{t(processId ? 'process.import.draft.title' : 'process.import.title')}</Dialog.Title>
        </Dialog.Header>
        <Dialog.Body>
          <VStack gap="space-16">
            {done === undefined && (
              <>
                <BodyLong>{t('process.import.lead')}</BodyLong>
                <FileUpload.Dropzone
                  label={t('process.import.file')}
                  accept=".bpmn,.xml"
                  multiple={false}
                  onSelect={(files) => {
                    bring.reset();
                    setFile(files[0]?.file);
                  }}
                />
                {file && (
                  <FileUpload.Item file={file} button={{ action: 'delete', onClick: () => setFile(undefined) }} />
                )}
                {bring.isPending && (
                  <ProgressBar aria-label={t('process.import.sending')} value={Math.round(sent * 100)} size="small" />
                )}
                {bring.error && <ProblemView problem={bring.error} />}
              </>
            )}
            {done !== undefined && (
              <>
                <InlineMessage status="success">
                  {t('process.import.done', { number: done.version.number })}
                </InlineMessage>
                {done.warnings.length > 0 && (
                  <div>
                    <BodyLong weight="semibold">{t('process.import.warnings', { n: done.warnings.length })}</BodyLong>
                    <ul>
                      {done.warnings.map((w) => (
                        <li key={JSON.stringify(w)}>
                          <WarningText tag={w.tag} data={w.data} />
                        </li>
                      ))}
                    </ul>
                  </div>
                )}
              </>
            )}
          </VStack>
        </Dialog.Body>
        <Dialog.Footer>
          <Button variant="secondary" data-color="neutral" onClick={onClose}>
            {t('process.close')}
          </Button>
          {done === undefined ? (
            <Button onClick={start} disabled={file === undefined} loading={bring.isPending}>
              {t('process.import.start')}
            </Button>
          ) : (
            <ToButton to={`/processer/${done.processId}`} search={{ version: done.version.number }}>
              {t('process.import.show')}
            </ToButton>
          )}
        </Dialog.Footer>
      </Dialog.Popup>
    </Dialog>
  );
}

function WarningText({ tag, data }: { tag: string; data: Readonly<Record<string, unknown>> }) {
  const { t } = useWords();
  const key = `process.warning.${tag}`;
  const values = Object.fromEntries(Object.entries(data).map(([k, v]) => [k, typeof v === 'number' ? v : String(v)]));
  return <>{isWordKey(key) ? t(key, values) : tag}</>;
}
