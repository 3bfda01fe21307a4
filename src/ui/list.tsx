import { BodyShort, Button, Pagination, Select, Table, TextField } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { z } from 'zod';
import type { Operation } from '#lib/operation.ts';
import { useAddress } from './address.ts';
import { type Input, useAnswer } from './client.ts';
import { To } from './link.tsx';
import { Empty, Loading, ProblemView } from './state.tsx';
import { useWords } from './words.ts';

/** What a list operation answers with (`pageOf`). */
export interface PageOf<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
}

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** The name of the column in the operation's `sort`, when it can be sorted by. */
  readonly sort?: string;
  /** Numbers stand to the right with figures of equal width. */
  readonly numeric?: boolean;
}

export interface Filter {
  /** The field of the operation's query, and of the address. */
  readonly key: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What holds when nothing is chosen: the words for it (`Alla`), or one of the values (then there is no “all”). */
  readonly standard?: { readonly label: string } | { readonly value: string };
}

export interface ListProps<Row, P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  readonly operation: Operation<P, Q, B, z.ZodType<PageOf<Row>>>;
  /** What the list is, read by a screen reader as the name of the table. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** How many there are, in the words for what is listed: `12 resor`. */
  readonly count: (n: number) => string;
  readonly rowKey: (row: Row) => string;
  /** Where the row leads; the first column becomes the link. */
  readonly rowTo?: (row: Row) => string;
  readonly filters?: readonly Filter[];
  /** Rows that belong together get a heading of their own, as long as they come so: unsorted, or sorted by this column. */
  readonly group?: { readonly of: (row: Row) => string; readonly sort: string };
  /** Offer text search; on unless set. */
  readonly searchable?: boolean;
  /** Fixed parts of the question that aren't in the address, and the path parameters. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly size?: number;
  /** Shown when there is nothing at all (not when the selection is too narrow). */
  readonly empty: ReactNode;
}

function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const timer = useRef(0);
  const typed = useRef(false);
  useEffect(() => {
    if (!typed.current) setText(value);
  }, [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return (
    <TextField
      className="rv-list-search"
      size="small"
      type="text"
      label={t('shell.list.search')}
      value={text}
      autoComplete="off"
      onChange={(e) => {
        const next = e.target.value;
        setText(next);
        typed.current = true;
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => {
          typed.current = false;
          onChange(next);
        }, 250);
      }}
    />
  );
}

