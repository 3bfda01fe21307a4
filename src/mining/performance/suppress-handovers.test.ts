import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { groupedHandovers } from './grouped-handovers.ts';
import { groupByList } from './grouping.ts';
import { suppressHandovers } from './suppress-handovers.ts';

/** A case for each text, an event each hour by each of its letters; `-` is nobody. */
function logOf(cases: readonly string[]) {
  return logFromEvents(
    cases.flatMap((text, c) =>
      [...text].map((resource, i) => ({
        ...{ caseId: `${c}`, activity: 'a', time: i * 3_600_000 },
        ...(resource === '-' ? {} : { resource }),
      })),
    ),
  );
}

const TEAMS = new Map(['x', 'y', 'z'].map((one) => [one, one]));

function toldOf(cases: readonly string[]) {
  const log = logOf(cases);
  const grouping = groupByList(log, TEAMS);
  return suppressHandovers(log, grouping, groupedHandovers(log, grouping)).shown;
}

const pairsIn = (text: string) =>
  Array.from(text.slice(1), (to, i) => `${text[i]}${to}`).filter((pair) => !pair.includes('-'));
const isOther = (pair: string) => pair[0] !== pair[1];

test('D13: neither the handovers told nor those left of the sums are of one to four cases, nor of all but one to four', () => {
  const text = fc.string({ unit: fc.constantFrom('x', 'y', 'z', '-'), minLength: 1, maxLength: 6 });
  const often = fc.tuple(fc.array(text, { maxLength: 6 }), fc.nat(9), text);
  fc.assert(
    fc.property(fc.array(often, { maxLength: 5 }), (groups) => {
      const cases = groups.flatMap(([few, n, many]) => [...few, ...new Array<string>(n).fill(many)]);
      const shown = toldOf(cases);
      const withGroup = cases.filter((one) => /[xyz]/.test(one)).length;
      assert.equal(shown === undefined, withGroup < 5);
      if (shown === undefined) return;
      const told = new Set(shown.pairs.map(({ from, to }) => from + to));
      const having = (test: (pair: string) => boolean) => cases.filter((one) => pairsIn(one).some(test)).length;
      const isEnough = (n: number) => n === 0 || n >= 5;
      for (const pair of told) {
        assert.ok(having((one) => one === pair) >= 5, pair);
        assert.ok(isEnough(cases.length - having((one) => one === pair)), pair);
      }
      if (shown.handovers !== null) assert.ok(isEnough(having((pair) => !told.has(pair))));
      if (shown.toOthers !== null) {
        assert.ok(isEnough(having((pair) => isOther(pair) && !told.has(pair))));
        assert.ok(isEnough(having((pair) => !isOther(pair) && !told.has(pair))));
      }
    }),
    { numRuns: 500 },
  );
});

test('D13: one case that hands over five times is one case', () => {
  const many = new Array<string>(9).fill('xy');
  const shown = toldOf([...many, 'zxzxzxzxzx']);
  // What is left of all handovers would be those of the one case, were the greatest pair told.
  assert.deepEqual([shown?.pairs, shown?.toOthers], [[], 18]);
  const alone = toldOf([...many, ...new Array<string>(5).fill('zxz')]);
  assert.deepEqual(
    alone?.pairs.map(({ from, to, count, returned }) => [from, to, count, returned]),
    [
      ['x', 'y', 9, 0],
      ['x', 'z', 5, 0],
      ['z', 'x', 5, 5],
    ],
  );
});
