import { z } from 'zod';
import { ProcessId } from '#lib/id.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import type { VersionState } from './api.ts';

/** A version that an imported file is like: of the same BPMN process, or the very same bytes. */
export interface Alike {
  readonly processId: ProcessId;
  readonly name: string;
  readonly number: number;
  readonly state: VersionState;
  readonly sameFile: boolean;
}

/** A process that an imported file already is, and whether the one who imports may give it a new draft. */
export const HereAlready = z.object({
  processId: ProcessId,
  name: z.string(),
  /** Is one of its versions the very same file, or is only the BPMN process the same? */
  sameFile: z.boolean(),
  mayDraft: z.boolean(),
});
export type HereAlready = z.infer<typeof HereAlready>;

/** Why a road isn't kept although the file is one: it is here already, and where. */
export type AlreadyRefusal =
  | {
      readonly tag: 'draft-already-here';
      readonly processId: ProcessId;
      readonly name: string;
      readonly number: number;
    }
  | { readonly tag: 'process-already-here'; readonly processes: readonly HereAlready[] };

/** What is asked for: a new draft of `processId`, or a new process when it is absent. */
export interface Wanted {
  readonly processId: ProcessId | undefined;
  /** `import` when the one who asks has been told and has chosen: what is here already doesn't stand in the way. */
  readonly ifHere: 'refuse' | 'import';
}

/**
 * May a file be kept as it is asked for, when `alike` are the versions it is like? A draft of the very same bytes is never
 * made twice. A process that is here already is told first: one file imported twice would else be two processes that
 * nobody can tell apart. An adopted or replaced version may come again as a draft of its own process: that is how an
 * earlier road is taken back.
 */
export function decideImport(
  alike: readonly Alike[],
  { processId, ifHere }: Wanted,
  mayDraft: (id: ProcessId) => boolean,
): Result<undefined, AlreadyRefusal> {
  const own = alike.filter((one) => one.processId === processId);
  const draft = (processId === undefined ? alike : own).find((one) => one.sameFile && one.state === 'draft');
  if (draft)
    return refuse({ tag: 'draft-already-here', processId: draft.processId, name: draft.name, number: draft.number });
  if (ifHere === 'import' || own.length > 0 || alike.length === 0) return ok(undefined);
  const here = new Map<ProcessId, HereAlready>();
  for (const one of alike) {
    const sameFile = one.sameFile || here.get(one.processId)?.sameFile === true;
    here.set(one.processId, {
      processId: one.processId,
      name: one.name,
      sameFile,
      mayDraft: mayDraft(one.processId),
    });
  }
  return refuse({
    tag: 'process-already-here',
    processes: [...here.values()].sort((a, b) => Number(b.sameFile) - Number(a.sameFile)),
  });
}
