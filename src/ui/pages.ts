import { lazyRouteComponent } from '@tanstack/react-router';
import type { FunctionComponent } from 'react';
import type { Rule } from '#lib/acting.ts';
import type { WordKey } from './words.ts';

/** The groups of the menu: the strategy's three verbs, with today before and administration after. */
export type MenuGroup = 'today' | 'understand' | 'lead' | 'improve' | 'administer';

/** One page of the product, declared by the folder it belongs to in `screens/pages.ts`, gathered in `src/app/web/pages.ts`. */
export interface PageDef {
  /** Swedish path, ids as `$name`: `/personer/$personId`. */
  readonly path: `/${string}`;
  readonly component: FunctionComponent;
  /** The name of the page in the menu and in the search palette. */
  readonly titleKey: WordKey;
  /** Shown to those who aren't signed in too, in place of the sign-in. */
  readonly open?: true;
  /** Where it is in the menu; pages that are reached from others leave it out. */
  readonly menu?: {
    readonly group: MenuGroup;
    readonly order: number;
    /** The rule of the operation that the page begins with: who may never do it isn't offered the page. */
    readonly rule: Rule;
  };
}

/** A page whose code is fetched when it is opened (or pointed at): `lazyPage(() => import('./people.tsx'), 'People')`. */
export function lazyPage<M extends Record<string, unknown>, K extends keyof M & string>(
  load: () => Promise<M>,
  name: K,
): FunctionComponent {
  return lazyRouteComponent(load as () => Promise<Record<string, FunctionComponent>>, name) as FunctionComponent;
}
