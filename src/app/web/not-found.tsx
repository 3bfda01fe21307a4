import { ToButton } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { useWords } from '#ui/words.ts';

export function NotFound() {
  const { t } = useWords();
  return (
    <Page title={t('shell.not-found')} lead={t('shell.not-found.text')}>
      <div>
        <ToButton to="/">{t('shell.not-found.action')}</ToButton>
      </div>
    </Page>
  );
}
