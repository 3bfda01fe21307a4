import { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One operation of the API as a value: the route is registered from it, OpenAPI is written from it, the web client is
 * typed by it, and the authorisation matrix walks it. `refusals` are the tags of every refusal that the operation may
 * answer with besides those every operation has (see `commonRefusals`).
 */
export interface Operation<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  /** Verb and noun, e.g. `complete-step`; the key of the `may.ts` table. */
  readonly name: string;
  readonly method: Method;
  /** Path with `:name` parameters, always below `/api/`. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly output: O;
  readonly refusals: readonly string[];
  /** `json` unless the body or answer is a file, or a browser is sent on to another address. */
  readonly accepts: 'json' | 'file';
  readonly answers: 'json' | 'file' | 'redirect';
}

const nothing = z.object({});
type Nothing = typeof nothing;

/** Refusals that any operation may answer with; a folder never declares these itself. */
export const commonRefusals = [
  'not-signed-in',
  'hat-ended',
  'not-allowed',
  'not-found',
  'invalid-input',
  'wrong-content-type',
  'too-large',
  'too-many-requests',
] as const;

/** Declares an operation; what is left out is empty. */
export function operation<
  O extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(o: {
  name: string;
  method: Method;
  path: `/api/${string}`;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  output: O;
  refusals?: readonly string[];
  accepts?: 'json' | 'file';
  answers?: 'json' | 'file' | 'redirect';
}): Operation<P, Q, B, O> {
  return {
    name: o.name,
    method: o.method,
    path: o.path,
    summary: o.summary,
    params: o.params ?? (nothing as unknown as P),
    query: o.query ?? (nothing as unknown as Q),
    body: o.body ?? (z.undefined() as unknown as B),
    output: o.output,
    refusals: o.refusals ?? [],
    accepts: o.accepts ?? 'json',
    answers: o.answers ?? 'json',
  };
}

/** The query part shared by every list: text, sorting, paging. `sort` is `column` or `-column`. */
export const pageQuery = z.object({
  q: z.string().max(200).optional(),
  sort: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(25),
});

/** One page of a list with the count of all that the caller may see. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.number().int(), page: z.number().int(), size: z.number().int() });
}

/** What a problem answer looks like (RFC 9457), with Resväg's tag and the data that explain the refusal. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  tag: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;
