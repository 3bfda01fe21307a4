/** Rules against a log: how many cases keep each. Definitions for people: docs/guides/rules.md. */
import type { Result } from '#lib/result.ts';
import { ok } from '#lib/result.ts';
import { hourMs } from '#lib/time.ts';
import type { DoneBy, DoneRefusal } from '#mining/log/finished.ts';
import { finishedCases } from '#mining/log/finished.ts';
import type { Log } from '#mining/log/log.ts';
import type { LogClock } from '#mining/log/log-day.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { timeSpan } from '#mining/log/summary.ts';
import type { Calendar } from '#mining/performance/calendar.ts';
import { ALL_TIME, swedishWorkingHours } from '#mining/performance/calendar.ts';
import type { Verdict } from './judge.ts';
import { judgeOf, OPEN, SATISFIED, UNTIMED, VACUOUS, VIOLATED } from './judge.ts';
import type { UnknownName } from './marks.ts';
import { concernedBy, markEvents, unknownNames } from './marks.ts';
import type { Rule } from './rule.ts';
import type { Limit } from './window.ts';
import { limitOf, NO_LIMIT } from './window.ts';

export interface RuleCounts {
  /** Cases the rule is about: `activated` + `vacuous` + `untimed`. */
  readonly cases: number;
  /** Cases in which something the rule speaks of has come: `satisfied` + `violated` + `open`. */
  readonly activated: number;
  /** Kept, so far: a running case may break some rules yet. */
  readonly satisfied: number;
  readonly violated: number;
  /** Not kept yet, but it still can be. */
  readonly open: number;
  /** Cases in which the rule had nothing to say. */
  readonly vacuous: number;
  /** The rule has a window, and an event it is about has no time. */
  readonly untimed: number;
  /** Of satisfied and violated, 0 … 1; null when there are none. */
  readonly satisfiedShare: number | null;
  readonly violatedShare: number | null;
}

export interface RuleFound extends RuleCounts {
  readonly name: string;
  readonly template: Rule['template'];
  /** By case, `NOT_ASKED` for those that it isn't about. */
  readonly verdicts: Uint8Array;
}

/** In `verdicts`: the case wasn't selected, has no events, or isn't one the rule is about. */
export const NOT_ASKED = 255;

export interface RulesFound {
  readonly rules: readonly RuleFound[];
  readonly unknown: readonly UnknownName[];
}

export interface RuleOptions {
  /** What the log's times are; instants unless said otherwise. */
  readonly clock?: LogClock;
  /**
   * What finishes a case; one that isn't finished is running. Without, every case counts as finished with its last event, but for
   * windows that haven't passed.
   */
  readonly done?: DoneBy;
  /** Until when things are known, ms: usually the last time in the log. A window that ends later hasn't passed. */
  readonly knownUntil?: number;
  /** Working hours, ms since midnight; 08:00 to 17:00 unless said otherwise. */
  readonly hours?: { readonly opens: number; readonly closes: number };
  readonly selection?: Selection;
}

export type CheckRefusal = DoneRefusal | { readonly tag: 'calendar-too-long'; readonly days: number };

/** Checks every rule in two or three passes over the events. */
export function checkRules(
  log: Log,
  rules: readonly Rule[],
  options: RuleOptions = {},
): Result<RulesFound, CheckRefusal> {
  const { clock = 'utc', selection } = options;
  const finished = options.done === undefined ? ok(undefined) : finishedCases(log, options.done);
  if (!finished.ok) return finished;
  const working = workingTime(log, rules, options);
  if (!working.ok) return working;
  const knownUntil = options.knownUntil ?? timeSpan(log).to;
  const marks = new Uint8Array(log.events);
  const n = selectedCount(log, selection);
  const found = rules.map((rule): RuleFound => {
    const limit = rule.within === undefined ? NO_LIMIT : limitOf(rule.within, clock, working.value);
    markEvents(log, rule, marks);
    const judge = judgeOf(rule, { marks, time: log.time, limit, missing: missing(limit, knownUntil, finished.value) });
    const isConcerned = concernedBy(log, rule);
    const verdicts = new Uint8Array(log.cases).fill(NOT_ASKED);
    const counts = new Float64Array(5);
    for (let k = 0; k < n; k++) {
      const c = selection === undefined ? k : selection[k]!;
      const [from, to] = [log.caseOffset[c]!, log.caseOffset[c + 1]!];
      if (from === to || !isConcerned(c)) continue;
      const verdict = judge(from, to, c);
      verdicts[c] = verdict;
      counts[verdict]!++;
    }
    return { name: rule.name, template: rule.template, ...countsOf(counts), verdicts };
  });
  return ok({ rules: found, unknown: unknownNames(log, rules) });
}

function countsOf(counts: Float64Array): RuleCounts {
  const [satisfied, violated, open] = [counts[SATISFIED]!, counts[VIOLATED]!, counts[OPEN]!];
  const [vacuous, untimed] = [counts[VACUOUS]!, counts[UNTIMED]!];
  const activated = satisfied + violated + open;
  const share = (some: number) => (satisfied + violated === 0 ? null : some / (satisfied + violated));
  return {
    cases: activated + vacuous + untimed,
    ...{ activated, satisfied, violated, open, vacuous, untimed },
    satisfiedShare: share(satisfied),
    violatedShare: share(violated),
  };
}

/** The verdict where something is missing: open while it can still come in time. */
function missing(limit: Limit, knownUntil: number, isFinished: ((c: number) => boolean) | undefined) {
  const now = limit.clockOf(knownUntil);
  return (latest: number, c: number): Verdict => {
    if (isFinished === undefined) return limit.isTimed && now <= latest ? OPEN : VIOLATED;
    return !isFinished(c) && now <= latest ? OPEN : VIOLATED;
  };
}

/** The hours at work over the time of the log, where some rule needs them. */
function workingTime(log: Log, rules: readonly Rule[], options: RuleOptions): Result<Calendar, CheckRefusal> {
  if (!rules.some(({ within }) => within?.unit === 'working-hour')) return ok(ALL_TIME);
  const { from, to } = timeSpan(log);
  const hours = options.hours ?? { opens: 8 * hourMs, closes: 17 * hourMs };
  const until = Math.max(to, options.knownUntil ?? to);
  return swedishWorkingHours(from, until, { ...hours, clock: options.clock ?? 'utc' });
}
