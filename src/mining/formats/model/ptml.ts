/** Process trees as PTML, the XML of ProM and pm4py. */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { Tree } from '#mining/discovery/tree.ts';
import { activityTree, childrenOf, loop, node, SILENT } from '#mining/discovery/tree.ts';
import { escapeAttribute } from '#mining/formats/xes/xml-tag.ts';
import { descendants, parseXml } from '#mining/formats/xes/xml-tree.ts';
import type { ModelRefusal } from './pnml.ts';

const ELEMENT = { sequence: 'sequence', choice: 'xor', parallel: 'and', loop: 'xorLoop' } as const;

/** The tree as a PTML file. A loop has its third child, the exit, silent. */
export function writePtml(tree: Tree, name = 'tree'): string {
  const nodes: string[] = [];
  const edges: string[] = [];
  const put = (part: Tree): string => {
    const id = `n${nodes.length}`;
    const label = part.tag === 'activity' ? part.activity : '';
    const element =
      part.tag === 'activity' ? 'manualTask' : part.tag === 'silent' ? 'automaticTask' : ELEMENT[part.tag];
    nodes.push(`<${element} id="${id}" name="${escapeAttribute(label)}"/>`);
    const children = part.tag === 'loop' ? [part.body, part.redo, SILENT] : childrenOf(part);
    for (const child of children)
      edges.push(`<parentsNode id="e${edges.length}" sourceId="${id}" targetId="${put(child)}"/>`);
    return id;
  };
  const root = put(tree);
  const open = `<processTree id="tree" root="${root}" name="${escapeAttribute(name)}">`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ptml>',
    open,
    ...nodes,
    ...edges,
    '</processTree>',
    '</ptml>',
    '',
  ].join('\n');
}

/** The tree in a PTML file. Inclusive choice and the interleaving of ProM are refused: they have no plain tree. */
export function readPtml(bytes: Uint8Array): Result<Tree, ModelRefusal> {
  const root = parseXml(bytes);
  if (typeof root === 'string') return refuse({ tag: 'xml-malformed', problem: root });
  const tree = [...descendants(root, 'processTree')][0];
  if (tree === undefined) return refuse({ tag: 'model-not-read', problem: 'no process tree' });
  const elements = new Map(
    tree.children.filter((one) => one.name !== 'parentsNode').map((one) => [one.attributes['id'], one]),
  );
  const below = new Map<string, string[]>();
  for (const edge of tree.children.filter((one) => one.name === 'parentsNode')) {
    const { sourceId = '', targetId = '' } = edge.attributes;
    below.set(sourceId, [...(below.get(sourceId) ?? []), targetId]);
  }
  const build = (id: string, depth: number): Tree | string => {
    const element = elements.get(id);
    if (element === undefined || depth > 1000) return `node ${id} is not there`;
    const children: Tree[] = [];
    for (const child of below.get(id) ?? []) {
      const part = build(child, depth + 1);
      if (typeof part === 'string') return part;
      children.push(part);
    }
    switch (element.name) {
      case 'manualTask':
        return activityTree(element.attributes['name'] ?? '');
      case 'automaticTask':
        return SILENT;
      case 'sequence':
        return node('sequence', children);
      case 'and':
        return node('parallel', children);
      case 'xor':
        return node('choice', children);
      case 'xorLoop':
        return node('sequence', [loop(children[0] ?? SILENT, children[1] ?? SILENT), children[2] ?? SILENT]);
      default:
        return `a node of the kind ${element.name}`;
    }
  };
  const built = build(tree.attributes['root'] ?? '', 0);
  return typeof built === 'string' ? refuse({ tag: 'model-not-read', problem: built }) : ok(built);
}
