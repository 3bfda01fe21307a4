import type { Readable } from 'node:stream';
import { ProcessId, VersionId } from '#lib/id.ts';
import { ok, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import { type Call, notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { Upload } from '#platform/upload.ts';
import { type Alike, decideImport } from './already.ts';
import { getBpmn, importBpmn } from './api.ts';
import { withDiagram } from './bpmn/layout.ts';
import { readRoad } from './bpmn/read.ts';
import type { Warning } from './bpmn/warning.ts';
import { keyOf } from './key.ts';
import { processMay } from './may.ts';
import type { Road } from './road.ts';
import { findProcess, insertProcess, takenKeys } from './store.ts';
import { alikeVersions, findVersion, insertDraft, lockImport, lockProcess, readFile } from './version-store.ts';

/** Far more than any road that people can read; what it guards is the parser's memory. */
const uploadLimit = 10 * 1024 * 1024;

async function firstFile(files: AsyncGenerator<Upload>): Promise<{ filename: string; bytes: Buffer } | undefined> {
  for await (const { filename, stream } of files) return { filename, bytes: await bytesOf(stream) };
  return undefined;
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  return Buffer.concat(await stream.toArray());
}

/**
 * The text of an XML file: by its byte order mark, by the encoding that it declares, else UTF-8 (XML 1.0, appendix F).
 * What isn't UTF-8 although it should be is read as Windows-1252, as old Swedish tools write.
 */
export function textOf(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const mark = head.startsWith('\xff\xfe') ? 'utf-16le' : head.startsWith('\xfe\xff') ? 'utf-16be' : undefined;
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  for (const encoding of [mark, declared, 'utf-8']) {
    if (encoding === undefined) continue;
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // An encoding that there isn't, or that the bytes aren't in: the next is tried.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

function tagged({ key, ...data }: Warning) {
  return { tag: key, data };
}

/** A name for a road that has none, since the list must show something; it can't be adopted without its own. */
function nameOf(road: Road, filename: string): string {
  return road.name.trim() || filename.replace(/\.[^.]*$/, '') || road.id;
}

interface Imported {
  readonly processId: ProcessId | undefined;
  readonly ifHere: 'refuse' | 'import';
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly road: Road;
  readonly warnings: readonly Warning[];
}

/** For the trail: the other processes that the file is already, when it was imported all the same. */
function hereToo(alike: readonly Alike[], processId: ProcessId) {
  const others = new Set(alike.map((one) => one.processId).filter((id) => id !== processId));
  return others.size === 0 ? {} : { alsoHere: [...others] };
}

/** Keeps the file as a draft: of the process given, else of a new one, which nobody owns until management appoints. */
async function keepDraft({ acting, world, may }: Pick<Call, 'acting' | 'world' | 'may'>, imported: Imported) {
  const at = world.clock();
  const { road, bytes, filename } = imported;
  return world.database.write(acting, async (tx) => {
    if (imported.processId !== undefined && (await findProcess(tx, imported.processId)) === undefined) return notFound;
    await lockImport(tx, acting);
    const alike = await alikeVersions(tx, { bpmn: bytes, road });
    const decided = decideImport(alike, imported, (id) => may({ processId: id }));
    if (!decided.ok) return decided;
    const processId = imported.processId ?? ProcessId.parse(world.newId());
    if (imported.processId === undefined) {
      const name = nameOf(road, filename);
      await insertProcess(tx, acting, { id: processId, key: keyOf(name, await takenKeys(tx)), name, kind: road.kind });
    }
    await lockProcess(tx, processId);
    const id = VersionId.parse(world.newId());
    const { road: _, ...version } = await insertDraft(tx, acting, { id, processId, bpmn: bytes, road }, at);
    await audit(tx, acting, {
      operation: importBpmn.name,
      subjectKind: 'process',
      subjectId: processId,
      after: { version: version.number, filename, bytes: bytes.length, ...hereToo(alike, processId) },
      at,
    });
    return ok({ processId, version, warnings: imported.warnings.map(tagged) });
  });
}

export const importRoutes: readonly Route[] = [
  route(
    importBpmn,
    processMay['import-bpmn'],
    async (call) => {
      const { processId, process, ifHere } = call.query;
      if (!call.may(processId === undefined ? {} : { processId })) return notAllowed;
      const file = await firstFile(call.files());
      if (file === undefined || file.bytes.length === 0)
        return refuse({ tag: 'not-xml', line: 1, column: 1, message: 'the file is empty' });
      const read = await readRoad(textOf(file.bytes), process === undefined ? {} : { process });
      if (!read.ok) return read;
      return keepDraft(call, { processId, ifHere, ...file, ...read.value });
    },
    { uploadLimit },
  ),

  route(getBpmn, processMay['get-bpmn'], async ({ params, query, acting, world }) => {
    const found = await world.database.read(acting, async (tx) => {
      const process = await findProcess(tx, params.processId);
      const version = await findVersion(tx, params.processId, query.version);
      const file = version && (await readFile(tx, version.id));
      return process && version && file && { key: process.key, number: version.number, bytes: file.bpmn };
    });
    if (found === undefined) return notFound;
    const filename = `${found.key}-v${found.number}.bpmn`;
    const contentType = 'application/xml';
    if (query.as === 'imported') return ok({ filename, contentType, content: found.bytes });
    const drawn = await withDiagram(textOf(found.bytes));
    if (!drawn.ok) return ok({ filename, contentType, content: found.bytes });
    // The text is sent as UTF-8, whatever the file was in.
    const content = Buffer.from(drawn.value.replace(/^(<\?xml[^>]*\sencoding\s*=\s*["'])[^"']+/, '$1UTF-8'));
    return ok({ filename, contentType, content });
  }),
];
