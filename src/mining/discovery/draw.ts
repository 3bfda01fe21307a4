/** A process tree as a drawing of BPMN elements: each part is a box, placed whole, so nothing overlaps. */
import type { Tree } from './tree.ts';

export interface Shape {
  readonly id: string;
  readonly kind: 'start' | 'end' | 'task' | 'exclusive' | 'parallel';
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Flow {
  readonly id: string;
  readonly from: Shape;
  readonly to: Shape;
  /** Height the flow runs at between its ends, where it is not the straight way. */
  readonly by: number | undefined;
}

/** A flow with the points of its line, from the edge of one shape to that of the other. */
export interface DrawnFlow {
  readonly id: string;
  readonly from: Shape;
  readonly to: Shape;
  readonly points: readonly (readonly [number, number])[];
}

export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly flows: readonly Flow[];
}

const GAP = 50;
const ROW = 30;
export const SIZES = {
  start: [36, 36],
  end: [36, 36],
  task: [100, 80],
  exclusive: [50, 50],
  parallel: [50, 50],
} as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How much room each part of a tree takes, worked out once. */
function sizesOf(): (part: Tree) => Size {
  const known = new Map<Tree, Size>();
  const sizeOf = (one: Tree): Size => {
    const size = known.get(one) ?? measure(one);
    known.set(one, size);
    return size;
  };
  const measure = (one: Tree): Size => {
    switch (one.tag) {
      case 'activity':
        return { width: 100, height: 80 };
      case 'silent':
        return { width: 0, height: 40 };
      case 'sequence': {
        const sizes = one.children.map(sizeOf);
        const width = sizes.reduce((sum, size) => sum + size.width, 0) + GAP * (sizes.length - 1);
        return { width, height: largest(sizes, 'height') };
      }
      case 'loop':
        return stacked([one.body, one.redo].map(sizeOf));
      default:
        return stacked(one.children.map(sizeOf));
    }
  };
  return sizeOf;
}

function stacked(sizes: readonly Size[]): Size {
  const height = sizes.reduce((sum, size) => sum + size.height, 0) + ROW * (sizes.length - 1);
  return { width: largest(sizes, 'width') + 100 + GAP * 2, height };
}

function largest(sizes: readonly Size[], side: keyof Size): number {
  return sizes.reduce((most, size) => Math.max(most, size[side]), 0);
}

/** A drawing while it grows. */
interface Board {
  readonly shapes: Shape[];
  readonly flows: Flow[];
  readonly sizeOf: (part: Tree) => Size;
}

function put({ shapes }: Board, kind: Shape['kind'], name: string, x: number, middle: number): Shape {
  const [width, height] = SIZES[kind];
  const shape = { id: `${kind}_${shapes.length + 1}`, kind, name, x, y: middle - height / 2, width, height };
  shapes.push(shape);
  return shape;
}

function join({ flows }: Board, from: Shape, to: Shape, by?: number): void {
  flows.push({ id: `flow_${flows.length + 1}`, from, to, by });
}

/** Draws the tree from a start event to an end event, left to right. */
export function draw(tree: Tree): Drawing {
  const board: Board = { shapes: [], flows: [], sizeOf: sizesOf() };
  const { width, height } = board.sizeOf(tree);
  const middle = 60 + height / 2;
  const start = put(board, 'start', '', 150, middle);
  const last = drawPart(board, tree, start, 186 + GAP, middle);
  join(board, last, put(board, 'end', '', 186 + GAP * 2 + width, middle));
  return { shapes: board.shapes, flows: board.flows };
}

/** Draws a part after `before`; answers what comes next is to be joined to. A silent part is nothing but that. */
function drawPart(board: Board, part: Tree, before: Shape, x: number, middle: number): Shape {
  switch (part.tag) {
    case 'silent':
      return before;
    case 'activity': {
      const task = put(board, 'task', part.activity, x, middle);
      join(board, before, task);
      return task;
    }
    case 'sequence': {
      let last = before;
      let at = x;
      for (const child of part.children) {
        last = drawPart(board, child, last, at, middle);
        at += board.sizeOf(child).width + GAP;
      }
      return last;
    }
    case 'loop':
      return drawLoop(board, part, before, x, middle);
    default:
      return drawBranches(board, part, before, x, middle);
  }
}

/** The body above, from left to right; the redo below it, back again. */
function drawLoop(board: Board, part: Tree & { tag: 'loop' }, before: Shape, x: number, middle: number): Shape {
  const { width, height } = board.sizeOf(part);
  const enter = put(board, 'exclusive', '', x, middle);
  join(board, before, enter);
  const [above, below] = rowsOf([part.body, part.redo].map(board.sizeOf), middle - height / 2);
  const body = drawPart(board, part.body, enter, x + 50 + GAP, above!);
  const leave = put(board, 'exclusive', '', x + width - 50, middle);
  join(board, body, leave, above);
  const redo = drawPart(board, part.redo, leave, x + 50 + GAP, below!);
  join(board, redo, enter, below);
  return leave;
}

/** Children of a choice, or side by side, in rows between two gateways. */
function drawBranches(
  board: Board,
  part: Tree & { tag: 'sequence' | 'choice' | 'parallel' },
  before: Shape,
  x: number,
  middle: number,
): Shape {
  const kind = part.tag === 'choice' ? 'exclusive' : 'parallel';
  const { width, height } = board.sizeOf(part);
  const fork = put(board, kind, '', x, middle);
  join(board, before, fork);
  const meet = put(board, kind, '', x + width - 50, middle);
  const rows = rowsOf(part.children.map(board.sizeOf), middle - height / 2);
  for (const [i, child] of part.children.entries())
    join(board, drawPart(board, child, fork, x + 50 + GAP, rows[i]!), meet, rows[i]!);
  return meet;
}

/** The middle of each row, stacked from the top. */
function rowsOf(sizes: readonly Size[], top: number): number[] {
  let y = top;
  return sizes.map(({ height }) => {
    const middle = y + height / 2;
    y += height + ROW;
    return middle;
  });
}
