import './sign-in.css';
import { BodyLong, Button, Heading } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createOrganisation } from '#organisation/api.ts';
import { useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { Foot } from '#ui/foot.tsx';
import { Logo } from '#ui/logo.tsx';
import { Preferences } from '#ui/preferences.tsx';
import { useSession } from '#ui/session.ts';
import { ProblemView } from '#ui/state.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';
import { useEntering } from './enter.ts';

const always = ['name', 'board', 'unitName', 'personName', 'title'] as const;
const withProvider = [...always, 'signInName'] as const;
const blank = { name: '', board: '', unitName: '', personName: '', title: '', signInName: '' };

/** The first screen of an empty installation: name one's own organisation, its first unit and oneself. */
export function NewOrganisation() {
  const { t } = useWords();
  const { providerSignIn } = useSession();
  // Without it nobody could come back after signing out.
  const fields = providerSignIn ? withProvider : always;
  const enter = useEntering();
  const navigate = useNavigate();
  const [draft, setDraft, clear] = useDraft('new-organisation', blank);
  const [tried, setTried] = useState(false);
  useEffect(() => {
    document.title = `${t('organisation.new.page')} – ${t('shell.product')}`;
  }, [t]);
  const create = useDo(createOrganisation, {
    invalidates: [],
    onSuccess: async (session) => {
      clear();
      await navigate({ to: '/organisation', replace: true });
      enter(session);
    },
  });
  const missing = fields.filter((field) => draft[field].trim() === '');
  return (
    <main className="rv-splash">
      <header className="rv-splash-head">
        <span className="rv-brand">
          <Logo />
          <span className="rv-brand-name">{t('shell.product')}</span>
        </span>
        <div className="rv-splash-tools">
          <Preferences />
        </div>
      </header>
      <Heading level="1" size="xlarge">
        {t('organisation.new.page')}
      </Heading>
      <BodyLong className="rv-lead">{t('organisation.new.lead')}</BodyLong>
      <form
        className="rv-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (missing.length === 0) {
            const { signInName, ...body } = draft;
            create.mutate({ body: providerSignIn ? { ...body, signInName } : body });
          }
        }}
      >
        {fields.map((field) => (
          <TextLine
            key={field}
            label={t(`organisation.new.${field}`)}
            description={t(`organisation.new.${field}.why`)}
            value={draft[field]}
            most={120}
            required
            autoComplete="off"
            error={tried && draft[field].trim() === '' ? t('shell.required') : undefined}
            onChange={(e) => setDraft({ ...draft, [field]: e.target.value })}
          />
        ))}
        {create.error !== null && <ProblemView problem={create.error} />}
        <div>
          <Button type="submit" loading={create.isPending}>
            {t('organisation.new.create')}
          </Button>
        </div>
      </form>
      <Foot page={t('organisation.new.page')} />
    </main>
  );
}
