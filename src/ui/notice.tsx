import { Button } from '@navikt/ds-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from './words.ts';

export interface Notice {
  readonly text: string;
  /** Undo beats “are you sure”: what takes the thing back, offered for as long as the notice is shown. */
  readonly undo?: () => void;
}

interface NoticeView {
  /** Shows a short notice and reads it out. */
  readonly notify: (notice: Notice) => void;
  /** Only reads out, for what is already seen on the screen. */
  readonly announce: (text: string) => void;
}

const NoticeContext = createContext<NoticeView>({ notify: () => undefined, announce: () => undefined });

const shownMs = 8000;

export function NoticeProvider({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const [notice, setNotice] = useState<Notice | null>(null);
  const [spoken, setSpoken] = useState('');
  const timer = useRef(0);
  const announce = useCallback((text: string) => {
    // The same words twice in a row are read out again only if the text changes.
    setSpoken((before) => (before === text ? `${text}\u00a0` : text));
  }, []);
  const notify = useCallback((next: Notice) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setNotice(null), shownMs);
    setNotice(next);
  }, []);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const view = useMemo(() => ({ notify, announce }), [notify, announce]);
  return (
    <NoticeContext value={view}>
      {children}
      <div className="rv-sr-only" aria-live="polite" role="status">
        {spoken}
      </div>
      <div role="status">
        {notice !== null && (
          <div className="rv-notice">
            <span>{notice.text}</span>
            {notice.undo !== undefined && (
              <Button
                size="small"
                variant="tertiary"
                data-color="neutral"
                onClick={() => {
                  notice.undo?.();
                  setNotice(null);
                }}
              >
                {t('shell.undo')}
              </Button>
            )}
          </div>
        )}
      </div>
    </NoticeContext>
  );
}

export function useNotice(): NoticeView {
  return useContext(NoticeContext);
}
