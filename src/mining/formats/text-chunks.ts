/** Text on its way to a file: pieces are joined to chunks of bytes, so that no log is ever one string. */
import { encodeUtf8 } from '#mining/log/utf8.ts';

const CHUNK = 1 << 18;

export function* textChunks(pieces: Iterable<string>): Generator<Uint8Array> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length >= CHUNK) {
      yield encodeUtf8(text);
      text = '';
    }
  }
  if (text !== '') yield encodeUtf8(text);
}
