import { BodyShort, Button, Textarea } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listStrategies, proposeStrategy } from '#strategy/api.ts';
import { useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { useNotice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { ProblemView } from '#ui/state.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

/** A proposal to the board: title, goals and text. It is in force only when the board has decided. */
export function ProposeScreen() {
  const { t } = useWords();
  const { notify } = useNotice();
  const navigate = useNavigate();
  const [draft, setDraft, clear] = useDraft('propose-strategy', { title: '', goals: '', text: '' });
  const [tried, setTried] = useState(false);
  const propose = useDo(proposeStrategy, {
    invalidates: [listStrategies],
    onSuccess: async () => {
      clear();
      notify({ text: t('strategy.proposed') });
      await navigate({ to: '/strategi' });
    },
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  return (
    <Page
      title={t('strategy.propose')}
      lead={t('strategy.propose.lead')}
      crumbs={[{ to: '/strategi', text: t('strategy.page') }]}
    >
      <form
        className="rv-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (draft.title.trim() === '' || draft.text.trim() === '') return;
          const goals = draft.goals.split('\n').map((goal) => goal.trim());
          propose.mutate({
            body: { title: draft.title, text: draft.text, goals: goals.filter((goal) => goal !== '') },
          });
        }}
      >
        <TextLine
          label={t('strategy.title')}
          value={draft.title}
          most={160}
          autoComplete="off"
          error={missing(draft.title)}
          onChange={(e) => setDraft({ ...draft, title: e.target.value })}
        />
        <Textarea
          label={t('strategy.goals')}
          description={t('strategy.goals.why')}
          value={draft.goals}
          minRows={3}
          onChange={(e) => setDraft({ ...draft, goals: e.target.value })}
        />
        <Textarea
          label={t('strategy.text')}
          description={t('strategy.text.why')}
          value={draft.text}
          minRows={10}
          error={missing(draft.text)}
          onChange={(e) => setDraft({ ...draft, text: e.target.value })}
        />
        <BodyShort size="small" className="rv-soft">
          {t('shell.draft')}
        </BodyShort>
        {propose.error !== null && <ProblemView problem={propose.error} />}
        <div>
          <Button type="submit" loading={propose.isPending}>
            {t('strategy.propose.send')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
