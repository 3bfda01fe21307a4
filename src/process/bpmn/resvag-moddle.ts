/** The namespace of what BPMN has no place for: need and satisfied need, routines, clocks, handoff contracts. */
export const resvagNamespace = 'urn:resvag:bpmn:1';

const text = (name: string) => ({ name, type: 'String' });
const texts = (name: string) => ({ name, type: 'String', isMany: true });
const attribute = (name: string) => ({ name, type: 'String', isAttr: true });
const body = (name: string) => ({ name, type: 'String', isBody: true });
const element = (name: string, properties: readonly object[]) => ({ name, superClass: ['Element'], properties });

/**
 * Our extension elements as a moddle package, so that reading gives them as typed elements and writing keeps them. All
 * stand in `bpmn:extensionElements`: `road` on the process, `lane` on a lane, `step` on an activity, `end` on an end event,
 * `timer` on a timer event when its length is one that ISO 8601 can't say (working days). Durations are written
 * `14 day`, `3 working-day`. The element list with meanings is in `docs/reference/`.
 */
export const resvagModdle = {
  name: 'Resvag',
  prefix: 'resvag',
  uri: resvagNamespace,
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    element('Road', [
      attribute('kind'),
      attribute('leadTarget'),
      attribute('handoffTarget'),
      text('purpose'),
      text('need'),
      text('satisfiedNeed'),
      text('forWhom'),
      { name: 'situations', type: 'Situation', isMany: true },
      { name: 'clocks', type: 'Clock', isMany: true },
    ]),
    element('Situation', [attribute('at'), attribute('code'), attribute('name')]),
    element('Clock', [
      attribute('id'),
      attribute('name'),
      attribute('kind'),
      attribute('startsOn'),
      attribute('startsAt'),
      attribute('stopsOn'),
      attribute('stopsAt'),
      attribute('length'),
      attribute('source'),
      attribute('extension'),
      attribute('validFrom'),
      attribute('validTo'),
      attribute('uncertainty'),
      attribute('warnAt'),
    ]),
    element('Lane', [attribute('unitHint')]),
    element('Step', [
      attribute('stage'),
      attribute('target'),
      attribute('touch'),
      attribute('objectIn'),
      attribute('objectOut'),
      text('waits'),
      text('plainText'),
      texts('competence'),
      { name: 'routine', type: 'Routine' },
      { name: 'laws', type: 'Law', isMany: true },
      { name: 'handoff', type: 'Handoff' },
    ]),
    element('Routine', [attribute('title'), body('text')]),
    element('Law', [attribute('source'), attribute('validFrom'), attribute('uncertainty'), body('text')]),
    element('Handoff', [
      attribute('acceptWithin'),
      attribute('border'),
      attribute('to'),
      attribute('responsibility'),
      texts('include'),
    ]),
    element('End', [attribute('outcome')]),
    element('Timer', [attribute('length')]),
  ],
} as const;
