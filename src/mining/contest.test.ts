/**
 * Logs of the Process Discovery Contest: a model mined from a training log is to tell which traces of a test log its unknown
 * process can show (see the shared data's README; the contest of 2019 gives the answers as `pdc:isPos`).
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { fileBytes } from '#platform/file-bytes.ts';
import { align } from './conformance/align/align.ts';
import { naivelyFits } from './conformance/naive-replay.test-data.ts';
import { replay } from './conformance/replay.ts';
import { inductiveMiner } from './discovery/inductive.ts';
import { netOfTree } from './discovery/petri-net.ts';
import { readLog } from './formats/read-log.ts';
import { contentOf } from './formats/sample-log.test-data.ts';
import { writeXes } from './formats/xes/xes-write.ts';
import { textsOf } from './log/dictionary.ts';
import type { Log } from './log/log.ts';
import { sharedData } from './shared-data.test-data.ts';

const folder = sharedData && existsSync(`${sharedData}/pdc`) ? `${sharedData}/pdc` : undefined;
const files = folder
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.xes.gz'))
  : [];
const filesOf = (kind: string) => files.filter((file) => file.includes(kind)).sort();

test('the logs of the discovery contest are there to read', (t) => {
  if (!folder) t.skip('shared data absent');
  else assert.ok(files.length > 0);
});

async function logOf(file: string): Promise<Log> {
  const read = await readLog(fileBytes(`${folder}/${file}`));
  assert.ok(read.ok, JSON.stringify(read));
  assert.equal(read.value.report.rejected, 0);
  return read.value.log;
}

interface Trace {
  readonly name: string;
  readonly activities: readonly string[];
  readonly isPositive: boolean | undefined;
}

/** What the file says, found by text search alone: these files nest nothing and escape nothing. */
function naiveTraces(file: string): readonly Trace[] {
  const text = gunzipSync(readFileSync(`${folder}/${file}`)).toString('utf8');
  assert.ok(!text.includes('&'));
  const nameIn = (part: string) => /key="concept:name" value="([^"]*)"/.exec(part)![1]!;
  return text
    .split('<trace>')
    .slice(1)
    .map((trace) => {
      const [head = '', ...events] = trace.split('<event>');
      const said = /key="pdc:isPos" value="(true|false)"/.exec(head)?.[1];
      return { name: nameIn(head), activities: events.map(nameIn), isPositive: said && said === 'true' } as Trace;
    });
}

function tracesOf(log: Log): readonly Trace[] {
  const names = textsOf(log.activities);
  return (contentOf(log) as { id: string; attributes: Record<string, unknown> }[]).map(({ id, attributes }, c) => ({
    name: id,
    activities: Array.from(log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!), (a) => names[a]!),
    isPositive: attributes['pdc:isPos:boolean'] as boolean | undefined,
  }));
}

for (const file of files)
  test(`${file} is read as a search of its text finds it, and written again the same`, async () => {
    const log = await logOf(file);
    const traces = tracesOf(log);
    assert.deepEqual(traces, naiveTraces(file));
    assert.equal(log.cases, traces.length);
    assert.equal(
      log.events,
      traces.reduce((sum, { activities }) => sum + activities.length, 0),
    );
    const again = await readLog(writeXes(log));
    assert.ok(again.ok);
    assert.deepEqual(contentOf(again.value.log), contentOf(log));
  });

for (const file of [...filesOf('Training_Logs'), ...filesOf('pdc_2020')])
  test(`a model mined without noise fits every case of ${file}, by replay and by alignment`, async () => {
    const log = await logOf(file);
    const net = netOfTree(inductiveMiner(log));
    const { fittingCases, logFitness, averageTraceFitness, exact } = replay(log, net);
    assert.deepEqual([fittingCases, logFitness, averageTraceFitness, exact], [log.cases, 1, 1, true]);
    assert.equal(align(log, net)?.totalCost, 0);
  });

const guide = readFileSync(new URL('../../docs/guides/conformance.md', import.meta.url), 'utf8');

/** The contest's F-score: the harmonic mean of the shares of positive and of negative traces that are told rightly. */
function score(truth: readonly Trace[], says: readonly boolean[]): string {
  const of = (positive: boolean) => {
    const all = truth.flatMap(({ isPositive }, c) => (isPositive === positive ? [says[c] === positive] : []));
    return { all: all.length, rightly: all.filter((one) => one).length };
  };
  const [fit, not] = [of(true), of(false)];
  const [p, n] = [fit.rightly / fit.all, not.rightly / not.all];
  return `${fit.rightly} + ${not.rightly}, ${(p + n === 0 ? 0 : (2 * p * n) / (p + n)).toFixed(2)}`;
}

for (const file of filesOf('Training_Logs'))
  test(`${file}: traces are told to fit as a naive game and alignments tell it, rightly as often as the guide says`, async () => {
    const train = await logOf(file);
    const asked = await logOf(file.replace('Training', 'Test'));
    const truth = naiveTraces(file.replace('Training', 'Ground_Truth'));
    assert.deepEqual(
      tracesOf(asked).map(({ activities }) => activities),
      truth.map(({ activities }) => activities),
    );
    const told = [0, 0.05, 0.2].map((noise) => {
      const net = netOfTree(inductiveMiner(train, noise));
      const { fits, variantOf, exact } = replay(asked, net);
      assert.ok(exact);
      const says = truth.map((_, c) => fits.fits[variantOf[c]!] === 1);
      for (const [c, { activities }] of truth.entries()) assert.equal(naivelyFits(net, activities) ?? says[c], says[c]);
      // Of the longest of these models, aligning what doesn't fit takes minutes.
      const costs = noise < 0.2 ? align(asked, net)!.costs : undefined;
      if (costs)
        assert.deepEqual(
          truth.map((_, c) => costs[c] === 0),
          says,
        );
      return score(truth, says);
    });
    const row = `| ${/(\d+)\.xes/.exec(file)![1]} | ${told.join(' | ')} |`;
    assert.ok(guide.includes(row), row);
  });
