import sql from 'sql-template-tag';
import type { Tx } from '#platform/database.ts';

interface Column {
  readonly table: string;
  readonly comment: string | null;
  readonly secured: boolean;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly preset: string | null;
  readonly about: string | null;
}

const columns = sql`
  select c.relname as table, obj_description(c.oid, 'pg_class') as comment, c.relforcerowsecurity as secured,
         a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
         pg_get_expr(d.adbin, d.adrelid) as preset, col_description(c.oid, a.attnum) as about
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
   order by c.relname collate "C", a.attnum`;

const rules = sql`
  select c.relname as table, pg_get_constraintdef(k.oid) as text
    from pg_constraint k join pg_class c on c.oid = k.conrelid
   where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f', 'c')
   order by c.relname collate "C", array_position(array['p', 'u', 'f', 'c'], k.contype::text), k.conname collate "C"`;

const indexes = sql`
  select i.tablename as table, i.indexdef as text
    from pg_indexes i
   where i.schemaname = 'public' and not exists (select from pg_constraint k where k.conname = i.indexname)
   order by i.tablename collate "C", i.indexname collate "C"`;

interface Line {
  readonly table: string;
  readonly text: string;
}

const cell = (text: string | null) => (text ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ');

function describeTable(
  name: string,
  its: readonly Column[],
  constraints: readonly Line[],
  others: readonly Line[],
): string[] {
  const [first] = its;
  const own = (lines: readonly Line[]) => lines.filter((line) => line.table === name).map((line) => line.text);
  const secured = first?.secured === true ? 'Rows of the own organisation only.' : 'Not under row-level security.';
  return [
    `## ${name}`,
    '',
    ...(first?.comment ? [first.comment, ''] : []),
    secured,
    '',
    '| Column | Type | Required | Preset | |',
    '|---|---|---|---|---|',
    ...its.map((c) => `| ${c.name} | ${c.type} | ${c.required ? 'yes' : ''} | ${cell(c.preset)} | ${cell(c.about)} |`),
    '',
    ...own(constraints).map((text) => `- ${text}`),
    ...own(others).map((text) => `- ${text.replace(/^CREATE (UNIQUE )?INDEX \S+ ON public\.\S+ USING /, '$1index ')}`),
    '',
  ];
}

/** The page of the database's tables, as the migrations have made them. */
export async function describeSchema(tx: Tx): Promise<string> {
  const all = await tx.rows<Column>(columns);
  const constraints = await tx.rows<Line>(rules);
  const others = await tx.rows<Line>(indexes);
  const names = [...new Set(all.map((column) => column.table))];
  const tables = names.flatMap((name) =>
    describeTable(
      name,
      all.filter((column) => column.table === name),
      constraints,
      others,
    ),
  );
  return ['# Tables', '', 'Generated from the migrated database (`npm run generate`).', '', ...tables]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
