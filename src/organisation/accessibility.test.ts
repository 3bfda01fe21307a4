import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkContact, checkReport } from './accessibility.ts';

const tagOf = (contact: string) => {
  const checked = checkContact(contact);
  return checked.ok ? undefined : checked.refusal.tag;
};

test('one e-mail address or one phone number is a contact, as people write them', () => {
  for (const contact of [
    'kim@example.org',
    'kim.o-berg@kommun.example.se',
    '070-174 06 05',
    '0480 00 00 00',
    '+46 70 174 06 05',
    '+46(0)701740605',
    // A number set aside for fiction, which as a coordination number would be of a possible day with the right check digit.
    '070-174 06 15',
    '0701740615',
  ])
    assert.equal(tagOf(contact), undefined, contact);
});

test('what cannot be answered to is no contact', () => {
  for (const contact of ['Kim', 'kim@', '@example.org', 'kim@example.org, bo@example.org', '12345', '701740605', '0-1'])
    assert.equal(tagOf(contact), 'contact-not-understood', contact);
});

// 811218-9876 is the example number of the tax agency (SKV 704); it belongs to nobody.
test('D01 an identity number is no contact, and is in no part of a report', () => {
  for (const contact of ['811218-9876', '198112189876', '8112189876@example.org', '070174-0615'])
    assert.equal(tagOf(contact), 'personal-data-in-text', contact);
  const typed = { note: 'Går inte att läsa', page: '/resor', contact: '' };
  for (const report of [
    { ...typed, note: 'Hittar inte 811218-9876' },
    { ...typed, page: '/resor?q=811218-9876' },
    { ...typed, contact: '811218-9876' },
  ]) {
    const checked = checkReport(report);
    assert.equal(checked.ok ? undefined : checked.refusal.tag, 'personal-data-in-text');
  }
});

test('a report without contact has none', () => {
  assert.deepEqual(checkReport({ note: 'Går inte att läsa', page: '', contact: '  ' }), {
    ok: true,
    value: { note: 'Går inte att läsa', page: '', contact: null },
  });
});
