import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deadlineOf } from '#lib/time.ts';
import { readLog } from '#mining/formats/read-log.ts';
import type { Log } from '#mining/log/log.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { checkRules, NOT_ASKED, type RuleOptions } from './check.ts';
import { type Rule, readRules } from './rule.ts';

const hour = 3_600_000;

/** A case per word, a letter an hour from the same moment on; `.` is an hour in which nothing comes. */
function logOfWords(words: readonly string[], begin = 0): Log {
  return logFromEvents(
    words.flatMap((word, c) =>
      Array.from(word, (activity, i) => ({ caseId: `${c}`, activity, time: begin + i * hour })).filter(
        ({ activity }) => activity !== '.',
      ),
    ),
  );
}

function rulesOf(...entries: readonly object[]): readonly Rule[] {
  const read = readRules(JSON.stringify({ rules: entries }));
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

const NAMES = ['vacuous', 'satisfied', 'open', 'violated', 'untimed'];

/** The verdict on each case, in words. */
function verdicts(log: Log, entry: object, options: RuleOptions = {}): readonly string[] {
  const found = checkRules(log, rulesOf(entry), options);
  assert.ok(found.ok);
  return Array.from(found.value.rules[0]!.verdicts, (one) => (one === NOT_ASKED ? '–' : NAMES[one]!));
}

/** `word → verdict`, v(acuous), s(atisfied), o(pen) or b(roken). */
function holds(entry: object, expected: Readonly<Record<string, string>>, options: RuleOptions = {}) {
  const words = Object.keys(expected);
  const short: Readonly<Record<string, string>> = { vacuous: 'v', satisfied: 's', open: 'o', violated: 'b' };
  const found = verdicts(logOfWords(words), entry, options).map((one) => short[one]);
  assert.deepEqual(Object.fromEntries(words.map((word, i) => [word, found[i]])), expected, JSON.stringify(entry));
}

test('templates about one activity', () => {
  holds({ template: 'existence', a: 'a' }, { a: 's', xax: 's', x: 'b' });
  holds({ template: 'existence', a: 'a', times: 2 }, { axa: 's', xax: 'b' });
  holds({ template: 'absence', a: 'a' }, { x: 's', xa: 'b' });
  holds({ template: 'absence', a: 'a', times: 2 }, { xa: 's', aa: 'b' });
  holds({ template: 'exactly', a: 'a', times: 2 }, { aa: 's', a: 'b', aaa: 'b', x: 'b' });
  holds({ template: 'init', a: 'a' }, { ab: 's', ba: 'b' });
  holds({ template: 'end', a: 'a' }, { ba: 's', ab: 'b' });
});

test('templates about two activities', () => {
  const two = (template: string) => ({ template, a: 'a', b: 'b' });
  holds(two('responded-existence'), { ba: 's', ab: 's', a: 'b', b: 'v' });
  holds(two('not-coexistence'), { a: 's', b: 's', ab: 'b', xba: 'b', x: 'v' });
  holds(two('response'), { ab: 's', aab: 's', axb: 's', aba: 'b', ba: 'b', b: 'v' });
  holds(two('alternate-response'), { abab: 's', axb: 's', aab: 'b', aba: 'b', b: 'v' });
  holds(two('chain-response'), { abxab: 's', axb: 'b', abxa: 'b', b: 'v' });
  holds(two('precedence'), { abb: 's', axb: 's', ba: 'b', a: 'v' });
  holds(two('alternate-precedence'), { abab: 's', aab: 's', abb: 'b', ba: 'b', a: 'v' });
  holds(two('chain-precedence'), { abxab: 's', axb: 'b', abb: 'b', a: 'v' });
  holds(two('succession'), { ab: 's', aab: 's', a: 'b', b: 'b', x: 'v', aba: 'b' });
  holds(two('alternate-succession'), { abxab: 's', aab: 'b', abb: 'b', x: 'v' });
  holds(two('chain-succession'), { abxab: 's', axb: 'b', b: 'b', x: 'v' });
  holds(two('not-response'), { ba: 's', ab: 'b', axb: 'b', a: 's', b: 'v' });
});

test('an event that is both a and b has both come at once, but is neither before nor after itself', () => {
  const both = (template: string) => ({ template, a: ['a', 'c'], b: ['b', 'c'] });
  holds(both('responded-existence'), { c: 's', a: 'b', ac: 's', b: 'v' });
  holds(both('not-coexistence'), { c: 'b', a: 's', b: 's', ac: 'b' });
  holds(both('response'), { c: 'b', ac: 'b', cb: 's', cc: 'b', ccb: 's' });
  holds(both('precedence'), { c: 'b', ac: 's', cb: 'b', acb: 's' });
  holds(both('not-response'), { c: 's', cc: 'b', ac: 'b' });
});

test('a running case is open where the rule can still be kept, and violated where it can not', () => {
  const done = { done: { activities: ['z'] } };
  holds({ template: 'response', a: 'a', b: 'b' }, { a: 'o', az: 'b', ab: 's', abaz: 'b' }, done);
  holds({ template: 'alternate-response', a: 'a', b: 'b' }, { aa: 'b', aba: 'o', z: 'v' }, done);
  holds({ template: 'chain-response', a: 'a', b: 'b' }, { a: 'o', ax: 'b', z: 'v' }, done);
  holds({ template: 'existence', a: 'a' }, { x: 'o', xz: 'b' }, done);
  holds({ template: 'exactly', a: 'a', times: 1 }, { x: 'o', aa: 'b', xz: 'b' }, done);
  holds({ template: 'end', a: 'z' }, { x: 'o', xz: 's' }, done);
  holds({ template: 'precedence', a: 'a', b: 'b' }, { b: 'b', x: 'v', xz: 'v' }, done);
  holds({ template: 'responded-existence', a: 'a', b: 'b' }, { a: 'o', az: 'b' }, done);
  const refused = checkRules(logOfWords(['a']), rulesOf({ template: 'init', a: 'a' }), { done: { activities: ['y'] } });
  assert.deepEqual(refused, { ok: false, refusal: { tag: 'not-in-log', what: 'activity', name: 'y' } });
});

test('windows: in time, too late, and not yet over', () => {
  const within = { count: 2, unit: 'hour' };
  holds(
    { template: 'response', a: 'a', b: 'b', within },
    { 'a.b': 's', 'a..b': 'b', '...a': 'o', 'a...': 'b', x: 'v' },
  );
  holds({ template: 'precedence', a: 'a', b: 'b', within }, { 'a.b': 's', 'a..b': 'b', 'a..ab': 's' });
  holds({ template: 'chain-response', a: 'a', b: 'b', within }, { 'a..b': 'b', 'a.b': 's', 'a.xb': 'b' });
  holds({ template: 'not-response', a: 'a', b: 'b', within }, { 'a..b': 's', 'a.b': 'b', b: 'v' });
  holds({ template: 'existence', a: 'a', within }, { 'x.a': 's', 'x..a': 'b' });
  holds({ template: 'absence', a: 'a', within }, { 'x.a': 'b', 'x..a': 's' });
  // What is known ends with the day that is asked for.
  holds({ template: 'response', a: 'a', b: 'b', within }, { a: 'o' }, { knownUntil: 2 * hour });
  holds({ template: 'response', a: 'a', b: 'b', within }, { a: 'b' }, { knownUntil: 2 * hour + 1 });
  // A finished case will not do it any more, a running one may until the window is over.
  holds({ template: 'response', a: 'a', b: 'b', within }, { az: 'b', a: 'o' }, { done: { activities: ['z'] } });
});

test('windows in days and working days are the clocks of roads: the day after counts first, to the end of the last', () => {
  // Thursday before Good Friday 2026, 10:00 in Sweden; Easter Monday is the 6th of April.
  const begin = Date.parse('2026-04-02T08:00Z');
  const of = (later: string, count: number, unit: string) => {
    const log = logFromEvents([
      { caseId: '1', activity: 'a', time: begin },
      { caseId: '1', activity: 'b', time: Date.parse(later) },
    ]);
    return verdicts(log, { template: 'response', a: 'a', b: 'b', within: { count, unit } })[0];
  };
  assert.equal(of('2026-04-07T21:59:59Z', 1, 'working-day'), 'satisfied');
  assert.equal(of('2026-04-07T22:00:00Z', 1, 'working-day'), 'violated');
  assert.equal(of('2026-04-03T21:59:59Z', 1, 'day'), 'satisfied');
  assert.equal(of('2026-04-03T22:00:00Z', 1, 'day'), 'violated');
  assert.equal(of('2026-05-02T21:59:59Z', 1, 'month'), 'satisfied');
  assert.equal(of('2026-05-02T22:00:00Z', 1, 'month'), 'violated');
  // 7 working hours are left on Thursday, 2 more on Tuesday.
  assert.equal(of('2026-04-07T08:00:00Z', 9, 'working-hour'), 'satisfied');
  assert.equal(of('2026-04-07T08:00:01Z', 9, 'working-hour'), 'violated');
});

test('a day window ends when the clock of a road would', () => {
  const time = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
  const unit = fc.constantFrom('day', 'working-day', 'month', 'hour');
  fc.assert(
    fc.property(time, fc.integer({ min: 0, max: 40 }), unit, fc.boolean(), (begin, count, given, late) => {
      const deadline = deadlineOf(begin, { count, unit: given as 'day' });
      const log = logFromEvents([
        { caseId: '1', activity: 'a', time: begin },
        { caseId: '1', activity: 'b', time: deadline + Number(late) },
      ]);
      const [found] = verdicts(log, { template: 'response', a: 'a', b: 'b', within: { count, unit: given } });
      assert.equal(found, late ? 'violated' : 'satisfied');
    }),
  );
});

test('an event without time leaves a rule with a window undecided, and other rules alone', () => {
  const log = logFromEvents([
    { caseId: '1', activity: 'a', time: 0 },
    { caseId: '1', activity: 'b', time: Number.NaN },
  ]);
  const rule = { template: 'response', a: 'a', b: 'b' };
  assert.deepEqual(verdicts(log, rule), ['satisfied']);
  assert.deepEqual(verdicts(log, { ...rule, within: { count: 1, unit: 'day' } }), ['untimed']);
});

test('conditions on events and cases say which a rule is about', async () => {
  const csv = [
    'case,activity,time,outcome,case:kind',
    ...['1,decide,2026-01-01,no,adult', '1,appeal,2026-01-02,,adult'],
    ...['2,decide,2026-01-01,yes,adult', '3,decide,2026-01-01,no,adult', '4,decide,2026-01-01,no,child'],
  ].join('\n');
  const read = await readLog([new TextEncoder().encode(csv)]);
  assert.ok(read.ok);
  const rule = {
    template: 'response',
    a: { activity: 'decide', where: { outcome: ['no', 'partly'] } },
    b: 'appeal',
  };
  assert.deepEqual(verdicts(read.value.log, rule), ['satisfied', 'vacuous', 'violated', 'violated']);
  assert.deepEqual(verdicts(read.value.log, { ...rule, cases: { kind: 'adult' } }), [
    'satisfied',
    'vacuous',
    'violated',
    '–',
  ]);
  const found = checkRules(
    read.value.log,
    rulesOf(
      { template: 'init', a: 'decide' },
      { template: 'absence', a: { activity: ['decide', 'deside'], where: { outcom: 'no' } }, cases: { sort: 'x' } },
    ),
  );
  assert.deepEqual(found.ok && found.value.unknown, [
    { rule: 2, what: 'activity', name: 'deside' },
    { rule: 2, what: 'attribute', name: 'outcom' },
    { rule: 2, what: 'case attribute', name: 'sort' },
  ]);
  // Nothing is such a case.
  assert.deepEqual(found.ok && [found.value.rules[1]?.cases, found.value.rules[1]?.satisfiedShare], [0, null]);
});

test('a bad list of rules is refused with the rule and the field', () => {
  const refusal = (...rules: readonly unknown[]) => {
    const read = readRules(JSON.stringify({ rules }));
    if (read.ok) return 'ok';
    return read.refusal.tag === 'entry-wrong'
      ? [read.refusal.entry, read.refusal.field, read.refusal.problem]
      : read.refusal.tag;
  };
  const whole = { template: 'response', a: 'a', b: 'b' };
  const window = (count: unknown, unit: string) => [whole, { ...whole, within: { count, unit } }];
  assert.deepEqual(refusal(whole, { ...whole, template: 'responce' }), [2, 'template', 'wrong']);
  assert.deepEqual(refusal({ a: 'a' }), [1, 'template', 'missing']);
  assert.deepEqual(refusal({ template: 'response', a: 'a' }), [1, 'b', 'missing']);
  assert.deepEqual(refusal({ template: 'init', a: 'a', b: 'b' }), [1, 'b', 'unknown']);
  assert.deepEqual(refusal({ template: 'exactly', a: 'a' }), [1, 'times', 'missing']);
  assert.deepEqual(refusal({ ...whole, times: 2 }), [1, 'times', 'unknown']);
  assert.deepEqual(refusal({ template: 'existence', a: 'a', times: 0 }), [1, 'times', 'wrong']);
  assert.deepEqual(refusal({ ...whole, template: 'not-coexistence', within: { count: 1, unit: 'day' } }), [
    ...[1, 'within', 'unknown'],
  ]);
  assert.deepEqual(refusal(...window(1.5, 'day')), [2, 'within.count', 'wrong']);
  assert.deepEqual(refusal(...window(-1, 'hour')), [2, 'within.count', 'wrong']);
  assert.deepEqual(refusal(...window(5000, 'working-day')), [2, 'within.count', 'wrong']);
  assert.deepEqual(refusal(...window(1, 'week')), [2, 'within.unit', 'wrong']);
  assert.deepEqual(refusal({ ...whole, a: { activity: 'a', when: {} } }), [1, 'a.when', 'unknown']);
  assert.deepEqual(refusal({ ...whole, b: 7 }), [1, 'b', 'wrong']);
  assert.deepEqual(refusal(whole, whole), 'rule-named-twice');
  assert.deepEqual(refusal(whole, { ...whole, name: 'another' }), 'ok');
  assert.deepEqual(refusal(whole, ...window(0.5, 'working-hour').slice(1)), 'ok');
  assert.deepEqual(refusal(), 'list-missing');
  assert.deepEqual(readRules('{"rules": [}'), { ok: false, refusal: { tag: 'list-not-json', line: 1 } });
});

test('a rule without a name is called by what it says', () => {
  const names = rulesOf(
    { template: 'response', a: ['x', 'y'], b: 'z', within: { count: 3, unit: 'working-day' } },
    { template: 'exactly', a: 'x', times: 1 },
    { template: 'init', a: 'x', name: 'begins well' },
  ).map(({ name }) => name);
  assert.deepEqual(names, ['response(x | y, z) within 3 working-day', 'exactly(x, 1)', 'begins well']);
});
