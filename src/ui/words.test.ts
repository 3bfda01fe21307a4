import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import IntlMessageFormat from 'intl-messageformat';
import { commonRefusals, type Operation } from '#lib/operation.ts';
import { en } from './words/en.ts';
import { sv } from './words/sv.ts';

const source = join(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));

test('Swedish and English have the same keys', () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(sv).sort());
});

/** The names that a text is filled in with. */
function valuesOf(text: string, locale: string): string[] {
  const names = new Set<string>();
  const walk = (parts: readonly unknown[]) => {
    for (const part of parts as { type: number; value: string; options?: Record<string, { value: unknown[] }> }[]) {
      if (part.type !== 0 && part.type !== 7) names.add(part.value);
      for (const option of Object.values(part.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, locale).getAst());
  return [...names].sort();
}

test('a text is filled in with the same values in both languages', () => {
  for (const [key, text] of Object.entries(sv))
    assert.deepEqual(valuesOf(en[key as keyof typeof sv], 'en'), valuesOf(text, 'sv'), key);
});

test('no key is left that nothing uses', () => {
  const code = files
    .filter((file) => /\.tsx?$/.test(file) && !/^ui\/words\/|\.test\.ts$/.test(file))
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .join('\n');
  const whole = new Set([...code.matchAll(/['"`]([a-z]+(?:[.-][a-zA-Z0-9-]+)*)['"`]/g)].map(([, key]) => key));
  const begun = [...code.matchAll(/`([a-z][a-zA-Z0-9.-]*\.)\$\{/g)].map(([, start]) => start ?? '');
  const unused = Object.keys(sv).filter((key) => !whole.has(key) && !begun.some((start) => key.startsWith(start)));
  assert.deepEqual(unused, []);
});

test('every refusal of every operation says what happened, why and what to do', async () => {
  const tags = new Set<string>([
    ...commonRefusals,
    'database-unreachable',
    'database-busy',
    'disk-full',
    'set-up',
    'bug',
  ]);
  for (const file of files.filter((name) => /(^|\/)([a-z-]*-)?api\.ts$/.test(name))) {
    const module = (await import(join(source, file))) as Record<string, Partial<Operation> | undefined>;
    for (const value of Object.values(module)) for (const tag of value?.refusals ?? []) tags.add(tag);
  }
  const missing = [...tags].flatMap((tag) =>
    ['', '.why', '.do'].map((end) => `refusal.${tag}${end}`).filter((key) => !(key in sv)),
  );
  assert.deepEqual(missing, []);
});
