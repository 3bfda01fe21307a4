import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adoptionObstacles } from '#process/adoption.ts';
import { stepOf } from '#process/road.ts';
import { parserWarning } from './parser-warning.ts';
import { readRoad } from './read.ts';

const open =
  '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:resvag="urn:resvag:bpmn:1" xmlns:other="urn:other" targetNamespace="urn:x">';
const file = (inside: string) => `${open}${inside}</definitions>`;
const simple = (steps: string, process = '') =>
  file(`<process id="p" name="Ge stöd">${process}<startEvent id="s"/>${steps}<endEvent id="e"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/></process>`);

async function read(xml: string) {
  const r = await readRoad(xml);
  assert.ok(r.ok, JSON.stringify(r));
  return r.value;
}

async function refusal(xml: string) {
  const r = await readRoad(xml);
  assert.ok(!r.ok);
  return r.refusal;
}

test('a plain file of another tool gives name, lanes, steps and flows, and empty texts for what only we ask', async () => {
  const { road, warnings } = await read(
    simple(
      '<userTask id="a" name="Utreda"/>',
      '<laneSet id="ls"><lane id="l1" name="Handläggare"><flowNodeRef>a</flowNodeRef></lane></laneSet>',
    ),
  );
  assert.equal(road.name, 'Ge stöd');
  assert.deepEqual(road.lanes, [{ id: 'l1', name: 'Handläggare' }]);
  assert.deepEqual(stepOf(road, 'a'), {
    id: 'a',
    name: 'Utreda',
    lane: 'l1',
    kind: 'step',
    task: 'user',
    competences: [],
    law: [],
  });
  assert.deepEqual(
    road.flows.map((f) => `${f.from}>${f.to}`),
    ['s>a', 'a>e'],
  );
  assert.equal(road.need, '');
  assert.deepEqual(warnings, [{ key: 'no-diagram' }]);
});

test('R012 R033 a road without purpose and need is flagged, and says what is missing before it can be adopted', async () => {
  const { road } = await read(simple('<task id="a" name="Utreda"/>'));
  assert.deepEqual(
    adoptionObstacles(road).map((o) => o.key),
    [
      'purpose-missing',
      'need-missing',
      'satisfied-need-missing',
      'for-whom-missing',
      'no-end-that-meets-the-need',
      'step-without-role',
    ],
  );
});

test('our extension carries need, step data, handoff and clocks', async () => {
  const { road, warnings } = await read(
    simple(
      `<userTask id="a" name="Ta emot"><documentation>Så här</documentation><extensionElements>
        <resvag:step stage="4" target="3 working-day" touch="0.5 hour" objectIn="beslut" objectOut="uppdrag">
          <resvag:competence>Socionom</resvag:competence><resvag:competence>BBIC</resvag:competence>
          <resvag:routine title="Rutin">Gör &amp; läs.</resvag:routine>
          <resvag:law source="20 kap. 2 §" validFrom="2025-07-01">Fjorton dagar.</resvag:law>
          <resvag:handoff acceptWithin="2 day" border="other-board" responsibility="moves">
            <resvag:include>beslut</resvag:include><resvag:include>mål</resvag:include>
          </resvag:handoff>
        </resvag:step></extensionElements></userTask>`,
      `<extensionElements><resvag:road kind="support" leadTarget="90 day" handoffTarget="2"><resvag:purpose>P</resvag:purpose><resvag:need>N</resvag:need>
        <resvag:satisfiedNeed>S</resvag:satisfiedNeed><resvag:forWhom>F</resvag:forWhom>
        <resvag:clock id="c" name="Fjorton dagar" kind="statutory" startsOn="journey-started" stopsOn="step-completed"
          stopsAt="a" length="14 day" source="20 kap. 2 §"/></resvag:road></extensionElements>`,
    ),
  );
  assert.deepEqual(
    warnings.map((w) => w.key),
    ['no-diagram'],
  );
  assert.deepEqual(
    [road.kind, road.purpose, road.need, road.satisfiedNeed, road.forWhom],
    ['support', 'P', 'N', 'S', 'F'],
  );
  assert.deepEqual([road.leadTarget, road.handoffTarget], [{ count: 90, unit: 'day' }, 2]);
  assert.deepEqual(road.clocks, [
    {
      id: 'c',
      name: 'Fjorton dagar',
      kind: 'statutory',
      starts: { on: 'journey-started' },
      stops: { on: 'step-completed', node: 'a' },
      length: { count: 14, unit: 'day' },
      source: '20 kap. 2 §',
      warnAt: [0.5, 0.75, 0.9],
    },
  ]);
  assert.deepEqual(stepOf(road, 'a'), {
    id: 'a',
    name: 'Ta emot',
    kind: 'step',
    task: 'user',
    description: 'Så här',
    competences: ['Socionom', 'BBIC'],
    law: [{ text: 'Fjorton dagar.', source: '20 kap. 2 §', validFrom: '2025-07-01' }],
    routine: { title: 'Rutin', text: 'Gör & läs.' },
    objectIn: 'beslut',
    objectOut: 'uppdrag',
    stage: 4,
    target: { count: 3, unit: 'working-day' },
    touch: { count: 0.5, unit: 'hour' },
    handoff: {
      include: ['beslut', 'mål'],
      acceptWithin: { count: 2, unit: 'day' },
      border: 'other-board',
      responsibility: 'moves',
    },
  });
});

