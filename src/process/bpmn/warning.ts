/**
 * Something in the file that Resväg doesn't use or can't make sense of. The file itself is kept whole, so nothing is lost
 * by it; the one who imports should know.
 */
export type Warning =
  /** Extensions of another tool: kept in the file, not used. */
  | { readonly key: 'unknown-extension'; readonly namespace: string; readonly count: number }
  /** A subprocess is travelled as one step; what is inside is shown in the BPMN view. */
  | { readonly key: 'subprocess-as-step'; readonly element: string; readonly name: string }
  /** Part of BPMN that has no effect on a journey here: a loop marker, a compensation, an event subprocess, an event beside a step. */
  | {
      readonly key: 'element-not-used';
      readonly element: string;
      readonly type: 'loop' | 'compensation' | 'subprocess' | 'boundary';
    }
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
  /** An attribute that BPMN doesn't have. `element` is empty when it has no id. */
  | { readonly key: 'unknown-attribute'; readonly element: string; readonly field: string; readonly value: string }
  /** A name of something that isn't in the file. */
  | {
      readonly key: 'unresolved-reference';
      readonly element: string;
      readonly field: string;
      readonly reference: string;
    }
  /** An element that BPMN doesn't have, left out with all inside it. */
  | ({ readonly key: 'unknown-element'; readonly type: string } & At)
  /** An element of BPMN where none such may stand, left out with all inside it. */
  | ({ readonly key: 'misplaced-element'; readonly type: string } & At)
  /** An element with an id that another one has, left out. */
  | ({ readonly key: 'duplicate-id'; readonly id: string } & At)
  /** An element whose id XML doesn't allow, left out. */
  | ({ readonly key: 'illegal-id'; readonly id: string } & At)
  /** Text where none may stand, left out. */
  | ({ readonly key: 'stray-text'; readonly text: string } & At)
  /** The file says that it is written in another encoding than the UTF-8 it was read as. */
  | { readonly key: 'other-encoding'; readonly encoding: string }
  /** Something else that the BPMN parser remarked, in its own words, and where if it says so. */
  | ({ readonly key: 'parser'; readonly message: string } & Partial<At>);

/** Where in the file's text, from 1. */
interface At {
  readonly line: number;
  readonly column: number;
}

/** Takes note of a warning. */
export type Warn = (warning: Warning) => void;
