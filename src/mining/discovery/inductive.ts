/**
 * The inductive miner: a process tree for any log, in finite time and without randomness. With noise 0 every trace of the
 * log fits the tree (Leemans, Fahland & van der Aalst 2013); with noise up to 1 rare behaviour is left out (the same,
 * 2014). The order of activities in the log decides ties, so the same log always gives the same tree.
 */
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { gapsOf, relationWithout } from './absence.ts';
import type { Cut } from './cuts.ts';
import { findCut } from './cuts.ts';
import { relationOf } from './relation.ts';
import { split } from './split.ts';
import type { Graph, Sublog, Trace } from './sublog.ts';
import { activitiesOf, gather, gathering, graphOf, project, sublogOf } from './sublog.ts';
import type { Tree } from './tree.ts';
import { activityTree, loop, node, SILENT } from './tree.ts';

/** `noise` from 0 (every trace fits) to 1: how rare, beside the most frequent next step, a step must be to be left out. */
export function inductiveMiner(log: Log, noise = 0, selection?: Selection): Tree {
  const { sublog, names } = sublogOf(log, selection);
  return mine(sublog, { noise, names });
}

/** Of more activities than this no order is sought: the square of their graph wouldn't fit, nor could a person read it. */
const MOST_ACTIVITIES = 1000;

interface Miner {
  readonly noise: number;
  readonly names: readonly string[];
}

function mine(log: Sublog, miner: Miner): Tree {
  const total = log.weights.reduce((sum, weight) => sum + weight, 0);
  const empty = log.traces.findIndex((trace) => trace.length === 0);
  if (log.traces.length === 0 || (empty >= 0 && log.traces.length === 1)) return SILENT;
  if (empty >= 0) {
    const rest = mine(without(log, empty), miner);
    return log.weights[empty]! < miner.noise * total ? rest : node('choice', [SILENT, rest]);
  }
  const activities = activitiesOf(log);
  if (activities.length === 1) return single(log, activities[0]!, total, miner);
  if (activities.length > MOST_ACTIVITIES) return flower(activities, miner);
  const graph = graphOf(log);
  return (
    byCut(log, graph, findCut(relationOf(graph)), miner) ??
    byFilteredCut(log, graph, miner) ??
    fallThrough(log, graph, miner)
  );
}

function without(log: Sublog, index: number): Sublog {
  const others = <T>(list: readonly T[]) => list.filter((_, i) => i !== index);
  return { traces: others(log.traces), weights: others(log.weights) };
}

/** One activity: alone where (nearly) every trace has it once, else repeated. */
function single(log: Sublog, activity: number, total: number, miner: Miner): Tree {
  const leaf = activityTree(miner.names[activity]!);
  const once = log.traces.reduce((sum, trace, t) => sum + (trace.length === 1 ? log.weights[t]! : 0), 0);
  return once === total || total - once < miner.noise * total ? leaf : loop(leaf, SILENT);
}

function byCut(log: Sublog, graph: Graph, cut: Cut | undefined, miner: Miner): Tree | undefined {
  if (cut === undefined) return undefined;
  const parts = split(log, cut, graph).map((part) => mine(part, miner));
  if (cut.tag !== 'loop') return node(cut.tag, parts);
  return loop(parts[0]!, node('choice', parts.slice(1)));
}

function byFilteredCut(log: Sublog, graph: Graph, miner: Miner): Tree | undefined {
  if (miner.noise === 0) return undefined;
  return byCut(log, graph, findCut(relationOf(graph, miner.noise)), miner);
}

/** What is done where no cut is found: looser models, each of which still holds every trace. */
function fallThrough(log: Sublog, graph: Graph, miner: Miner): Tree {
  return (
    oncePerTrace(log, graph, miner) ??
    concurrent(log, graph, miner) ??
    restarted(log, graph, miner) ??
    flower(graph.activities, miner)
  );
}

/** An activity that every trace has exactly once goes beside the rest. */
function oncePerTrace(log: Sublog, graph: Graph, miner: Miner): Tree | undefined {
  const counts = new Map<number, number>();
  for (const trace of log.traces) {
    const seen = new Map<number, number>();
    for (const activity of trace) seen.set(activity, (seen.get(activity) ?? 0) + 1);
    for (const [activity, n] of seen) if (n === 1) counts.set(activity, (counts.get(activity) ?? 0) + 1);
  }
  const found = graph.activities.find((activity) => counts.get(activity) === log.traces.length);
  return found === undefined ? undefined : beside(log, graph, found, miner);
}

function beside(log: Sublog, graph: Graph, activity: number, miner: Miner): Tree {
  const rest = new Set(graph.activities.filter((other) => other !== activity));
  return node('parallel', [mine(project(log, new Set([activity])), miner), mine(project(log, rest), miner)]);
}

/** An activity whose absence lets the rest be cut goes beside the rest. */
function concurrent(log: Sublog, graph: Graph, miner: Miner): Tree | undefined {
  const gaps = gapsOf(log, graph);
  const levels = (miner.noise > 0 ? [0, miner.noise] : [0]).map((noise) => ({ noise, base: relationOf(graph, noise) }));
  const found = graph.activities.find((_, place) =>
    levels.some(({ noise, base }) => findCut(relationWithout(graph, base, place, gaps[place]!, noise)) !== undefined),
  );
  return found === undefined ? undefined : beside(log, graph, found, miner);
}

/** The traces begin again and again: first where an end meets a start, then wherever a start is. */
function restarted(log: Sublog, graph: Graph, miner: Miner): Tree | undefined {
  const of = (counts: Float64Array) => new Set(graph.activities.filter((_, a) => counts[a]! > 0));
  const starts = of(graph.starts);
  const ends = of(graph.ends);
  const strict = cutTraces(log, (before, after) => ends.has(before) && starts.has(after));
  const loose = strict ?? cutTraces(log, (_, after) => starts.has(after));
  return loose && loop(mine(loose, miner), SILENT);
}

function cutTraces(log: Sublog, isCut: (before: number, after: number) => boolean): Sublog | undefined {
  const into = gathering();
  let cuts = 0;
  for (const [t, trace] of log.traces.entries()) {
    let from = 0;
    const put = (to: number) => gather(into, trace.slice(from, to) as Trace, log.weights[t]!);
    for (let i = 1; i < trace.length; i++) {
      if (!isCut(trace[i - 1]!, trace[i]!)) continue;
      put(i);
      from = i;
      cuts++;
    }
    put(trace.length);
  }
  return cuts > 0 ? into : undefined;
}

/** Anything in any order. */
function flower(activities: readonly number[], miner: Miner): Tree {
  const leaves = activities.map((activity) => activityTree(miner.names[activity]!));
  return loop(node('choice', leaves), SILENT);
}
