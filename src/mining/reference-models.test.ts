/** Models held to public logs, and to what another tool found on them (see the shared data's README). */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileBytes } from '#platform/file-bytes.ts';
import { align } from './conformance/align/align.ts';
import { replay } from './conformance/replay.ts';
import { inductiveMiner } from './discovery/inductive.ts';
import { netOfTree } from './discovery/petri-net.ts';
import { readPnml } from './formats/model/pnml.ts';
import { readLog } from './formats/read-log.ts';
import { textsOf } from './log/dictionary.ts';
import type { Log } from './log/log.ts';
import { sharedData } from './shared-data.test-data.ts';

const files = sharedData ? readdirSync(`${sharedData}/logs`) : [];

test('the reference logs are there to mine', (t) => {
  if (!sharedData) t.skip('shared data absent');
  else assert.ok(files.length > 0);
});

async function logOf(file: string): Promise<Log> {
  const read = await readLog(fileBytes(`${sharedData}/logs/${file}`));
  assert.ok(read.ok);
  return read.value.log;
}

/** The reference took some logs in the order of the file, others by the names of the cases; it doesn't say which. */
function ordersOf(log: Log): readonly (readonly number[])[] {
  const names = textsOf(log.caseIds);
  const asRead = [...names.keys()];
  return [asRead, [...asRead].sort((x, y) => (names[x]! < names[y]! ? -1 : 1))];
}

/** Its replay calls unfitting what its alignments call fitting; ours decides it exactly. */
const REFERENCE_REPLAY_ERRS: ReadonlySet<string> = new Set(['BPIC12.im0.0']);

for (const file of files) {
  const name = file.replace(/\.(xes|csv)(\.gz)?$/, '');
  test(`a model mined without noise fits every case of ${file}`, async () => {
    const log = await logOf(file);
    const { fittingCases, logFitness, exact } = replay(log, netOfTree(inductiveMiner(log)));
    assert.deepEqual([fittingCases, logFitness, exact], [log.cases, 1, true]);
  });

  // Of two files of one log, the models belong to the XES.
  if (file.includes('.csv') && files.some((other) => other.startsWith(`${name}.xes`))) continue;
  for (const noise of ['0.0', '0.2']) {
    const path = `${sharedData}/expected/${name}.im${noise}.pnml`;
    if (!existsSync(path)) continue;
    test(`optimal alignments and replay of ${name} agree with the reference on its model of noise ${noise}`, async () => {
      const { conformance } = JSON.parse(readFileSync(`${sharedData}/expected/${name}.json`, 'utf8'));
      const { alignments, token_replay_fitness } = conformance[`inductive_noise_${noise}`];
      const net = readPnml(readFileSync(path));
      assert.ok(net.ok);
      const log = await logOf(file);
      const { logFitness, fittingCases } = replay(log, net.value);
      if (!REFERENCE_REPLAY_ERRS.has(`${name}.im${noise}`))
        assert.ok(Math.abs(logFitness - token_replay_fitness.log_fitness) <= 0.02, `${logFitness}`);
      if (alignments?.deviation_cost_sum === undefined) return;
      const found = align(log, net.value)!;
      const answers = ordersOf(log).map((order) => {
        const costs = order.slice(0, alignments.cases).map((c) => found.costs[c]!);
        const sum = costs.reduce((all, cost) => all + cost, 0);
        return [sum, costs.filter((cost) => cost === 0).length, costs.slice(0, 20).join()].join(' · ');
      });
      const { deviation_cost_sum, perfectly_fitting, cost_first_20_cases } = alignments;
      const wanted = [deviation_cost_sum, perfectly_fitting, cost_first_20_cases.join()].join(' · ');
      assert.ok(answers.includes(wanted), `${answers.join(' or ')} instead of ${wanted}`);
      assert.equal(fittingCases, found.fittingCases);
    });
  }
}