test('extensions of another tool give a warning, never a refusal', async () => {
  const { warnings } = await read(
    simple('<task id="a"><extensionElements><other:thing x="1"><other:in/></other:thing></extensionElements></task>'),
  );
  assert.ok(warnings.some((w) => w.key === 'unknown-extension' && w.namespace === 'other' && w.count === 1));
});

test('a step with a loop marker is done once, and the one who imports is told', async () => {
  const { road, warnings } = await read(
    simple('<task id="a"><multiInstanceLoopCharacteristics/></task><task id="b"><standardLoopCharacteristics/></task>'),
  );
  assert.equal(stepOf(road, 'b')?.kind, 'step');
  assert.deepEqual(
    warnings.filter((w) => w.key === 'element-not-used').map((w) => `${w.element} ${w.type}`),
    ['a loop', 'b loop'],
  );
});

test('a value that cannot be read is left out with a warning', async () => {
  const { road, warnings } = await read(
    simple('<task id="a"><extensionElements><resvag:step target="snart" stage="9"/></extensionElements></task>'),
  );
  assert.equal(stepOf(road, 'a')?.target, undefined);
  assert.deepEqual(
    warnings.filter((w) => w.key === 'bad-value').map((w) => w.field),
    ['stage', 'target'],
  );
});

test('what the parser remarks is told by its kind and where it is, so that it can be said in any language', async () => {
  const { warnings } = await read(
    `<?xml version="1.0" encoding="ISO-8859-1"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI">
<process id="p"><startEvent id="s" colour="red"/>
<sequenceFlow id="f" sourceRef="s" targetRef="a"/>
<frobnicate id="z"/>
<task id="s"/>
<task id="1 x"/>
strayed
  <startEvent id="s2"><participant id="pp"/></startEvent>
<task id="a"><incoming>ghost</incoming><incoming><b/></incoming></task></process>
<bpmndi:BPMNDiagram><bpmndi:BPMNPlane/></bpmndi:BPMNDiagram></definitions>`,
  );
  assert.deepEqual(
    warnings.filter((w) => w.key !== 'several-starts'),
    [
      { key: 'other-encoding', encoding: 'ISO-8859-1' },
      { key: 'unknown-attribute', element: 's', field: 'colour', value: 'red' },
      { key: 'unknown-element', type: 'bpmn:Frobnicate', line: 5, column: 1 },
      { key: 'duplicate-id', id: 's', line: 6, column: 1 },
      { key: 'illegal-id', id: '1 x', line: 7, column: 1 },
      { key: 'stray-text', text: 'strayed', line: 9, column: 3 },
      { key: 'misplaced-element', type: 'bpmn:participant', line: 9, column: 23 },
      { key: 'misplaced-element', type: 'b', line: 10, column: 50 },
      { key: 'unresolved-reference', element: 'a', field: 'bpmn:incoming', reference: 'ghost' },
    ],
  );
});

test('no sentence of the parser that it is known to say is left in its own words', () => {
  const said = [
    'duplicate ID <a>',
    'illegal ID <1>',
    'unexpected body text <x>',
    'unknown type <y>',
    'expected no sub nodes',
  ];
  const more = ['unrecognized element <z>', 'unexpected element <z>'];
  for (const nested of [...said, ...more]) {
    const message = `unparsable content <z> detected\n\tline: 0\n\tcolumn: 3\n\tnested error: ${nested}`;
    assert.notEqual(parserWarning({ message })?.key, 'parser', nested);
  }
  const other = parserWarning({ message: 'unparsable content detected\n\tline: 1\n\tcolumn: 0\n\tnested error: odd' });
  assert.deepEqual(other, { key: 'parser', message: 'odd', line: 2, column: 1 });
  assert.deepEqual(parserWarning({ message: 'something new\nmore' }), { key: 'parser', message: 'something new' });
});

