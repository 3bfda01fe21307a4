/** Where to put the nodes of a road that has no diagram: columns in the direction of travel, rows within lanes. */

/** Something to place. Sizes in the diagram's unit; a boundary event names its host and sits on its lower edge. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly lane?: string | undefined;
  readonly host?: string | undefined;
}

export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Band {
  readonly id: string;
  readonly y: number;
  readonly height: number;
}

export interface Placed {
  /** Centres of the boxes, on whole tens. */
  readonly at: ReadonlyMap<string, Point>;
  /** The column of each box, from 0. */
  readonly column: ReadonlyMap<string, number>;
  readonly bands: readonly Band[];
  readonly width: number;
  readonly height: number;
}

const rowPitch = 120;
const gap = 90;
const padding = 20;

/** Places boxes in columns by the longest way from a start, each lane a band with as many rows as it needs. */
export function place(boxes: readonly Box[], lines: readonly Line[], lanes: readonly string[]): Placed {
  const hosts = new Map(boxes.filter((b) => b.host !== undefined).map((b) => [b.id, b.host as string]));
  const free = boxes.filter((b) => !hosts.has(b.id));
  const ways = lines.map((l) => ({ ...l, from: hosts.get(l.from) ?? l.from }));
  const column = columns(
    free.map((b) => b.id),
    forwardOnly(free, ways),
  );
  const row = rows(free, ways, column);
  const laneIds = free.some((b) => b.lane === undefined || !lanes.includes(b.lane)) ? [...lanes, ''] : [...lanes];
  const bandOf = (b: Box) => (b.lane !== undefined && lanes.includes(b.lane) ? b.lane : '');
  const bands: Band[] = [];
  let y = 0;
  for (const id of laneIds) {
    const used = free.filter((b) => bandOf(b) === id).map((b) => row.get(b.id) ?? 0);
    const height = (Math.max(0, ...used) + 1) * rowPitch + padding;
    bands.push({ id, y, height });
    y += height;
  }
  const { centres, width } = columnCentres(free, column);
  const at = new Map<string, Point>();
  for (const b of free) {
    const top = bands.find((band) => band.id === bandOf(b))?.y ?? 0;
    const x = centres[column.get(b.id) ?? 0] ?? 0;
    at.set(b.id, { x, y: top + (padding + rowPitch) / 2 + (row.get(b.id) ?? 0) * rowPitch });
  }
  placeOnHosts(boxes, at);
  return { at, column, bands: bands.filter((b) => b.id !== '' || lanes.length === 0), width, height: y };
}

function placeOnHosts(boxes: readonly Box[], at: Map<string, Point>): void {
  const count = new Map<string, number>();
  for (const b of boxes) {
    const host = boxes.find((h) => h.id === b.host);
    const centre = host && at.get(host.id);
    if (!host || !centre) continue;
    const n = count.get(host.id) ?? 0;
    count.set(host.id, n + 1);
    at.set(b.id, { x: centre.x + 30 - n * 40, y: centre.y + host.height / 2 });
  }
}

/** The lines without those that close a loop, found depth first from the nodes that nothing leads to. */
export function forwardOnly(boxes: readonly { readonly id: string }[], lines: readonly Line[]): Line[] {
  const out = new Map<string, Line[]>();
  for (const l of lines) out.set(l.from, [...(out.get(l.from) ?? []), l]);
  const entered = new Set(lines.map((l) => l.to));
  const state = new Map<string, 'open' | 'done'>();
  const kept: Line[] = [];
  const visit = (id: string) => {
    state.set(id, 'open');
    for (const l of out.get(id) ?? []) {
      if (state.get(l.to) === 'open') continue;
      kept.push(l);
      if (!state.has(l.to)) visit(l.to);
    }
    state.set(id, 'done');
  };
  const order = [...boxes.filter((b) => !entered.has(b.id)), ...boxes];
  for (const b of order) if (!state.has(b.id)) visit(b.id);
  return kept;
}

/** The longest way from a start to each node, over lines without loops. */
export function columns(ids: readonly string[], lines: readonly Line[]): Map<string, number> {
  const into = new Map<string, string[]>();
  for (const l of lines) into.set(l.to, [...(into.get(l.to) ?? []), l.from]);
  const column = new Map<string, number>();
  const find = (id: string): number => {
    const known = column.get(id);
    if (known !== undefined) return known;
    const before = (into.get(id) ?? []).map(find);
    const found = before.length === 0 ? 0 : Math.max(...before) + 1;
    column.set(id, found);
    return found;
  };
  for (const id of ids) find(id);
  return column;
}

/** Keeps a node on the row it is come to from in its lane when that is free, else on the nearest free row. */
function rows(boxes: readonly Box[], lines: readonly Line[], column: ReadonlyMap<string, number>): Map<string, number> {
  const row = new Map<string, number>();
  const taken = new Set<string>();
  const col = (id: string) => column.get(id) ?? 0;
  const lane = new Map(boxes.map((b) => [b.id, b.lane]));
  const isEndOfWay = (id: string) => !lines.some((l) => l.from === id);
  const order = [...boxes].sort((a, b) => col(a.id) - col(b.id) || Number(isEndOfWay(a.id)) - Number(isEndOfWay(b.id)));
  for (const b of order) {
    const before = lines.filter((l) => l.to === b.id && col(l.from) < col(b.id) && lane.get(l.from) === b.lane);
    const wanted = before.map((l) => row.get(l.from) ?? 0).sort((x, y) => x - y)[0] ?? 0;
    const isFree = (r: number) => !taken.has(`${b.lane} ${col(b.id)} ${r}`);
    let found = wanted;
    for (let d = 0; !isFree(found); d++) found = d % 2 === 0 ? wanted + d / 2 + 1 : Math.max(0, wanted - (d + 1) / 2);
    row.set(b.id, found);
    taken.add(`${b.lane} ${col(b.id)} ${found}`);
  }
  return row;
}

function columnCentres(boxes: readonly Box[], column: ReadonlyMap<string, number>) {
  const count = Math.max(-1, ...column.values()) + 1;
  const widths = Array.from({ length: count }, () => 0);
  for (const b of boxes) {
    const c = column.get(b.id) ?? 0;
    widths[c] = Math.max(widths[c] ?? 0, Math.ceil(b.width / 20) * 20);
  }
  const centres: number[] = [];
  let x = gap;
  for (const w of widths) {
    centres.push(x + w / 2);
    x += w + gap;
  }
  return { centres, width: x };
}
