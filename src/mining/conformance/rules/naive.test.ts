/** Rules held to their definitions, written down as they are read: for every event, some event. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { checkRules, type RuleFound } from './check.ts';
import { readRules } from './rule.ts';
import { suppressRule } from './suppress.ts';

const hour = 3_600_000;

interface Event {
  readonly activity: string;
  readonly time: number;
}

interface Question {
  readonly template: string;
  readonly times: number;
  /** Hours. */
  readonly within: number | undefined;
  readonly done: boolean;
  readonly now: number;
}

/** `a` is x or y, `b` is y or z: an event can be both. */
const isA = ({ activity }: Event) => 'xy'.includes(activity);
const isB = ({ activity }: Event) => 'yz'.includes(activity);

function naive(events: readonly Event[], question: Question): string {
  const { template, times, within, done, now } = question;
  const window = within === undefined ? Number.POSITIVE_INFINITY : within * hour;
  const inTime = (from: Event, to: Event) => to.time - from.time <= window;
  const isRunning = events.at(-1)!.activity !== 'e';
  const missing = (from: Event) => {
    if (done && !isRunning) return 'violated';
    if (!done && within === undefined) return 'violated';
    return within === undefined || now <= from.time + window ? 'open' : 'violated';
  };
  const whole = (parts: readonly string[]) =>
    ['violated', 'open', 'satisfied'].find((one) => parts.includes(one)) ?? 'vacuous';
  const between = (i: number, j: number) => events.slice(i + 1, j);
  const respond = (kind: string) =>
    events.flatMap((from, i) => {
      if (!isA(from)) return [];
      const after = events.slice(i + 1);
      if (kind === 'chain') {
        const next = after[0];
        return next === undefined ? missing(from) : isB(next) && inTime(from, next) ? 'satisfied' : 'violated';
      }
      const met = events.some(
        (to, j) => j > i && isB(to) && inTime(from, to) && (kind === '' || !between(i, j).some(isA)),
      );
      if (met) return 'satisfied';
      return kind === 'alternate' && after.some(isA) ? 'violated' : missing(from);
    });
  const precede = (kind: string) =>
    events.flatMap((to, j) => {
      if (!isB(to)) return [];
      const met = events.some(
        (from, i) =>
          i < j &&
          isA(from) &&
          inTime(from, to) &&
          (kind !== 'alternate' || !between(i, j).some(isB)) &&
          (kind !== 'chain' || i === j - 1),
      );
      return met ? 'satisfied' : 'violated';
    });
  const first = events[0]!;
  const counted = events.filter((one) => isA(one) && inTime(first, one)).length;
  const all = events.filter(isA).length;
  const kind = /^(alternate|chain)-/.exec(template)?.[1] ?? '';
  switch (template.replace(/^(alternate|chain)-/, '')) {
    case 'existence':
      return counted >= times ? 'satisfied' : missing(first);
    case 'absence':
      return counted < times ? 'satisfied' : 'violated';
    case 'exactly':
      return all === times ? 'satisfied' : all > times ? 'violated' : missing(first);
    case 'init':
      return isA(first) ? 'satisfied' : 'violated';
    case 'end':
      return isA(events.at(-1)!) ? 'satisfied' : missing(first);
    case 'responded-existence':
      return all === 0 ? 'vacuous' : events.some(isB) ? 'satisfied' : missing(first);
    case 'not-coexistence':
      return !events.some((one) => isA(one) || isB(one))
        ? 'vacuous'
        : all > 0 && events.some(isB)
          ? 'violated'
          : 'satisfied';
    case 'response':
      return whole(respond(kind));
    case 'precedence':
      return whole(precede(kind));
    case 'succession':
      return whole([...respond(kind), ...precede(kind)]);
    case 'not-response':
      return whole(
        events.flatMap((from, i) =>
          isA(from) ? (events.some((to, j) => j > i && isB(to) && inTime(from, to)) ? 'violated' : 'satisfied') : [],
        ),
      );
    default:
      throw new Error(template);
  }
}

