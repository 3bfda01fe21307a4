import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { FileFault, plainBytes } from './file-bytes.ts';
import { inflate } from './inflate.ts';

/** Bytes that compress to about a third, always the same. */
function sample(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let seed = length + 1;
  for (let i = 0; i < length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    bytes[i] = 97 + ((seed >>> 16) % 5);
  }
  return bytes;
}

async function* cutInto(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** All that comes out, and the code of the fault that ended it. */
async function told(gzip: Uint8Array, size: number, mayReuse: boolean) {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of inflate(cutInto(gzip, size), mayReuse)) pieces.push(Uint8Array.from(piece));
    return { bytes: Buffer.concat(pieces) };
  } catch (error) {
    return { code: (error as { code?: string }).code };
  }
}

async function bothWays(gzip: Uint8Array, size: number) {
  const [inSteps, throughStream] = [await told(gzip, size, true), await told(gzip, size, false)];
  assert.deepEqual(inSteps, throughStream);
  return inSteps;
}

test('this Node is one whose inflating step is known: each piece lies where the one before it lay', async () => {
  const seen = new Set<unknown>();
  for await (const piece of inflate(cutInto(gzipSync(sample(900_000)), 50_000))) seen.add(piece.buffer);
  assert.equal(seen.size, 1);
  for await (const piece of inflate(cutInto(gzipSync(sample(3_000_000)), 50_000), false)) seen.add(piece.buffer);
  assert.ok(seen.size > 3);
});

test('the bytes are the same both ways, wherever input and output are cut', async () => {
  for (const length of [0, 1, 262_143, 262_144, 262_145, 524_288, 600_000]) {
    const bytes = sample(length);
    for (const size of [1000, 65_536, 1 << 20])
      assert.deepEqual(await bothWays(gzipSync(bytes), size), { bytes }, `${length} in ${size}`);
  }
  assert.deepEqual(await bothWays(gzipSync(sample(3000)), 1), { bytes: sample(3000) });
  const zeros = Buffer.alloc(20_000_000);
  assert.deepEqual(await bothWays(gzipSync(zeros), 1 << 20), { bytes: zeros });
});

test('every member is read, and zeros behind the last one are passed over', async () => {
  const members = [sample(70_000), Buffer.alloc(0), sample(5), sample(262_144)];
  const gzip = Buffer.concat(members.map((member) => gzipSync(member)));
  const bytes = Buffer.concat(members);
  const first = gzipSync(members[0]!).length;
  for (const size of [997, first, 1 << 20]) {
    assert.deepEqual(await bothWays(gzip, size), { bytes });
    assert.deepEqual(await bothWays(Buffer.concat([gzip, Buffer.alloc(600)]), size), { bytes });
  }
});

test('a file that is cut, changed, or followed by something else is told of as the stream tells of it', async () => {
  const gzip = gzipSync(sample(600_000));
  const changed = (at: number) => {
    const other = Buffer.from(gzip);
    other[at]! ^= 0x55;
    return other;
  };
  for (const size of [997, 1 << 20]) {
    for (const at of [2, 9, 10, 15, 90_000, gzip.length - 9, gzip.length - 8, gzip.length - 1])
      assert.deepEqual(await bothWays(gzip.subarray(0, at), size), { code: 'Z_BUF_ERROR' }, `cut at ${at}`);
    for (const at of [2, 90_000, gzip.length - 8, gzip.length - 1])
      assert.deepEqual(await bothWays(changed(at), size), { code: 'Z_DATA_ERROR' }, `changed at ${at}`);
    assert.deepEqual(await bothWays(Buffer.concat([gzip, Buffer.from('and more')]), size), { code: 'Z_DATA_ERROR' });
    assert.deepEqual(await bothWays(Buffer.concat([gzip, gzip.subarray(0, 40)]), size), { code: 'Z_BUF_ERROR' });
  }
});

test('a fault of the source passes through both ways, and whoever stops early lets go of the file', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield gzipSync(sample(100_000)).subarray(0, 2000);
    throw new Error('the disk is gone');
  }
  for (const mayReuse of [true, false])
    await assert.rejects(async () => {
      for await (const _ of inflate(failing(), mayReuse));
    }, /the disk is gone/);
  const folder = mkdtempSync(join(tmpdir(), 'resvag-inflate-'));
  try {
    const path = join(folder, 'log.gz');
    writeFileSync(path, gzipSync(sample(5_000_000)));
    const source = createReadStream(path);
    const closed = once(source, 'close');
    for await (const _ of plainBytes(source)) break;
    await closed;
    writeFileSync(path, gzipSync(sample(5_000_000)).subarray(0, 100_000));
    await assert.rejects(
      async () => {
        for await (const _ of plainBytes(createReadStream(path)));
      },
      (fault: unknown) => fault instanceof FileFault && fault.reason === 'cut',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('while a small file becomes a large one, others have their turn', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  for await (const _ of inflate(cutInto(gzipSync(Buffer.alloc(200_000_000)), 1 << 20)));
  clearInterval(timer);
  assert.ok(turns > 3);
});
