import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#lib/random.ts';
import { caseMeasure } from '#mining/change/case-measure.ts';
import { readLog } from '#mining/formats/read-log.ts';
import type { Log } from '#mining/log/log.ts';
import { encodeUtf8 } from '#mining/log/utf8.ts';
import { attributeHints } from './attribute-hints.ts';

const DAY = 86_400_000;

/** A log of two events a case: `days` apart, with the attributes of `also` on the first. */
async function logOf(header: string, cases: readonly { readonly days: number; readonly also: string }[]): Promise<Log> {
  const blank = header.replace(/[^;]/g, '');
  const rows = cases.flatMap(({ days, also }, c) => [
    `${c};begin;${new Date(c * DAY).toISOString()};${also}`,
    `${c};end;${new Date((c + days) * DAY).toISOString()};${blank}`,
  ]);
  const read = await readLog([encodeUtf8(`case;activity;time;${header}\n${rows.join('\n')}\n`)]);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value.log;
}

async function hintsOf(header: string, cases: readonly { readonly days: number; readonly also: string }[]) {
  const log = await logOf(header, cases);
  const found = attributeHints(log, caseMeasure(log, 'lead'));
  assert.ok(found.ok);
  return found.value;
}

test('what was planted is found, with its size; what is by chance is not told', async () => {
  const random = seededRandom(4);
  const cases = Array.from({ length: 400 }, () => {
    const slow = random() < 0.3;
    const days = 5 + Math.floor(random() * 10) + (slow ? 10 : 0);
    return {
      days,
      also: `${slow ? 'remiss' : 'egen'};${'abcdef'[Math.floor(random() * 6)]};${Math.floor(random() * 90)}`,
    };
  });
  const { hints, comparisons } = await hintsOf('väg;färg;belopp', cases);
  assert.equal(comparisons, 1 + 6 + 1);
  assert.deepEqual(
    hints.map(({ name }) => name),
    ['väg'],
  );
  const [hint] = hints;
  assert.ok(Math.abs(hint!.effect) > 0.9);
  assert.ok(Math.abs(hint!.median - hint!.othersMedian) * 1000 > 8 * DAY);
  assert.equal(hint!.cases + hint!.others, 400);
});

test('persons are not compared: by the name of the column, or by what it says', async () => {
  const cases = Array.from({ length: 60 }, (_, c) => {
    const who = ['Ada', 'Bo'][c % 2]!;
    return { days: c % 2 === 0 ? 1 : 20, also: `${who};${who};${who}` };
  });
  const { hints, passedOver } = await hintsOf('resource;ansvarig;employee', cases);
  assert.deepEqual(hints, []);
  assert.deepEqual(passedOver.map(({ attribute, why }) => `${attribute} ${why}`).toSorted(), [
    'ansvarig names-people',
    'employee names-people',
  ]);
});

test('D13 no group under five is told, on either side', async () => {
  const few = Array.from({ length: 60 }, (_, c) => ({ days: c < 4 ? 100 : 1 + (c % 3), also: c < 4 ? 'x' : 'y' }));
  assert.deepEqual((await hintsOf('typ', few)).comparisons, 0);
  const enough = Array.from({ length: 60 }, (_, c) => ({ days: c < 5 ? 100 : 1 + (c % 3), also: c < 5 ? 'x' : 'y' }));
  const { hints } = await hintsOf('typ', enough);
  assert.deepEqual([hints.length, Math.min(hints[0]!.cases, hints[0]!.others)], [1, 5]);
});

test('fewer than ten cases are refused, and an attribute that nearly every case has its own of is passed over', async () => {
  const log = await logOf('typ', [{ days: 1, also: 'a' }]);
  assert.deepEqual(attributeHints(log, caseMeasure(log, 'lead')), {
    ok: false,
    refusal: { tag: 'too-few-cases', cases: 1, least: 10 },
  });
  const own = Array.from({ length: 40 }, (_, c) => ({ days: c, also: `nr ${c}` }));
  assert.deepEqual((await hintsOf('nummer', own)).passedOver, [{ attribute: 'nummer', why: 'nearly-all-differ' }]);
});

test('effects and medians are those of counting every pair', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ days: fc.nat(6), also: fc.constantFrom('a', 'b', 'c', '') }), {
        minLength: 20,
        maxLength: 60,
      }),
      async (cases) => {
        const spread = cases.map((one) => ({ ...one, days: one.days + (one.also === 'a' ? 5 : 0) }));
        for (const hint of (await hintsOf('typ', spread)).hints) {
          const value = hint.value !== undefined && 'is' in hint.value ? hint.value.is : '';
          const told = spread.filter(({ also }) => also !== '');
          const its = told.filter(({ also }) => also === value).map(({ days }) => days);
          const others = told.filter(({ also }) => also !== value).map(({ days }) => days);
          const balance = its.reduce((sum, x) => sum + others.reduce((n, y) => n + Math.sign(x - y), 0), 0);
          assert.ok(Math.abs(hint.effect - balance / (its.length * others.length)) < 1e-9);
          assert.deepEqual([hint.cases, hint.others], [its.length, others.length]);
        }
      },
    ),
    { numRuns: 100 },
  ));

test('among many attributes that say nothing, a log seldom gives a hint', async () => {
  let logs = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const random = seededRandom(seed);
    const cases = Array.from({ length: 60 }, () => ({
      days: Math.floor(random() * 50),
      also: Array.from({ length: 20 }, () => 'ab'[Math.floor(random() * 2)]).join(';'),
    }));
    const header = Array.from({ length: 20 }, (_, i) => `a${i}`).join(';');
    if ((await hintsOf(header, cases)).hints.length > 0) logs++;
  }
  assert.ok(logs <= 12, `${logs} of 100 logs`);
});
