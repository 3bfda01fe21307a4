import './palette.css';
import { Modal, Search } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { fold } from '#lib/fold.ts';
import { type Found, search } from '#lib/search-api.ts';
import { useAnswer } from '#ui/client.ts';
import { useSession } from '#ui/session.ts';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { useMenu } from './menu.tsx';

interface Hit {
  readonly key: string;
  readonly to: string;
  /** What a list is narrowed to there. */
  readonly search?: Readonly<Record<string, string>>;
  readonly kind: string;
  readonly name: string;
  readonly detail: string;
}

function addressOfFound({ kind, id, processId }: Found): string {
  switch (kind) {
    case 'process':
      return `/processer/${id}`;
    case 'step':
    case 'routine':
      return `/processer/${processId}/steg/${encodeURIComponent(id)}`;
    case 'journey':
      return `/resor/${id}`;
    case 'team':
      return `/team/${id}`;
    case 'person':
      return `/personer/${id}`;
    case 'obstacle':
      return `/hinder/${id}`;
    case 'role':
      return '/rollkatalog';
  }
}

function useHits(text: string): { hits: readonly Hit[]; answer: ReturnType<typeof useFound> } {
  const { t } = useWords();
  const { ownRoles } = useSession();
  const menu = useMenu();
  const answer = useFound(text);
  // A role leads to its line in the catalogue, which shows those that have ended when asked to.
  const searchOf = ({ kind, id, name }: Found) => {
    if (kind !== 'role') return {};
    const hasEnded = ownRoles.some((role) => role.id === id && role.endedAt !== null);
    return { search: { q: name, ...(hasEnded ? { state: 'ended' } : {}) } };
  };
  const pages = menu
    .flatMap(({ items }) => items)
    .map(({ path, titleKey }) => ({ path, name: t(titleKey) }))
    .filter(({ name }) => fold(name).includes(fold(text)))
    .map(({ path, name }) => ({ key: path, to: path, kind: t('shell.search.pages'), name, detail: '' }));
  const found = (text.length < 2 ? [] : (answer.data?.items ?? [])).map((item) => ({
    key: `${item.kind}:${item.processId}:${item.id}`,
    to: addressOfFound(item),
    ...searchOf(item),
    kind: t(`shell.found.${item.kind}`),
    name: item.name,
    detail: item.detail,
  }));
  // A hit that begins a word with what is typed stands before one that only holds it; else the order is the server's.
  const begins = (hit: Hit) => ` ${fold(hit.name)}`.includes(` ${fold(text)}`);
  return { hits: [...found.filter(begins), ...pages, ...found.filter((hit) => !begins(hit))], answer };
}

function useFound(text: string) {
  const { locale } = useWords();
  return useAnswer(
    search,
    { query: { q: text, language: locale } },
    { enabled: text.length >= 2, placeholderData: keepPreviousData },
  );
}

/** One search for everything: type, choose with the arrows, open with Enter. The combobox pattern of WAI-ARIA 1.2. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { hits, answer } = useHits(text);
  const at = Math.min(chosen, Math.max(0, hits.length - 1));

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setText(typed.trim());
      setChosen(0);
    }, 120);
    return () => window.clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);

  const open = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onClose();
    void navigate({ to: hit.to, search: hit.search ?? {} });
  };
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.key === 'ArrowDown') setChosen(hits.length === 0 ? 0 : (at + 1) % hits.length);
    else if (e.key === 'ArrowUp') setChosen(hits.length === 0 ? 0 : (at + hits.length - 1) % hits.length);
    else if (e.key === 'Enter') open(hits[at]);
    else if (e.key === 'Escape') onClose();
    else return;
    e.preventDefault();
  };
  const busy = answer.isFetching && text.length >= 2;
  const status =
    text.length < 2
      ? t('shell.search.hint')
      : busy
        ? t('shell.search.busy')
        : t('shell.search.found', { n: hits.length });

  return (
    <Modal
      open
      onClose={onClose}
      aria-label={t('shell.search.label')}
      placement="top"
      width="40rem"
      closeOnBackdropClick
      className="rv-palette"
    >
      <Modal.Body>
        <div onKeyDownCapture={onKeyDown}>
          <Search
            ref={field}
            label={t('shell.search.label')}
            hideLabel={false}
            variant="simple"
            value={typed}
            onChange={setTyped}
            role="combobox"
            aria-expanded={hits.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            autoComplete="off"
            {...(hits.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
          />
        </div>
        <p className="rv-palette-status" role="status">
          {status}
        </p>
        {answer.error !== null && text.length >= 2 && (
          <ProblemView problem={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {text.length >= 2 && !busy && hits.length === 0 && answer.error === null && (
          <p>{t('shell.search.none', { q: text })}</p>
        )}
        <div id={`${id}-list`} role="listbox" aria-label={t('shell.search.label')} className="rv-palette-list">
          {hits.map((hit, n) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled at the field, which keeps the focus
            <div
              key={hit.key}
              id={`${id}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === at}
              className="rv-palette-hit"
              onClick={() => open(hit)}
            >
              <span className="rv-palette-kind">{hit.kind}</span>
              <span className="rv-palette-name">{hit.name}</span>
              <span className="rv-palette-detail">{hit.detail}</span>
            </div>
          ))}
        </div>
      </Modal.Body>
    </Modal>
  );
}
