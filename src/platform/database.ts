import { Socket } from 'node:net';
import pg from 'pg';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { assert, type Result } from '#lib/result.ts';
import { asFault, Fault, isLostRace } from './fault.ts';

/** Whose rows: the organisation that row-level security narrows every statement of the transaction to. */
export interface Who {
  readonly organisationId: string;
}

/** One transaction. SQL is text one can read: ``tx.rows<Row>(sql`select … where id = ${id}`)``. */
export interface Tx {
  rows<T>(query: Sql): Promise<T[]>;
  /** The first row, or nothing. */
  one<T>(query: Sql): Promise<T | undefined>;
  /** The count of rows changed. */
  run(query: Sql): Promise<number>;
  /**
   * Sends a statement whose answer nobody needs (a plain insert) together with what follows, at best the commit: a round
   * trip less. If it fails, nothing is kept and the transaction's promise rejects with its error.
   */
  queue(query: Sql): void;
}

/** A transaction of no organisation, which may also run a text of many statements (a migration). */
export interface SystemTx extends Tx {
  script(text: string): Promise<void>;
}

export interface Database {
  /**
   * One reading transaction for an organisation. It must not change anything besides the audit trail's note of the
   * reading (`logRead`), because its commit is not waited for: `run` of anything else is a bug.
   */
  read<T>(who: Who, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * One writing transaction for an organisation. When it answers, all is on disk. A refusal from `fn` rolls back.
   * `fn` runs again (at most four times) when the database reports a lost race, so it must do nothing besides SQL.
   */
  write<T>(who: Who, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction of no organisation: tables under row-level security look empty. For migrations and first start. */
  system<T>(fn: (tx: SystemTx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections of this process at most. */
  readonly connections?: number;
  /** Told of faults on idle connections, which belong to no request. */
  readonly onFault?: (error: Error) => void;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** How PostgreSQL's types are read: counts (int8) are numbers, dates are text (a day has no time zone), the rest as pg. */
function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === pg.types.builtins.INT8)
    return (text: string) => {
      const number = Number(text);
      assert(Number.isSafeInteger(number), `a count from the database is a safe integer, not ${text}`);
      return number;
    };
  if (oid === pg.types.builtins.DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format as 'text');
}

/**
 * Statements of unchanging text are prepared once per connection. The number is bounded, since text that is put together
 * (`join`) has many forms, and every prepared form costs memory in each connection.
 */
const statementNames = new Map<string, string>();
function statementName(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known !== undefined || statementNames.size >= 500) return known;
  const name = `r${statementNames.size}`;
  statementNames.set(text, name);
  return name;
}

/**
 * A connection that gathers what is written in one turn of the event loop into one packet: `begin` and the first
 * statement, queued statements and `commit`. System calls are most of what a small transaction costs.
 */
function gatheringSocket(): Socket {
  const socket = new Socket();
  const write = socket.write.bind(socket) as (...all: unknown[]) => boolean;
  let gathering = false;
  socket.write = ((...all: unknown[]) => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      process.nextTick(() => {
        gathering = false;
        socket.uncork();
      });
    }
    return write(...all);
  }) as Socket['write'];
  return socket;
}

function transaction(
  client: pg.ClientBase,
  writable: boolean,
  queued: Promise<unknown>[],
  noted: { any: boolean },
): SystemTx {
  const query = async (q: Sql) => {
    const text = q.text;
    const name = statementName(text);
    return client.query({ text, values: q.values, ...(name === undefined ? {} : { name }) });
  };
  return {
    rows: async <T>(q: Sql) => (await query(q)).rows as T[],
    one: async <T>(q: Sql) => (await query(q)).rows[0] as T | undefined,
    run: async (q) => {
      assert(writable || /^\s*insert into audit\b/.test(q.text), 'a reading transaction changes nothing');
      noted.any = true;
      return (await query(q)).rowCount ?? 0;
    },
    queue: (q) => {
      assert(writable || /^\s*insert into audit\b/.test(q.text), 'a reading transaction changes nothing');
      noted.any = true;
      const sent = query(q);
      sent.catch(() => {});
      queued.push(sent);
    },
    script: async (text) => {
      await client.query(text);
    },
  };
}

function isRefusal(value: unknown): value is Result<never, unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'refusal' in value;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The role that row-level security applies to, when the address is that of a role it doesn't apply to. */
const plainRole = 'resvag_app';

/**
 * Row-level security never applies to a superuser, so that when the address names one (as the embedded server's does),
 * all is done, and all tables are owned, by a plain role instead. Gives the role to take on, or nothing.
 */