function FilterField({
  filter,
  value,
  onChange,
}: {
  filter: Filter;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  const standard = filter.standard ?? { label: t('shell.all') };
  return (
    <Select size="small" label={filter.label} value={value} onChange={(e) => onChange(e.target.value)}>
      {'label' in standard && <option value="">{standard.label}</option>}
      {filter.options.map((option) => (
        <option key={option.value} value={'value' in standard && standard.value === option.value ? '' : option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

/** On a phone the headers aren't there to sort by: the same choices in a field of their own. */
function SortField({
  columns,
  value,
  onChange,
}: {
  columns: readonly { readonly title: string; readonly sort?: string }[];
  value: string;
  onChange: (sort: string) => void;
}) {
  const { t } = useWords();
  const sortable = columns.flatMap(({ title, sort }) => (sort === undefined ? [] : [{ title, sort }]));
  if (sortable.length === 0) return null;
  return (
    <Select
      className="rv-list-sort"
      size="small"
      label={t('shell.list.sort')}
      value={value}
      onChange={(e) => onChange(e.target.value)}
    >
      <option value="">{t('shell.list.sort.standard')}</option>
      {sortable.flatMap(({ title, sort }) => [
        <option key={sort} value={sort}>
          {t('shell.list.sort.up', { title })}
        </option>,
        <option key={`-${sort}`} value={`-${sort}`}>
          {t('shell.list.sort.down', { title })}
        </option>,
      ])}
    </Select>
  );
}

function sortStateOf(sort: string | undefined) {
  if (sort === undefined || sort === '') return undefined;
  return sort.startsWith('-')
    ? { orderBy: sort.slice(1), direction: 'descending' as const }
    : { orderBy: sort, direction: 'ascending' as const };
}

/** Rows in their order, each run of those that belong together under its name. */
function runsOf<Row>(rows: readonly Row[], of: (row: Row) => string): { name: string; rows: Row[] }[] {
  const runs: { name: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const name = of(row);
    const last = runs.at(-1);
    if (last?.name === name) last.rows.push(row);
    else runs.push({ name, rows: [row] });
  }
  return runs;
}

function Rows<Row>({
  props,
  rows,
  sort,
  onSort,
}: {
  props: Pick<
    ListProps<Row, z.ZodObject, z.ZodObject, z.ZodType>,
    'columns' | 'rowKey' | 'rowTo' | 'caption' | 'group'
  >;
  rows: readonly Row[];
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
}) {
  const { columns, rowKey, rowTo, caption, group } = props;
  const state = sortStateOf(sort);
  const grouped = group !== undefined && (state === undefined || state.orderBy === group.sort);
  return (
    <Table
      size="small"
      className="rv-table"
      {...(state === undefined ? {} : { sort: state })}
      onSortChange={(key) =>
        onSort(state?.orderBy !== key ? key : state?.direction === 'ascending' ? `-${key}` : undefined)
      }
    >
      <caption className="rv-sr-only">{caption}</caption>
      <Table.Header>
        <Table.Row>
          {columns.map((column) => (
            <Table.ColumnHeader
              key={column.key}
              scope="col"
              {...(column.numeric ? { align: 'right' as const } : {})}
              {...(column.sort === undefined ? {} : { sortable: true, sortKey: column.sort })}
            >
              {column.title}
            </Table.ColumnHeader>
          ))}
        </Table.Row>
      </Table.Header>
      {runsOf(rows, grouped ? group.of : () => '').map((run) => (
        <Table.Body key={run.name}>
          {run.name !== '' && (
            <Table.Row className="rv-group">
              <Table.HeaderCell scope="rowgroup" colSpan={columns.length}>
                {run.name}
              </Table.HeaderCell>
            </Table.Row>
          )}
          {run.rows.map((row) => (
            <Table.Row key={rowKey(row)}>
              {columns.map((column, at) => (
                <Table.DataCell
                  key={column.key}
                  data-title={at === 0 ? undefined : column.title}
                  {...(column.numeric ? { align: 'right' as const, className: 'rv-numeric' } : {})}
                >
                  {at === 0 && rowTo !== undefined ? <To to={rowTo(row)}>{column.cell(row)}</To> : column.cell(row)}
                </Table.DataCell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      ))}
    </Table>
  );
}

/** Can the operation be asked with this value at all? */
function fits(query: z.ZodObject, key: string, value: unknown): boolean {
  const field = query.shape[key] as z.ZodType | undefined;
  return value === undefined || field === undefined || field.safeParse(value).success;
}

type ListState = Record<string, string | undefined> & { page?: number; q?: string; sort?: string };

/**
 * Every list of the product: text search, filters, sorting by header and paging, all of it in the address so that the
 * very selection can be sent as a link. On a phone each row is a card. The rows before stay until the next ones come.
 */
export function ListView<Row, P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  props: ListProps<Row, P, Q, B>,
) {
  const { operation, filters = [], searchable = true, query = {}, params = {}, size = 25, empty } = props;
  const { t } = useWords();
  const countId = useId();
  const schema = z.object({
    q: z.string().max(200).optional(),
    sort: z.string().max(40).optional(),
    page: z.coerce.number().int().min(1).optional(),
    ...Object.fromEntries(filters.map(({ key }) => [key, z.string().optional()])),
  });
  const [raw, setRaw] = useAddress(schema);
  // A link may be older than the list: a column that can't be sorted by, or a choice there isn't, is passed over.
  const known = props.columns.some(({ sort }) => sort !== undefined && sort === raw.sort?.replace(/^-/, ''));
  const unknown = filters.flatMap(({ key }) =>
    fits(operation.query, key, (raw as Record<string, unknown>)[key]) ? [] : [[key, undefined]],
  );
  const state = { ...raw, ...Object.fromEntries(unknown), sort: known ? raw.sort : undefined } as ListState;
  const set = setRaw as (change: Record<string, unknown>, options?: { push?: boolean }) => void;
  const chosen = Object.fromEntries(filters.map(({ key }) => [key, state[key]]));
  const input = { params, query: { ...query, ...chosen, q: state.q, sort: state.sort, page: state.page, size } };
  const answer = useAnswer(operation, input as unknown as Input<P, Q, B>, { placeholderData: keepPreviousData });

  const narrowed = (state.q ?? '') !== '' || filters.some(({ key }) => (state[key] ?? '') !== '');
  const active = filters.filter(({ key }) => (state[key] ?? '') !== '').length + (state.sort === undefined ? 0 : 1);
  const [open, setOpen] = useState(false);
  const reset = () =>
    set({ q: undefined, page: undefined, ...Object.fromEntries(filters.map((f) => [f.key, undefined])) });
  const found = answer.data as PageOf<Row> | undefined;
  const selects = filters.some(({ standard }) => standard !== undefined && 'value' in standard);
  // A list that has nothing at all offers no search in it; one whose standard selection hides some may have others.
  const nothing = found?.total === 0 && !narrowed && !selects;
  const hasTools = !nothing && (searchable || filters.length > 0);
  const pages = found === undefined ? 1 : Math.max(1, Math.ceil(found.total / size));
  // The list may have become shorter than the link says: then its last page is shown.
  const beyond = found !== undefined && !answer.isPlaceholderData && (state.page ?? 1) > pages;
  useEffect(() => {
    if (beyond) set({ page: pages === 1 ? undefined : pages });
  });

  return (
    <div className="rv-list">
      {hasTools && (
        <search className="rv-list-tools" aria-label={t('shell.list.filters')}>
          {searchable && (
            <SearchField
              value={state.q ?? ''}
              onChange={(q) => set({ q: q === '' ? undefined : q, page: undefined })}
            />
          )}
          <Button
            className="rv-list-more"
            size="small"
            variant="secondary"
            data-color="neutral"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t('shell.list.more', { n: active })}
          </Button>
          <div className="rv-list-choices" data-open={open}>
            {filters.map((filter) => (
              <FilterField
                key={filter.key}
                filter={filter}
                value={state[filter.key] ?? ''}
                onChange={(value) => set({ [filter.key]: value === '' ? undefined : value, page: undefined })}
              />
            ))}
            <SortField
              columns={props.columns}
              value={state.sort ?? ''}
              onChange={(sort) => set({ sort: sort === '' ? undefined : sort, page: undefined })}
            />
          </div>
        </search>
      )}
      <div className="rv-list-count" hidden={nothing}>
        <BodyShort size="small" id={countId} aria-live="polite">
          {found === undefined ? ' ' : props.count(found.total)}
        </BodyShort>
        {narrowed && (
          <Button size="xsmall" variant="tertiary" data-color="neutral" onClick={reset}>
            {t('shell.list.reset')}
          </Button>
        )}
      </div>
      {answer.error !== null && <ProblemView problem={answer.error} onRetry={() => void answer.refetch()} />}
      {((found === undefined && answer.error === null) || beyond) && <Loading rows={8} />}
      {found !== undefined && found.items.length > 0 && (
        <div className={answer.isPlaceholderData ? 'rv-table-frame rv-stale' : 'rv-table-frame'}>
          <Rows<Row>
            props={props}
            rows={found.items}
            sort={state.sort}
            onSort={(sort) => set({ sort, page: undefined })}
          />
        </div>
      )}
      {found !== undefined &&
        !beyond &&
        found.items.length === 0 &&
        (narrowed ? <Empty title={t('shell.list.none')}>{t('shell.list.none.text')}</Empty> : empty)}
      {pages > 1 && (
        <Pagination
          size="small"
          page={Math.min(state.page ?? 1, pages)}
          count={pages}
          onPageChange={(page) => set({ page: page === 1 ? undefined : page }, { push: true })}
          srHeading={{ tag: 'h2', text: t('shell.list.pages') }}
        />
      )}
    </div>
  );
}
