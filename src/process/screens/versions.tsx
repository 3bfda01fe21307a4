import { BodyShort, Button, Heading, InlineMessage, Table, Textarea, VStack } from '@navikt/ds-react';
import { useState } from 'react';
import { adoptVersion, getBpmn, type ProcessPage } from '#process/api.ts';
import { addressOf, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { useNotice } from '#ui/notice.tsx';
import { ProblemView } from '#ui/state.tsx';
import { isWordKey, useWords } from '#ui/words.ts';
import { ImportDialog } from './import-dialog.tsx';

/** Every version of the road; a journey stays on the one it started on. */
export function Versions({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  const f = useFormat();
  const [importing, setImporting] = useState(false);
  return (
    <VStack gap="space-24">
      {importing && <ImportDialog processId={page.id} onClose={() => setImporting(false)} />}
      {page.shown.state === 'draft' && <Adoption page={page} />}
      <Table size="small" className="rv-table">
        <caption className="rv-sr-only">{t('process.versions.caption')}</caption>
        <Table.Header>
          <Table.Row>
            <Table.ColumnHeader scope="col">{t('process.versions.number')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('process.versions.state')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('process.versions.made')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('process.versions.adopted')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('process.versions.note')}</Table.ColumnHeader>
            <Table.ColumnHeader scope="col">{t('process.versions.file')}</Table.ColumnHeader>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {page.versions.map((v) => (
            <Table.Row key={v.id} selected={v.id === page.shown.id}>
              <Table.DataCell>
                <To to={`/processer/${page.id}`} search={{ version: v.number }}>
                  {t('process.version', { number: v.number })}
                </To>
              </Table.DataCell>
              <Table.DataCell data-title={t('process.versions.state')}>{t(`process.state.${v.state}`)}</Table.DataCell>
              <Table.DataCell data-title={t('process.versions.made')}>
                {f.date(v.createdAt)} {v.createdByName}
              </Table.DataCell>
              <Table.DataCell data-title={t('process.versions.adopted')}>
                {v.adoptedAt === null ? '–' : `${f.date(v.adoptedAt)} ${v.adoptedByName ?? ''}`}
              </Table.DataCell>
              <Table.DataCell data-title={t('process.versions.note')}>{v.note}</Table.DataCell>
              <Table.DataCell data-title={t('process.versions.file')}>
                <a
                  href={addressOf(getBpmn, { params: { processId: page.id }, query: { version: v.number } })}
                  download={`${page.key}-v${v.number}.bpmn`}
                >
                  {t('process.versions.export', { number: v.number })}
                </a>
              </Table.DataCell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
      {page.may.includes('import-bpmn') && (
        <div>
          <Button variant="secondary" onClick={() => setImporting(true)}>
            {t('process.import.draft')}
          </Button>
        </div>
      )}
    </VStack>
  );
}

function Adoption({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [note, setNote, clear] = useDraft(`adoption-${page.shown.id}`, '');
  const adopt = useDo(adoptVersion, {
    onSuccess: () => {
      clear();
      notify({ text: t('process.adoption.done', { number: page.shown.number }) });
    },
  });
  const may = page.may.includes('adopt-version');
  const missing = page.adoptionObstacles;
  const nameOf = (id: string | undefined) => page.road.nodes.find((n) => n.id === id)?.name ?? id ?? '';
  return (
    <section className="rv-card" aria-labelledby="pr-adopt">
      <Heading level="3" size="xsmall" id="pr-adopt">
        {t('process.adoption.title', { number: page.shown.number })}
      </Heading>
      <BodyShort>{t('process.adoption.lead')}</BodyShort>
      {missing.length > 0 && (
        <div>
          <InlineMessage status="warning">{t('process.adoption.missing', { n: missing.length })}</InlineMessage>
          <ul>
            {missing.map((m) => {
              const key = `process.adoption.obstacle.${m.key}`;
              return (
                <li key={`${m.key}-${m.node ?? ''}`}>{isWordKey(key) ? t(key, { node: nameOf(m.node) }) : m.key}</li>
              );
            })}
          </ul>
        </div>
      )}
      {may ? (
        <div className="rv-form">
          <Textarea
            label={t('process.adoption.note')}
            size="small"
            maxLength={600}
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
          {adopt.error && <ProblemView problem={adopt.error} />}
          <div className="rv-form-actions">
            <Button
              size="small"
              disabled={missing.length > 0}
              loading={adopt.isPending}
              onClick={() =>
                adopt.mutate({ params: { processId: page.id, number: page.shown.number }, body: { note } })
              }
            >
              {t('process.adoption.adopt')}
            </Button>
          </div>
        </div>
      ) : (
        <BodyShort className="rv-soft">
          {page.owner ? t('process.adoption.by-owner', { name: page.owner.name }) : t('process.adoption.by-nobody')}
        </BodyShort>
      )}
    </section>
  );
}
