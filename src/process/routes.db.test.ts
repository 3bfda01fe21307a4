import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startedJourney } from '#app/sample-input.test-data.ts';
import {
  aFile,
  openSmallOrganisation,
  organisationId,
  personOf,
  processes,
  teams,
} from '#app/small-organisation.test-data.ts';
import { insertRows } from '#platform/database.ts';

const plain = (body: string, name = 'Prov') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:prov">
  <process id="p" name="${name}">${body}</process>
</definitions>`;
const shortRoad = plain(`<startEvent id="s"/><task id="t" name="Ta emot"/><endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>`);

test('a file is imported as a draft of a new process that nobody owns; management appoints, the owner adopts', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const file = await readFile(new URL('../../samples/guide/ledsagning.bpmn', import.meta.url), 'utf8');
  const imported = await small.ask('process-support', 'POST', '/api/processes/import?filename=a.bpmn', file);
  assert.equal(imported.status, 200);
  const { processId, version } = imported.body;
  assert.deepEqual([version.number, version.state, version.createdByName], [1, 'draft', 'Fia Holm']);
  const address = `/api/processes/${processId}`;
  const page = await small.ask('co-worker', 'GET', address);
  assert.equal(page.body.owner, null);
  assert.equal(page.body.adopted, null);
  assert.deepEqual(page.body.adoptionObstacles, []);
  const adopt = (who: Record<string, string>) => small.send(who, 'POST', `${address}/versions/1/adoption`, {});
  assert.equal((await adopt(await small.as('process-support'))).body.tag, 'not-allowed');
  assert.equal((await adopt(await small.as('process-owner'))).body.tag, 'not-allowed');
  const appointed = await small.ask('management', 'POST', '/api/assignments', {
    personId: personOf('co-worker'),
    hat: 'process-owner',
    scope: { kind: 'process', processId },
  });
  const adopted = await adopt(await small.cookieFor(personOf('co-worker'), appointed.body.id));
  assert.deepEqual([adopted.status, adopted.body.state], [200, 'adopted']);
  const after = await small.ask('co-worker', 'GET', address);
  assert.equal(after.body.owner.id, personOf('co-worker'));
  assert.equal(after.body.adopted.number, 1);
});

test('R091 only the owner of the process adopts a version, not leader, support or another owner', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const file = (await aFile()).toString('utf8');
  const draft = await small.ask('process-leader', 'POST', `/api/processes/import?processId=${processes[0]}`, file);
  assert.deepEqual([draft.body.version.number, draft.body.version.state], [2, 'draft']);
  const adoption = `/api/processes/${processes[0]}/versions/2/adoption`;
  for (const hat of ['process-leader', 'process-support', 'management', 'business-owner'] as const)
    assert.equal((await small.ask(hat, 'POST', adoption, {})).body.tag, 'not-allowed', hat);
  const elsewhere = `/api/processes/${processes[1]}/versions/1/adoption`;
  assert.equal((await small.ask('process-owner', 'POST', elsewhere, {})).body.tag, 'not-allowed');
  assert.equal((await small.ask('process-owner', 'POST', adoption, { note: 'Ny väg' })).status, 200);
  const page = await small.ask('board', 'GET', `/api/processes/${processes[0]}`);
  assert.deepEqual(
    page.body.versions.map((v: { number: number; state: string; note: string }) => [v.number, v.state, v.note]),
    [
      [2, 'adopted', 'Ny väg'],
      [1, 'replaced', ''],
    ],
  );
  assert.equal((await small.ask('process-owner', 'POST', adoption, {})).body.tag, 'version-not-draft');
});

test('R028 a road without need and satisfied need is not adopted, and is told what is missing', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const bare = await small.ask('process-owner', 'POST', `/api/processes/import?processId=${processes[0]}`, shortRoad);
  assert.equal(bare.status, 200);
  const refused = await small.ask('process-owner', 'POST', `/api/processes/${processes[0]}/versions/2/adoption`, {});
  assert.equal(refused.body.tag, 'road-incomplete');
  const keys = refused.body.data.missing.map((m: { key: string }) => m.key);
  for (const key of ['purpose-missing', 'need-missing', 'satisfied-need-missing']) assert.ok(keys.includes(key), key);
  const page = await small.ask('process-owner', 'GET', `/api/processes/${processes[0]}?version=2`);
  assert.deepEqual(
    page.body.adoptionObstacles.map((o: { key: string }) => o.key),
    keys,
  );
  assert.equal(page.body.shown.number, 2);
  assert.equal(page.body.adopted.number, 1);
});

test('R027 many journeys travel the same road, and stay on the version they started on when a new one is adopted', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const [first, second] = [await startedJourney(small, 0), await startedJourney(small, 0)];
  const file = (await aFile()).toString('utf8');
  await small.ask('process-owner', 'POST', `/api/processes/import?processId=${processes[0]}`, file);
  await small.ask('process-owner', 'POST', `/api/processes/${processes[0]}/versions/2/adoption`, {});
  const third = await startedJourney(small, 0);
  const numbers = [];
  for (const id of [first, second, third])
    numbers.push((await small.ask('co-worker', 'GET', `/api/journeys/${id}`)).body.versionNumber);
  assert.deepEqual(numbers, [1, 1, 2]);
});

test('a file comes back byte for byte, whatever its encoding; to be shown it gets a diagram if it has none', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const latin = Buffer.from(shortRoad.replace('UTF-8', 'ISO-8859-1').replace('Ta emot', 'Fråga'), 'latin1');
  const form = new FormData();
  form.set('file', new Blob([latin]), 'väg.bpmn');
  const imported = await small.ask('process-support', 'POST', '/api/processes/import', form);
  assert.equal(imported.status, 200);
  assert.ok(imported.body.warnings.some((w: { tag: string }) => w.tag === 'no-diagram'));
  const address = `/api/processes/${imported.body.processId}`;
  const back = await small.ask('board', 'GET', `${address}/bpmn`);
  assert.ok(back.bytes.equals(latin));
  assert.match(back.headers['content-disposition'] ?? '', /filename="prov-v1\.bpmn"/);
  const page = await small.ask('board', 'GET', address);
  assert.equal(page.body.road.nodes.find((n: { id: string }) => n.id === 't').name, 'Fråga');
  const drawn = (await small.ask('board', 'GET', `${address}/bpmn?as=with-diagram`)).bytes.toString('utf8');
  assert.match(drawn, /BPMNDiagram/);
  assert.match(drawn, /Fråga/);
  const sample = await small.ask('board', 'GET', `/api/processes/${processes[0]}/bpmn?as=with-diagram`);
  assert.ok(sample.bytes.equals(await aFile()));
});

test('a file that is no road is refused with why, and changes nothing', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const tagOf = async (file: string) =>
    (await small.ask('process-support', 'POST', '/api/processes/import', file)).body.tag;
  assert.equal(await tagOf('inte xml'), 'not-xml');
  assert.equal(await tagOf('<html></html>'), 'not-bpmn');
  assert.equal(await tagOf(plain('').replace(/<process.*process>/s, '')), 'no-process');
  assert.equal(await tagOf(plain('<task id="t"/>')), 'no-start');
  assert.equal(await tagOf(`${plain('')}${' '.repeat(10 * 1024 * 1024)}`), 'too-large');
  const none = await small.ask('process-owner', 'POST', '/api/processes/import', shortRoad);
  assert.equal(none.body.tag, 'not-allowed');
  const map = await small.ask('board', 'GET', '/api/processes');
  assert.equal(map.body.items.length, 2);
});

test('a file imported twice is one process: its draft is led to, a changed one asks what it is to be', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const bring = (file: string | Buffer, query = '', hat: 'process-support' | 'process-owner' = 'process-support') =>
    small.ask(hat, 'POST', `/api/processes/import?filename=a.bpmn${query}`, file);
  const count = async () => (await small.ask('board', 'GET', '/api/processes')).body.items.length;
  const before = await count();

  const twice = await Promise.all([bring(shortRoad), bring(shortRoad)]);
  const [first, again] = twice.sort((a, b) => a.status - b.status);
  assert.ok(first && again);
  assert.deepEqual([first.status, again.status, again.body.tag], [200, 409, 'draft-already-here']);
  const { processId } = first.body;
  assert.deepEqual(again.body.data, { processId, name: 'Prov', number: 1 });
  for (const query of ['&ifHere=import', `&processId=${processId}`, `&processId=${processId}&ifHere=import`])
    assert.equal((await bring(shortRoad, query)).body.tag, 'draft-already-here', query);
  assert.equal(await count(), before + 1);

  const changed = shortRoad.replace('Ta emot', 'Ta emot och svara');
  const told = await bring(changed);
  assert.deepEqual([told.status, told.body.tag], [409, 'process-already-here']);
  assert.deepEqual(told.body.data.processes, [{ processId, name: 'Prov', sameFile: false, mayDraft: true }]);
  assert.equal(await count(), before + 1);
  const draft = await bring(changed, `&processId=${processId}`);
  assert.deepEqual([draft.status, draft.body.processId, draft.body.version.number], [200, processId, 2]);
  assert.equal(await count(), before + 1);

  const own = await bring(shortRoad.replace('Ta emot', 'Svara'), '&ifHere=import');
  assert.equal(own.status, 200);
  assert.notEqual(own.body.processId, processId);
  assert.equal(await count(), before + 2);
  const trail = await small.ask('auditor', 'GET', '/api/audit');
  const entry = trail.body.items.find((e: { subjectId: string }) => e.subjectId === own.body.processId);
  assert.deepEqual([entry.operation, entry.hat, entry.after.alsoHere], ['import-bpmn', 'process-support', [processId]]);

  const elsewhere = await bring(changed, `&processId=${processes[0]}`, 'process-owner');
  assert.equal(elsewhere.body.tag, 'process-already-here');
  assert.deepEqual(
    elsewhere.body.data.processes.map((p: { mayDraft: boolean }) => p.mayDraft),
    [false, false],
  );
  assert.equal((await bring(changed, `&processId=${processes[0]}&ifHere=import`, 'process-owner')).status, 200);
});

test('a file of two processes gives each of them as a road of its own', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const another = shortRoad
    .replace(/^[\s\S]*<process id="p"/, '<process id="q"')
    .replace(/ id="(s|t|e|f1|f2)"/g, ' id="q-$1"');
  const both = shortRoad.replace('</definitions>', another.replace(/Ref="/g, 'Ref="q-'));
  const bring = (process: string) =>
    small.ask('process-support', 'POST', `/api/processes/import?process=${process}`, both);
  const [p, q] = [await bring('p'), await bring('q')];
  assert.deepEqual([p.status, q.status], [200, 200]);
  assert.notEqual(p.body.processId, q.body.processId);
  assert.equal((await bring('q')).body.data.processId, q.body.processId);
});

test('R074 the map marks the most important processes, and each stands among its neighbours', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  await small.world.database.write({ organisationId }, (tx) =>
    insertRows(tx, 'process_neighbour', [
      {
        organisation_id: organisationId,
        from_process_id: processes[0],
        to_process_id: processes[1],
        object: 'Beställning',
        border: 'other-board',
      },
    ]),
  );
  const marked = `/api/processes/${processes[1]}/important`;
  assert.equal((await small.ask('process-owner', 'PUT', marked, { important: false })).body.tag, 'not-allowed');
  assert.equal((await small.ask('management', 'PUT', marked, { important: false })).status, 200);
  const map = await small.ask('co-worker', 'GET', '/api/processes');
  assert.deepEqual(
    map.body.items.map((p: { important: boolean; owner: { name: string } | null }) => [p.important, p.owner?.name]),
    [
      [true, 'Dan Frid'],
      [false, undefined],
    ],
  );
  const page = await small.ask('co-worker', 'GET', `/api/processes/${processes[1]}`);
  assert.deepEqual(page.body.neighbours, [
    { processId: processes[0], name: 'Process 1', direction: 'takes', object: 'Beställning', border: 'other-board' },
  ]);
  assert.deepEqual(page.body.teams, [{ id: teams[1], name: 'Team 2', units: ['Enhet 2'] }]);
});

test('R024 the register delimits each important process: from need to satisfied need, by the adopted version; a draft is not in force', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const rowOf = async (id: string) => {
    const { body } = await small.ask('co-worker', 'GET', '/api/processes');
    const row = body.items.find((one: { id: string }) => one.id === id);
    return {
      important: row.important,
      need: row.need,
      satisfied: row.satisfiedNeed,
      adopted: row.adopted,
      drafts: row.drafts,
    };
  };
  const { need, satisfiedNeed: satisfied } = small.road;
  assert.ok(need !== '' && satisfied !== '' && need !== satisfied);
  const [id] = processes;
  const before = await rowOf(id);
  assert.deepEqual(
    { ...before, adopted: before.adopted.number },
    { important: true, need, satisfied, adopted: 1, drafts: 0 },
  );
  const changed = (await aFile()).toString('utf8').replaceAll(need, 'Ett annat behov');
  const draft = await small.ask('process-owner', 'POST', `/api/processes/import?processId=${id}`, changed);
  assert.equal(draft.body.version.state, 'draft');
  assert.deepEqual(await rowOf(id), { ...before, drafts: 1 }, 'the draft changes nothing of what is in force');
  const number = async () =>
    (await small.ask('co-worker', 'GET', `/api/journeys/${await startedJourney(small, 0)}`)).body.versionNumber;
  assert.equal(await number(), 1);
  assert.equal((await small.ask('process-owner', 'POST', `/api/processes/${id}/versions/2/adoption`, {})).status, 200);
  const after = await rowOf(id);
  assert.deepEqual(
    { ...after, adopted: after.adopted.number },
    { important: true, need: 'Ett annat behov', satisfied, adopted: 2, drafts: 0 },
  );
  assert.equal(await number(), 2);

  const brought = await small.ask('process-support', 'POST', '/api/processes/import', shortRoad);
  const { important, adopted, drafts } = await rowOf(brought.body.processId);
  assert.deepEqual([important, adopted, drafts], [false, null, 1], 'a process that nobody adopted');
});

test('a step is shown with who does it, what comes before and after, and obstacles on it', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const steps = small.road.nodes.filter((n) => n.kind === 'step');
  const [first] = steps;
  assert.ok(first !== undefined);
  await small.ask('board', 'POST', '/api/obstacles', {
    processId: processes[0],
    stepId: first.id,
    kind: 'long-wait',
    note: 'Lång väntan',
  });
  const shown = await small.ask('auditor', 'GET', `/api/processes/${processes[0]}/steps/${first.id}`);
  assert.equal(shown.body.step.name, first.name);
  assert.equal(shown.body.openObstacles, 1);
  assert.ok(shown.body.after.length > 0);
  const [next] = shown.body.after;
  const beside = await small.ask('auditor', 'GET', `/api/processes/${processes[0]}/steps/${next.id}`);
  assert.ok(beside.body.before.some((s: { id: string }) => s.id === first.id));
  assert.equal((await small.ask('auditor', 'GET', `/api/processes/${processes[0]}/steps/nej`)).status, 404);
});

test('D13 sums under five are shown to those who read the journeys, and from five on to all', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const travelling = async (hat: 'board' | 'business-owner') =>
    (await small.ask(hat, 'GET', '/api/processes')).body.items[0].travelling;
  assert.equal(await travelling('board'), 0);
  for (let n = 1; n <= 4; n++) await startedJourney(small, 0);
  assert.deepEqual([await travelling('board'), await travelling('business-owner')], [null, 4]);
  await startedJourney(small, 0);
  assert.deepEqual([await travelling('board'), await travelling('business-owner')], [5, 5]);
});
