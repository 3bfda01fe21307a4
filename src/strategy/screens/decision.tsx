import { Textarea } from '@navikt/ds-react';
import { useState } from 'react';
import { swedishDate } from '#lib/time.ts';
import { listStrategies, recordBoardDecision } from '#strategy/api.ts';
import type { Strategy } from '#strategy/strategy.ts';
import { useDo } from '#ui/client.ts';
import { DateField } from '#ui/date-field.tsx';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

const blank = { board: '', decidedOn: '', paragraph: '', caseNumber: '', text: '' };

/** Records what the board decided, with what is needed to find the decision in its record. */
export function DecisionDialog({ strategy, onClose }: { strategy: Strategy; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [draft, setDraft, clear] = useDraft(`decision.${strategy.id}`, blank);
  const [tried, setTried] = useState(false);
  const record = useDo(recordBoardDecision, {
    invalidates: [listStrategies],
    onSuccess: () => {
      clear();
      notify({ text: t('strategy.decided', { title: strategy.title }) });
      onClose();
    },
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  const field = (key: 'board' | 'paragraph' | 'caseNumber', max: number) => ({
    value: draft[key],
    most: max,
    autoComplete: 'off',
    error: missing(draft[key]),
    onChange: (e: { target: { value: string } }) => setDraft({ ...draft, [key]: e.target.value }),
  });
  return (
    <FormDialog
      title={t('strategy.decide')}
      lead={t('strategy.decide.lead', { title: strategy.title })}
      submit={t('strategy.decide')}
      pending={record.isPending}
      problem={record.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (Object.values(draft).every((text) => text.trim() !== ''))
          record.mutate({ params: { strategyId: strategy.id }, body: draft });
      }}
    >
      <TextLine label={t('strategy.decision.board')} {...field('board', 120)} />
      <DateField
        label={t('strategy.decision.day')}
        value={draft.decidedOn}
        max={swedishDate(Date.now())}
        error={missing(draft.decidedOn)}
        onChange={(decidedOn) => setDraft({ ...draft, decidedOn })}
      />
      <TextLine
        label={t('strategy.decision.paragraph')}
        description={t('strategy.decision.paragraph.why')}
        {...field('paragraph', 40)}
      />
      <TextLine label={t('strategy.decision.case')} {...field('caseNumber', 60)} />
      <Textarea
        label={t('strategy.decision.text')}
        description={t('strategy.decision.text.why')}
        value={draft.text}
        maxLength={2000}
        minRows={3}
        error={missing(draft.text)}
        onChange={(e) => setDraft({ ...draft, text: e.target.value })}
      />
    </FormDialog>
  );
}
