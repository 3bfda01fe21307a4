import {
  BodyLong,
  Button,
  Detail,
  Dialog,
  FileUpload,
  InlineMessage,
  ProgressBar,
  Radio,
  RadioGroup,
  VStack,
} from '@navikt/ds-react';
import { useState } from 'react';
import { z } from 'zod';
import type { Problem } from '#lib/operation.ts';
import { HereAlready } from '#process/already.ts';
import { importBpmn } from '#process/api.ts';
import { useDo } from '#ui/client.ts';
import { ToButton } from '#ui/link.tsx';
import { SessionEndingWithin } from '#ui/session-ending.tsx';
import { ProblemView } from '#ui/state.tsx';
import { isWordKey, useWords } from '#ui/words.ts';

/** Chosen when the file is to be imported as it was asked for, although its process is here already. */
const asAsked = 'as-asked';

/**
 * Brings in a BPMN file: a new process, or a new draft of the one given. Nothing changes for journeys until it is adopted.
 * When the process is here already, the one who imports is told where and chooses what the file is to be.
 */
export function ImportDialog({ processId, onClose }: { processId?: string; onClose: () => void }) {
  const { t } = useWords();
  const [file, setFile] = useState<File | undefined>();
  const [sent, setSent] = useState(0);
  const [here, setHere] = useState<readonly HereAlready[]>([]);
  const [choice, setChoice] = useState('');
  const bring = useDo(importBpmn, { onError: (problem) => setHere((before) => processesOf(problem) ?? before) });
  const done = bring.data;
  const take = (chosen: File | undefined) => {
    bring.reset();
    setHere([]);
    setChoice('');
    setFile(chosen);
  };
  const start = () => {
    if (!file) return;
    const into = choice === '' || choice === asAsked ? processId : choice;
    bring.mutate({
      query: {
        ...(into ? { processId: into as never } : {}),
        ...(choice === asAsked ? { ifHere: 'import' } : {}),
        filename: file.name,
      },
      file,
      onSent: setSent,
    });
  };
  const isHere = here.length > 0 || draftOf(bring.error) !== undefined;
  const shown = done === undefined ? draftOf(bring.error) : { processId: done.processId, number: done.version.number };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Popup width="medium">
        <Dialog.Header>
          <Dialog.Title>{t(processId ? 'process.import.draft.title' : 'process.import.title')}</Dialog.Title>
        </Dialog.Header>
        <Dialog.Body>
          <SessionEndingWithin />
          <VStack gap="space-16">
            {done === undefined && (
              <>
                {!isHere && (
                  <>
                    <BodyLong>{t('process.import.lead')}</BodyLong>
                    <FileUpload.Dropzone
                      label={t('process.import.file')}
                      accept=".bpmn,.xml"
                      multiple={false}
                      onSelect={(files) => take(files[0]?.file)}
                    />
                  </>
                )}
                {file && <FileUpload.Item file={file} button={{ action: 'delete', onClick: () => take(undefined) }} />}
                {bring.isPending && (
                  <ProgressBar aria-label={t('process.import.sending')} value={Math.round(sent * 100)} size="small" />
                )}
                {bring.error && <ProblemView problem={bring.error} />}
                {here.length > 0 && (
                  <Choice here={here} draft={processId !== undefined} value={choice} onChange={setChoice} />
                )}
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
          {shown === undefined ? (
            <Button
              onClick={start}
              disabled={file === undefined || (here.length > 0 && choice === '')}
              loading={bring.isPending}
            >
              {t('process.import.start')}
            </Button>
          ) : (
            <ToButton to={`/processer/${shown.processId}`} search={{ version: shown.number }}>
              {t('process.import.show')}
            </ToButton>
          )}
        </Dialog.Footer>
      </Dialog.Popup>
    </Dialog>
  );
}

const SameDraft = z.object({ processId: z.string(), number: z.number() });

/** The processes that a refused import says the file is already; undefined when it was refused for something else. */
function processesOf({ tag, data }: Problem): readonly HereAlready[] | undefined {
  return tag === 'process-already-here' ? z.array(HereAlready).safeParse(data?.['processes']).data : undefined;
}

/** The draft that a refused import says is the very same file. */
function draftOf(problem: Problem | null) {
  return problem?.tag === 'draft-already-here' ? SameDraft.safeParse(problem.data).data : undefined;
}

function Choice({
  here,
  draft,
  value,
  onChange,
}: {
  here: readonly HereAlready[];
  draft: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  const other = draft ? 'as-asked' : 'new';
  return (
    <RadioGroup legend={t('process.import.here')} value={value} onChange={onChange}>
      {here
        .filter((one) => one.mayDraft)
        .map((one) => (
          <Radio
            key={one.processId}
            value={one.processId}
            description={t(`process.import.here.${one.sameFile ? 'same-file' : 'same-process'}`)}
          >
            {t('process.import.here.draft', { name: one.name })}
          </Radio>
        ))}
      <Radio value={asAsked} description={t(`process.import.here.${other}.why`)}>
        {t(`process.import.here.${other}`)}
      </Radio>
    </RadioGroup>
  );
}

/** What to know, in the reader's words, and where in the file it is, for who wants to look. */
function WarningText({ tag, data }: { tag: string; data: Readonly<Record<string, unknown>> }) {
  const { t } = useWords();
  const key = `process.warning.${tag}`;
  const values = Object.fromEntries(Object.entries(data).map(([k, v]) => [k, typeof v === 'number' ? v : String(v)]));
  const { element, line, column, message } = values;
  const places = [
    ...(element === undefined || element === '' ? [] : [t('process.warning.at.element', { element })]),
    ...(line === undefined || column === undefined ? [] : [t('process.warning.at.line', { line, column })]),
  ];
  return (
    <>
      {isWordKey(key) ? t(key, values) : tag}
      {(places.length > 0 || message !== undefined) && (
        <Detail as="div" textColor="subtle">
          {places.join(', ')} {message !== undefined && <span lang="en">{message}</span>}
        </Detail>
      )}
    </>
  );
}
