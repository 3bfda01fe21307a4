import './splash.css';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { To } from '#ui/link.tsx';
import { Logo } from '#ui/logo.tsx';
import { Preferences } from '#ui/preferences.tsx';
import { useWords } from '#ui/words.ts';

/** The frame of a page that is open to everybody, for those who aren't signed in: who made it, language, and the way back. */
export function OpenFrame() {
  const { t } = useWords();
  const main = useRef<HTMLElement>(null);
  // Whoever came by a link is at the top of the new page, with the keyboard and the screen reader too.
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  return (
    <main className="rv-splash rv-open" tabIndex={-1} ref={main}>
      <header className="rv-splash-head">
        <span className="rv-brand">
          <Logo />
          <span className="rv-brand-name">{t('shell.product')}</span>
        </span>
        <div className="rv-splash-tools">
          <Preferences />
        </div>
      </header>
      <div>
        <To to="/">{t('organisation.accessibility.back')}</To>
      </div>
      <Outlet />
    </main>
  );
}
