import { Dialog, Switch } from '@navikt/ds-react';
import { useEffect, useRef, useState } from 'react';
import { keepPreference, keptPreference } from '#ui/theme.tsx';
import { useWords } from '#ui/words.ts';

export interface ShortcutActions {
  readonly search: () => void;
  readonly hat: () => void;
  readonly today: () => void;
  readonly list: () => void;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Whether single keys are shortcuts; they can be turned off for those whom they disturb, as by voice (WCAG 2.1.4). */
const singleKeys = () => keptPreference('keys', ['on', 'off'], 'on') === 'on';

/** Keyboard shortcuts of the whole product. Single letters do nothing while one types or a dialog is open. */
export function useShortcuts(actions: ShortcutActions) {
  const now = useRef(actions);
  now.current = actions;
  useEffect(() => {
    let first = '';
    let firstAt = 0;
    const onKey = (e: KeyboardEvent) => {
      const key = e.key.toLowerCase();
      const done = (action: () => void) => {
        e.preventDefault();
        first = '';
        action();
      };
      if (document.querySelector('dialog[open], [role="dialog"]') !== null) return;
      if ((e.ctrlKey || e.metaKey) && !e.altKey && key === 'k') return done(now.current.search);
      if (e.altKey && !e.ctrlKey && e.code === 'KeyH') return done(now.current.hat);
      if (e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target) || !singleKeys()) return;
      if (document.querySelector('[role="menu"]') !== null) return;
      if (e.key === '?') return done(now.current.list);
      if (first === 'g' && Date.now() - firstAt < 1500) {
        if (key === 'h') return done(now.current.hat);
        if (key === 'i') return done(now.current.today);
      }
      first = key;
      firstAt = Date.now();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

const mac = /mac|iphone|ipad/i.test(navigator.userAgent);

export function ShortcutList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords();
  const [single, setSingle] = useState(singleKeys);
  const rows: { name: string; keys: readonly (readonly string[])[] }[] = [
    { name: t('shell.shortcuts.search'), keys: [[mac ? '⌘' : 'Ctrl', 'K']] },
    {
      name: t('shell.shortcuts.hat'),
      keys: [
        ['Alt', 'H'],
        ['g', 'h'],
      ],
    },
    { name: t('shell.shortcuts.today'), keys: [['g', 'i']] },
    { name: t('shell.shortcuts.list'), keys: [['?']] },
  ];
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} size="small">
      <Dialog.Popup>
        <Dialog.Header>
          <Dialog.Title>{t('shell.shortcuts')}</Dialog.Title>
        </Dialog.Header>
        <Dialog.Body>
          <dl className="rv-keys">
            {rows.map(({ name, keys }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  {keys.map((combination, at) => (
                    <span key={combination.join('+')}>
                      {at > 0 && ` ${t('shell.shortcuts.or')} `}
                      {combination.map((key, n) => (
                        <span key={key}>
                          {n > 0 && (combination[0] === 'g' ? ` ${t('shell.shortcuts.then')} ` : ' + ')}
                          <kbd>{key}</kbd>
                        </span>
                      ))}
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <Switch
            checked={single}
            onChange={(e) => {
              setSingle(e.target.checked);
              keepPreference('keys', e.target.checked ? 'on' : 'off');
            }}
          >
            {t('shell.shortcuts.single')}
          </Switch>
        </Dialog.Body>
      </Dialog.Popup>
    </Dialog>
  );
}
