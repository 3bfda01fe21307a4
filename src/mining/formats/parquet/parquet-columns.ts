/** The names of a Parquet file's columns, without reading any of their values. */
import { parquetMetadataAsync, parquetSchema } from 'hyparquet';
import type { ByteSource } from './parquet-read.ts';

/** In the order of the file; undefined for one that is damaged, of which an import says what is wrong. */
export async function parquetColumns(file: ByteSource): Promise<readonly string[] | undefined> {
  try {
    return parquetSchema(await parquetMetadataAsync(file)).children.map(({ element }) => element.name);
  } catch {
    return undefined;
  }
}
