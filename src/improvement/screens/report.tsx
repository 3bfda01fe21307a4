import { Select, Textarea } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listObstacleKinds, reportObstacle } from '#improvement/api.ts';
import { getProcess, listProcesses } from '#process/api.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { useWords } from '#ui/words.ts';

/** Tells of something in the way, on a road or on one of its steps; every hat may (R037). */
export function ReportObstacle({ onClose }: { onClose: () => void }) {
  const { t, locale } = useWords();
  const { notify } = useNotice();
  const navigate = useNavigate();
  const [draft, setDraft, clear] = useDraft('report-obstacle', { processId: '', stepId: '', kind: '', note: '' });
  const [tried, setTried] = useState(false);
  const kinds = useAnswer(listObstacleKinds, {}, { staleTime: 300_000 }).data?.items ?? [];
  const processes = useAnswer(listProcesses, {}).data?.items ?? [];
  const road = useAnswer(getProcess, { params: { processId: draft.processId } }, { enabled: draft.processId !== '' })
    .data?.road;
  const steps = (road?.nodes ?? []).filter((node) => node.kind === 'step');
  const report = useDo(reportObstacle, {
    onSuccess: async ({ id }) => {
      clear();
      onClose();
      notify({ text: t('improvement.reported-now') });
      await navigate({ to: `/hinder/${id}` });
    },
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  return (
    <FormDialog
      title={t('improvement.report')}
      lead={t('improvement.report.lead')}
      submit={t('improvement.report.send')}
      pending={report.isPending}
      problem={report.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (draft.processId === '' || draft.kind === '' || draft.note.trim() === '') return;
        report.mutate({ body: { ...draft, stepId: draft.stepId === '' ? null : draft.stepId } });
      }}
    >
      <Select
        label={t('improvement.process')}
        value={draft.processId}
        error={missing(draft.processId)}
        onChange={(e) => setDraft({ ...draft, processId: e.target.value, stepId: '' })}
      >
        <option value="">{t('improvement.choose')}</option>
        {processes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label={t('improvement.step')}
        value={draft.stepId}
        disabled={road === undefined}
        onChange={(e) => setDraft({ ...draft, stepId: e.target.value })}
      >
        <option value="">{t('improvement.step.whole')}</option>
        {steps.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label={t('improvement.kind')}
        value={draft.kind}
        error={missing(draft.kind)}
        onChange={(e) => setDraft({ ...draft, kind: e.target.value })}
      >
        <option value="">{t('improvement.choose')}</option>
        {kinds.map((kind) => (
          <option key={kind.key} value={kind.key}>
            {kind[locale]}
          </option>
        ))}
      </Select>
      <Textarea
        label={t('improvement.note')}
        description={t('improvement.note.why')}
        value={draft.note}
        maxLength={600}
        minRows={3}
        error={missing(draft.note)}
        onChange={(e) => setDraft({ ...draft, note: e.target.value })}
      />
    </FormDialog>
  );
}
