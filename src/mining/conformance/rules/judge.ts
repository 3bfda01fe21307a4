/**
 * Whether one case keeps a rule: Declare's templates over finite traces (De Giacomo & Vardi 2013, LTLf; De Giacomo, De
 * Masellis & Montali 2014), with the verdict of a running case as in monitoring (Maggi, Montali, Westergaard & van der Aalst
 * 2011): what can still be mended is open. «Before» and «after» mean another event of the case, in the log's order: an event
 * that is both `a` and `b` doesn't answer itself, as it would by □(a → ◇b). Where no order is asked, ◇a and ◇b, it is both.
 *
 * Each judge passes a case's events once: forwards for what must come before, backwards for what must come after.
 */
import { A, B } from './marks.ts';
import type { Rule } from './rule.ts';
import type { Limit } from './window.ts';

/** Of two verdicts on parts of a rule, the greater is that of the whole. */
export const VACUOUS = 0;
export const SATISFIED = 1;
export const OPEN = 2;
export const VIOLATED = 3;
/** The rule has a window, and an event that it is about has no time. */
export const UNTIMED = 4;
export type Verdict = typeof VACUOUS | typeof SATISFIED | typeof OPEN | typeof VIOLATED | typeof UNTIMED;

export interface Judging {
  readonly marks: Uint8Array;
  readonly time: Float64Array;
  readonly limit: Limit;
  /** The verdict on what is still to come, at the latest then. */
  readonly missing: (latest: number, c: number) => Verdict;
}

/** Judges case `c`, which has the events `from … to − 1`, at least one. */
export type Judge = (from: number, to: number, c: number) => Verdict;

export function judgeOf(rule: Rule, judging: Judging): Judge {
  const judge = untimedJudge(rule, judging);
  if (!judging.limit.isTimed) return judge;
  const { marks, time } = judging;
  const fromBeginning = rule.template === 'existence' || rule.template === 'absence';
  return (from, to, c) => {
    if (fromBeginning && Number.isNaN(time[from]!)) return UNTIMED;
    for (let e = from; e < to; e++) if (marks[e] !== 0 && Number.isNaN(time[e]!)) return UNTIMED;
    return judge(from, to, c);
  };
}

function untimedJudge(rule: Rule, judging: Judging): Judge {
  switch (rule.template) {
    case 'existence':
    case 'absence':
    case 'exactly':
      return counts(rule.template, rule.times, judging);
    case 'init':
      return (from) => (isA(judging, from) ? SATISFIED : VIOLATED);
    case 'end':
      return (_, to, c) => (isA(judging, to - 1) ? SATISFIED : judging.missing(Number.POSITIVE_INFINITY, c));
    case 'responded-existence':
      return (from, to, c) => {
        const seen = seenIn(judging.marks, from, to);
        if ((seen & A) === 0) return VACUOUS;
        return (seen & B) === 0 ? judging.missing(Number.POSITIVE_INFINITY, c) : SATISFIED;
      };
    case 'not-coexistence':
      return (from, to) => {
        const seen = seenIn(judging.marks, from, to);
        return seen === 0 ? VACUOUS : seen === (A | B) ? VIOLATED : SATISFIED;
      };
    case 'response':
      return responds('any', judging);
    case 'alternate-response':
      return responds('alternate', judging);
    case 'chain-response':
      return chainResponds(judging);
    case 'precedence':
      return precedes('any', judging);
    case 'alternate-precedence':
      return precedes('alternate', judging);
    case 'chain-precedence':
      return precedes('chain', judging);
    case 'succession':
      return both(responds('any', judging), precedes('any', judging));
    case 'alternate-succession':
      return both(responds('alternate', judging), precedes('alternate', judging));
    case 'chain-succession':
      return both(chainResponds(judging), precedes('chain', judging));
    case 'not-response':
      return respondsNot(judging);
  }
}

function isA({ marks }: Judging, e: number): boolean {
  return (marks[e]! & A) !== 0;
}

function seenIn(marks: Uint8Array, from: number, to: number): number {
  let seen = 0;
  for (let e = from; e < to; e++) seen |= marks[e]!;
  return seen;
}

function worst(one: Verdict, other: Verdict): Verdict {
  return one > other ? one : other;
}

