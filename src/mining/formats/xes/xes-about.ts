/** What a XES file says about the log as a whole (IEEE 1849-2023, 4.2 and 4.4–4.6): kept as trees, for writing it back. */
import type { AboutLog, Attribute } from '#mining/log/log.ts';

interface Growing {
  readonly type: string;
  readonly key: string;
  readonly value: string;
  readonly children: Growing[];
}

export interface AboutBuilder {
  readonly extensions: AboutLog['extensions'][number][];
  readonly classifiers: AboutLog['classifiers'][number][];
  readonly globals: { readonly scope: string; readonly attributes: Growing[] }[];
  readonly attributes: Growing[];
  /** The attributes that are open, outermost first. */
  readonly open: Growing[];
  inGlobal: boolean;
  /** Bytes of the tags it came from. */
  bytes: number;
}

export function aboutBuilder(): AboutBuilder {
  return { extensions: [], classifiers: [], globals: [], attributes: [], open: [], inGlobal: false, bytes: 0 };
}

/** A log-level or global attribute begins; `closeAttribute` ends it. */
export function openAttribute(about: AboutBuilder, type: string, key: string, value: string): void {
  const attribute: Growing = { type, key, value, children: [] };
  const parent = about.open.at(-1);
  const list = parent ? parent.children : about.inGlobal ? about.globals.at(-1)!.attributes : about.attributes;
  list.push(attribute);
  about.open.push(attribute);
}

export function closeAttribute(about: AboutBuilder): void {
  about.open.pop();
}

export function finishAbout(about: AboutBuilder): AboutLog {
  const { extensions, classifiers, globals } = about;
  const attributes: readonly Attribute[] = about.attributes;
  return { extensions, classifiers, globals, attributes };
}
