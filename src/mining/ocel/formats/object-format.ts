/** Tells object-centric logs from other files by their contents, whatever they are called. */
import { sniffEncoding } from '#mining/formats/text-encoding.ts';
import { decodeUtf8 } from '#mining/log/utf8.ts';

/** Bytes that suffice to tell an object-centric log from others by `objectFormat`. */
export const ENOUGH_TO_TELL = 1 << 16;

/**
 * What kind of object-centric log a file may be, by its first bytes; nothing for a case log or another file. XES and OCEL
 * in XML have the same root, but their elements differ.
 */
export function objectFormat(first: Uint8Array): 'json' | 'xml' | 'sqlite' | undefined {
  const { skip } = sniffEncoding(first);
  const ascii = decodeUtf8(first.subarray(skip, ENOUGH_TO_TELL).filter((byte) => byte !== 0));
  if (ascii.startsWith('SQLite format 3')) return 'sqlite';
  if (/^\s*\{/.test(ascii)) return 'json';
  if (!/^\s*</.test(ascii)) return undefined;
  const found = /<(trace|object-types|event-types|events|objects)[\s/>]|<global\s+scope\s*=\s*["']object["']/.exec(
    ascii,
  );
  return found !== null && found[1] !== 'trace' ? 'xml' : undefined;
}
