import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatInstant, parseInstant } from './instant.ts';
import { encodeUtf8 } from './utf8.ts';

const parse = (text: string, order?: 'day-first' | 'month-first') => {
  const bytes = encodeUtf8(`x${text}x`);
  return parseInstant(bytes, 1, bytes.length - 1, order);
};
const utc = (text: string) => Date.parse(text);

test('times are read in the forms that logs use', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['2010-12-30T11:02:00Z', '2010-12-30T11:02:00Z'],
    ['2010-12-30T11:02:00+01:00', '2010-12-30T10:02:00Z'],
    ['2010-12-30T11:02:00.250-0530', '2010-12-30T16:32:00.250Z'],
    ['2010-12-30 11:02:00', '2010-12-30T11:02:00Z'],
    ['2010-12-30 11:02', '2010-12-30T11:02:00Z'],
    ['2010-12-30 11:02:00,5', '2010-12-30T11:02:00.500Z'],
    ['2010-12-30T24:00:00Z', '2010-12-31T00:00:00Z'],
    ['30-12-2010:11.02', '2010-12-30T11:02:00Z'],
    ['30/12/2010 11:02:03', '2010-12-30T11:02:03Z'],
    ['30.12.2010', '2010-12-30T00:00:00Z'],
    ['2026-11-23', '2026-11-23T00:00:00Z'],
    ['2026/11/23 9:05', '2026-11-23T09:05:00Z'],
    ['23 november 2026 kl. 10.15', '2026-11-23T10:15:00Z'],
    ['måndag den 23 nov 2026', '2026-11-23T00:00:00Z'],
    ['11 maj 2026', '2026-05-11T00:00:00Z'],
    ['20261123', '2026-11-23T00:00:00Z'],
    ['20261123T101500Z', '2026-11-23T10:15:00Z'],
    ['11/23/2026 1:05 PM', 'NaN'],
    ['1795428000', '2026-11-23T10:00:00Z'],
    ['1795428000123', '2026-11-23T10:00:00.123Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ];
  for (const [text, iso] of forms) assert.equal(parse(text), iso === 'NaN' ? Number.NaN : utc(iso), text);
  assert.equal(parse('11/23/2026 1:05 PM', 'month-first'), utc('2026-11-23T13:05:00Z'));
});

test('what is no time is not guessed at', () => {
  const wrong = [
    '',
    'yesterday',
    '2026-13-01',
    '2026-02-29',
    '2026-01-32T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T00:61:00Z',
  ];
  for (const text of [...wrong, '2026-01-01T00:00:00X', '12', '2026-01-01T00:00:00+1:00', '31-02-2026'])
    assert.ok(Number.isNaN(parse(text)), text);
});

test('any instant from year 0 to 9999 is read as it was written, and as the platform reads it', () => {
  const range = { min: Date.UTC(0, 0, 1) - 1899 * 31_556_952_000, max: Date.UTC(9999, 11, 31) };
  fc.assert(
    fc.property(fc.integer(range), (ms) => {
      assert.equal(parse(formatInstant(ms)), ms);
      assert.equal(parse(new Date(ms).toISOString()), ms);
    }),
  );
});