function both(one: Judge, other: Judge): Judge {
  return (from, to, c) => worst(one(from, to, c), other(from, to, c));
}

/** How often, within the window from the case's first event. */
function counts(
  template: 'existence' | 'absence' | 'exactly',
  times: number,
  { marks, time, limit, missing }: Judging,
): Judge {
  return (from, to, c) => {
    const latest = limit.latest(time[from]!);
    let n = 0;
    for (let e = from; e < to; e++) if ((marks[e]! & A) !== 0 && limit.clockOf(time[e]!) <= latest) n++;
    if (template === 'absence') return n < times ? SATISFIED : VIOLATED;
    if (template === 'exactly' && n > times) return VIOLATED;
    return n >= times ? SATISFIED : missing(latest, c);
  };
}

/** Each `a` is followed by a `b`; alternately: before the next `a`. */
function responds(kind: 'any' | 'alternate', { marks, time, limit, missing }: Judging): Judge {
  return (from, to, c) => {
    let verdict: Verdict = VACUOUS;
    // The soonest b after this event (and before the next a), and whether an a comes after it.
    let soonest = Number.POSITIVE_INFINITY;
    let again = false;
    for (let e = to - 1; e >= from; e--) {
      const mark = marks[e]!;
      if ((mark & A) !== 0) {
        const latest = limit.latest(time[e]!);
        const isMet = soonest < Number.POSITIVE_INFINITY && soonest <= latest;
        const isLost = kind === 'alternate' && again;
        verdict = worst(verdict, isMet ? SATISFIED : isLost ? VIOLATED : missing(latest, c));
        if (kind === 'alternate') soonest = Number.POSITIVE_INFINITY;
        again = true;
      }
      if ((mark & B) !== 0) soonest = Math.min(soonest, limit.clockOf(time[e]!));
    }
    return verdict;
  };
}

/** The event after each `a` is a `b`. */
function chainResponds({ marks, time, limit, missing }: Judging): Judge {
  return (from, to, c) => {
    let verdict: Verdict = VACUOUS;
    for (let e = from; e < to; e++) {
      if ((marks[e]! & A) === 0) continue;
      const latest = limit.latest(time[e]!);
      if (e + 1 === to) verdict = worst(verdict, missing(latest, c));
      else {
        const isMet = (marks[e + 1]! & B) !== 0 && limit.clockOf(time[e + 1]!) <= latest;
        verdict = worst(verdict, isMet ? SATISFIED : VIOLATED);
      }
    }
    return verdict;
  };
}

/** Before each `b` is an `a`; alternately: after the `b` before it; in a chain: as the event before it. */
function precedes(kind: 'any' | 'alternate' | 'chain', { marks, time, limit }: Judging): Judge {
  return (from, to) => {
    let verdict: Verdict = VACUOUS;
    // Until when the a's so far allow a b.
    let furthest = Number.NEGATIVE_INFINITY;
    for (let e = from; e < to; e++) {
      const mark = marks[e]!;
      if ((mark & B) !== 0) {
        verdict = worst(verdict, limit.clockOf(time[e]!) <= furthest ? SATISFIED : VIOLATED);
        if (kind === 'alternate') furthest = Number.NEGATIVE_INFINITY;
      }
      if (kind === 'chain') furthest = Number.NEGATIVE_INFINITY;
      if ((mark & A) !== 0) furthest = Math.max(furthest, limit.latest(time[e]!));
    }
    return verdict;
  };
}

/** No `b` comes after an `a`, or none within the window. */
function respondsNot({ marks, time, limit }: Judging): Judge {
  return (from, to) => {
    let verdict: Verdict = VACUOUS;
    let soonest = Number.POSITIVE_INFINITY;
    for (let e = to - 1; e >= from; e--) {
      const mark = marks[e]!;
      if ((mark & A) !== 0) {
        const comes = soonest < Number.POSITIVE_INFINITY && soonest <= limit.latest(time[e]!);
        verdict = worst(verdict, comes ? VIOLATED : SATISFIED);
      }
      if ((mark & B) !== 0) soonest = Math.min(soonest, limit.clockOf(time[e]!));
    }
    return verdict;
  };
}
