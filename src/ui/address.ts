import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { z } from 'zod';

/** The address's query as plain words: `?hat=board&page=2`, so that it can be read, written by hand and sent as a link. */
export function parseAddress(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function writeAddress(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value));
  return query.size === 0 ? '' : `?${query}`;
}

/** Reads what a schema knows of the address; a field that doesn't fit falls back to its default, the others stay. */
export function readState<S extends z.ZodObject>(schema: S, search: Readonly<Record<string, unknown>>): z.output<S> {
  const whole = schema.safeParse(search);
  if (whole.success) return whole.data;
  const good = { ...search };
  for (const issue of whole.error.issues) delete good[String(issue.path[0])];
  return schema.parse(good);
}

/**
 * State of a screen kept in the address: typed by a schema whose fields all have defaults or are optional. Setting a
 * field to undefined takes it out. `replace` (the default for typing and filtering) adds nothing to the history.
 */
export function useAddress<S extends z.ZodObject>(
  schema: S,
): [z.output<S>, (change: Partial<z.input<S>>, options?: { push?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const set = (change: Partial<z.input<S>>, { push = false } = {}) =>
    void navigate({
      to: '.',
      search: ((before: Record<string, unknown>) => ({ ...before, ...change })) as never,
      replace: !push,
      resetScroll: false,
    });
  return [readState(schema, search), set];
}

/** A parameter of the page's path: `useParam('personId')` on `/personer/$personId`. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? '';
}
