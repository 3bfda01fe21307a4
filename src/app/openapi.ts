import { z } from 'zod';
import { groupBy } from '#lib/group.ts';
import { type Operation, Problem } from '#lib/operation.ts';
import type { Route } from '#platform/http.ts';
import { commonStatus, faultStatus, type StatusTable } from '#platform/problem.ts';

type Json = { readonly [key: string]: unknown };

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest;
}

function parameters(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }));
}

function bodyOf(operation: Operation): Json {
  if (operation.accepts === 'file') {
    const file = {
      type: 'object',
      properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } };
  }
  if (operation.body instanceof z.ZodUndefined) return {};
  const required = !operation.body.safeParse(undefined).success;
  return { requestBody: { required, content: { 'application/json': { schema: schemaOf(operation.body, 'input') } } } };
}

/** The problem answers by status, each with the tags that it may carry. */
function problems({ operation, rule }: Route, statuses: StatusTable): Json {
  const told = operation.answers === 'redirect' ? [] : operation.refusals;
  const own: string[] = [...told, 'invalid-input', 'too-many-requests'];
  if (rule !== 'anyone') own.push('not-signed-in', 'hat-ended', 'hat-changed');
  if (typeof rule === 'object') own.push('not-allowed');
  if (operation.path.includes(':')) own.push('not-found');
  if (operation.method !== 'GET') own.push('too-large');
  if (operation.accepts === 'json' && !(operation.body instanceof z.ZodUndefined)) own.push('wrong-content-type');
  const byStatus = new Map<number, string[]>();
  for (const tag of new Set(own)) {
    const status = statuses[tag] ?? (commonStatus as StatusTable)[tag];
    if (status === undefined) throw new Error(`bug: ${operation.name} may refuse ${tag}, which has no status`);
    byStatus.set(status, [...(byStatus.get(status) ?? []), tag]);
  }
  const answers = [...byStatus].map(([status, tags]) => [`${status}`, problemAnswer(tags)] as const);
  const faults = operation.method === 'GET' ? (['503'] as const) : (['503', '507'] as const);
  const common = [...faults, '500' as const].map((status) => [status, { $ref: `#/components/responses/${status}` }]);
  return Object.fromEntries([...answers, ...common]);
}

function problemAnswer(tags: readonly string[]): Json {
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', properties: { tag: { enum: [...tags].sort() } } },
    ],
  };
  return { description: [...tags].sort().join(', '), content: { 'application/problem+json': { schema } } };
}

/** Bugs and faults of the world, which any operation may be answered with; `set-up` ends the start and answers no request. */
function commonAnswers(): Json {
  const byStatus = groupBy(
    Object.entries({ bug: 500, ...faultStatus }).filter(([tag]) => tag !== 'set-up'),
    ([, status]) => status,
  );
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [`${status}`, problemAnswer(all.map(([tag]) => tag))]),
  );
}

/** A browser is sent on, whether it went well or not; a refusal is named in the address that it is sent to. */
function redirects({ refusals }: Operation): Json {
  const location = { description: 'Where to go on', schema: { type: 'string' } };
  const description = `Sent on: to the address in turn, or back with \`refused\` set to one of ${[...refusals].sort().join(', ')}`;
  return { 303: { description, headers: { Location: location } } };
}

function answerOf(operation: Operation): Json {
  if (operation.answers === 'file')
    return { description: 'The file', content: { 'application/octet-stream': { schema: {} } } };
  return {
    description: 'Done',
    content: { 'application/json': { schema: schemaOf(operation.output, 'output') } },
  };
}

function ruleText(rule: Route['rule']): string {
  if (typeof rule === 'string') return rule === 'anyone' ? 'Anyone.' : 'Anyone signed in.';
  return Object.entries(rule)
    .map(([hat, reach]) => `${hat} (${reach})`)
    .join(', ');
}

/** The API as an OpenAPI 3.1 document, written from the operations themselves so that it can't say anything else. */
export function openapi(routes: readonly Route[], statuses: StatusTable, version: string): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of routes) {
    const { operation, rule } = one;
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][operation.method.toLowerCase()] = {
      operationId: operation.name,
      summary: operation.summary,
      tags: [operation.path.split('/')[2]],
      description: `May be done by: ${ruleText(rule)}`,
      parameters: [
        ...parameters(operation.params, 'path'),
        ...parameters(operation.query, 'query'),
        ...(rule === 'anyone' ? [] : [{ $ref: '#/components/parameters/Hat' }]),
      ],
      ...(rule === 'anyone' ? { security: [] } : {}),
      ...bodyOf(operation),
      responses: {
        ...(operation.answers === 'redirect' ? redirects(operation) : { 200: answerOf(operation) }),
        ...problems(one, statuses),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Resväg', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      responses: commonAnswers(),
      parameters: {
        Hat: {
          name: 'resvag-hat',
          in: 'header',
          required: false,
          description:
            'The assignment that the caller believes to act by; another one by now is refused as hat-changed (409).',
          schema: { type: 'string', format: 'uuid' },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'resvag_session' } },
    },
  };
}