test('bad files are refused with what is wrong', async () => {
  assert.equal((await refusal('')).tag, 'not-xml');
  assert.equal((await refusal('%PDF-1.4')).tag, 'not-xml');
  const cut = await refusal(simple('<task id="a"/>').slice(0, -40));
  assert.equal(cut.tag, 'not-xml');
  assert.deepEqual(await refusal('<html><body/></html>'), { tag: 'not-bpmn', root: 'html' });
  assert.deepEqual(await refusal('<definitions/>'), { tag: 'not-bpmn', root: 'definitions' });
  assert.equal((await refusal(file(''))).tag, 'no-process');
  assert.equal((await refusal(file('<process id="p"><task id="a"/></process>'))).tag, 'no-start');
  assert.deepEqual(
    await refusal(file('<process id="p"><startEvent id="s"/><complexGateway id="g" name="G"/></process>')),
    {
      tag: 'unsupported-element',
      element: 'g',
      type: 'bpmn:ComplexGateway',
      name: 'G',
    },
  );
});

test('an entity bomb is refused before it is expanded', async () => {
  const bomb = `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${file('<process id="p" name="&b;"/>').split('\n')[1]}`;
  assert.deepEqual(await refusal(bomb), { tag: 'unsafe-xml', because: 'entities' });
  const deep = file('<process id="p">'.repeat(600));
  assert.deepEqual(await refusal(deep), { tag: 'unsafe-xml', because: 'too-deep' });
});

test('of several processes the one with steps is taken, then the executable, else the reader must choose', async () => {
  const process = (id: string, attributes = '') =>
    `<process id="${id}" name="${id}" ${attributes}><startEvent id="s${id}"/><task id="t${id}"/></process>`;
  const empty = '<process id="q" name="q"/>';
  assert.equal((await read(file(process('a') + empty))).road.id, 'a');
  assert.equal((await read(file(process('a') + process('b', 'isExecutable="true"')))).road.id, 'b');
  const both = file(process('a') + process('b'));
  assert.deepEqual(await refusal(both), {
    tag: 'several-processes',
    processes: [
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b' },
    ],
  });
  const named = await readRoad(both, { process: 'b' });
  assert.equal(named.ok && named.value.road.id, 'b');
});

test('timers give their length as data, in working days through our extension', async () => {
  const { road } = await read(
    simple(`<task id="a"/><intermediateCatchEvent id="w"><timerEventDefinition><timeDuration>P14D</timeDuration>
      </timerEventDefinition></intermediateCatchEvent><boundaryEvent id="b" attachedToRef="a" cancelActivity="false">
      <extensionElements><resvag:timer length="5 working-day"/></extensionElements><timerEventDefinition/></boundaryEvent>`),
  );
  const found = road.nodes.filter((n) => n.kind === 'catch' || n.kind === 'boundary');
  assert.deepEqual(found, [
    { id: 'w', name: '', kind: 'catch', trigger: 'timer', after: { count: 14, unit: 'day' } },
    {
      id: 'b',
      name: '',
      kind: 'boundary',
      trigger: 'timer',
      after: { count: 5, unit: 'working-day' },
      attachedTo: 'a',
      interrupting: false,
    },
  ]);
});

test('R029 coded start and goal situations are read; a road that names none has its need and satisfied need', async () => {
  const named = `<extensionElements><resvag:road><resvag:need>Trygghet</resvag:need>
    <resvag:situation at="start" code="own-application" name="Har ansökt själv"/>
    <resvag:situation at="start" code="Fel kod" name="Felstavad"/></resvag:road></extensionElements>`;
  const { road, warnings } = await read(simple('<task id="a" name="Utreda"/>', named));
  assert.deepEqual(road.situations, {
    start: [{ code: 'own-application', name: 'Har ansökt själv' }],
    goal: [{ code: 'satisfied-need', name: 'Tillgodosett behov' }],
  });
  assert.ok(warnings.some((w) => w.key === 'bad-value' && w.field === 'situation' && w.value === 'Fel kod'));
  const plain = await read(simple('<task id="a" name="Utreda"/>'));
  assert.deepEqual(plain.road.situations.start, [{ code: 'need', name: 'Behov' }]);
});
