import { cellsOf } from '#mining/formats/csv/csv-cells.ts';
import { findSeparator, recogniseColumns } from '#mining/formats/csv/csv-columns.ts';
import { objectFormat } from '#mining/ocel/formats/object-format.ts';

/** The columns of a CSV or Parquet file, those recognised by the same rules as the import's, and a CSV file's first rows. */
export interface Preview {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly recognised: Readonly<Partial<Record<'case' | 'activity' | 'time' | 'end' | 'resource', string>>>;
}

/** What a file seems to be, by its first bytes, and what of it can be asked about before it is sent. */
export type Seen =
  | { readonly kind: 'columns'; readonly preview: Preview }
  /** XES: attributes in its first part that can be left out or replaced; `case` and `resource` are those of the log. */
  | { readonly kind: 'attributes'; readonly names: readonly string[] }
  /** An object-centric log, of which the rest is asked when it has been read. */
  | { readonly kind: 'objects' }
  | { readonly kind: 'unknown' };

const sample = 64 * 1024;

/** The first bytes, decompressed where they are gzip. */
async function beginning(file: File): Promise<Uint8Array> {
  const first = new Uint8Array(await file.slice(0, sample).arrayBuffer());
  if (!(first[0] === 0x1f && first[1] === 0x8b)) return first;
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

/** Looks at a file; what it is called has no part in it. */
export async function previewLog(file: File): Promise<Seen> {
  const bytes = await beginning(file).catch(() => new Uint8Array());
  if (objectFormat(bytes) !== undefined) return { kind: 'objects' };
  if (String.fromCharCode(...bytes.subarray(0, 4)) === 'PAR1') return previewParquet(file);
  const text = textOf(bytes).replace(/^\ufeff/, '');
  if (text.trim() === '') return { kind: 'unknown' };
  if (text.trimStart().startsWith('<')) return { kind: 'attributes', names: attributesOf(text) };
  const [head = '', ...lines] = text.split(/\r?\n/);
  // No name of a column has such characters: the file isn't text.
  if (/\p{Cc}/u.test(head.replaceAll('\t', ''))) return { kind: 'unknown' };
  const separator = findSeparator(head);
  const headers = cellsOf(head, separator);
  const rows = lines.filter((line) => line !== '').slice(0, 5);
  return {
    kind: 'columns',
    preview: { headers, rows: rows.map((line) => cellsOf(line, separator)), recognised: recognisedIn(headers) },
  };
}

/** The reader is fetched when it is needed: few logs are Parquet. */
async function previewParquet(file: File): Promise<Seen> {
  const { parquetColumns } = await import('#mining/formats/parquet/parquet-columns.ts');
  const headers = await parquetColumns({
    byteLength: file.size,
    slice: (start, end) => file.slice(start, end).arrayBuffer(),
  });
  if (headers === undefined) return { kind: 'unknown' };
  return { kind: 'columns', preview: { headers, rows: [], recognised: recognisedIn(headers) } };
}

function recognisedIn(headers: readonly string[]): Preview['recognised'] {
  const found = recogniseColumns(headers, {});
  if ('length' in found) return {};
  const named = (at: number | undefined) => (at === undefined ? undefined : headers[at]);
  const two = found.start !== undefined;
  const recognised = {
    case: named(found.case),
    activity: named(found.activity),
    time: named(two ? found.start : found.time),
    end: two ? named(found.time) : undefined,
    resource: named(found.resource),
  };
  return Object.fromEntries(Object.entries(recognised).filter(([, name]) => name !== undefined));
}

function attributesOf(xes: string): readonly string[] {
  const keys = [
    ...xes.slice(xes.indexOf('<trace')).matchAll(/<(?:string|id|int|date|float|boolean)\s[^>]*?\bkey="([^"]+)"/g),
  ];
  const own = new Set(keys.map(([, key]) => key!));
  for (const standard of ['concept:name', 'org:resource', 'time:timestamp', 'lifecycle:transition'])
    own.delete(standard);
  return ['case', 'resource', ...own];
}

/** What a log says of its cases and events, by name, that can be left out or replaced. */
export function guardableColumns(seen: Seen): readonly string[] {
  if (seen.kind === 'columns') return seen.preview.headers.filter((name) => name !== '');
  return seen.kind === 'attributes' ? seen.names : [];
}
