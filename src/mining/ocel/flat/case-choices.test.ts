import assert from 'node:assert/strict';
import { test } from 'node:test';
import { event, HOUSEHOLD, manyHouseholds, objectsOfText } from '#mining/ocel/sample-objects.test-data.ts';
import { caseChoices } from './case-choices.ts';
import { flatten } from './flatten.ts';
import { flattenFigures } from './flatten-figures.ts';

async function logOf(text: object) {
  const read = await objectsOfText(JSON.stringify(text));
  assert.ok(read.ok);
  return read.value.log;
}

test('the columns that can be chosen among are those that the case log of each type has', async () => {
  const acted = [{ name: 'resource', value: 'Ada' }];
  const samples = [
    HOUSEHOLD,
    manyHouseholds(7),
    { ...HOUSEHOLD, events: HOUSEHOLD.events.map((one) => ({ ...one, attributes: [...one.attributes, ...acted] })) },
  ];
  for (const sample of samples) {
    const log = await logOf(sample);
    const choices = caseChoices(log);
    assert.deepEqual(
      choices.map(({ figures }) => figures),
      flattenFigures(log),
    );
    for (const { figures, columns, resources, usualResource } of choices) {
      for (const resource of [undefined, ...resources.map(({ name }) => name)]) {
        const flat = flatten(log, figures.objectType, resource === undefined ? {} : { resource });
        assert.ok(flat.ok, JSON.stringify(flat));
        const { caseAttributes, eventAttributes } = flat.value.log;
        const names = new Set([...caseAttributes, ...eventAttributes].map(({ path }) => path[0]));
        const offered = columns.map(({ name }) => name).filter((name) => name !== (resource ?? usualResource));
        assert.deepEqual(new Set(offered), names, `${figures.objectType} ${resource}`);
        assert.equal(flat.value.log.resource !== undefined, (resource ?? usualResource) !== undefined);
      }
    }
  }
});

test('an attribute of objects that changes is a column of the events, and is offered by that name', async () => {
  const [household] = caseChoices(await logOf(HOUSEHOLD)).filter(({ figures }) => figures.objectType === 'household');
  assert.ok(household?.columns.some(({ name }) => name === 'household:income'));
});

test('D01 identity numbers are told where they would come: as cases, in columns, as who acted', async () => {
  const number = '811218-9876';
  const objects = HOUSEHOLD.objects.map((one) => (one.id === 'H' ? { ...one, id: number } : one));
  const events = [
    event('e1', 'apply', '2026-03-02T08:00:00Z', ['A1', number], [{ name: 'channel', value: `call ${number}` }]),
    event(number, 'decide', '2026-03-03T08:00:00Z', ['A2', number]),
  ];
  const choices = caseChoices(await logOf({ ...HOUSEHOLD, objects, events }));
  const told = choices.map(({ figures, identityNumbers, columns, resources }) => [
    figures.objectType,
    identityNumbers,
    columns.filter((one) => one.identityNumbers).map(({ name }) => name),
    resources.filter((one) => one.identityNumbers).map(({ name }) => name),
  ]);
  assert.deepEqual(told.toSorted(), [
    ['application', false, ['channel', 'ocel:eid'], ['channel', 'household']],
    ['household', true, ['channel', 'ocel:eid'], ['channel']],
  ]);
  assert.ok(!JSON.stringify(choices).includes('9876'));
});
