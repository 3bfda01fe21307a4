/** What is said about object-centric logs on the command line. */
import type { FileRefusal } from '#mining/log-file-store.ts';
import type { FlattenRefusal } from '#mining/ocel/flat/flatten.ts';
import type { FlattenFigures } from '#mining/ocel/flat/flatten-figures.ts';
import type { SqliteRefusal } from '#mining/ocel/formats/sqlite-write-store.ts';
import { refusalText } from './refusal-text.ts';
import { rejectedText } from './rejected-text.ts';

/** What a refusal means, and what to do about it. */
export function fileRefusalText(refusal: FileRefusal): string {
  switch (refusal.tag) {
    case 'json-malformed':
      return `the JSON is broken at line ${refusal.line}: ${refusal.problem}`;
    case 'ocel-parts-missing':
      return `an object-centric log must have ${refusal.missing.join(', ')}, which this file lacks`;
    case 'sqlite-damaged':
      return `the SQLite file is damaged or cannot be read: ${refusal.problem}`;
    case 'no-objects-or-events':
      return refusal.rejected === 0
        ? 'the file has no events, or no objects'
        : `no events, or no objects: ${rejectedText(refusal.rejected, refusal.rejections)}`;
    default:
      return refusalText(refusal);
  }
}

export function flattenRefusalText(refusal: FlattenRefusal): string {
  switch (refusal.tag) {
    case 'object-type-unknown':
      return `there are no objects of type “${refusal.objectType}”; there are ${someOf(refusal.types)}`;
    case 'no-events-of-type':
      return `no event concerns an object of type “${refusal.objectType}”`;
    case 'resource-unknown':
      return `“${refusal.resource}” is neither an attribute of the events nor a type of object; there are ${someOf(refusal.has)}`;
    case 'log-too-large':
      return `the case log would be larger than memory: ${refusal.events} rows, each with all attributes, fill the ${(refusal.mostBytes / 1e9).toFixed(1)} GB that may be used`;
  }
}

/** The first twenty. */
export function someOf(names: readonly string[]): string {
  const more = names.length - 20;
  return more > 0 ? `${names.slice(0, 20).join(', ')} and ${more} more` : names.join(', ');
}

/** What flattening did to the figures: events that fall out, are counted several times, or lose what tells them apart. */
export function flattenText(figures: FlattenFigures): string {
  const { objectType, cases, rows, ofEvents, eventsLeftOut, eventsRepeated, rowsAdded, rowsDiverging } = figures;
  return [
    `${cases} cases of type ${objectType}, ${rows} rows`,
    `${eventsLeftOut} of ${ofEvents} events concern none and are left out (deficiency)`,
    `${eventsRepeated} concern several and are counted ${rowsAdded} times more (convergence)`,
    `${rowsDiverging} rows repeat an activity for different other objects (divergence)`,
  ].join('; ');
}

export function sqliteRefusalText(refusal: SqliteRefusal): string {
  switch (refusal.tag) {
    case 'attribute-names-collide':
      return `the attributes ${refusal.names.join(' and ')} of ${refusal.type} would be one column in SQLite; write .jsonocel or .xmlocel`;
    case 'event-has-two-values':
      return `the event ${refusal.event} has two values of ${refusal.name}, which a table cannot hold; write .jsonocel or .xmlocel`;
    case 'sqlite-does-not-take-it':
      return `SQLite doesn't take this log: ${refusal.problem}`;
  }
}
