/** What was left out of a file, in words. */
import type { Rejection } from '#mining/formats/import.ts';

export interface Rejected {
  readonly rejected: number;
  readonly rejections: readonly Rejection<string>[];
}

export function rejectedText(count: number, first: Rejected['rejections']): string {
  const lines = first
    .slice(0, 5)
    .map((one) => `  line ${one.line}: ${one.reason}${one.value === undefined ? '' : ` (${one.value})`}`);
  const more = count > lines.length ? [`  … and ${count - lines.length} more`] : [];
  return [`${count} ${count === 1 ? 'row was' : 'rows were'} left out`, ...lines, ...more].join('\n');
}
