import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findIdentityNumbers, personalDataIn } from './identity-number.ts';

// 811218-9876 is the example number of the tax agency (SKV 704); it belongs to nobody.
test('D01 identity numbers are found however they are written', () => {
  for (const text of [
    'Ring 811218-9876 i morgon',
    '8112189876',
    '198112189876',
    '19811218-9876',
    '1981-12-18-9876',
    '811218+9876',
    '81 12 18 9876',
    '811218–9876',
    '８１１２１８-９８７６',
    'mamma:811218 - 9876.',
    '811218\u200b-9876',
    '81\u00ad12\u206018-98\u200d76',
    '811218\u00a09876',
    '8\ufe0f11218-9876',
  ])
    assert.equal(findIdentityNumbers(text).length, 1, text);
});

test('D01 coordination numbers, whose day is sixty more, are found', () => {
  assert.deepEqual(findIdentityNumbers('samordningsnummer 701063-2391'), ['701063-2391']);
});

test('numbers that only look alike pass: wrong check digit, impossible date, longer runs of digits', () => {
  for (const text of [
    '811218-9875',
    '811318-9870',
    'BU-2026-00123',
    '08-123 45 67',
    'SOC 2026/01234',
    '58112189876123',
    'möte 2026-11-23 kl 14.30',
  ])
    assert.deepEqual(findIdentityNumbers(text), [], text);
});

test('the answer never repeats the whole number', () => {
  assert.equal(personalDataIn('inget här', 'men 811218-9876'), '811218-****');
  assert.equal(personalDataIn('inget här', 'eller här'), undefined);
});

test('D01 every number with a possible date and the right check digit is found inside any text', () => {
  const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.integer({ min: 0, max: 999 }), fc.constantFrom('-', '+', ''), (day, serial, sign) => {
      const digits = `${day.toISOString().slice(2, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
      const sum = [...digits].reduce((s, d, i) => {
        const n = Number(d) * (i % 2 === 0 ? 2 : 1);
        return s + (n > 9 ? n - 9 : n);
      }, 0);
      const number = `${digits.slice(0, 6)}${sign}${digits.slice(6)}${(10 - (sum % 10)) % 10}`;
      assert.equal(findIdentityNumbers(`Kontakt (${number}), återkom`).length, 1, number);
    }),
  );
});
