/** What is told of an object-centric log, so that somebody can say objects of which type are its cases. */
import { z } from 'zod';
import type { CaseChoice } from './ocel/flat/case-choices.ts';
import type { FlattenFigures } from './ocel/flat/flatten-figures.ts';
import type { ObjectReport } from './ocel/formats/object-import.ts';
import { SMALLEST_GROUP } from './privacy/small-groups.ts';

const Count = z.number().int().nullable();

/**
 * What becomes of the figures when the objects of a type are the cases (see `FlattenFigures`); with fewer than five objects
 * all are null, and so is a number of one to four objects that fall out (D13).
 */
const Flattening = z.object({
  objectType: z.string(),
  cases: Count,
  rows: Count,
  ofEvents: Count,
  eventsLeftOut: Count,
  eventsRepeated: Count,
  rowsAdded: Count,
  rowsDiverging: Count,
  objectsLeftOut: Count,
});
export type Flattening = z.infer<typeof Flattening>;

const ChoiceColumn = z.object({ name: z.string(), identityNumbers: z.boolean() });

const Choice = z.object({
  figures: Flattening,
  identityNumbers: z.boolean(),
  columns: z.array(ChoiceColumn),
  resources: z.array(ChoiceColumn),
  usualResource: z.string().nullable(),
});

/** The file as it was sent: `sha256` of its bytes as they lay, hexadecimal. */
const sent = {
  format: z.enum(['ocel-json', 'ocel-xml', 'ocel-sqlite']),
  version: z.enum(['1.0', '2.0']),
  sha256: z.string(),
};

/** What was chosen, and what that did. */
export const FlattenedAs = z.object({ ...sent, figures: Flattening, resource: z.string().nullable() });
export type FlattenedAs = z.infer<typeof FlattenedAs>;

export const ObjectsInLog = z.object({
  ...sent,
  events: z.number().int(),
  /** The types that can be chosen, those with most rows first; empty once one is. */
  types: z.array(Choice),
  /** Types beyond those that are listed; they can be chosen by name. */
  moreTypes: z.number().int(),
  chosen: z.object({ figures: Flattening, resource: z.string().nullable() }).nullable(),
});
export type ObjectsInLog = z.infer<typeof ObjectsInLog>;

/** As many types as a person can choose among. */
const TYPES_LISTED = 100;

/** Withholds what would tell of fewer than five objects. */
export function shownFlattening(figures: FlattenFigures): Flattening {
  const few = (n: number) => n > 0 && n < SMALLEST_GROUP;
  const { objectType, objectsLeftOut } = figures;
  if (few(figures.cases)) {
    const none = { cases: null, rows: null, ofEvents: null, eventsLeftOut: null };
    return { objectType, ...none, eventsRepeated: null, rowsAdded: null, rowsDiverging: null, objectsLeftOut: null };
  }
  return { ...figures, objectsLeftOut: few(objectsLeftOut) ? null : objectsLeftOut };
}

/** What the choice is made from. */
export function objectsInLog(
  events: number,
  { format, version }: Pick<ObjectReport, 'format' | 'version'>,
  sha256: string,
  choices: readonly CaseChoice[],
): ObjectsInLog {
  const types = choices
    .slice(0, TYPES_LISTED)
    .map(({ figures, identityNumbers, columns, resources, usualResource }) => ({
      figures: shownFlattening(figures),
      identityNumbers,
      columns: [...columns],
      resources: [...resources],
      usualResource: usualResource ?? null,
    }));
  return { format, version, sha256, events, types, moreTypes: choices.length - types.length, chosen: null };
}

/** The choice as a result states it; null for a log of which none was made. */
export function flattenedAs(objects: ObjectsInLog | null): FlattenedAs | null {
  if (objects === null || objects.chosen === null) return null;
  const { format, version, sha256, chosen } = objects;
  return { format, version, sha256, ...chosen };
}
