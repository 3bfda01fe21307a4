import { BodyLong, BodyShort, Radio, RadioGroup, Select, Textarea } from '@navikt/ds-react';
import { useState } from 'react';
import { changeResponsible, closeJourney, getJourneyChoices, reportJourneyObstacle, undoAct } from '#journey/api.ts';
import type { Outcome } from '#journey/journey.ts';
import type { PersonId } from '#lib/id.ts';
import { useAnswer } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog, type FormDialogProps } from '#ui/form-dialog.tsx';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { RefusedWithin, useActs } from './acts.tsx';

/** A form about the journey: what is refused is told in it, with what others did meanwhile. */
function ActDialog(props: Omit<FormDialogProps, 'problem' | 'refused'>) {
  const { forget } = useActs();
  const close = () => {
    forget();
    props.onClose();
  };
  return <FormDialog {...props} problem={null} refused={<RefusedWithin />} onClose={close} />;
}

/** Something in the way, told where it happens: it reaches the process owner from here (R046). `on`: a step or handoff. */
export function ObstacleDialog({ on, onClose }: { on?: { stepId: string }; onClose: () => void }) {
  const { t, locale } = useWords();
  const { page, act, pending } = useActs();
  const places = on === undefined ? page.at : [];
  const [draft, setDraft, clear] = useDraft(
    on === undefined ? `obstacle-${page.id}` : `obstacle-${page.id}-${on.stepId}`,
    { step: '', kind: '', note: '' },
  );
  const [asked, setAsked] = useState(false);
  const choices = useAnswer(getJourneyChoices, { params: { journeyId: page.id } });
  const kinds = choices.data?.obstacleKinds ?? [];
  const step = on?.stepId ?? (draft.step || (places[0]?.stepId ?? ''));
  // What hinders a step that is on its way to another team hinders the handoff.
  const handoff = page.handoffList.find((h) => h.stepId === step && h.state === 'offered');
  const submit = () => {
    setAsked(true);
    if (draft.kind === '' || draft.note.trim() === '') return;
    act(
      'obstacle',
      reportJourneyObstacle,
      {
        params: { journeyId: page.id },
        body: {
          stepId: step === '' ? null : step,
          handoffId: handoff?.handoffId ?? null,
          kind: draft.kind,
          note: draft.note,
        },
      },
      {
        text: t('journey.done.obstacle'),
        within: true,
        done: () => {
          clear();
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={t('journey.obstacle.title')}
      submit={t('journey.obstacle.submit')}
      pending={pending === 'obstacle'}
      onSubmit={submit}
      onClose={onClose}
    >
      <BodyLong>
        {handoff === undefined
          ? t('journey.obstacle.lead')
          : t('journey.obstacle.lead.handoff', { from: handoff.fromTeamName, to: handoff.toTeamName })}
      </BodyLong>
      {choices.error && <ProblemView problem={choices.error} onRetry={() => void choices.refetch()} />}
      {places.length > 1 && (
        <Select
          label={t('journey.obstacle.step')}
          value={step}
          onChange={(e) => setDraft({ ...draft, step: e.target.value })}
        >
          {places.map((p) => (
            <option key={p.stepId} value={p.stepId}>
              {p.name}
            </option>
          ))}
        </Select>
      )}
      <RadioGroup
        legend={t('journey.obstacle.kind')}
        value={draft.kind}
        onChange={(kind: string) => setDraft({ ...draft, kind })}
        error={asked && draft.kind === '' ? t('journey.obstacle.kind.missing') : undefined}
      >
        {kinds.map((kind) => (
          <Radio key={kind.key} value={kind.key}>
            {locale === 'sv' ? kind.sv : kind.en}
          </Radio>
        ))}
      </RadioGroup>
      <Textarea
        label={t('journey.obstacle.note')}
        description={t('journey.no-personal-data')}
        maxLength={600}
        value={draft.note}
        onChange={(e) => setDraft({ ...draft, note: e.target.value })}
        error={asked && draft.note.trim() === '' ? t('journey.obstacle.note.missing') : undefined}
      />
    </ActDialog>
  );
}

/** Another person becomes the one responsible; there is always exactly one (R123). */
export function ResponsibleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { page, act, pending } = useActs();
  const [chosen, setChosen] = useState('');
  const [asked, setAsked] = useState(false);
  const choices = useAnswer(getJourneyChoices, { params: { journeyId: page.id } });
  const others = (choices.data?.people ?? []).filter((p) => p.id !== page.responsibleId);
  const submit = () => {
    setAsked(true);
    if (chosen === '') return;
    act(
      'responsible',
      changeResponsible,
      { params: { journeyId: page.id }, body: { expected: page.revision, responsibleId: chosen as PersonId } },
      {
        text: t('journey.done.responsible', { who: others.find((p) => p.id === chosen)?.name ?? '' }),
        within: true,
        done: onClose,
      },
    );
  };
  return (
    <ActDialog
      title={t('journey.responsible.open')}
      submit={t('journey.responsible.submit')}
      pending={pending === 'responsible'}
      onSubmit={submit}
      onClose={onClose}
    >
      {choices.error && <ProblemView problem={choices.error} onRetry={() => void choices.refetch()} />}
      <BodyShort>{t('journey.responsible.now', { who: page.responsibleName, team: page.teamName })}</BodyShort>
      <Select
        label={t('journey.responsible.new')}
        value={chosen}
        onChange={(e) => setChosen(e.target.value)}
        error={asked && chosen === '' ? t('journey.responsible.missing') : undefined}
      >
        <option value="">{t('journey.responsible.choose')}</option>
        {others.map((p) => (
          <option key={p.id} value={p.id}>
            {p.name}
          </option>
        ))}
      </Select>
    </ActDialog>
  );
}

/** What somebody else did is undone with a reason, which the timeline tells. */
export function UndoDialog({ act: number, told, onClose }: { act: number; told: string; onClose: () => void }) {
  const { t } = useWords();
  const { page, act, pending } = useActs();
  const [reason, setReason, clear] = useDraft(`undo-${page.id}-${number}`, '');
  const [asked, setAsked] = useState(false);
  const submit = () => {
    setAsked(true);
    if (reason.trim() === '') return;
    act(
      'undo',
      undoAct,
      { params: { journeyId: page.id, act: number }, body: { expected: page.revision, reason } },
      {
        text: t('journey.done.undone', { told }),
        within: true,
        done: () => {
          clear();
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={t('journey.undo.title')}
      submit={t('journey.undo')}
      pending={pending === 'undo'}
      onSubmit={submit}
      onClose={onClose}
    >
      <BodyLong>{t('journey.undo.lead', { told })}</BodyLong>
      <Textarea
        label={t('journey.undo.reason')}
        description={t('journey.no-personal-data')}
        maxLength={600}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        error={asked && reason.trim() === '' ? t('journey.undo.reason.missing') : undefined}
      />
    </ActDialog>
  );
}

/** A journey is closed only by saying what became of the need (R028). */
export function CloseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { page, act, pending } = useActs();
  const [draft, setDraft, clear] = useDraft(`close-${page.id}`, { outcome: '', reason: '' });
  const [asked, setAsked] = useState(false);
  const travelled = page.offered.length === 0;
  const needsReason = !travelled && draft.reason.trim() === '';
  const submit = () => {
    setAsked(true);
    if (draft.outcome === '' || needsReason) return;
    act(
      'close',
      closeJourney,
      {
        params: { journeyId: page.id },
        body: { expected: page.revision, outcome: draft.outcome as Outcome, reason: draft.reason },
      },
      {
        text: t('journey.done.closed'),
        undoable: true,
        within: true,
        done: () => {
          clear();
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={t('journey.close.title')}
      submit={t('journey.close.submit')}
      pending={pending === 'close'}
      onSubmit={submit}
      onClose={onClose}
    >
      <BodyLong>{t('journey.close.lead', { goal: page.goalSituation.name })}</BodyLong>
      <RadioGroup
        legend={t('journey.close.outcome')}
        value={draft.outcome}
        onChange={(outcome: string) => setDraft({ ...draft, outcome })}
        error={asked && draft.outcome === '' ? t('journey.close.outcome.missing') : undefined}
      >
        {(['met', 'partly', 'not-met'] as const).map((outcome) => (
          <Radio key={outcome} value={outcome}>
            {t(`journey.outcome.${outcome}`)}
          </Radio>
        ))}
      </RadioGroup>
      {!travelled && (
        <Textarea
          label={t('journey.close.reason')}
          description={t('journey.close.reason.help')}
          maxLength={600}
          value={draft.reason}
          onChange={(e) => setDraft({ ...draft, reason: e.target.value })}
          error={asked && needsReason ? t('journey.close.reason.missing') : undefined}
        />
      )}
    </ActDialog>
  );
}
