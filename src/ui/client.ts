import {
  type UseMutationOptions,
  type UseQueryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { type Operation, Problem } from '#lib/operation.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import { hatHeader, shownHat } from './worn-hat.ts';

type Part<K extends string, T> = Record<never, never> extends T ? { readonly [k in K]?: T } : { readonly [k in K]: T };
type BodyPart<B> = undefined extends B ? { readonly body?: B } : { readonly body: B };

/** What an operation is asked with: only the parts that it declares, and those it needs are compulsory. */
export type Input<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Part<'params', z.input<P>> &
  Part<'query', z.input<Q>> &
  BodyPart<z.input<B>> & {
    /** The file of an operation that accepts one. */
    readonly file?: File;
    /** Called while a file is sent, with the share that has gone, 0–1. */
    readonly onSent?: (share: number) => void;
  };

type AnyInput = {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly file?: File;
  readonly onSent?: (share: number) => void;
};

/** Problems that the browser finds itself: the server was not reached, or answered something that is not ours. */
export const lostConnection: Problem = {
  type: 'about:blank',
  title: 'Connection lost',
  status: 0,
  tag: 'connection-lost',
};
const notOurs = (status: number): Problem => ({ type: 'about:blank', title: 'Unexpected answer', status, tag: 'bug' });

/** Nobody answered, or the server says that it will soon be able to again. */
export function isPassing(problem: Problem): boolean {
  return (
    problem.tag === 'connection-lost' || problem.status === 502 || problem.status === 503 || problem.status === 504
  );
}

/** The address of an operation with its parameters and query filled in; what is undefined or empty is left out. */
export function addressOf(operation: Pick<Operation, 'path'>, input: Pick<AnyInput, 'params' | 'query'> = {}): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {}))
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value));
  return query.size === 0 ? path : `${path}?${query}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const read = Problem.safeParse(await response.json().catch(() => undefined));
  if (read.success) return read.data;
  return response.status >= 502 && response.status <= 504 ? lostConnection : notOurs(response.status);
}

const hatShown = (): Record<string, string> => {
  const hat = shownHat();
  return hat === undefined ? {} : { [hatHeader]: hat };
};

/** Sends a file with progress, which `fetch` cannot tell. */
function send(method: string, address: string, file: File, onSent?: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.set('file', file);
    request.open(method, address);
    for (const [name, value] of Object.entries(hatShown())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (e) => {
      if (e.lengthComputable) onSent?.(e.loaded / e.total);
    });
    request.addEventListener('load', () => resolve(new Response(request.responseText, { status: request.status })));
    request.addEventListener('error', () => reject(new TypeError('connection lost')));
    request.send(form);
  });
}

function fetchOf(operation: Operation, input: AnyInput, signal?: AbortSignal): Promise<Response> {
  const address = addressOf(operation, input);
  if (input.file !== undefined) return send(operation.method, address, input.file, input.onSent);
  return fetch(address, {
    method: operation.method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...hatShown(),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/**
 * Asks the server for an operation. Refusals come back as values; a server that cannot be reached is the problem
 * `connection-lost`. Answers are not validated here: the server validates and strips them by the same schema.
 */
export async function call<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, Q, B, O>,
  input: Input<P, Q, B>,
  signal?: AbortSignal,
): Promise<Result<z.output<O>, Problem>> {
  try {
    const response = await fetchOf(operation as unknown as Operation, input as AnyInput, signal);
    if (!response.ok) return refuse(await problemOf(response));
    return ok((await response.json()) as z.output<O>);
  } catch (error) {
    if (signal?.aborted) throw error;
    return refuse(lostConnection);
  }
}

const unwrapped = <T>(result: Result<T, Problem>): T | Promise<never> =>
  result.ok ? result.value : Promise.reject(result.refusal);

/** The key under which an answer is kept; its first part is the operation's name, for `invalidates`. */
export function answerKey(operation: Pick<Operation, 'name'>, input: AnyInput = {}): readonly unknown[] {
  return [operation.name, input.params ?? {}, input.query ?? {}];
}

/** Asks for an answer and keeps it: reading operations. The answer before stays while the next one is fetched. */
export function useAnswer<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, Q, B, O>,
  input: Input<P, Q, B>,
  options: Omit<UseQueryOptions<z.output<O>, Problem>, 'queryKey' | 'queryFn'> = {},
) {
  return useQuery<z.output<O>, Problem>({
    queryKey: answerKey(operation as unknown as Operation, input as AnyInput),
    queryFn: async ({ signal }) => unwrapped(await call(operation, input, signal)),
    ...options,
  });
}

/**
 * Does something: writing operations. `invalidates` names the reading operations whose answers are old afterwards
 * (all of them when left out). Nothing is sent twice by itself unless the server said that it took nothing.
 */
export function useDo<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, Q, B, O>,
  options: { readonly invalidates?: readonly Pick<Operation, 'name'>[] } & Omit<
    UseMutationOptions<z.output<O>, Problem, Input<P, Q, B>>,
    'mutationFn'
  > = {},
) {
  const queries = useQueryClient();
  const { invalidates, onSuccess, ...rest } = options;
  return useMutation<z.output<O>, Problem, Input<P, Q, B>>({
    mutationFn: async (input) => unwrapped(await call(operation, input)),
    onSuccess: async (...args) => {
      if (invalidates === undefined) void queries.invalidateQueries();
      else for (const { name } of invalidates) void queries.invalidateQueries({ queryKey: [name] });
      await onSuccess?.(...args);
    },
    ...rest,
  });
}
