import './accessibility.css';
import { BodyLong, Button, Textarea } from '@navikt/ds-react';
import { useState } from 'react';
import type { z } from 'zod';
import { reportLimits } from '#organisation/accessibility.ts';
import {
  answerAccessibilityReport,
  getAccessibilityReport,
  removeAccessibilityContact,
  reopenAccessibilityReport,
} from '#organisation/accessibility-api.ts';
import { useParam } from '#ui/address.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useFormat } from '#ui/format.ts';
import { useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Facts, Page, Section } from '#ui/page.tsx';
import { Answered } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { ReportState } from './accessibility-reports.tsx';

type Report = z.output<typeof getAccessibilityReport.output>;

/** Writes what was done, or why it is opened again. */
function LineDialog({ report, act, onClose }: { report: Report; act: 'answer' | 'reopen'; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [text, setText, clear] = useDraft(`accessibility.${act}.${report.id}`, '');
  const [tried, setTried] = useState(false);
  const line = useDo(act === 'answer' ? answerAccessibilityReport : reopenAccessibilityReport, {
    onSuccess: () => {
      clear();
      notify({ text: t(`organisation.accessibility.${act}.done`) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t(`organisation.accessibility.${act}`)}
      lead={t(`organisation.accessibility.${act}.lead`)}
      submit={t(`organisation.accessibility.${act}`)}
      pending={line.isPending}
      problem={line.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (text.trim() !== '') line.mutate({ params: { reportId: report.id }, body: { text } });
      }}
    >
      {act === 'answer' && report.contact !== null && (
        <BodyLong className="or-access-note">
          {t('organisation.accessibility.answer.to', { contact: report.contact })}
        </BodyLong>
      )}
      <Textarea
        label={t(`organisation.accessibility.${act}.text`)}
        description={t('organisation.accessibility.answer.text.why')}
        value={text}
        maxLength={reportLimits.answer}
        minRows={3}
        error={tried && text.trim() === '' ? t('shell.required') : undefined}
        onChange={(e) => setText(e.target.value)}
      />
    </FormDialog>
  );
}

function RemoveContactDialog({ reportId, onClose }: { reportId: Report['id']; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const remove = useDo(removeAccessibilityContact, {
    onSuccess: () => {
      notify({ text: t('organisation.accessibility.contact.removed') });
      onClose();
    },
  });
  return (
    <FormDialog
      danger
      title={t('organisation.accessibility.contact.remove')}
      submit={t('organisation.accessibility.contact.remove')}
      pending={remove.isPending}
      problem={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate({ params: { reportId } })}
    >
      <BodyLong>{t('organisation.accessibility.contact.remove.lead')}</BodyLong>
    </FormDialog>
  );
}

/** The page that a report is about, as a link when it is a path of ours. */
function AboutPage({ page }: { page: string }) {
  const { t } = useWords();
  if (page === '') return t('organisation.accessibility.page.none');
  return /^\/[\w/-]*$/.test(page) && !page.startsWith('//') ? <To to={page}>{page}</To> : page;
}

function Contact({ report, onRemove }: { report: Report; onRemove: () => void }) {
  const { t } = useWords();
  if (!report.wantsAnswer) return t('organisation.accessibility.wants.no');
  if (report.contact === null) return t('organisation.accessibility.contact.hidden');
  return (
    <>
      {report.contact}
      {report.may.includes(removeAccessibilityContact.name) && (
        <div className="rv-gap-top">
          <Button size="xsmall" variant="secondary" data-color="neutral" onClick={onRemove}>
            {t('organisation.accessibility.contact.remove')}
          </Button>
        </div>
      )}
    </>
  );
}

function Lines({ lines }: Pick<Report, 'lines'>) {
  const { t } = useWords();
  const hatName = useHatName();
  const format = useFormat();
  if (lines.length === 0) return <p className="rv-soft or-access-note">{t('organisation.accessibility.lines.none')}</p>;
  return (
    <ol className="or-access-lines">
      {lines.map((line) => (
        <li key={line.id}>
          {t(`organisation.accessibility.line.${line.kind}`)}:{' '}
          <To to={`/personer/${line.personId}`}>{line.personName}</To>, {hatName(line.hat, line.ownRoleId)}
          <time dateTime={line.at} className="rv-soft">
            {' '}
            {format.dateTime(line.at)}
          </time>
          {line.text !== '' && <p className="or-access-note">{line.text}</p>}
        </li>
      ))}
    </ol>
  );
}

/** One report: what did not work, where, who wants an answer, and what was done. */
export function AccessibilityReportScreen() {
  const { t } = useWords();
  const format = useFormat();
  const hatName = useHatName();
  const reportId = useParam('reportId');
  const answer = useAnswer(getAccessibilityReport, { params: { reportId } });
  const [open, setOpen] = useState<'answer' | 'reopen' | 'contact'>();
  const report = answer.data;
  const act = report?.state === 'open' ? 'answer' : 'reopen';
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t('organisation.accessibility.report')}
      crumbs={[{ to: '/tillganglighet/rapporter', text: t('organisation.accessibility.reports') }]}
      marks={report !== undefined && <ReportState state={report.state} />}
      action={
        report?.may.includes(`${act}-accessibility-report`) && (
          <Button variant={act === 'answer' ? 'primary' : 'secondary'} onClick={() => setOpen(act)}>
            {t(`organisation.accessibility.${act}`)}
          </Button>
        )
      }
    >
      <Answered answer={answer}>
        {(found) => (
          <>
            <Section title={t('organisation.accessibility.what')}>
              <p className="or-access-note">{found.note}</p>
            </Section>
            <Facts
              items={[
                { name: t('organisation.accessibility.page'), value: <AboutPage page={found.page} /> },
                { name: t('organisation.accessibility.reported'), value: format.dateTime(found.reportedAt) },
                {
                  name: t('organisation.accessibility.by'),
                  value:
                    found.reportedBy === null || found.reportedAs === null ? (
                      t('organisation.accessibility.by.nobody')
                    ) : (
                      <>
                        <To to={`/personer/${found.reportedBy}`}>{found.reportedByName}</To>,{' '}
                        {hatName(found.reportedAs, found.reportedOwnRoleId)}
                      </>
                    ),
                },
                {
                  name: t('organisation.accessibility.contact'),
                  value: <Contact report={found} onRemove={() => setOpen('contact')} />,
                },
                ...(found.answeredAt === null
                  ? []
                  : [{ name: t('organisation.accessibility.answered'), value: format.dateTime(found.answeredAt) }]),
              ]}
            />
            <Section title={t('organisation.accessibility.lines')}>
              <Lines lines={found.lines} />
            </Section>
            {(open === 'answer' || open === 'reopen') && <LineDialog report={found} act={open} onClose={close} />}
            {open === 'contact' && <RemoveContactDialog reportId={found.id} onClose={close} />}
          </>
        )}
      </Answered>
    </Page>
  );
}