const WINDOWED = ['existence', 'absence'].concat(
  ['response', 'precedence', 'succession'].flatMap((one) => [one, `alternate-${one}`, `chain-${one}`]),
  'not-response',
);
const PLAIN = ['exactly', 'init', 'end', 'responded-existence', 'not-coexistence'];
const ONE = new Set(['existence', 'absence', 'exactly', 'init', 'end']);
const COUNTED = new Set(['existence', 'absence', 'exactly']);
const NAMES = ['vacuous', 'satisfied', 'open', 'violated'];

const event = fc.record({ activity: fc.constantFrom('x', 'y', 'z', 'o', 'e'), time: fc.integer({ min: 0, max: 9 }) });
const trace = fc.array(event, { minLength: 1, maxLength: 7 });

test('every template says of random cases what its definition says', () => {
  for (const template of [...WINDOWED, ...PLAIN])
    fc.assert(
      fc.property(
        fc.array(trace, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
        fc.boolean(),
        (traces, times, hours, done) => {
          const within = WINDOWED.includes(template) ? hours : undefined;
          const ordered = traces.map((events) =>
            events.map((one) => ({ ...one, time: one.time * hour })).sort((one, other) => one.time - other.time),
          );
          const log = logFromEvents([
            // So that there is an end to a case.
            { caseId: 'end', activity: 'e', time: 0 },
            ...ordered.flatMap((events, c) => events.map((one) => ({ caseId: `${c}`, ...one }))),
          ]);
          const now = Math.max(0, ...ordered.flat().map(({ time }) => time));
          const read = readRules(
            JSON.stringify({
              rules: [
                {
                  template,
                  a: ['x', 'y'],
                  ...(ONE.has(template) ? {} : { b: ['y', 'z'] }),
                  ...(COUNTED.has(template) ? { times } : {}),
                  ...(within === undefined ? {} : { within: { count: within, unit: 'hour' } }),
                },
              ],
            }),
          );
          assert.ok(read.ok, JSON.stringify(read));
          const found = checkRules(log, read.value, done ? { done: { activities: ['e'] } } : {});
          assert.ok(found.ok);
          const { verdicts, ...counts } = found.value.rules[0]!;
          const expected = ordered.map((events) => naive(events, { template, times, within, done, now }));
          assert.deepEqual(
            Array.from(verdicts.subarray(1), (one) => NAMES[one]),
            expected,
            template,
          );
          assert.equal(counts.cases, traces.length + 1);
          assert.equal(counts.activated + counts.vacuous, counts.cases);
        },
      ),
      { numRuns: 120 },
    );
});

test('what is shown of a rule never leaves one to four cases to be reckoned', () => {
  const n = fc.nat(15);
  fc.assert(
    fc.property(n, n, n, n, n, (satisfied, violated, open, vacuous, untimed) => {
      const activated = satisfied + violated + open;
      const cases = activated + vacuous + untimed;
      const counts = { cases, activated, satisfied, violated, open, vacuous, untimed };
      const found: RuleFound = {
        ...{ name: '', template: 'init', ...counts, satisfiedShare: 0, violatedShare: 0 },
        verdicts: new Uint8Array(0),
      };
      const shown = suppressRule(found, 5);
      const parts = ['satisfied', 'violated', 'open', 'vacuous', 'untimed'] as const;
      const safe = (one: number) => one === 0 || one >= 5;
      for (const part of parts) assert.ok(shown[part] === null || safe(shown[part]));
      const rest = (of: readonly (typeof parts)[number][]) =>
        of.reduce((sum, part) => sum + (shown[part] === null ? counts[part] : 0), 0);
      if (shown.cases !== null) assert.ok(safe(rest(parts)));
      if (shown.activated !== null) assert.ok(safe(rest(['satisfied', 'violated', 'open'])));
      if (shown.satisfiedShare !== null) assert.ok(shown.satisfied !== null && shown.violated !== null);
    }),
  );
});
