/**
 * Something in the file that Resväg doesn't use or can't make sense of. The file itself is kept whole, so nothing is lost
 * by it; the one who imports should know.
 */
export type Warning =
  /** Extensions of another tool: kept in the file, not used. */
  | { readonly key: 'unknown-extension'; readonly namespace: string; readonly count: number }
  /** A subprocess is travelled as one step; what is inside is shown in the BPMN view. */
  | { readonly key: 'subprocess-as-step'; readonly element: string; readonly name: string }
  /** Part of BPMN that has no effect on a journey here (loop markers, event subprocesses, compensation). */
  | { readonly key: 'element-not-used'; readonly element: string; readonly type: string }
  /** A value of ours that can't be read, and is left out. */
  | { readonly key: 'bad-value'; readonly element: string; readonly field: string; readonly value: string }
  /** A flow that lacks one of its ends. */
  | { readonly key: 'broken-flow'; readonly element: string }
  /** Several start events: a journey begins at the first unless another is named. */
  | { readonly key: 'several-starts'; readonly elements: readonly string[] }
  /** Other processes in the file, that this road isn't made of. */
  | { readonly key: 'other-process'; readonly element: string; readonly name: string }
  /** The file has no diagram; one is laid out. */
  | { readonly key: 'no-diagram' }
  /** What the BPMN parser remarked. */
  | { readonly key: 'parser'; readonly message: string };

/** Takes note of a warning. */
export type Warn = (warning: Warning) => void;
