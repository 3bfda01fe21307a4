import { z } from 'zod';
import { LogId, ProcessId, TeamId } from '#lib/id.ts';
import { operation, pageOf, sortedBy } from '#lib/operation.ts';
import { Duration } from '#lib/time.ts';
import { FlattenedAs, ObjectsInLog } from './object-choice.ts';

/** Of an object-centric log the reading waits, once it has been read, for what its cases are to be (`choosing`). */
export const ImportState = z.enum(['reading', 'choosing', 'ready', 'failed', 'cancelled']);

/** Groups under five are suppressed (D13): a suppressed number is null, and what was left out is told. */
const Count = z.number().int().nullable();

export const LogRow = z.object({
  id: LogId,
  name: z.string(),
  state: ImportState,
  importedAt: z.string(),
  importedByName: z.string(),
  bytes: z.number(),
  bytesRead: z.number(),
  /** Null where the log, once read, has fewer than five cases; while it is read, how far the reading has come. */
  events: Count,
  cases: Count,
  activities: Count,
  rejectedRows: z.number().int(),
  /** Tag and data of why it failed; words are the interface's. */
  failure: z.object({ tag: z.string(), data: z.record(z.string(), z.unknown()) }).nullable(),
});
export type LogRow = z.infer<typeof LogRow>;

/** Sliders and filters of a result; all in the address of the page as well. */
export const resultQuery = z.object({
  /** Percent of activities and of paths kept, by rank; without it, as many activities as can be read at once. */
  activities: z.coerce.number().int().min(1).max(100).optional(),
  paths: z.coerce.number().int().min(0).max(100).default(20),
  /** In the first and last month of which cases begin; a period is widened where a shorter one would tell of one to four. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  teamId: TeamId.optional(),
  outcome: z.enum(['met', 'partly', 'not-met']).optional(),
  with: z.string().max(300).optional(),
  without: z.string().max(300).optional(),
});

const Seconds = z.number().nullable();

/**
 * Which log was read. Of an imported one the kept file, by its SHA-256 (hexadecimal), and how many rows it lost. Of the
 * journeys of a process the position of the last fact of each, as one SHA-256 of them all, and how many facts that is (null
 * where there are fewer than five journeys).
 */
const Snapshot = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('log'),
    sha256: z.string(),
    format: z.string(),
    rejected: z.number().int(),
    /** What its cases are, where it was made of an object-centric log. */
    flattened: FlattenedAs.nullable(),
  }),
  z.object({ kind: z.literal('journeys'), sha256: z.string(), facts: Count }),
]);
export type Snapshot = z.infer<typeof Snapshot>;

