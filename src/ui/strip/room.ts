/**
 * Room to draw ways in: each straight stretch that is drawn takes its place, so that two ways never lie on each other.
 * Only ways that leave the same stop, or come to the same stop, may share a stretch: there the road forks or joins.
 */

/** From stop to stop. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/**
 * A straight piece of a way. Flat ones lie at a height that is told by rank alone (only which is above which is known
 * before the page is laid out) and go from one x to another; upright ones lie at an x and go from rank to rank. x in pixels.
 */
export interface Stretch {
  readonly lies: 'flat' | 'upright';
  readonly at: number;
  readonly lo: number;
  readonly hi: number;
}

interface Taken extends Stretch, Ends {
  /** Half the thickness, in pixels. */
  readonly half: number;
}

export type Room = Taken[];

/** Between two ways beside each other, in pixels. */
const apart = 3;

export function flat(at: number, a: number, b: number): Stretch {
  return { lies: 'flat', at, lo: Math.min(a, b), hi: Math.max(a, b) };
}

export function upright(at: number, a: number, b: number): Stretch {
  return { lies: 'upright', at, lo: Math.min(a, b), hi: Math.max(a, b) };
}

/** Do all stretches of a way find room? */
export function fits(room: Room, stretches: readonly Stretch[], way: Ends, half: number): boolean {
  return stretches.every((one) => room.every((taken) => !collide(taken, one, way, half)));
}

export function take(room: Room, stretches: readonly Stretch[], { from, to }: Ends, half: number): void {
  for (const one of stretches) room.push({ ...one, from, to, half });
}

/** Keeps other ways from going straight through a stop. */
export function takeStop(room: Room, id: string, stretch: Stretch): void {
  room.push({ ...stretch, from: id, to: id, half: 0 });
}

/** Where ways already are that this one may share an upright stretch with. */
export function shared(room: readonly (Ends & Pick<Stretch, 'lies' | 'at'>)[], way: Ends): number[] {
  return [...new Set(room.filter((one) => one.lies === 'upright' && isAkin(one, way)).map((one) => one.at))];
}

const isAkin = (a: Ends, b: Ends) => a.from === b.from || a.to === b.to;

function collide(a: Taken, b: Stretch, way: Ends, half: number): boolean {
  if (a.lies !== b.lies) return false;
  if (a.lies === 'flat') return a.at === b.at && a.lo < b.hi && b.lo < a.hi && !isAkin(a, way);
  if (a.lo > b.hi || b.lo > a.hi) return false;
  return isAkin(a, way) ? a.at !== b.at && isNear(a, b, half) : isNear(a, b, half);
}

const isNear = (a: Taken, b: Stretch, half: number) => Math.abs(a.at - b.at) < a.half + half + apart;
