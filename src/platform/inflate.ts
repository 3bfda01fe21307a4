/** Inflates gzip (RFC 1952) without a new buffer for each piece of output. */
import { PassThrough, pipeline } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Gunzip } from 'node:zlib';
import { constants, createGunzip } from 'node:zlib';

/** Output is made in pieces of this size: small enough that what reads it finds it in the processor's own memory. */
const PIECE = 1 << 18;
/** After so many pieces, others on this thread have their turn. */
const TURN = 4;
const STREAM_CHUNK = 1 << 20;

/** Of Node's zlib streams: what makes its one step. All of it is known only from Node's own source (lib/zlib.js). */
interface Inflater {
  /** Reads from a part of one buffer into a part of the other; a fault lands in `errored` of the stream it is of. */
  readonly writeSync: (
    flush: number,
    from: Uint8Array,
    fromAt: number,
    fromBytes: number,
    into: Uint8Array,
    intoAt: number,
    intoBytes: number,
  ) => void;
}

/** Node versions (major) on which the tests of this file passed; others might take other arguments. */
const TRIED: readonly number[] = [20, 22, 24, 26];

/**
 * The bytes of a gzip file, all its members; a piece is good **until the next is asked for**, since it lies in a buffer that
 * is used again. Throws what Node's stream throws: code `Z_BUF_ERROR` for a file that ends early, another `Z_…` for
 * garbage or contents that don't match their checksum or length. Zeros behind the last member are passed over.
 *
 * A stream would give each piece a buffer of its own and fetch it from another thread, which is half as much work again as
 * inflating itself (docs/decisions/0007). So the step that the stream is made of is taken directly, where it is as we know it; where
 * it isn't, or `mayReuse` is false, the stream does the work and the bytes are the same.
 */
export async function* inflate(gzip: AsyncIterable<Uint8Array>, mayReuse = true): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: STREAM_CHUNK });
  const step = mayReuse ? stepOf(gunzip) : undefined;
  try {
    yield* step === undefined ? throughStream(gzip, gunzip) : inSteps(gzip, step);
  } finally {
    gunzip.destroy();
  }
}

type Step = (
  flush: number,
  from: Uint8Array,
  at: number,
  into: Uint8Array,
) => readonly [roomLeft: number, left: number];

/** Undefined where this Node hasn't what we know. Throws what the stream has met. */
function stepOf(gunzip: Gunzip): Step | undefined {
  const { _handle: inflater, _writeState: left } = gunzip as unknown as { _handle?: Inflater; _writeState?: unknown };
  const isKnown = TRIED.includes(Number.parseInt(process.versions.node, 10));
  if (!(isKnown && typeof inflater?.writeSync === 'function')) return undefined;
  if (!(left instanceof Uint32Array && left.length === 2)) return undefined;
  // A fault is told twice, here and in `errored`, which is looked at.
  gunzip.on('error', () => {});
  return (flush, from, at, into) => {
    inflater.writeSync(flush, from, at, from.length - at, into, 0, into.length);
    if (gunzip.errored) throw gunzip.errored;
    return [left[0]!, left[1]!];
  };
}

async function* inSteps(gzip: AsyncIterable<Uint8Array>, step: Step): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(PIECE);
  let pieces = 0;
  for await (const from of gzip) {
    let at = 0;
    let roomLeft = 0;
    while (roomLeft === 0) {
      const [room, left] = step(constants.Z_NO_FLUSH, from, at, piece);
      if (room < PIECE) yield piece.subarray(0, PIECE - room);
      if (++pieces % TURN === 0) await setImmediate();
      at = from.length - left;
      roomLeft = room;
    }
    // Not all was wanted though there was room: what is left is padding.
    if (at < from.length) return;
  }
  // Nothing is left to come out, but here the stream tells that it wasn't at its end.
  step(constants.Z_FINISH, piece, piece.length, piece);
}

async function* throughStream(gzip: AsyncIterable<Uint8Array>, gunzip: Gunzip): AsyncGenerator<Uint8Array> {
  pipeline(gzip, new PassThrough({ highWaterMark: STREAM_CHUNK }), gunzip, () => {});
  yield* gunzip;
}
