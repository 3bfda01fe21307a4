/** The plain passes that reading is measured against: the least that anything reading these bytes into columns must do. */

/** Codes by hash alone, in open addressing: no comparison of the texts, so at least as quick as any that is right. */
export class Codes {
  size = 0;
  #slots = new Int32Array(1 << 16);
  #hashes = new Int32Array(1 << 15);

  of(hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const code = slots[slot]! - 1;
      if (code < 0) break;
      if (this.#hashes[code] === hash) return code;
      slot = (slot + 1) & mask;
    }
    slots[slot] = this.size + 1;
    this.#hashes[this.size] = hash;
    if (++this.size === this.#hashes.length) this.#grow();
    return this.size - 1;
  }

  #grow(): void {
    const hashes = new Int32Array(this.size * 2);
    hashes.set(this.#hashes);
    const slots = new Int32Array(this.size * 4);
    const mask = slots.length - 1;
    for (let code = 0; code < this.size; code++) {
      let slot = (hashes[code]! ^ (hashes[code]! >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.#hashes = hashes;
    this.#slots = slots;
  }
}

const DAY = 86_400_000;

/** A time of one form, its days by arithmetic. */
function plainTime(b: Uint8Array, at: number): number {
  const month = (b[at + 5]! - 48) * 10 + b[at + 6]! - 48;
  const y =
    (b[at]! - 48) * 1000 + (b[at + 1]! - 48) * 100 + (b[at + 2]! - 48) * 10 + b[at + 3]! - 48 - (month <= 2 ? 1 : 0);
  const era = (y / 400) | 0;
  const ofEra = y - era * 400;
  const ofYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + (b[at + 8]! - 48) * 10 + b[at + 9]! - 49;
  const days = era * 146_097 + ofEra * 365 + ((ofEra / 4) | 0) - ((ofEra / 100) | 0) + ofYear - 719_468;
  const hours = (b[at + 11]! - 48) * 10 + b[at + 12]! - 48;
  const minutes = (b[at + 14]! - 48) * 10 + b[at + 15]! - 48;
  return days * DAY + ((hours * 60 + minutes) * 60 + (b[at + 17]! - 48) * 10 + b[at + 18]! - 48) * 1000;
}

/** CSV of six columns: fields found and coded, times parsed in their one form, rows grouped by case; no quotes, no checks. */
export function csvScan(b: Uint8Array): number {
  const codes = Array.from({ length: 6 }, () => new Codes());
  const room = Math.ceil(b.length / 40);
  const columns = codes.map(() => new Int32Array(room));
  const times = new Float64Array(room);
  let rows = 0;
  let at = b.indexOf(10) + 1;
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
      columns[column]![rows] = codes[column]!.of(hash);
    }
    rows++;
  }
  const cases = columns[0]!;
  const next = new Uint32Array(codes[0]!.size + 1);
  for (let row = 0; row < rows; row++) next[cases[row]! + 1]!++;
  for (let c = 0; c < codes[0]!.size; c++) next[c + 1]! += next[c]!;
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[next[cases[row]!]!++] = row;
  return order[rows - 1]! + times[0]!;
}

/** A XES scan of four attributes: case, activity, time, resource; no namespaces, entities, nesting or checks. */
export function xesScan(b: Uint8Array): number {
  const codes = [new Codes(), new Codes(), new Codes()];
  const room = Math.ceil(b.length / 100);
  const columns = codes.map(() => new Int32Array(room));
  const times = new Float64Array(room);
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
      const which = key === 99 * 256 + 110 ? (inEvent ? 1 : 0) : key === 111 * 256 + 103 ? 2 : -1;
      if (first === 100) times[rows] = plainTime(b, from);
      else if (which >= 0) {
        let hash = 0;
        for (let byte = b[at]!; byte !== 34; byte = b[++at]!) hash = (Math.imul(hash, 31) + byte) | 0;
        columns[which]![rows] = codes[which]!.of(hash);
      }
    }
    at++;
    while (at < b.length && b[at] !== 60) at++;
  }
  return rows;
}
