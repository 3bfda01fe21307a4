import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beginningsOf, divisionsOf, figuresOf } from '#mining/figures.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { mapOf } from '#mining/map/map.ts';
import { variantsOf } from '#mining/map/variants.ts';
import { leadTimes } from '#mining/performance/lead-time.ts';
import { cutsOf, monthsOf, safeQuestion } from './safe-periods.ts';
import { suppressMap, suppressVariants } from './small-groups.ts';

const isSmall = (n: number) => n > 0 && n < 5;
const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];

const someCases = fc.array(
  fc.record({
    month: fc.integer({ min: 0, max: 4 }),
    way: fc.constantFrom('ab', 'ab', 'ab', 'acb', 'ac', 'b', 'abcb'),
  }),
  { minLength: 1, maxLength: 90 },
);

function logOf(cases: readonly { readonly month: number; readonly way: string }[]): Log {
  return logFromEvents(
    cases.flatMap(({ month, way }, c) =>
      Array.from(way, (activity, i) => ({
        caseId: `${c}`,
        activity,
        time: Date.parse(`${months[month]}-03`) + i * 60_000,
      })),
    ),
  );
}

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly with?: string;
  readonly without?: string;
}

function ask(log: Log, asked: Asked) {
  const query = { activities: 100, paths: 100, ...asked };
  const divisions = divisionsOf(log, textsOf(log.activities), {}, query);
  const safe = safeQuestion({ cases: log.cases, months: monthsOf(beginningsOf(log)), divisions, ...asked });
  return figuresOf(log, safe, query, {}, leadTimes(log, safe.selection));
}

test('D13 months are joined so that no stretch between two cuts holds one to four', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 20 }), (counts) => {
      const cuts = cutsOf(counts);
      for (let from = 0; from < cuts.length; from++)
        for (let to = from; to < cuts.length; to++)
          if (cuts[from] && cuts[to])
            assert.ok(!isSmall(counts.slice(from, to).reduce((sum, n) => sum + n, 0)), `${from}–${to}`);
    }),
  );
});

test('D13 no group of one to four follows by subtraction from the answers to any two periods and filters, one within the other', () => {
  fc.assert(
    fc.property(someCases, fc.constantFrom<Asked>({}, { with: 'c' }, { without: 'c' }), (cases, filter) => {
      const log = logOf(cases);
      const answers: { told: Map<string, number>; from: string; to: string; isFiltered: boolean }[] = [];
      for (const wide of [{}, filter])
        for (let i = 0; i < 5; i++)
          for (let j = i; j < 5; j++) {
            const figures = ask(log, { ...wide, from: `${months[i]}-01`, to: `${months[j]}-28` });
            if (figures.tooFew) continue;
            const told = new Map<string, number>([['everyone', figures.filtered.cases ?? 0]]);
            for (const n of figures.map.nodes) if (n.cases !== null) told.set(`passing ${n.activity}`, n.cases);
            for (const v of figures.variants.items) told.set(`going ${v.activities.join('')}`, v.count);
            told.set('going another way', figures.variants.suppressedCases);
            const { from, to } = figures.period;
            answers.push({ told, from: from ?? '', to: to ?? '9999', isFiltered: wide === filter });
          }
      for (const one of answers)
        for (const other of answers) {
          const isWithin = other.from >= one.from && other.to <= one.to && (other.isFiltered || !one.isFiltered);
          if (!isWithin) continue;
          for (const [group, n] of one.told) {
            const less = other.told.get(group);
            if (less !== undefined && group !== 'going another way')
              assert.ok(!isSmall(n - less), `${group}: ${n} − ${less}`);
          }
        }
      for (const { told } of answers)
        for (const [group, n] of told) {
          assert.ok(!isSmall(n), group);
          if (group.startsWith('passing')) assert.ok(!isSmall((told.get('everyone') ?? 0) - n), `not ${group}`);
        }
    }),
    { numRuns: 150 },
  );
});

test('D13 no row of a map and no list of variants leaves a remainder of one to four', () => {
  fc.assert(
    fc.property(someCases, (cases) => {
      fc.pre(cases.length >= 5);
      const log = logOf(cases);
      const { shown } = suppressMap(mapOf(log));
      for (const node of shown.nodes) {
        if (node.events === null) continue;
        const sides = [
          { ways: shown.edges.filter((e) => e.from === node.activity), border: node.ends },
          { ways: shown.edges.filter((e) => e.to === node.activity), border: node.starts },
        ];
        for (const { ways, border } of sides)
          assert.ok(!isSmall(node.events - ways.reduce((sum, e) => sum + (e.count ?? 0), border ?? 0)), node.activity);
      }
      const kept = suppressVariants(variantsOf(log).variants).shown;
      assert.ok(!isSmall(log.cases - kept.reduce((sum, v) => sum + v.count, 0)));
    }),
    { numRuns: 300 },
  );
});
