import { type Readable, Transform } from 'node:stream';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { TooLarge } from './problem.ts';
import { storableText } from './storable-text.ts';

/** One sent file. `stream` must be read to its end (or destroyed); it fails with `TooLarge` past the limit. */
export interface Upload {
  readonly filename: string;
  /** The form's other fields, as far as they stood before the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly stream: Readable;
}

function limited(source: Readable, limit: number): Readable {
  let count = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count += chunk.length;
      if (count > limit) done(new TooLarge(limit));
      else done(null, chunk);
    },
  });
  source.on('error', (error) => meter.destroy(error));
  // What is left of a file that is too large (or not wanted) is thrown away, so that the answer can be read.
  meter.on('close', () => source.resume());
  return source.pipe(meter);
}

/** The files of a request: the parts of a form, or the body itself (named by `?filename=`). */
export async function* uploads(request: FastifyRequest, limit: number): AsyncGenerator<Upload> {
  if (!request.isMultipart()) {
    const named = (request.query as { filename?: unknown } | undefined)?.filename;
    const filename = typeof named === 'string' ? named : 'file';
    yield { filename, fields: {}, stream: limited(request.raw, limit) };
    return;
  }
  const limits = { fileSize: Number.POSITIVE_INFINITY, fieldSize: 64 * 1024, files: 20, fields: 50 };
  const fields: Record<string, string> = {};
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file')
      yield { filename: storableText(part.filename), fields, stream: limited(part.file, limit) };
    else if (typeof part.value === 'string') fields[part.fieldname] = storableText(part.value);
  }
}
