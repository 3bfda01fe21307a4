import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBlank, sameName, tidyName, unreadableIn } from './name.ts';

test('names that look the same are the same, whatever the case, spaces, width, dashes and unseen characters', () => {
  for (const other of ['PROCESSSTÖD', ' process\u00adstöd', 'Process\u200bstöd', 'Ｐrocessstöd', 'Processsto\u0308d'])
    assert.ok(sameName('Processstöd', other), other);
  assert.ok(sameName('Barn- och unga', 'barn\u2010  och\u00a0unga'));
  assert.ok(!sameName('Processstöd', 'Process stöd'));
  assert.equal(tidyName(' A\u030asa\t Öberg '), 'Åsa Öberg');
});

test('a name without a letter, with what is not seen, or with a word of two scripts cannot be read', () => {
  for (const [name, shown] of [
    ['', ''],
    ['12', '12'],
    ['\u200b', '\ufffd'],
    ['Process\u200bstöd', 'Process\ufffdstöd'],
    ['\u202eldötS', '\ufffdldötS'],
    ['Stöd\u3164', 'Stöd\ufffd'],
    ['Nämnd\u0000', 'Nämnd\ufffd'],
    ['Gr\u0430nskare', 'Gr\u0430nskare'],
    ['Lednin\u03b3', 'Lednin\u03b3'],
  ] as const)
    assert.equal(unreadableIn('Ledning', name), shown, JSON.stringify(name));
  for (const name of [
    'Åsa Öberg',
    'Team 1',
    'Renée O’Neil-Śmigły',
    'Анна Larsson',
    'أمل',
    '李明',
    'Å',
    'IFO & FH (15 µg)',
  ])
    assert.equal(unreadableIn(name), undefined, name);
});

test('text of unseen characters alone is blank', () => {
  for (const text of ['', ' \n', '\u200b', '\u202e\u2800\ufeff ']) assert.ok(isBlank(text), JSON.stringify(text));
  for (const text of ['a', '!', '👍']) assert.ok(!isBlank(text), text);
});
