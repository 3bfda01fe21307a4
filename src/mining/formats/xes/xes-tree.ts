/** Attributes of XES as they nest, while they are read (IEEE 1849-2023, 4.2 and 5.4). */

/** An attribute being read. `V` is what its value is kept as. */
export interface Growing<V> {
  /** The element's name: `string`, `date`, … `list`, `container`. */
  readonly type: string;
  readonly key: string;
  readonly value: V;
  readonly children: Growing<V>[];
  /** The items of a list, which stand in its `<values>`. */
  readonly values: Growing<V>[];
}

/** The attributes that are open. */
export interface OpenTree<V> {
  /** Outermost first. */
  readonly open: Growing<V>[];
  /** Where the next one goes: one list for each open attribute, and for each open `<values>`. */
  readonly into: Growing<V>[][];
}

export function openTree<V>(): OpenTree<V> {
  return { open: [], into: [] };
}

/** An attribute begins; it goes into the one that is open, or else to `roots`. */
export function openNode<V>(
  tree: OpenTree<V>,
  roots: Growing<V>[],
  { type, key, value }: Pick<Growing<V>, 'type' | 'key' | 'value'>,
): void {
  const node: Growing<V> = { type, key, value, children: [], values: [] };
  (tree.into.at(-1) ?? roots).push(node);
  tree.into.push(node.children);
  tree.open.push(node);
}

/** The attribute opened last ends. */
export function closeNode<V>(tree: OpenTree<V>): void {
  tree.into.pop();
  tree.open.pop();
}

/** `<values>` begins: of a list, what follows are its items; elsewhere it means nothing. */
export function openValues({ open, into }: OpenTree<unknown>): void {
  const node = open.at(-1);
  if (node) into.push(node.type === 'list' ? node.values : node.children);
}

export function closeValues({ open, into }: OpenTree<unknown>): void {
  if (open.length > 0) into.pop();
}