async function prepareRole(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const found = await client.query<{ exempt: boolean; version: number }>(
      `select rolsuper or rolbypassrls as exempt, current_setting('server_version_num')::int as version
         from pg_roles where rolname = current_user`,
    );
    const { exempt, version } = found.rows[0] ?? { exempt: false, version: 0 };
    if (version < 150_000)
      throw new Fault('set-up', `PostgreSQL 15 or newer is needed, this is ${Math.floor(version / 10_000)}`, {
        retryable: false,
      });
    if (!exempt) return undefined;
    await client.query(
      `do $$ begin
         if not exists (select from pg_roles where rolname = '${plainRole}') then create role ${plainRole} nologin; end if;
       exception when duplicate_object or unique_violation then null; end $$`,
    );
    const granted = await client.query<{ granted: boolean }>(
      `select has_schema_privilege('${plainRole}', 'public', 'create') as granted`,
    );
    if (granted.rows[0]?.granted !== true) await client.query(`grant create, usage on schema public to ${plainRole}`);
    return plainRole;
  } catch (error) {
    throw asFault(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Opens the database of an address. Nothing is migrated here (`migrate.ts`). */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const role = await prepareRole(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 16,
    connectionTimeoutMillis: 10_000,
    pipeline: true,
    stream: gatheringSocket,
    application_name: 'resvag',
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    options: `-c timezone=UTC${role === undefined ? '' : ` -c role=${role}`}`,
  });
  pool.on('error', (error) => options.onFault?.(error));

  /** `begin` is sent together with the first statement, not waited for: one round trip less for each request. */
  async function attempt<T>(begin: string, writable: boolean, fn: (tx: SystemTx) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let lost: Error | undefined;
    const onError = (error: Error) => {
      lost = error;
    };
    client.on('error', onError);
    const release = (error?: Error) => {
      client.off('error', onError);
      client.release(error ?? lost);
    };
    const begun = client.query(begin);
    begun.catch(() => {});
    const queued: Promise<unknown>[] = [begun];
    const noted = { any: writable };
    try {
      const value = await fn(transaction(client, writable, queued, noted));
      // After a failed statement this rolls back, so that it need not wait to see how the queued ones went.
      const ended = client.query(writable && isRefusal(value) ? 'rollback' : 'commit');
      ended.catch(() => {});
      // Nothing to wait for when only read; but who has looked at a journey is noted before it is shown.
      if (!noted.any) {
        Promise.all([...queued, ended]).then(() => release(), release);
        return value;
      }
      await Promise.all(queued);
      await ended;
      release();
      return value;
    } catch (error) {
      await client.query('rollback').then(
        () => release(),
        (fault) => release(fault instanceof Error ? fault : new Error(String(fault))),
      );
      throw error;
    }
  }

  async function inTransaction<T>(begin: string, writable: boolean, fn: (tx: SystemTx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(begin, writable, fn);
      } catch (error) {
        if (!isLostRace(error) || tries === 4) throw asFault(error);
        await pause(Math.random() * 10 * 2 ** tries);
      }
    }
  }

  function beginFor(who: Who): string {
    assert(uuid.test(who.organisationId), 'an organisation id is a UUID');
    return `begin; set local app.organisation_id = '${who.organisationId}'`;
  }

  return {
    read: (who, fn) => inTransaction(`${beginFor(who)}; set local synchronous_commit = off`, false, fn),
    write: (who, fn) => inTransaction(`${beginFor(who)}; set local synchronous_commit = on`, true, fn),
    system: (fn) => inTransaction('begin', true, fn),
    close: () => pool.end(),
  };
}

/**
 * Inserts many rows in few statements. Keys of the first row are the columns; values are as JSON would carry them (Date
 * and text for timestamps, objects for jsonb). `size` is the rows of one statement: all, when they point at each other.
 */
export async function insertRows(tx: Tx, table: string, rows: readonly object[], size = 2000): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = raw(
    Object.keys(first)
      .map((name) => `"${name}"`)
      .join(', '),
  );
  for (let from = 0; from < rows.length; from += size) {
    const part = JSON.stringify(rows.slice(from, from + size));
    await tx.run(
      sql`insert into ${raw(table)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${raw(table)}, ${part}::jsonb)`,
    );
  }
}

/** Conditions joined by “and”; none is true. Empty ones are left out, so that filters can be written in a list. */
export function all(conditions: readonly (Sql | undefined)[]): Sql {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? sql`true` : join(given, ' and ');
}
