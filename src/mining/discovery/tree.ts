/** Process trees (van der Aalst 2016, §3.2.8): models that are sound by construction. */
export type Tree =
  | { readonly tag: 'activity'; readonly activity: string }
  | { readonly tag: 'silent' }
  | { readonly tag: 'sequence' | 'choice' | 'parallel'; readonly children: readonly Tree[] }
  /** The body once, then any number of times: redo and body again. */
  | { readonly tag: 'loop'; readonly body: Tree; readonly redo: Tree };

export const SILENT: Tree = { tag: 'silent' };

export function activityTree(activity: string): Tree {
  return { tag: 'activity', activity };
}

/** A node of the kind over the children: nested nodes of its own kind are taken in, a single child stands for itself. */
export function node(tag: 'sequence' | 'choice' | 'parallel', children: readonly Tree[]): Tree {
  const flat = children.flatMap((child) => (child.tag === tag ? child.children : [child]));
  const kept = tag === 'choice' ? oneSilent(flat) : flat.filter((child) => child.tag !== 'silent');
  return kept.length === 0 ? SILENT : kept.length === 1 ? kept[0]! : { tag, children: kept };
}

function oneSilent(children: readonly Tree[]): readonly Tree[] {
  const first = children.findIndex((child) => child.tag === 'silent');
  return children.filter((child, i) => child.tag !== 'silent' || i === first);
}

/** Body and redo in turn. To repeat what may be repeated already adds nothing: it stays one loop. */
export function loop(body: Tree, redo: Tree): Tree {
  if (redo.tag === 'silent' && (body.tag === 'silent' || (body.tag === 'loop' && body.redo.tag === 'silent')))
    return body;
  return { tag: 'loop', body, redo };
}

export function childrenOf(tree: Tree): readonly Tree[] {
  switch (tree.tag) {
    case 'activity':
    case 'silent':
      return [];
    case 'loop':
      return [tree.body, tree.redo];
    default:
      return tree.children;
  }
}

const SIGNS = { sequence: '->', choice: 'X', parallel: '+', loop: '*' } as const;

/** The usual notation: `->( 'a', X( tau, 'b' ) )`. */
export function treeText(tree: Tree): string {
  switch (tree.tag) {
    case 'activity':
      return `'${tree.activity}'`;
    case 'silent':
      return 'tau';
    default:
      return `${SIGNS[tree.tag]}( ${childrenOf(tree).map(treeText).join(', ')} )`;
  }
}
