/** Numbers as logs write them: `12`, `-0.5`, `1e6`, and with a decimal comma `12,50`. NaN means: not a number. */
import { decodeUtf8 } from '#mining/log/utf8.ts';

export function parseNumber(b: Uint8Array, from: number, to: number): number {
  let at = from;
  const negative = b[at] === 45;
  if (negative || b[at] === 43) at++;
  let digits = 0;
  let decimals = -1;
  let value = 0;
  for (; at < to; at++) {
    const byte = b[at]!;
    const digit = byte - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
      if (decimals >= 0) decimals++;
    } else if ((byte === 46 || byte === 44) && decimals < 0) decimals = 0;
    else return unusual(b, from, to);
  }
  if (digits === 0) return Number.NaN;
  if (digits > 15) return unusual(b, from, to);
  const size = decimals > 0 ? value / 10 ** decimals : value;
  return negative ? -size : size;
}

/** Exponents, too many digits for exact arithmetic, and what is no number at all. */
function unusual(b: Uint8Array, from: number, to: number): number {
  if (to - from > 64) return Number.NaN;
  const text = decodeUtf8(b, from, to).trim().replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}
