import '@navikt/ds-css/dist/global/tokens.min.css';
import '@navikt/ds-css/dist/global/reset.min.css';
import '@navikt/ds-css/dist/global/baseline.min.css';
import '@navikt/ds-css/dist/global/print.min.css';
import '@navikt/ds-css/dist/components.min.css';
import '#ui/accent.css';
import '#ui/style.css';
import '#ui/list.css';
import './shell.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assert } from '#lib/result.ts';
import { NoticeProvider } from '#ui/notice.tsx';
import { keptPreference, locales, ThemeProvider, WordsProvider } from '#ui/theme.tsx';
import { loadWords } from '#ui/words.ts';
import { makeQueries } from './queries.ts';
import { makeRouter } from './router.tsx';

const locale = keptPreference('locale', locales, 'sv');
const words = await loadWords(locale);
const root = document.getElementById('root');
assert(root !== null, 'the page has a root');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueries()}>
      <WordsProvider first={{ locale, words }}>
        <ThemeProvider>
          <NoticeProvider>
            <RouterProvider router={makeRouter()} />
          </NoticeProvider>
        </ThemeProvider>
      </WordsProvider>
    </QueryClientProvider>
  </StrictMode>,
);
