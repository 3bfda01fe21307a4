import type { Route } from '#platform/http.ts';
import { commonStatus, problemType, type StatusTable } from '#platform/problem.ts';

/** The page of refusals: each tag, its status, its problem type and which operations may answer it. */
export function describeRefusals(routes: readonly Route[], statuses: StatusTable): string {
  const operations = new Map<string, string[]>();
  for (const { operation } of routes)
    for (const tag of operation.refusals) operations.set(tag, [...(operations.get(tag) ?? []), operation.name]);
  const lines = Object.entries(statuses)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, status]) => {
      const by = tag in commonStatus ? 'any' : (operations.get(tag) ?? []).sort().join(', ');
      return `| \`${tag}\` | ${status} | \`${problemType(tag)}\` | ${by} |`;
    });
  return [
    '# Refusals',
    '',
    'Generated from the code (`npm run generate`). A refusal is the state that stands in the way. It is answered as a',
    'problem (RFC 9457, `application/problem+json`) with its `tag` and, in `data`, what explains it. A fault of the world',
    '(the database is gone: 503, the disk is full: 507) and a bug of ours (500) are answered in the same form.',
    '',
    '| Tag | Status | Problem type | Operations |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}
