import { Select, Textarea } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listObstacleKinds, reportObstacle } from '#improvement/api.ts';
import { getJourney, reportJourneyObstacle } from '#journey/api.ts';
import { getProcess, listProcesses } from '#process/api.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { useWords } from '#ui/words.ts';

/** Where an obstacle stands, as far as it is known before the form is opened. */
export interface Place {
  readonly processId?: string | undefined;
  readonly stepId?: string | undefined;
  /** The journey it was found on: then it becomes a fact of the journey too. */
  readonly journeyId?: string | undefined;
}

/** Tells of something in the way, on a road or on one of its steps; every hat may (R037). */
export function ReportObstacle({ place = {}, onClose }: { place?: Place; onClose: () => void }) {
  const { t, locale } = useWords();
  const { notify } = useNotice();
  const navigate = useNavigate();
  const [draft, setDraft, clear] = useDraft(
    ['report-obstacle', place.processId, place.stepId, place.journeyId].filter((part) => part !== undefined).join('.'),
    { processId: place.processId ?? '', stepId: place.stepId ?? '', kind: '', note: '' },
  );
  const [tried, setTried] = useState(false);
  const kinds = useAnswer(listObstacleKinds, {}, { staleTime: 300_000 }).data?.items ?? [];
  const processes = useAnswer(listProcesses, {}).data?.items ?? [];
  const road = useAnswer(getProcess, { params: { processId: draft.processId } }, { enabled: draft.processId !== '' })
    .data?.road;
  const steps = (road?.nodes ?? []).filter((node) => node.kind === 'step');
  const journeyId = place.journeyId ?? '';
  const journey = useAnswer(getJourney, { params: { journeyId } }, { enabled: journeyId !== '' }).data;
  const done = async (to: string) => {
    clear();
    notify({ text: t('improvement.reported-now') });
    await navigate({ to });
  };
  const report = useDo(reportObstacle, { onSuccess: ({ id }) => done(`/hinder/${id}`) });
  const onJourney = useDo(reportJourneyObstacle, { onSuccess: ({ id }) => done(`/resor/${id}`) });
  const send = () => {
    const stepId = draft.stepId === '' ? null : draft.stepId;
    if (journeyId === '') report.mutate({ body: { ...draft, stepId } });
    else
      onJourney.mutate({
        params: { journeyId },
        body: { stepId, handoffId: null, kind: draft.kind, note: draft.note },
      });
  };
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  return (
    <FormDialog
      title={t('improvement.report')}
      lead={
        journey === undefined
          ? t('improvement.report.lead')
          : t('improvement.report.journey', { reference: journey.reference })
      }
      submit={t('improvement.report.send')}
      pending={report.isPending || onJourney.isPending}
      problem={report.error ?? onJourney.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (draft.processId === '' || draft.kind === '' || draft.note.trim() === '') return;
        send();
      }}
    >
      <Select
        label={t('improvement.process')}
        value={draft.processId}
        disabled={journeyId !== ''}
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
