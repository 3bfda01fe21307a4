/** Logs that simulators of others played out, with the models they played: figures held to naive reckoning over the files' text. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { fileBytes } from '#platform/file-bytes.ts';
import { align } from './conformance/align/align.ts';
import { replay } from './conformance/replay.ts';
import { inductiveMiner } from './discovery/inductive.ts';
import { netOfTree, type PetriNet } from './discovery/petri-net.ts';
import { writeCsv } from './formats/csv/csv-write.ts';
import { readBpmnNet } from './formats/model/bpmn-net.ts';
import { readLog } from './formats/read-log.ts';
import { contentOf } from './formats/sample-log.test-data.ts';
import { writeXes } from './formats/xes/xes-write.ts';
import { textsOf } from './log/dictionary.ts';
import type { Log } from './log/log.ts';
import { handovers } from './performance/handover.ts';
import { caseDurations } from './performance/lead-time.ts';
import { pairLifecycle } from './performance/lifecycle.ts';
import { workingAndWaiting } from './performance/waiting/working-waiting.ts';
import { sharedData } from './shared-data.test-data.ts';

const folder = sharedData && existsSync(`${sharedData}/simulation`) ? `${sharedData}/simulation` : undefined;
const INTERVALS = 'LoanApp_arrival_fix_10.csv.gz';
const PAIRS = 'log_demo_filtered_opt.xes.gz';

/** A piece of work, times in ms. */
interface Work {
  readonly activity: string;
  readonly resource: string;
  readonly start: number;
  readonly end: number;
}
/** By case, in the order in which the log has them: by their ends from CSV, as completed in the file from XES. */
type Cases = ReadonlyMap<string, readonly Work[]>;

function textOf(file: string): string {
  return gunzipSync(readFileSync(`${folder}/${file}`)).toString('utf8');
}

async function logOf(file: string): Promise<Log> {
  const read = await readLog(fileBytes(`${folder}/${file}`));
  assert.ok(read.ok, JSON.stringify(read));
  assert.equal(read.value.report.rejected, 0);
  return read.value.log;
}

/** `case,start,end,LogType,activity,elementId,r esource,…`, nothing quoted. */
function naiveIntervals(): Cases {
  const text = textOf(INTERVALS);
  assert.ok(!text.includes('"'));
  const cases = new Map<string, Work[]>();
  for (const line of text.trim().split(/\r?\n/).slice(1)) {
    const [id = '', start = '', end = '', , activity = '', , resource = ''] = line.split(',');
    const work = { activity, resource, start: Date.parse(`${start}Z`), end: Date.parse(`${end}Z`) };
    cases.set(id, [...(cases.get(id) ?? []), work]);
  }
  for (const work of cases.values()) work.sort((x, y) => x.end - y.end);
  return cases;
}

/** Start and complete as events of their own; a completion ends the first piece that is under way of its activity and resource. */
function naivePairs(): { readonly cases: Cases; readonly events: number } {
  const cases = new Map<string, Work[]>();
  let events = 0;
  for (const trace of textOf(PAIRS).split('<trace>').slice(1)) {
    const [head = '', ...rest] = trace.split('<event>');
    const said = (part: string, key: string) => new RegExp(`key="${key}" value="([^"]*)"`).exec(part)![1]!;
    const open: { activity: string; resource: string; start: number }[] = [];
    const done: Work[] = [];
    for (const event of rest) {
      events++;
      const one = { activity: said(event, 'concept:name'), resource: said(event, 'org:resource') };
      const time = Date.parse(said(event, 'time:timestamp'));
      if (said(event, 'lifecycle:transition') === 'start') {
        open.push({ ...one, start: time });
        continue;
      }
      const at = open.findIndex(({ activity, resource }) => activity === one.activity && resource === one.resource);
      const [begun] = open.splice(at, 1);
      done.push({ ...begun!, end: time });
    }
    assert.equal(open.length, 0);
    cases.set(said(head, 'concept:name'), done);
  }
  return { cases, events };
}

/** Every moment at which a piece begins or ends cuts a case's time; a stretch is working time where some piece covers it. */
function naiveWork(cases: Cases): { readonly working: number; readonly lead: number } {
  let [working, lead] = [0, 0];
  for (const work of cases.values()) {
    const moments = [...new Set(work.flatMap(({ start, end }) => [start, end]))].sort((x, y) => x - y);
    lead += moments.at(-1)! - moments[0]!;
    for (const [i, from] of moments.entries()) {
      const to = moments[i + 1];
      if (to !== undefined && work.some(({ start, end }) => start <= from && end >= to)) working += to - from;
    }
  }
  return { working, lead };
}

/** Whose work is next to whose. */
function naiveHandovers(cases: Cases): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const work of cases.values()) {
    for (const [i, { resource }] of work.entries()) {
      if (i === 0) continue;
      const pair = `${work[i - 1]!.resource} → ${resource}`;
      found[pair] = (found[pair] ?? 0) + 1;
    }
  }
  return found;
}