export const Results = z.object({
  subject: z.object({ kind: z.enum(['process', 'log']), id: z.string(), name: z.string() }),
  /** What it was computed from, so that it can be computed again. */
  basis: z.object({
    computedAt: z.string(),
    events: Count,
    cases: Count,
    definitions: z.string(),
    /** The version that answered. */
    engine: z.string(),
    /** The question in normal form: what was asked for, defaults filled in, by name. */
    filters: z.record(z.string(), z.union([z.string(), z.number()])),
    snapshot: Snapshot,
    /** The day at whose end (in Sweden) it was so; null for what is known now, and for a log. */
    asOf: z.string().nullable(),
    /** The number of the version of the road that the figures are laid on and held to; null for a log. */
    road: z.number().int().nullable(),
  }),
  all: z.object({
    cases: Count,
    events: Count,
    activities: Count,
    variants: Count,
  }),
  /**
   * What the road says that a journey is to hold (R135), and the share of the chosen closed journeys that did; null where
   * the road says nothing, or the share would tell of one to four. Null for a log.
   */
  targets: z
    .object({
      lead: Duration.nullable(),
      leadHeld: z.number().nullable(),
      handoffs: z.number().int().nullable(),
      handoffsHeld: z.number().nullable(),
    })
    .nullable(),
  filtered: z.object({ cases: Count, events: Count, activities: Count, variants: Count }),
  /** First and last event of the selected cases. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  tooFew: z.boolean(),
  /** Why there are no figures; null where there are. */
  why: z.enum(['no-cases', 'few-in-all', 'none-chosen', 'few-chosen']).nullable(),
  /** The period that is answered, in whole months by when cases begin, as widened; null where it has no bound. */
  period: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  /** What people call the activities, where it differs from the activity's key (steps of a road). */
  names: z.record(z.string(), z.string()),
  map: z.object({
    nodes: z.array(
      z.object({ activity: z.string(), name: z.string(), events: Count, cases: Count, starts: Count, ends: Count }),
    ),
    edges: z.array(
      z.object({ from: z.string(), to: z.string(), count: Count, meanSeconds: Seconds, medianSeconds: Seconds }),
    ),
    /** Percent of the activities that was kept. */
    activityPercent: z.number().int(),
    hiddenActivities: z.number().int(),
    hiddenPaths: z.number().int(),
    suppressed: z.number().int(),
    /** Shown activities and paths whose number is withheld, since a group under five could be reckoned from it. */
    blank: z.number().int(),
  }),
  variants: z.object({
    items: z.array(
      z.object({
        activities: z.array(z.string()),
        count: z.number().int(),
        share: z.number(),
        cumulativeShare: z.number(),
        medianSeconds: Seconds,
      }),
    ),
    /** Variants with under five cases each, summed. */
    suppressedVariants: z.number().int(),
    suppressedCases: z.number().int(),
  }),
  leadTime: z.object({
    /** Cases that have one: of a process, closed journeys. */
    cases: Count,
    median: Seconds,
    p85: Seconds,
    mean: Seconds,
    min: Seconds,
    max: Seconds,
    /** Bins wider than `binWidth` are several joined into one of at least five cases. */
    bins: z.array(z.object({ from: z.number(), to: z.number(), count: Count })),
    binWidth: z.number(),
    /** Why there is no distribution: a selection has none, nor has a whole in which one to four are not closed. */
    partly: z.enum(['selection', 'few-open']).nullable(),
  }),
  /** Handoffs and returns of the process’s journeys (R018, R135); null for an imported log. */
  handoffs: z
    .object({
      perJourneyMean: z.number().nullable(),
      offered: Count,
      acceptedFirstTime: z.number().nullable(),
      medianAcceptHours: z.number().nullable(),
      pairs: z.array(
        z.object({
          fromTeam: z.string(),
          toTeam: z.string(),
          offered: Count,
          returned: Count,
          medianAcceptHours: Seconds,
        }),
      ),
    })
    .nullable(),
  /** How the sum of journeys lies on the road, by step, for the strip; null for an imported log. */
  strip: z
    .array(
      z.object({
        stepId: z.string(),
        passes: Count,
        medianWaitSeconds: Seconds,
        p85WaitSeconds: Seconds,
        overTarget: z.number().nullable(),
        returns: Count,
        openObstacles: z.number().int(),
      }),
    )
    .nullable(),
  outcomes: z.array(z.object({ outcome: z.enum(['met', 'partly', 'not-met']), count: Count })).nullable(),
});
export type Results = z.infer<typeof Results>;

export const getProcessResults = operation({
  name: 'get-process-results',
  method: 'GET',
  path: '/api/processes/:processId/results',
  summary: 'The sum of journeys on a road: counts, map, variants, lead times, handoffs, and how they lie on the strip',
  params: z.object({ processId: ProcessId }),
  query: resultQuery,
  output: Results,
});

export const getEarlierProcessResults = operation({
  name: 'get-earlier-process-results',
  method: 'GET',
  path: '/api/processes/:processId/results/:asOf',
  summary:
    'The sum of journeys on a road as it was known when an earlier day ended (in Sweden): what had been recorded by then, undone only if undone by then, held to the version of the road then in force',
  params: z.object({ processId: ProcessId, asOf: z.iso.date() }),
  query: resultQuery,
  output: Results,
  refusals: ['day-not-over', 'day-before-first'],
});

