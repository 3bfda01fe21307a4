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

/** Draws the tree from a start event to an end event, left to right. */
export function draw(tree: Tree): Drawing {
  const sizeOf = sizesOf();
  const shapes: Shape[] = [];
  const flows: Flow[] = [];
  const put = (kind: Shape['kind'], name: string, x: number, middle: number): Shape => {
    const [width, height] = SIZES[kind];
    const shape = { id: `${kind}_${shapes.length + 1}`, kind, name, x, y: middle - height / 2, width, height };
    shapes.push(shape);
    return shape;
  };
  const join = (from: Shape, to: Shape, by?: number) => {
    flows.push({ id: `flow_${flows.length + 1}`, from, to, by });
  };
  /** Draws a part after `before`; answers what comes next is to be joined to. A silent part is nothing but that. */
  const part = (one: Tree, before: Shape, x: number, middle: number): Shape => {
    switch (one.tag) {
      case 'silent':
        return before;
      case 'activity': {
        const task = put('task', one.activity, x, middle);
        join(before, task);
        return task;
      }
      case 'sequence': {
        let last = before;
        let at = x;
        for (const child of one.children) {
          last = part(child, last, at, middle);
          at += sizeOf(child).width + GAP;
        }
        return last;
      }
      case 'loop': {
        const size = sizeOf(one);
        const enter = put('exclusive', '', x, middle);
        join(before, enter);
        const rows = rowsOf([one.body, one.redo].map(sizeOf), middle - size.height / 2);
        const body = part(one.body, enter, x + 50 + GAP, rows[0]!);
        const leave = put('exclusive', '', x + size.width - 50, middle);
        join(body, leave, rows[0]!);
        const redo = part(one.redo, leave, x + 50 + GAP, rows[1]!);
        join(redo, enter, rows[1]!);
        return leave;
      }
      default: {
        const kind = one.tag === 'choice' ? 'exclusive' : 'parallel';
        const size = sizeOf(one);
        const fork = put(kind, '', x, middle);
        join(before, fork);
        const meet = put(kind, '', x + size.width - 50, middle);
        const rows = rowsOf(one.children.map(sizeOf), middle - size.height / 2);
        for (const [i, child] of one.children.entries()) {
          join(part(child, fork, x + 50 + GAP, rows[i]!), meet, rows[i]!);
        }
        return meet;
      }
    }
  };
  const { width, height } = sizeOf(tree);
  const middle = 60 + height / 2;
  const start = put('start', '', 150, middle);
  const last = part(tree, start, 186 + GAP, middle);
  join(last, put('end', '', 186 + GAP * 2 + width, middle));
  return { shapes, flows };
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
