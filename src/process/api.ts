import { z } from 'zod';
import { PersonId, ProcessId, TeamId, VersionId } from '#lib/id.ts';
import { operation } from '#lib/operation.ts';
import { Road, RoadKind, Step } from './road.ts';

/** Draft → adopted → replaced. A version is immutable once adopted; a journey is pinned to the version it started on. */
export const VersionState = z.enum(['draft', 'adopted', 'replaced']);
export type VersionState = z.infer<typeof VersionState>;

const Person = z.object({ id: PersonId, name: z.string() });

export const VersionRow = z.object({
  id: VersionId,
  number: z.number().int(),
  state: VersionState,
  createdAt: z.string(),
  createdByName: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  adoptedByName: z.string().nullable(),
  note: z.string(),
});
export type VersionRow = z.infer<typeof VersionRow>;

export const ProcessRow = z.object({
  id: ProcessId,
  key: z.string(),
  name: z.string(),
  kind: RoadKind,
  /** One of the most important processes, as decided (R024). */
  important: z.boolean(),
  purpose: z.string(),
  need: z.string(),
  satisfiedNeed: z.string(),
  board: z.string().nullable(),
  adopted: VersionRow.nullable(),
  drafts: z.number().int(),
  owner: Person.nullable(),
  businessOwner: Person.nullable(),
  steps: z.number().int(),
  handoffs: z.number().int(),
  /** Journeys on it now, and closed the last twelve months; null where the hat may not see sums under five. */
  travelling: z.number().int().nullable(),
  closedYear: z.number().int().nullable(),
  medianLeadDays: z.number().nullable(),
  openObstacles: z.number().int(),
});
export type ProcessRow = z.infer<typeof ProcessRow>;

/** How a process meets its neighbours: what it gives and takes (R074). */
export const Neighbour = z.object({
  processId: ProcessId,
  name: z.string(),
  direction: z.enum(['gives', 'takes']),
  object: z.string(),
  border: z.string(),
});

export const ProcessPage = ProcessRow.extend({
  forWhom: z.string(),
  /** The version shown: the adopted one, else the newest draft, or the one asked for. */
  shown: VersionRow,
  road: Road,
  /** What must be mended before the shown version may be adopted (R028): keys of the interface, and where on the road. */
  adoptionObstacles: z.array(z.object({ key: z.string(), node: z.string().optional() })),
  versions: z.array(VersionRow),
  teams: z.array(z.object({ id: TeamId, name: z.string(), units: z.array(z.string()) })),
  neighbours: z.array(Neighbour),
  /** Open obstacles per step, for the heat on the strip. */
  obstaclesByStep: z.array(z.object({ stepId: z.string(), count: z.number().int() })),
  may: z.array(z.string()),
});
export type ProcessPage = z.infer<typeof ProcessPage>;

const processParams = z.object({ processId: ProcessId });
const shownVersion = z.object({ version: z.coerce.number().int().min(1).optional() });

export const listProcesses = operation({
  name: 'list-processes',
  method: 'GET',
  path: '/api/processes',
  summary: 'The process map: core, support and management processes with need, owner and condition',
  output: z.object({ items: z.array(ProcessRow), may: z.array(z.string()) }),
});

export const getProcess = operation({
  name: 'get-process',
  method: 'GET',
  path: '/api/processes/:processId',
  summary: 'One process: why, the road, who answers for it, neighbours, versions',
  params: processParams,
  query: shownVersion,
  output: ProcessPage,
});

export const getStep = operation({
  name: 'get-step',
  method: 'GET',
  path: '/api/processes/:processId/steps/:stepId',
  summary: 'One step of the road: role, routine, competence, times, law, handoff, what comes before and after',
  params: z.object({ processId: ProcessId, stepId: z.string().max(200) }),
  query: shownVersion,
  output: z.object({
    processId: ProcessId,
    processName: z.string(),
    version: VersionRow,
    step: Step,
    laneName: z.string().nullable(),
    before: z.array(z.object({ id: z.string(), name: z.string() })),
    after: z.array(z.object({ id: z.string(), name: z.string() })),
    clocks: z.array(Road.shape.clocks.element),
    openObstacles: z.number().int(),
  }),
});

export const getBpmn = operation({
  name: 'get-bpmn',
  method: 'GET',
  path: '/api/processes/:processId/bpmn',
  summary:
    'The BPMN 2.0 file of a version, byte for byte as it was imported; to be shown, a diagram is added if it has none',
  params: processParams,
  query: shownVersion.extend({ as: z.enum(['imported', 'with-diagram']).default('imported') }),
  output: z.unknown(),
  answers: 'file',
});

export const importBpmn = operation({
  name: 'import-bpmn',
  method: 'POST',
  path: '/api/processes/import',
  summary:
    'Import a BPMN 2.0 file: a new process, or a new draft version of the one named by processId; what is here already is told first',
  query: z.object({
    processId: ProcessId.optional(),
    /** Which process of the file is meant, by its BPMN id, when there are several. */
    process: z.string().max(200).optional(),
    /**
     * What is to happen when the file is a process of the organisation already, by its BPMN id or byte for byte: it is
     * refused with where it is, or imported as asked all the same. A draft of the very same bytes is always refused.
     */
    ifHere: z.enum(['refuse', 'import']).default('refuse'),
    /** Name of the file when it is sent as it is, not as part of a form. */
    filename: z.string().max(200).optional(),
  }),
  output: z.object({
    processId: ProcessId,
    version: VersionRow,
    warnings: z.array(z.object({ tag: z.string(), data: z.record(z.string(), z.unknown()) })),
  }),
  accepts: 'file',
  refusals: [
    ...['not-xml', 'unsafe-xml', 'not-bpmn', 'no-process', 'no-start', 'several-processes', 'unsupported-element'],
    ...['draft-already-here', 'process-already-here'],
  ],
});

export const adoptVersion = operation({
  name: 'adopt-version',
  method: 'POST',
  path: '/api/processes/:processId/versions/:number/adoption',
  summary: 'Adopt a draft as the road in force; journeys under way stay on the version they started on',
  params: processParams.extend({ number: z.coerce.number().int().min(1) }),
  body: z.object({ note: z.string().trim().max(600).default('') }),
  output: VersionRow,
  refusals: ['version-not-draft', 'road-incomplete', 'road-unsound'],
});

export const markImportant = operation({
  name: 'mark-important',
  method: 'PUT',
  path: '/api/processes/:processId/important',
  summary: 'Decide whether the process is one of the most important (R024)',
  params: processParams,
  body: z.object({ important: z.boolean() }),
  output: z.object({ important: z.boolean() }),
});
