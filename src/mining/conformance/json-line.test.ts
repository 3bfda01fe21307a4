import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineOfBadJson } from './json-line.ts';

test('the line where a text stops being JSON', () => {
  const of = (text: string) => lineOfBadJson(text);
  assert.equal(of('{"a": 1,\n "b": }'), 2);
  assert.equal(of('{"a": 1\n\n "b": 2}'), 3);
  assert.equal(of('{"a": [1, 2,\n]}'), 2);
  assert.equal(of("{\n'a': 1}"), 2);
  assert.equal(of('{\n"a": 01}'), 2);
  assert.equal(of('{"a": 1}\n}'), 2);
  assert.equal(of('{"a":\n{"b": 1}'), 2);
  assert.equal(of('[1]\n[2]'), 2);
  assert.equal(of('["a\nb"]'), 1);
  assert.equal(of(''), 1);
});

test('a line that is spoilt is the line that is told', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 6 }), fc.nat(), (values, n) => {
      const lines = values.map((one) => JSON.stringify(one));
      const at = n % lines.length;
      lines[at] = `@ ${lines[at]}`;
      assert.equal(lineOfBadJson(`[\n${lines.join(',\n')}\n]`), at + 2);
    }),
  );
});
