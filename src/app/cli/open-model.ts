/** Opens a model for a command: BPMN, PNML or a process tree, by the end of its name. */
import { readFile } from 'node:fs/promises';
import type { Result } from '#lib/result.ts';
import { ok } from '#lib/result.ts';
import type { PetriNet } from '#mining/discovery/petri-net.ts';
import { netOfTree } from '#mining/discovery/petri-net.ts';
import { readBpmnNet } from '#mining/formats/model/bpmn-net.ts';
import type { ModelRefusal } from '#mining/formats/model/pnml.ts';
import { readPnml } from '#mining/formats/model/pnml.ts';
import { readPtml } from '#mining/formats/model/ptml.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Opened } from './open-log.ts';
import { Refused } from './open-log.ts';
import { WrongUse } from './words.ts';

/** Throws `Refused` for a file that is no model, `WrongUse` for a name that says no format. */
export async function openModel(path: string): Promise<PetriNet> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`${path}: ${error.code === 'ENOENT' ? 'there is no such file' : 'the file cannot be read'}`);
  });
  const read = readModel(path, bytes);
  if (!read.ok) throw new Refused(`${path}: the model cannot be read: ${read.refusal.problem}`);
  return read.value;
}

function readModel(path: string, bytes: Uint8Array): Result<PetriNet, ModelRefusal> {
  if (/\.pnml$/i.test(path)) return readPnml(bytes);
  if (/\.bpmn$/i.test(path)) return readBpmnNet(bytes);
  if (!/\.ptml$/i.test(path)) throw new WrongUse(`${path} ends neither with .bpmn, .pnml nor .ptml`);
  const tree = readPtml(bytes);
  return tree.ok ? ok(netOfTree(tree.value)) : tree;
}

/** Tells on stderr of activities that no model has, but for blanks: nothing fits then, and it is hard to see why. */
export function tellNearNames(file: string, { log }: Opened, nets: readonly PetriNet[]): void {
  const labels = new Set(nets.flatMap(({ transitions }) => transitions.flatMap(({ label }) => label ?? [])));
  const bare = (name: string) => name.replace(/\s+/gu, ' ').trim();
  const byBare = new Map([...labels].map((label) => [bare(label), label]));
  for (const name of textsOf(log.activities)) {
    const near = byBare.get(bare(name));
    if (!labels.has(name) && near !== undefined)
      console.error(`${file}: the activity “${name}” is “${near}” in the model but for blanks: they are told apart`);
  }
}
