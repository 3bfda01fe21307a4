import {
  BarChartIcon,
  Buildings3Icon,
  ChevronRightIcon,
  ClipboardCheckmarkIcon,
  CompassIcon,
  EarIcon,
  ExclamationmarkTriangleIcon,
  EyeIcon,
  FileSearchIcon,
  GavelIcon,
  HatSchoolIcon,
  HouseIcon,
  MenuHamburgerIcon,
  PersonGroupIcon,
  PersonIcon,
  PersonSuitIcon,
  TasklistIcon,
  XMarkIcon,
} from '@navikt/aksel-icons';
import { Link, useRouterState } from '@tanstack/react-router';
import { type FunctionComponent, useEffect, useId, useState } from 'react';
import type { MenuGroup, PageDef } from '#ui/pages.ts';
import { useMay } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { pages } from './pages.ts';

const icons: Readonly<Record<string, FunctionComponent<{ 'aria-hidden'?: boolean; fontSize?: string }>>> = {
  '/idag': HouseIcon,
  '/processer': CompassIcon,
  '/resultat': BarChartIcon,
  '/resor': TasklistIcon,
  '/team': PersonGroupIcon,
  '/ledning': PersonSuitIcon,
  '/hinder': ExclamationmarkTriangleIcon,
  '/strategi': GavelIcon,
  '/organisation': Buildings3Icon,
  '/personer': PersonIcon,
  '/roller': ClipboardCheckmarkIcon,
  '/rollkatalog': HatSchoolIcon,
  '/granskning': FileSearchIcon,
  '/loggkontroll': EyeIcon,
  '/tillganglighet/rapporter': EarIcon,
};

const groups: readonly MenuGroup[] = ['today', 'understand', 'lead', 'improve', 'administer'];

/** The pages that this hat is offered, by group and order. What it may never do isn't among them. */
export function useMenu(): readonly { group: MenuGroup; items: readonly PageDef[] }[] {
  const may = useMay();
  return groups
    .map((group) => ({
      group,
      items: pages
        .filter(({ menu }) => menu !== undefined && menu.group === group && may(menu.rule))
        .toSorted((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0)),
    }))
    .filter(({ items }) => items.length > 0);
}

function Item({ page, small = false }: { page: PageDef; small?: boolean }) {
  const { t } = useWords();
  const Icon = icons[page.path] ?? ChevronRightIcon;
  return (
    <Link
      to={page.path}
      className={small ? 'rv-tab' : 'rv-nav-item'}
      activeProps={{ className: 'rv-active', 'aria-current': 'page' }}
    >
      <Icon aria-hidden fontSize="1.375rem" />
      <span>{t(page.titleKey)}</span>
    </Link>
  );
}

/** The menu by the three verbs, at the side of a wide window. */
export function Menu() {
  const { t } = useWords();
  const menu = useMenu();
  const id = useId();
  return (
    <>
      {menu.map(({ group, items }) => (
        <div key={group} className="rv-nav-group">
          {group !== 'today' && (
            <h2 className="rv-nav-verb" id={`${id}-${group}`}>
              {t(`shell.menu.${group}`)}
            </h2>
          )}
          <ul {...(group === 'today' ? {} : { 'aria-labelledby': `${id}-${group}` })}>
            {items.map((page) => (
              <li key={page.path}>
                <Item page={page} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

/** On a phone: the first page of each verb at the bottom, and the whole menu behind a button. */
export function BottomBar() {
  const { t } = useWords();
  const menu = useMenu();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!open) return;
    const close = (e: KeyboardEvent) => e.key === 'Escape' && setOpen(false);
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [open]);
  const firsts = menu.filter(({ group }) => group !== 'administer').flatMap(({ items }) => items.slice(0, 1));
  return (
    <>
      {open && (
        <div className="rv-sheet" id="rv-sheet">
          <Menu />
        </div>
      )}
      <div className="rv-tabs">
        {firsts.map((page) => (
          <Item key={page.path} page={page} small />
        ))}
        <button
          type="button"
          className="rv-tab"
          aria-expanded={open}
          aria-controls="rv-sheet"
          onClick={() => setOpen(!open)}
        >
          {open ? <XMarkIcon aria-hidden fontSize="1.375rem" /> : <MenuHamburgerIcon aria-hidden fontSize="1.375rem" />}
          <span>{open ? t('shell.close') : t('shell.menu.open')}</span>
        </button>
      </div>
    </>
  );
}
