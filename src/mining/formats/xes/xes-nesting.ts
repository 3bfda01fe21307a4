/** What the columns of a row don't tell of how its attributes nest, collected while they are read; see `Nested`. */
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { clearRow, columnBuilder, columnBytes, finishColumn, makeRoom } from '#mining/log/column-builder.ts';
import { dictionaryOf, internText, textsOf } from '#mining/log/dictionary.ts';
import type { Column } from '#mining/log/log.ts';
import type { Nested, Nesting } from '#mining/log/nesting.ts';
import { nestingText } from '#mining/log/nesting.ts';
import type { Growing, OpenTree } from './xes-tree.ts';
import { closeNode, openNode, openTree } from './xes-tree.ts';

/** An attribute, and the column its value went to; none where it has no value. */
type Kept = Growing<ColumnBuilder | undefined>;

export interface NestingBuilder {
  readonly tree: OpenTree<ColumnBuilder | undefined>;
  /** Of the current row: attributes that hold others, and repeated ones. */
  readonly roots: Kept[];
  /** By row: what `roots` were, with their columns as numbers. */
  readonly texts: ColumnBuilder;
  /** Bytes of the tags that `roots` came from. */
  bytes: number;
}

export function nestingBuilder(): NestingBuilder {
  return { tree: openTree(), roots: [], texts: columnBuilder([], 'text'), bytes: 0 };
}

/** An attribute of the row begins. */
export function openKept(
  { tree, roots }: NestingBuilder,
  type: string,
  key: string,
  value: ColumnBuilder | undefined,
): void {
  openNode(tree, roots, { type, key, value });
}

/** It ends. A plain one is in its column and needn't be remembered. */
export function closeKept({ tree, roots }: NestingBuilder): void {
  closeNode(tree);
  const root = roots.at(-1);
  if (tree.open.length === 0 && root && isPlain(root) && !isRepeated(root)) roots.pop();
}

function isPlain({ type, children }: Kept): boolean {
  return children.length === 0 && type !== 'list' && type !== 'container';
}

/** Its column has a number, since another of the same key and type stands beside it. */
function isRepeated({ key, value }: Kept): boolean {
  return value !== undefined && value.path.at(-1) !== key;
}

/** The row ends: what its columns don't tell is put down. `hasOther` answers whether the row has another value under the key. */
export function closeNesting(
  nesting: NestingBuilder,
  row: number,
  numberOf: ReadonlyMap<ColumnBuilder, number>,
  hasOther: (key: string, own: ColumnBuilder | undefined) => boolean,
): void {
  const { roots, texts } = nesting;
  const keys = new Set<string>();
  const untold = roots.filter((root) => {
    const isFirst = !keys.has(root.key);
    keys.add(root.key);
    return !(isFirst && columnsTell(root) && !hasOther(root.key, root.value));
  });
  clearNesting(nesting);
  if (untold.length === 0) return;
  makeRoom(texts, row + 1);
  texts.codes[row] = internText(texts.words, JSON.stringify(untold.map((root) => numbered(root, numberOf))));
}

/** The row is rejected. */
export function clearNesting(nesting: NestingBuilder): void {
  nesting.roots.length = 0;
  nesting.bytes = 0;
}

/** Takes back what was put down for a row. */
export function clearNestingRow(nesting: NestingBuilder, row: number): void {
  clearNesting(nesting);
  clearRow(nesting.texts, row);
}

/** Whether it is written as it was from the columns alone: containers of something, with keys of their own. */
function columnsTell(node: Kept): boolean {
  if (node.type === 'list' || isRepeated(node)) return false;
  const inside = node.children.filter(saysSomething);
  if (node.type === 'container' && inside.length === 0) return false;
  const holding = new Set(inside.filter((child) => !isPlain(child)).map(({ key }) => key));
  const shared = inside.some(({ key }, i) => holding.has(key) && inside.findIndex((one) => one.key === key) !== i);
  return !shared && inside.every(columnsTell);
}

/** An attribute without a value says nothing, unless something is inside it. */
function saysSomething(node: Kept): boolean {
  return node.value !== undefined || !isPlain(node);
}

/** As `Nested`, but with the column's number for its type and the end of its path, which aren't sure before the end. */
interface Numbered {
  readonly type: 'list' | 'container' | number;
  readonly key: string;
  readonly inside?: readonly Numbered[];
  readonly values?: readonly Numbered[];
}

function numbered(node: Kept, numberOf: ReadonlyMap<ColumnBuilder, number>): Numbered {
  const inside = node.children.filter(saysSomething).map((child) => numbered(child, numberOf));
  const values = node.values.filter(saysSomething).map((child) => numbered(child, numberOf));
  return {
    type: node.type === 'list' ? 'list' : ((node.value && numberOf.get(node.value)) ?? 'container'),
    key: node.key,
    ...(inside.length > 0 && { inside }),
    ...(values.length > 0 && { values }),
  };
}

/** The finished texts, or nothing where columns tell all. `columns` are the finished ones, by number. */
export function finishNesting(
  { texts }: NestingBuilder,
  rows: number,
  columns: readonly Pick<Column, 'path' | 'values'>[],
): Nesting | undefined {
  if (texts.words.size === 0) return undefined;
  const { path, values } = finishColumn(texts, rows, undefined);
  if (!('dictionary' in values)) return undefined;
  const told = textsOf(values.dictionary).map((text) =>
    nestingText((JSON.parse(text) as Numbered[]).map((one) => nested(one, columns))),
  );
  return { path, values: { ...values, dictionary: dictionaryOf(told) } };
}

function nested({ type, key, inside, values }: Numbered, columns: readonly Column[]): Nested {
  const column = typeof type === 'number' ? columns[type] : undefined;
  const last = column?.path.at(-1) ?? key;
  return {
    type: typeof type === 'number' ? column!.values.type : type,
    key,
    ...(last !== key && { as: last }),
    ...(inside && { inside: inside.map((one) => nested(one, columns)) }),
    ...(values && { values: values.map((one) => nested(one, columns)) }),
  };
}

/** Memory it takes while it grows; a tag becomes objects of several times its size. */
export function nestingBytes({ texts, bytes }: NestingBuilder): number {
  return columnBytes(texts) + bytes * OBJECTS;
}

const OBJECTS = 8;
