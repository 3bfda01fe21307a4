import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { parseAddress, writeAddress } from '#ui/address.ts';
import { Crash } from './crash.tsx';
import { NotFound } from './not-found.tsx';
import { pages } from './pages.ts';
import { Root } from './root.tsx';

/** The pages of all folders below one root, which decides what is shown before anything else: sign-in, hat, shell. */
export function makeRouter() {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Crash });
  const first = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: pages.some(({ path }) => path === '/idag') ? '/idag' : '/processer', replace: true });
    },
  });
  const routes = pages.map(({ path, component }) => createRoute({ getParentRoute: () => root, path, component }));
  return createRouter({
    routeTree: root.addChildren([first, ...routes]),
    parseSearch: parseAddress,
    stringifySearch: writeAddress,
    defaultPreload: 'intent',
    defaultErrorComponent: Crash,
    scrollRestoration: true,
  });
}
