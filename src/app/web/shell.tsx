import { MagnifyingGlassIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Problem } from '#lib/operation.ts';
import { isPassing } from '#ui/client.ts';
import { Foot } from '#ui/foot.tsx';
import { Logo } from '#ui/logo.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { HatElsewhere } from './hat-elsewhere.tsx';
import { BottomBar, Menu } from './menu.tsx';
import { PersonMenu } from './person-menu.tsx';
import { ShortcutList, useShortcuts } from './shortcuts.tsx';
import { Tour } from './tour.tsx';

const Palette = lazy(() => import('./palette.tsx').then((m) => ({ default: m.Palette })));

/** Is an answer being asked for again because nobody answers? */
function useLost(): boolean {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () =>
      cache.getAll().some(({ state: { fetchStatus, fetchFailureReason } }) => {
        return (
          fetchStatus !== 'idle' && fetchFailureReason !== null && isPassing(fetchFailureReason as unknown as Problem)
        );
      }),
  );
}

/** The keyboard and the screen reader follow to the content when a new page is opened, except the first. */
function useFocusOnPage() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

function Mark() {
  const { t } = useWords();
  const { organisation } = useSession();
  return (
    <span className="rv-brand">
      <Logo />
      <span className="rv-brand-words">
        <span className="rv-brand-name">{t('shell.product')}</span>
        {organisation !== null && <span className="rv-brand-organisation">{organisation.name}</span>}
      </span>
    </span>
  );
}

function Header({ onSearch, children }: { onSearch: () => void; children: React.ReactNode }) {
  const { t } = useWords();
  const { organisation } = useSession();
  return (
    <header className="rv-header">
      <Link to="/" className="rv-home">
        <Mark />
      </Link>
      {organisation?.invented === true && (
        <span className="rv-invented" title={t('shell.invented.why')}>
          {t('shell.invented')}
        </span>
      )}
      <div className="rv-header-end">
        <Button
          className="rv-search"
          size="small"
          variant="secondary"
          data-color="neutral"
          icon={<MagnifyingGlassIcon aria-hidden />}
          aria-keyshortcuts="Control+K Meta+K"
          onClick={onSearch}
        >
          <span className="rv-search-word">{t('shell.search')}</span>
        </Button>
        {children}
      </div>
    </header>
  );
}

/** The foot knows which page it stands on; the statement that it leads to has come by itself. */
function PageFoot() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <div className="rv-shell-foot">
      <Foot {...(path === '/tillganglighet' ? {} : { page: path })} />
    </div>
  );
}

/** The frame around every page: header, menu, content. */
export function Shell() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [searching, setSearching] = useState(false);
  const [hatsOpen, setHatsOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const lost = useLost();
  const main = useFocusOnPage();
  useShortcuts({
    search: () => setSearching(true),
    hat: () => setHatsOpen(true),
    today: () => void navigate({ to: '/' }),
    list: () => setKeysOpen(true),
  });
  return (
    <div className="rv-shell">
      <a className="rv-skip" href="#content">
        {t('shell.skip')}
      </a>
      <Header onSearch={() => setSearching(true)}>
        <PersonMenu open={hatsOpen} onOpenChange={setHatsOpen} onShortcuts={() => setKeysOpen(true)} />
      </Header>
      {lost && (
        <p className="rv-lost" role="status">
          {t('shell.lost')}
        </p>
      )}
      <nav className="rv-nav rv-nav-side" aria-label={t('shell.menu')}>
        <Menu />
      </nav>
      <main id="content" className="rv-main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <PageFoot />
      <nav className="rv-nav rv-nav-bottom" aria-label={t('shell.menu')}>
        <BottomBar />
      </nav>
      {searching && (
        <Suspense fallback={null}>
          <Palette onClose={() => setSearching(false)} />
        </Suspense>
      )}
      <ShortcutList open={keysOpen} onClose={() => setKeysOpen(false)} />
      <Tour />
      <HatElsewhere />
    </div>
  );
}
