import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMigrations } from './migrate.ts';

test('a migration that changes rows lifts the row-level security that would hide them all from it', async () => {
  for (const { version, name, text } of await readMigrations()) {
    const statements = text.replace(/--.*$/gm, '').split(';');
    // Row-level security came with the eighth.
    for (const statement of version <= 8 ? [] : statements) {
      const table = /^\s*(?:update|delete from|insert into)\s+(\w+)/i.exec(statement)?.[1];
      if (table !== undefined) assert.match(text, new RegExp(`alter table ${table} no force row level security`), name);
    }
  }
});
