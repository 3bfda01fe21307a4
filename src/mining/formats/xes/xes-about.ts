/** What a XES file says about the log as a whole (IEEE 1849-2023, 4.2 and 4.4–4.6): kept as trees, for writing it back. */
import type { AboutLog, Attribute } from '#mining/log/log.ts';
import type { Growing, OpenTree } from './xes-tree.ts';
import { openNode, openTree } from './xes-tree.ts';

export interface AboutBuilder {
  readonly extensions: AboutLog['extensions'][number][];
  readonly classifiers: AboutLog['classifiers'][number][];
  readonly globals: { readonly scope: string; readonly attributes: Growing<string>[] }[];
  readonly attributes: Growing<string>[];
  readonly tree: OpenTree<string>;
  inGlobal: boolean;
  /** Bytes of the tags it came from. */
  bytes: number;
}

export function aboutBuilder(): AboutBuilder {
  return { extensions: [], classifiers: [], globals: [], attributes: [], tree: openTree(), inGlobal: false, bytes: 0 };
}

/** A log-level or global attribute begins; `closeNode` ends it. */
export function openAttribute(about: AboutBuilder, type: string, key: string, value: string): void {
  const roots = about.inGlobal ? about.globals.at(-1)!.attributes : about.attributes;
  openNode(about.tree, roots, { type, key, value });
}

export function finishAbout({ extensions, classifiers, globals, attributes }: AboutBuilder): AboutLog {
  return {
    extensions,
    classifiers,
    globals: globals.map(({ scope, attributes: own }) => ({ scope, attributes: own.map(finished) })),
    attributes: attributes.map(finished),
  };
}

function finished({ type, key, value, children, values }: Growing<string>): Attribute {
  const own = { type, key, value, children: children.map(finished) };
  return type === 'list' ? { ...own, values: values.map(finished) } : own;
}
