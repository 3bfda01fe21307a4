/**
 * What is chosen from when the objects of one type are to be the cases: the types with what flattening would do to each, who
 * may have acted, and the columns that can be left out or replaced.
 */
import { textsOf } from '#mining/log/dictionary.ts';
import { identityTexts } from '#mining/ocel/identity-texts.ts';
import type { Lives } from '#mining/ocel/lives.ts';
import { livesOf, objectsByType } from '#mining/ocel/lives.ts';
import type { Held, ObjectLog } from '#mining/ocel/object-log.ts';
import { changingNames } from './flat-columns.ts';
import { USUAL_RESOURCES } from './flatten.ts';
import type { FlattenFigures, TypeOfObject } from './flatten-figures.ts';
import { figuresOf } from './flatten-figures.ts';

/** A column of the case log, by the name under which it is left out or replaced. */
export interface ChoiceColumn {
  readonly name: string;
  /** Whether Swedish personal identity numbers are in it. */
  readonly identityNumbers: boolean;
}

/** A type of object with events, and the case log it would give. */
export interface CaseChoice {
  readonly figures: FlattenFigures;
  /** Whether there are identity numbers among the names of the objects, which name the cases. */
  readonly identityNumbers: boolean;
  /** Attributes of events and objects, and what flattening adds; without the cases and who acted. */
  readonly columns: readonly ChoiceColumn[];
  /** What can tell who acted: text attributes of the events, and types of object that share events. */
  readonly resources: readonly ChoiceColumn[];
  /** The one that tells it when none is named; undefined where nothing does. */
  readonly usualResource: string | undefined;
}

/** All types that have events, those with most rows first. No case log is made. */
export function caseChoices(log: ObjectLog): readonly CaseChoice[] {
  const lives = livesOf(log);
  const times = new Uint32Array(log.events);
  const lastType = new Int32Array(log.events).fill(-1);
  const names = textsOf(log.objectTypes);
  const personal = new Set(identityTexts(log).map(({ column }) => column));
  const choices: CaseChoice[] = [];
  for (const { type, objects } of objectsByType(log)) {
    const own = { type, name: names[type]!, objects };
    const figures = figuresOf(log, lives, own, times);
    if (figures.rows > 0) choices.push({ figures, ...columnsOf(log, lives, own, lastType, personal) });
  }
  return choices.sort((x, y) => y.figures.rows - x.figures.rows);
}

/** `lastType` is of use while looking: of each event the type of object for which it was looked at last. */
function columnsOf(
  log: ObjectLog,
  lives: Lives,
  own: TypeOfObject,
  lastType: Int32Array,
  personal: ReadonlySet<string>,
): Omit<CaseChoice, 'figures'> {
  const { eventValues, objectValues, objectTypes } = log;
  const { objects, ofEvents, ofObjects, related, isQualified } = passedBy(log, lives, own, lastType);
  const attributes = ofEvents.map((at) => eventValues.attributes[at]!);
  const texts = attributes.filter((one) => one.type === 'text').map((one) => one.name);
  const changing = changingNames(log, objects);
  const types = textsOf(objectTypes);
  const column = (shown: string, found = shown): ChoiceColumn => ({
    name: shown,
    identityNumbers: personal.has(found),
  });
  const columns = [
    ...attributes
      .filter((one) => !(one.name === 'start_timestamp' && one.type === 'time'))
      .map((one) => column(one.name)),
    ...ofObjects.map((at) => {
      const found = objectValues.attributes[at]!.name;
      return column(changing.has(found) ? `${own.name}:${found}` : found, found);
    }),
    column('ocel:eid', 'event'),
    ...(isQualified ? [column('ocel:qualifier', 'qualifier')] : []),
  ];
  return {
    identityNumbers: personal.has(own.name),
    columns: eachOnce(columns),
    resources: eachOnce([...texts, ...related.map((code) => types[code]!)].map((one) => column(one))),
    usualResource: USUAL_RESOURCES.find((usual) => texts.includes(usual)),
  };
}

/** What the objects of a type with events have and meet: attributes, other types of object, and whether links say how. */
function passedBy(
  { eventObjects: links, eventValues, objectValues, objectType }: ObjectLog,
  { offset, events }: Lives,
  { type, objects: all }: TypeOfObject,
  lastType: Int32Array,
) {
  const ofEvents = new Set<number>();
  const ofObjects = new Set<number>();
  const related = new Set<number>();
  let isQualified = false;
  const objects = all.filter((object) => offset[object]! < offset[object + 1]!);
  for (const object of objects) {
    addAttributes(objectValues, object, ofObjects);
    for (const e of events.subarray(offset[object], offset[object + 1])) {
      if (lastType[e] === type) continue;
      lastType[e] = type;
      addAttributes(eventValues, e, ofEvents);
      for (let i = links.offset[e]!; i < links.offset[e + 1]!; i++) {
        const other = objectType[links.target[i]!]!;
        if (other !== type) related.add(other);
        else if (links.qualifier[i]! >= 0) isQualified = true;
      }
    }
  }
  return { objects, ofEvents: [...ofEvents], ofObjects: [...ofObjects], related: [...related], isQualified };
}

function addAttributes({ offset, attribute }: Held, owner: number, to: Set<number>): void {
  for (let i = offset[owner]!; i < offset[owner + 1]!; i++) to.add(attribute[i]!);
}

function eachOnce(columns: readonly ChoiceColumn[]): readonly ChoiceColumn[] {
  const byName = new Map<string, ChoiceColumn>();
  for (const one of columns) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}
