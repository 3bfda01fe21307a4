import fc from 'fast-check';
import type { Flow, Road, RoadNode } from './road.ts';

type Part = { [K in RoadNode['kind']]: { kind: K } & Partial<Extract<RoadNode, { kind: K }>> }[RoadNode['kind']];

const defaults: Part[] = [{ kind: 'step', task: 'user', competences: [], law: [] }];

function nodeFrom(id: string, part: Part): RoadNode {
  const base = { id, name: id };
  if (part.kind === 'step') return { task: 'user', competences: [], law: [], ...base, ...part };
  if (part.kind === 'end') return { terminates: false, ...base, ...part };
  if (part.kind === 'catch') return { trigger: 'message', ...base, ...part };
  if (part.kind === 'boundary') return { trigger: 'message', interrupting: true, attachedTo: '', ...base, ...part };
  return { ...base, ...part };
}

/**
 * A road from its flows: `start > a > b > end; b > c`. A flow's id is `a-b`. Nodes are steps unless `parts` says
 * otherwise, except `start` and `end`.
 */
export function road(flows: string, parts: Readonly<Record<string, Part>> = {}): Road {
  const made: Flow[] = [];
  const ids: string[] = [];
  for (const line of flows.split(';')) {
    const chain = line.split('>').map((t) => t.trim());
    for (const id of chain) if (!ids.includes(id)) ids.push(id);
    for (const [i, from] of chain.entries()) {
      const to = chain[i + 1];
      if (to !== undefined) made.push({ id: `${from}-${to}`, from, to, isDefault: false });
    }
  }
  const nodes = ids.map((id) => {
    const plain: Part = id === 'start' || id === 'end' ? { kind: id } : (defaults[0] as Part);
    return nodeFrom(id, parts[id] ?? plain);
  });
  return {
    id: 'p',
    name: 'p',
    kind: 'core',
    purpose: '',
    need: '',
    satisfiedNeed: '',
    forWhom: '',
    lanes: [],
    nodes,
    flows: made,
    clocks: [],
    situations: {
      start: [{ code: 'need', name: 'need' }],
      goal: [{ code: 'satisfied-need', name: 'satisfied need' }],
    },
  };
}

/** A piece of road with one way in and one way out. */
export type Block =
  | { readonly kind: 'step' }
  | { readonly kind: 'event' }
  | { readonly kind: 'sequence'; readonly parts: readonly Block[] }
  | { readonly kind: 'exclusive' | 'parallel' | 'inclusive' | 'race'; readonly parts: readonly Block[] }
  | { readonly kind: 'loop'; readonly parts: readonly Block[] };

/** Block-structured roads: every split has its join, every loop a way out. Sound by construction. */
export const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Block>({ kind: 'step' }, { kind: 'event' }),
    fc.record({
      kind: fc.constantFrom('sequence', 'exclusive', 'parallel', 'inclusive', 'race', 'loop'),
      parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<Block>,
  ),
})).block;

/** The road of a block. */
export function blockRoad(b: Block): Road {
  const nodes: RoadNode[] = [nodeFrom('start', { kind: 'start' })];
  const flows: Flow[] = [];
  const add = (part: Part) => {
    const id = `${part.kind}${nodes.length}`;
    nodes.push(nodeFrom(id, part));
    return id;
  };
  const link = (from: string, to: string) => {
    flows.push({ id: `f${flows.length}`, from, to, isDefault: false });
  };
  const build = (part: Block, from: string): string => {
    switch (part.kind) {
      case 'step':
      case 'event': {
        const id = add({ kind: part.kind === 'step' ? 'step' : 'catch' });
        link(from, id);
        return id;
      }
      case 'sequence':
        return part.parts.reduce((at, p) => build(p, at), from);
      case 'loop': {
        const merge = add({ kind: 'exclusive' });
        link(from, merge);
        const done = build(
          { kind: 'step' },
          part.parts.slice(0, 1).reduce((at, p) => build(p, at), merge),
        );
        const fork = add({ kind: 'exclusive' });
        link(done, fork);
        link(
          part.parts.slice(1).reduce((at, p) => build(p, at), fork),
          merge,
        );
        return fork;
      }
      default: {
        const split = add({ kind: part.kind === 'race' ? 'event-based' : part.kind });
        link(from, split);
        const ends = part.parts.map((p) => build(p, part.kind === 'race' ? build({ kind: 'event' }, split) : split));
        const join = add({ kind: part.kind === 'race' ? 'exclusive' : part.kind });
        for (const e of ends) link(e, join);
        return join;
      }
    }
  };
  const last = build(b, 'start');
  nodes.push(nodeFrom('end', { kind: 'end' }));
  link(last, 'end');
  return { ...road(''), nodes, flows };
}
