import { Alert, BodyShort, Button, Heading, Modal, ProgressBar, Table, VStack } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import type { z } from 'zod';
import type { LogId } from '#lib/id.ts';
import { cancelImport, deleteLog, getLog, getLogResults, getRejectedRows, listLogs } from '#mining/api.ts';
import { miningMay } from '#mining/may.ts';
import { useAddress, useParam } from '#ui/address.ts';
import { addressOf, useAnswer, useDo } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { Page } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { Answered, ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { ChooseCases, nothingChosen } from './import/choose-cases.tsx';
import { FlatteningDoes } from './import/flattening.tsx';
import { useColumnName } from './import/guard-columns.tsx';
import './mining.css';
import { useReason } from './reason.ts';
import { questionOf, ResultState } from './result-state.ts';
import { ResultsView } from './results-view.tsx';

type Log = z.infer<(typeof getLog)['output']>;

function Reading({ log }: { readonly log: Log }) {
  const { t } = useWords();
  const { percent, number } = useFormat();
  const id = useId();
  const cancel = useDo(cancelImport, { invalidates: [getLog, listLogs] });
  const share = log.bytes === 0 ? 0 : Math.min(1, log.bytesRead / log.bytes);
  return (
    <VStack gap="space-16" role="status">
      <p id={id}>
        {share < 1
          ? t('mining.log.readingShare', { percent: percent(share), events: number(log.events ?? 0) })
          : t('mining.log.counting', { events: number(log.events ?? 0) })}
      </p>
      <ProgressBar aria-labelledby={id} value={Math.round(share * 100)} valueMax={100} />
      <div>
        <Button
          variant="secondary"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params: { logId: log.id } })}
        >
          {t('mining.log.cancel')}
        </Button>
      </div>
      {cancel.error ? <ProblemView problem={cancel.error} /> : null}
    </VStack>
  );
}

function Rejected({ log }: { readonly log: Log }) {
  const { t } = useWords();
  const reason = useReason();
  if (log.rejectedRows === 0) return null;
  return (
    <Alert variant="warning">
      <VStack gap="space-8">
        <span>{t('mining.log.rejected', { count: log.rejectedRows })}</span>
        <details className="mining-details">
          <summary>{t('mining.log.rejectedShow')}</summary>
          <div className="mining-scroll">
            <Table size="small">
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell scope="col">{t('mining.log.line')}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{t('mining.log.reason')}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{t('mining.log.text')}</Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {log.rejected.map((row) => (
                  <Table.Row key={`${row.line}-${row.tag}-${row.text}`}>
                    <Table.DataCell>{row.line}</Table.DataCell>
                    <Table.DataCell>{reason(row.tag)}</Table.DataCell>
                    <Table.DataCell>{row.text}</Table.DataCell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
          <a href={addressOf(getRejectedRows, { params: { logId: log.id } })} download>
            {t('mining.log.rejectedAll')}
          </a>
        </details>
      </VStack>
    </Alert>
  );
}

/** What the log is used for, and what of the file isn't in it. */
function Kept({ log }: { readonly log: Log }) {
  const { t } = useWords();
  const named = useColumnName();
  const words = (columns: readonly string[]) => columns.map(named).join(', ');
  const chosen = log.objects?.chosen ?? null;
  const lines = [
    chosen === null ? undefined : t('mining.objects.chosen', { type: chosen.figures.objectType }),
    log.purpose === '' ? undefined : t('mining.log.purpose', { purpose: log.purpose }),
    log.leftOut.length === 0 ? undefined : t('mining.log.leftOut', { columns: words(log.leftOut) }),
    log.pseudonymised.length === 0 ? undefined : t('mining.log.pseudonymised', { columns: words(log.pseudonymised) }),
  ].filter((line) => line !== undefined);
  return (
    <>
      {lines.length === 0 ? null : <BodyShort textColor="subtle">{lines.join(' · ')}</BodyShort>}
      {chosen === null ? null : (
        <details className="mining-details">
          <summary>{t('mining.objects.did')}</summary>
          <FlatteningDoes figures={chosen.figures} />
        </details>
      )}
    </>
  );
}

function Ready({ log }: { readonly log: Log }) {
  const [state, set] = useAddress(ResultState);
  const answer = useAnswer(
    getLogResults,
    { params: { logId: log.id }, query: questionOf(state) },
    { placeholderData: keepPreviousData },
  );
  return (
    <>
      <Kept log={log} />
      <Rejected log={log} />
      <Answered answer={answer}>{(results) => <ResultsView results={results} state={state} set={set} />}</Answered>
    </>
  );
}

function Delete({ log }: { readonly log: Log }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const remove = useDo(deleteLog, { onSuccess: () => void navigate({ to: '/resultat' }) });
  return (
    <>
      <Button variant="secondary" onClick={() => dialog.current?.showModal()}>
        {t('mining.log.delete')}
      </Button>
      <Modal ref={dialog} header={{ heading: t('mining.log.deleteSure', { name: log.name }) }}>
        <Modal.Body>
          {t('mining.log.deleteWhat')}
          {remove.error ? <ProblemView problem={remove.error} /> : null}
        </Modal.Body>
        <Modal.Footer>
          <Button
            variant="danger"
            loading={remove.isPending}
            onClick={() => remove.mutate({ params: { logId: log.id } })}
          >
            {t('mining.log.delete')}
          </Button>
          <Button variant="tertiary" onClick={() => dialog.current?.close()}>
            {t('mining.log.keep')}
          </Button>
        </Modal.Footer>
      </Modal>
    </>
  );
}

/** One imported log: being read, failed, or read. */
export function LogResults() {
  const { t } = useWords();
  const may = useMay();
  const reason = useReason();
  const logId = useParam('logId') as LogId;
  const answer = useAnswer(
    getLog,
    { params: { logId } },
    { refetchInterval: (query) => (query.state.data?.state === 'reading' ? 700 : false) },
  );
  const log = answer.data;
  const [draft, setDraft] = useState(nothingChosen);
  return (
    <Page
      title={log?.name}
      wide
      crumbs={[{ to: '/resultat', text: t('mining.title') }]}
      action={
        log !== undefined && log.state !== 'reading' && log.state !== 'choosing' && may(miningMay['delete-log']) ? (
          <Delete log={log} />
        ) : undefined
      }
    >
      <Answered answer={answer}>
        {(one) => {
          if (one.state === 'reading') return <Reading log={one} />;
          if (one.state === 'choosing' && one.objects !== null)
            return (
              <VStack gap="space-24">
                <Rejected log={one} />
                <ChooseCases log={one} objects={one.objects} draft={draft} onDraft={setDraft} />
              </VStack>
            );
          if (one.state === 'cancelled') return <Alert variant="info">{t('mining.log.cancelled')}</Alert>;
          if (one.state === 'failed') {
            const tag = one.failure?.tag;
            const what = tag === 'identity-numbers' || tag === 'choice-not-made' ? (`.${tag}` as const) : '';
            return (
              <Alert variant="error">
                <Heading level="2" size="xsmall">
                  {t('mining.log.failed')}
                </Heading>
                {one.failure === null ? '' : reason(one.failure.tag, one.failure.data)}{' '}
                {t(`mining.log.failedWhat${what}`)}
              </Alert>
            );
          }
          return <Ready log={one} />;
        }}
      </Answered>
    </Page>
  );
}