function held(log: Log, cases: Cases): void {
  const names = textsOf(log.activities);
  const found = (contentOf(log) as { id: string; events: (Work & { time: number })[] }[]).map(({ id, events }) => [
    id,
    events.map(({ activity, resource, start, time }) => ({ activity, resource, start, end: time })),
  ]);
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(cases));
  assert.equal(new Set([...cases.values()].flat().map(({ activity }) => activity)).size, names.length);
  const { working, lead } = naiveWork(cases);
  const spent = workingAndWaiting(log);
  assert.equal(spent.cases, cases.size);
  assert.ok(spent.beginningsKnown);
  const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-3, `${actual}`);
  near(spent.workingSeconds, working / 1000);
  near(spent.waitingSeconds, (lead - working) / 1000);
  near(spent.leadSeconds, lead / 1000);
  assert.deepEqual(
    Array.from(caseDurations(log)),
    textsOf(log.caseIds).map((id) => cases.get(id)!.at(-1)!.end - cases.get(id)![0]!.end),
  );
  const pairs = handovers(log).map(({ from, to, count }) => [`${from} → ${to}`, count]);
  assert.deepEqual(Object.fromEntries(pairs), naiveHandovers(cases));
}

test('a simulated log with start and end columns: work, waiting, lead times and handovers as a naive reckoning has them', async (t) => {
  if (!folder) return t.skip('shared data absent');
  const log = await logOf(INTERVALS);
  const cases = naiveIntervals();
  assert.deepEqual([log.cases, log.events], [cases.size, [...cases.values()].flat().length]);
  held(log, cases);
  const again = await readLog(writeCsv(log));
  assert.ok(again.ok);
  assert.deepEqual(contentOf(again.value.log), contentOf(log));
});

test('a simulated log of starts and completions: joined, it has the same work, waiting, lead times and handovers', async (t) => {
  if (!folder) return t.skip('shared data absent');
  const log = await logOf(PAIRS);
  const { cases, events } = naivePairs();
  assert.deepEqual([log.cases, log.events], [cases.size, events]);
  const { log: joined, report } = pairLifecycle(log);
  assert.deepEqual([report.pairs, report.startsAlone, report.completionsAlone], [events / 2, 0, 0]);
  held(joined, cases);
  const again = await readLog(writeXes(log));
  assert.ok(again.ok);
  assert.deepEqual(contentOf(again.value.log), contentOf(log));
});

/** The models in an archive, by their path; unpacked for as long as it takes to read them. */
function modelsIn(archive: string): ReadonlyMap<string, Uint8Array> {
  const into = mkdtempSync(`${tmpdir()}/resvag-models-`);
  try {
    execFileSync('tar', ['-xJf', `${folder}/${archive}`, '-C', into]);
    const files = readdirSync(into, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.bpmn'));
    return new Map(files.map((file) => [file, readFileSync(`${into}/${file}`)]));
  } finally {
    rmSync(into, { recursive: true });
  }
}

function netIn(models: ReadonlyMap<string, Uint8Array>, ending: string): PetriNet {
  const net = readBpmnNet([...models].find(([file]) => file.endsWith(ending))![1]);
  assert.ok(net.ok, JSON.stringify(net));
  return net.value;
}

test('a log that another simulator played out of a model fits the model, and one mined from it without noise', async (t) => {
  if (!folder) return t.skip('shared data absent');
  const models = modelsIn('prosimos-assets.tar.xz');
  const credit = pairLifecycle(await logOf(PAIRS)).log;
  const loan = await logOf(INTERVALS);
  // The model's names begin without the blank that the log's have.
  const names = textsOf(loan.activities);
  const named = (net: PetriNet): PetriNet => ({
    ...net,
    transitions: net.transitions.map((step) => ({ ...step, label: names.find((one) => one.trim() === step.label) })),
  });
  const held: readonly (readonly [Log, PetriNet])[] = [
    [credit, netIn(models, 'Credit_Application_Simulation.bpmn')],
    [loan, named(netIn(models, 'LoanApp_sequential_9-5.bpmn'))],
    [credit, netOfTree(inductiveMiner(credit))],
    [loan, netOfTree(inductiveMiner(loan))],
  ];
  for (const [log, net] of held) {
    const { fittingCases, logFitness, exact } = replay(log, net);
    assert.deepEqual([fittingCases, logFitness, exact], [log.cases, 1, true]);
    assert.equal(align(log, net)?.totalCost, 0);
  }
});

for (const archive of ['prosimos-assets.tar.xz', 'scylla-samples.tar.xz'])
  test(`every model in ${archive} is read, or refused with what it has that is not read`, (t) => {
    if (!folder) return t.skip('shared data absent');
    const models = modelsIn(archive);
    assert.ok(models.size > 20);
    for (const [file, bytes] of models) {
      const read = readBpmnNet(bytes);
      if (read.ok) continue;
      const text = Buffer.from(bytes).toString('utf8');
      const why = 'problem' in read.refusal ? read.refusal.problem : '';
      if (why === 'a document type of its own') assert.ok(text.includes('<!DOCTYPE'), file);
      else assert.ok(why === 'it has an inclusive gateway' && /<(\w+:)?inclusiveGateway/.test(text), `${file}: ${why}`);
    }
  });
