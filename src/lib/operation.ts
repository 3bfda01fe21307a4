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
  'hat-changed',
  'not-allowed',
  'not-found',
  'method-not-allowed',
  'invalid-input',
  'wrong-content-type',
  'too-large',
  'too-many-requests',
] as const;

/**
 * The schema with every object in it, however deep, refusing fields that it doesn't declare. A misspelt field that were
 * dropped would let its sender believe that something was done with it.
 */
export function strictly<T extends z.ZodType>(schema: T): T {
  return strict(schema) as unknown as T;
}

function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(
      Object.entries(schema.shape).map(([name, one]) => [name, strict(one as z.ZodType)]),
    );
    return schema.clone({ ...schema.def, shape, catchall: z.never() });
  }
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: strict(schema.def.element as z.ZodType) });
  if (schema instanceof z.ZodUnion) {
    const options = schema.def.options.map((one) => strict(one as z.ZodType));
    return schema.clone({ ...schema.def, options });
  }
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  ) {
    const inner = { ...schema.def, innerType: strict(schema.def.innerType as z.ZodType) };
    return (schema as z.ZodOptional).clone(inner as z.ZodOptional['def']);
  }
  return schema;
}

/** Declares an operation; what is left out is empty. The body takes the declared fields and no others. */
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
    body: strictly(o.body ?? (z.undefined() as unknown as B)),
    output: o.output,
    refusals: o.refusals ?? [],
    accepts: o.accepts ?? 'json',
    answers: o.answers ?? 'json',
  };
}

/** The query part shared by every list: text and paging. */
export const pageQuery = z.object({
  q: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(25),
});

/** What a list is asked to be sorted by: one of its columns, backwards after a minus sign. */
export type Sort<C extends string> = C | `-${C}`;

/** The query part of a list that can be sorted by these columns, and by no others. */
export function sortedBy<const C extends string>(...columns: readonly [C, ...C[]]) {
  const sorts = columns.flatMap((column): Sort<C>[] => [column, `-${column}`]);
  return pageQuery.extend({ sort: z.enum(sorts as [Sort<C>, ...Sort<C>[]]).optional() });
}

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
