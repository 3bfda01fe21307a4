/** The plain passes that imports are measured against: the least that anything reading these bytes must do. */
import { createReadStream } from 'node:fs';

/** Reads the file as a stream and looks at one byte of each chunk. */
export async function bareRead(path: string): Promise<number> {
  let sum = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) sum += (chunk as Uint8Array)[0]! & 1;
  return sum;
}

/** A CSV column scan: separators found, each field hashed to a code, times parsed in their one form; no quotes, no checks. */
export function csvScan(b: Uint8Array): number {
  const codes = Array.from({ length: 6 }, () => new Map<number, number>());
  let rows = 0;
  let at = b.indexOf(10) + 1;
  const columns = codes.map(() => new Int32Array(1 << 23));
  const times = new Float64Array(1 << 23);
  while (at < b.length) {
    for (let column = 0; column < 6; column++) {
      if (column === 2) {
        times[rows] = plainTime(b, at);
        at += 26;
        continue;
      }
      let hash = 0;
      for (let byte = b[at]!; byte !== 44 && byte !== 10; byte = b[++at]!) hash = (Math.imul(hash, 31) + byte) | 0;
      at++;
      const known = codes[column]!;
      let code = known.get(hash);
      if (code === undefined) {
        code = known.size;
        known.set(hash, code);
      }
      columns[column]![rows] = code;
    }
    rows++;
  }
  return rows;
}

function plainTime(b: Uint8Array, at: number): number {
  const two = (i: number) => (b[at + i]! - 48) * 10 + b[at + i + 1]! - 48;
  return Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17));
}

/** A XES scan of four attributes: case, activity, time, resource; no namespaces, entities, nesting or checks. */
export function xesScan(b: Uint8Array): number {
  const codes = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()];
  const columns = codes.map(() => new Int32Array(1 << 23));
  const times = new Float64Array(1 << 23);
  let rows = 0;
  let inEvent = false;
  for (let at = b.indexOf(60); at >= 0 && at < b.length; ) {
    const first = b[at + 1];
    if (first === 101) inEvent = true;
    else if (first === 47 && b[at + 2] === 101) {
      inEvent = false;
      rows++;
    } else if (first === 115 || first === 100) {
      while (b[at] !== 34) at++;
      const key = b[at + 1]! * 256 + b[at + 3]!;
      at++;
      while (b[at] !== 34) at++;
      at++;
      while (b[at] !== 34) at++;
      const from = ++at;
      if (first === 100) times[rows] = plainTime(b, from);
      let hash = 0;
      for (let byte = b[at]!; byte !== 34; byte = b[++at]!) hash = (Math.imul(hash, 31) + byte) | 0;
      const which = key === 99 * 256 + 110 ? (inEvent ? 1 : 0) : key === 111 * 256 + 103 ? 2 : -1;
      if (which >= 0 && first === 115) {
        const known = codes[which]!;
        let code = known.get(hash);
        if (code === undefined) {
          code = known.size;
          known.set(hash, code);
        }
        columns[which]![rows] = code;
      }
    }
    at++;
    while (at < b.length && b[at] !== 60) at++;
  }
  return rows;
}

/** CPU seconds of the quickest of `runs`, and what it answered. */
export async function cpu<T>(
  runs: number,
  work: () => T | Promise<T>,
): Promise<{ readonly seconds: number; readonly answer: T }> {
  let seconds = Number.POSITIVE_INFINITY;
  let answer: T | undefined;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    answer = await work();
    const { user, system } = process.cpuUsage(before);
    seconds = Math.min(seconds, (user + system) / 1e6);
  }
  return { seconds, answer: answer as T };
}

export function line(
  what: string,
  seconds: number,
  bound: { readonly name: string; readonly seconds: number },
  most?: number,
): void {
  const ratio = seconds / bound.seconds;
  const limit = most === undefined ? '' : ratio <= most ? ` (at most ${most})` : ` (MORE THAN ${most})`;
  console.log(
    `${what.padEnd(44)} ${seconds.toFixed(3)} s = ${ratio.toFixed(2)} × ${bound.name} ${bound.seconds.toFixed(3)} s${limit}`,
  );
}
