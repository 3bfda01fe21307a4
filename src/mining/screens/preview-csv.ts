import { cellsOf } from '#mining/formats/csv-cells.ts';
import { findSeparator, recogniseColumns } from '#mining/formats/csv-columns.ts';

/** The first rows of a CSV file with the columns that are recognised by name, by the same rules as the import's. */
export interface Preview {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly recognised: Readonly<Partial<Record<'case' | 'activity' | 'time' | 'end' | 'resource', string>>>;
}

const sample = 64 * 1024;

async function beginning(file: File): Promise<Uint8Array> {
  if (!file.name.toLowerCase().endsWith('.gz')) return new Uint8Array(await file.slice(0, sample).arrayBuffer());
  const reader = file.slice(0, sample).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const { value } = await reader.read();
  void reader.cancel().catch(() => undefined);
  return value ?? new Uint8Array();
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.lastIndexOf(10) + 1 || undefined));
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * What a log says of its cases and events, by name, that can be left out or replaced: columns of a CSV file but for those of
 * activity and time, attributes in the first part of a XES file. `case` and `resource` are those of a XES file.
 */
export async function guardableColumns(file: File, preview: Preview | null): Promise<readonly string[]> {
  if (preview !== null) return preview.headers.filter((name) => name !== '');
  const text = textOf(await beginning(file).catch(() => new Uint8Array()));
  if (!text.trimStart().startsWith('<')) return [];
  const keys = [
    ...text.slice(text.indexOf('<trace')).matchAll(/<(?:string|id|int|date|float|boolean)\s[^>]*?\bkey="([^"]+)"/g),
  ];
  const own = new Set(keys.map(([, key]) => key!));
  for (const standard of ['concept:name', 'org:resource', 'time:timestamp', 'lifecycle:transition'])
    own.delete(standard);
  return ['case', 'resource', ...own];
}

/** Null for what isn't CSV (by its first character: XES begins with `<`) and for what can't be read at all. */
export async function previewCsv(file: File): Promise<Preview | null> {
  const text = textOf(await beginning(file).catch(() => new Uint8Array())).replace(/^\ufeff/, '');
  if (text.trim() === '' || text.trimStart().startsWith('<')) return null;
  const [head = '', ...lines] = text.split(/\r?\n/);
  const separator = findSeparator(head);
  const headers = cellsOf(head, separator);
  const found = recogniseColumns(headers, {});
  const named = (at: number | undefined) => (at === undefined ? undefined : headers[at]);
  const two = !('length' in found) && found.start !== undefined;
  const recognised =
    'length' in found
      ? {}
      : {
          case: named(found.case),
          activity: named(found.activity),
          time: named(two ? found.start : found.time),
          ...(two ? { end: named(found.time) } : {}),
          resource: named(found.resource),
        };
  return {
    headers,
    rows: lines
      .filter((l) => l !== '')
      .slice(0, 5)
      .map((l) => cellsOf(l, separator)),
    recognised: Object.fromEntries(Object.entries(recognised).filter(([, v]) => v !== undefined)),
  };
}