export const listLogs = operation({
  name: 'list-logs',
  method: 'GET',
  path: '/api/logs',
  summary: 'Imported logs, newest first, also those being read',
  query: sortedBy('name', 'importedAt', 'cases', 'events').extend({ state: ImportState.optional() }),
  output: pageOf(LogRow).extend({ may: z.array(z.string()) }),
});

export const importLog = operation({
  name: 'import-log',
  method: 'POST',
  path: '/api/logs',
  summary:
    'Import a log (XES, CSV, Parquet or OCEL, told by its contents); the answer comes when the file is stored, and the reading goes on',
  query: z.object({
    name: z.string().trim().min(1).max(160),
    /** What the log is to be used for: kept with it, and with every note that somebody looked at it. */
    purpose: z.string().trim().min(1).max(500),
    /** Columns that are not kept, and columns whose texts are replaced by pseudonyms: names, one per line. */
    leaveOut: z.string().max(8000).optional(),
    pseudonymise: z.string().max(8000).optional(),
    case: z.string().max(160).optional(),
    activity: z.string().max(160).optional(),
    time: z.string().max(160).optional(),
    end: z.string().max(160).optional(),
    resource: z.string().max(160).optional(),
  }),
  output: LogRow,
  accepts: 'file',
  refusals: ['empty-file', 'disk-full'],
});

export const getLog = operation({
  name: 'get-log',
  method: 'GET',
  path: '/api/logs/:logId',
  summary: 'One imported log: how far the reading has come, and what was rejected',
  params: z.object({ logId: LogId }),
  output: LogRow.extend({
    rejected: z.array(z.object({ line: z.number().int(), tag: z.string(), text: z.string() })),
    columns: z.record(z.string(), z.string()),
    purpose: z.string(),
    leftOut: z.array(z.string()),
    pseudonymised: z.array(z.string()),
    /** What an object-centric log holds, while it waits for a choice and after; null for a log that has cases. */
    objects: ObjectsInLog.nullable(),
    /** Until when the choice is waited for; then the file is taken away. Null where none is. */
    chooseUntil: z.string().nullable(),
  }),
});

export const chooseCases = operation({
  name: 'choose-cases',
  method: 'POST',
  path: '/api/logs/:logId/cases',
  summary: 'Say objects of which type are the cases of an object-centric log; the reading then goes on by that',
  params: z.object({ logId: LogId }),
  body: z.object({
    objectType: z.string().min(1).max(500),
    /** What tells who acted: an attribute of the events, or a type of object. */
    resource: z.string().min(1).max(500).optional(),
    /** Columns that are not kept, and columns whose texts are replaced by pseudonyms. */
    leaveOut: z.array(z.string().max(500)).max(1000).default([]),
    pseudonymise: z.array(z.string().max(500)).max(1000).default([]),
  }),
  output: LogRow,
  refusals: ['choice-not-open', 'object-type-unknown'],
});

export const getRejectedRows = operation({
  name: 'get-rejected-rows',
  method: 'GET',
  path: '/api/logs/:logId/rejected',
  summary: 'All rejected rows with line and reason, as CSV',
  params: z.object({ logId: LogId }),
  output: z.unknown(),
  answers: 'file',
});

export const cancelImport = operation({
  name: 'cancel-import',
  method: 'POST',
  path: '/api/logs/:logId/cancellation',
  summary: 'Stop reading a log; nothing of it is kept',
  params: z.object({ logId: LogId }),
  output: LogRow,
  refusals: ['import-finished'],
});

export const deleteLog = operation({
  name: 'delete-log',
  method: 'DELETE',
  path: '/api/logs/:logId',
  summary: 'Take away an imported log and its file',
  params: z.object({ logId: LogId }),
  output: z.object({}),
  refusals: ['import-running'],
});

export const getLogResults = operation({
  name: 'get-log-results',
  method: 'GET',
  path: '/api/logs/:logId/results',
  summary: 'What an imported log tells: counts, map, variants, lead times',
  params: z.object({ logId: LogId }),
  query: resultQuery,
  output: Results,
  refusals: ['log-not-ready'],
});
