import { Button } from '@navikt/ds-react';
import { Page } from '#ui/page.tsx';
import { useWords } from '#ui/words.ts';

/** A bug of ours on a page: what has been typed is kept, and the rest of the product goes on. */
export function Crash() {
  const { t } = useWords();
  return (
    <Page title={t('shell.crash')} lead={t('shell.crash.text')}>
      <div>
        <Button onClick={() => window.location.reload()}>{t('shell.reload')}</Button>
      </div>
    </Page>
  );
}
