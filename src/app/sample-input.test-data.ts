import sql from 'sql-template-tag';
import type { TeamId } from '#lib/id.ts';
import { assert as must } from '#lib/result.ts';
import { insertRows } from '#platform/database.ts';
import {
  aFile,
  assignmentOf,
  began,
  elsewhere,
  organisationId,
  personOf,
  processes,
  type SmallOrganisation,
  strategyId,
  teams,
} from './small-organisation.test-data.ts';

/** One request of the authorisation matrix, as far as the operation needs more than its path. */
export interface Input {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object | string;
}

/** Makes the request anew for each cell, since what one hat did stands in the way of the next. */
type Source = () => Promise<Input>;

/** A request to what lies in the hats' scopes, and one to what lies out of them (left out where it lies nowhere). */
export interface Sample {
  readonly within: Source;
  readonly without?: Source;
}

const id = (n: number) => `00000009-0000-4000-8000-${String(n).padStart(12, '0')}`;
const same =
  (input: Input = {}): Source =>
  async () =>
    input;

/** The same for the first and the second of a pair. */
function both(make: (n: 0 | 1) => Input): Sample {
  return { within: same(make(0)), without: same(make(1)) };
}

export async function startedJourney(small: SmallOrganisation, n: 0 | 1): Promise<string> {
  const cookies = n === 0 ? await small.as('co-worker') : await small.asElsewhere();
  const { start, goal } = small.road.situations;
  const answer = await small.send(cookies, 'POST', '/api/journeys', {
    processId: processes[n],
    teamId: teams[n],
    startSituation: start[0]?.code,
    goalSituation: goal[0]?.code,
  });
  must(answer.status === 200, `a journey starts: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** What the operations are done to besides the small organisation itself. */
async function furnish(small: SmallOrganisation) {
  const organisation_id = organisationId;
  const appointed = (n: 0 | 1) => ({
    organisation_id,
    id: id(10 + n),
    person_id: personOf('board'),
    hat: 'co-worker',
    scope_kind: 'team',
    scope_team_id: teams[n],
    valid_from: began,
    appointed_at: began,
  });
  const obstacle = (n: 0 | 1) => ({
    organisation_id,
    id: id(20 + n),
    process_id: processes[n],
    kind: 'long-wait',
    note: 'Beställningen syns inte hos utföraren',
    reported_at: began,
    reported_by: personOf('co-worker'),
    reported_as: 'co-worker',
    state: 'open',
  });
  await small.world.database.write({ organisationId }, async (tx) => {
    await insertRows(tx, 'role_assignment', [appointed(0), appointed(1)]);
    await insertRows(tx, 'obstacle', [obstacle(0), obstacle(1)]);
    await insertRows(tx, 'imported_log', [logRow(id(30))]);
    await insertRows(tx, 'audit', [reading]);
    await insertRows(tx, 'access_check', [accessCheck]);
    await insertRows(tx, 'access_check_reading', [{ organisation_id, check_id: id(50), reading_id: id(51) }]);
    await tx.run(
      sql`insert into team_member (organisation_id, team_id, person_id) values (${organisationId}, ${teams[1]}, ${personOf('auditor')})`,
    );
  });
}

/** A reading of a journey, and a log check that has drawn it. */
const reading = {
  organisation_id: organisationId,
  id: id(51),
  at: began,
  kind: 'read',
  person_id: personOf('co-worker'),
  assignment_id: assignmentOf('co-worker'),
  hat: 'co-worker',
  operation: 'get-journey',
  subject_kind: 'journey',
  subject_id: id(60),
};
const accessCheck = {
  organisation_id: organisationId,
  id: id(50),
  month: '2026-01-01',
  size: 10,
  readings: 1,
  pairs: 1,
  begun_at: began,
  begun_by: personOf('auditor'),
  begun_as: 'auditor',
};

/** An imported log that could not be read: enough for being asked for and taken away. */
const logRow = (logId: string) => ({
  organisation_id: organisationId,
  id: logId,
  name: 'Logg',
  state: 'failed',
  imported_at: began,
  imported_by: personOf('process-support'),
  format: 'csv',
  columns: {},
  bytes: 0,
  bytes_read: 0,
  events: 0,
  cases: 0,
  activities: 0,
  rejected_rows: 0,
  rejected: [],
  failure: { tag: 'no-events', data: {} },
});

function organisationSamples(small: SmallOrganisation): Record<string, Sample> {
  const member = (personId: string) => both((n) => ({ params: { teamId: teams[n], personId } }));
  return {
    'get-session': { within: same() },
    'list-demo-people': { within: same() },
    'sign-in': { within: same({ body: { personId: elsewhere.personId } }) },
    'begin-sign-in': { within: same({ query: 'return=/resor' }) },
    'end-sign-in': { within: same({ query: 'code=c&state=s' }) },
    'sign-out': { within: same() },
    'extend-session': { within: same() },
    'switch-hat': { within: same({ body: { assignmentId: elsewhere.assignmentId } }) },
    'create-organisation': {
      within: same({ body: { name: 'Ny', unitName: 'A', board: 'B', personName: 'C', title: 'D' } }),
    },
    'set-label': { within: same({ params: { hat: 'business-owner' }, body: { label: 'verksamhetschef' } }) },
    ...ownRoleSamples(small),
    'list-units': { within: same() },
    'add-unit': { within: same({ body: { name: 'Ny enhet', parentId: null, board: 'Socialnämnden' } }) },
    'list-teams': { within: same() },
    'get-team': both((n) => ({ params: { teamId: teams[n] } })),
    'add-team': { within: same({ body: { name: 'Nytt team', goal: 'Korta väntan', processIds: [processes[0]] } }) },
    'add-team-member': member(personOf('auditor')),
    'remove-team-member': member(personOf('auditor')),
    'list-people': { within: same() },
    'get-person': { within: same({ params: { personId: elsewhere.personId } }) },
    'add-person': {
      within: same({ body: { name: 'Ny', title: 'Ny', unitId: '00000001-0000-4000-8000-000000000001' } }),
    },
    'set-sign-in-name': { within: same({ params: { personId: elsewhere.personId }, body: { signInName: 'norr' } }) },
    'list-assignments': { within: same() },
    'list-leadership': { within: same() },
    appoint: both((n) => ({
      body: { personId: personOf('administrator'), hat: 'co-worker', scope: { kind: 'team', teamId: teams[n] } },
    })),
    'end-assignment': both((n) => ({ params: { assignmentId: id(10 + n) }, body: {} })),
    'get-assignment-journeys': both((n) => ({ params: { assignmentId: id(10 + n) } })),
    'get-member-journeys': member(personOf('auditor')),
    'list-audit': { within: same() },
    ...accessibilitySamples(small),
  };
}

function ownRoleSamples(small: SmallOrganisation): Record<string, Sample> {
  const words = () => ({ name: `Roll ${small.world.newId()}`, purpose: 'Prövas', area: 'process-management' });
  // Each one changes, ends or resumes a role of its own.
  const role = (ended: boolean, body?: () => object): Sample => ({
    within: async () => {
      const { name, purpose, area } = words();
      const ownRoleId = small.world.newId();
      const row = { organisation_id: organisationId, id: ownRoleId, name, purpose, area, hat: 'process-support' };
      await small.world.database.write({ organisationId }, (tx) =>
        insertRows(tx, 'own_role', [{ ...row, ended_at: ended ? began : null }]),
      );
      return { params: { ownRoleId }, ...(body === undefined ? {} : { body: body() }) };
    },
  });
  return {
    'list-roles': { within: same() },
    'add-own-role': { within: async () => ({ body: { ...words(), hat: 'process-support' } }) },
    'change-own-role': role(false, words),
    'end-own-role': role(false),
    'resume-own-role': role(true),
  };
}

function accessibilitySamples(small: SmallOrganisation): Record<string, Sample> {
  const text = { text: 'Knappen har nu ett namn' };
  // Each one answers, or opens anew, a report of its own.
  const report = (answered: boolean, body?: object): Sample => ({
    within: async () => {
      const reportId = small.world.newId();
      const row = {
        organisation_id: organisationId,
        id: reportId,
        reported_at: began,
        note: 'Går inte att läsa',
        page: '',
      };
      const state = answered ? { state: 'answered', answered_at: began } : { state: 'open', contact: 'a@example.org' };
      await small.world.database.write({ organisationId }, (tx) =>
        insertRows(tx, 'accessibility_report', [{ ...row, ...state }]),
      );
      return { params: { reportId }, ...(body === undefined ? {} : { body }) };
    },
  });
  return {
    'report-accessibility': { within: same({ body: { note: 'Jag kan inte läsa ritningen', page: '/processer' } }) },
    'list-accessibility-reports': { within: same() },
    'get-accessibility-report': report(false),
    'answer-accessibility-report': report(false, text),
    'reopen-accessibility-report': report(true, text),
    'remove-accessibility-contact': report(false),
  };
}

async function processSamples(small: SmallOrganisation): Promise<Record<string, Sample>> {
  const step = small.road.nodes.find((node) => node.kind === 'step')?.id ?? '';
  const file = (await aFile()).toString('utf8');
  const process = (n: 0 | 1) => ({ processId: processes[n] });
  return {
    'list-processes': { within: same() },
    'get-process': both((n) => ({ params: process(n) })),
    'get-step': both((n) => ({ params: { ...process(n), stepId: step } })),
    'get-bpmn': both((n) => ({ params: process(n) })),
    'import-bpmn': both((n) => ({ query: `processId=${processes[n]}&filename=a.bpmn`, body: file })),
    'adopt-version': both((n) => ({ params: { ...process(n), number: '1' }, body: {} })),
    'mark-important': both((n) => ({ params: process(n), body: { important: true } })),
    'get-rating': both((n) => ({ params: process(n) })),
    'rate-process': both((n) => ({ params: process(n), body: { value: 4, comment: 'Står i menyn' } })),
    'withdraw-rating': both((n) => ({ params: process(n) })),
    'list-rating-comments': both((n) => ({ params: process(n) })),
    'get-process-results': both((n) => ({ params: process(n) })),
    'get-earlier-process-results': both((n) => ({ params: { ...process(n), asOf: '2026-02-01' } })),
  };
}

function journeySamples(small: SmallOrganisation): Record<string, Sample> {
  const step = small.road.nodes.find((node) => node.kind === 'step')?.id ?? '';
  const { start, goal } = small.road.situations;
  const on = (input: Input): Sample => {
    const source = (n: 0 | 1) => async () => ({
      ...input,
      params: {
        stepId: step,
        handoffId: id(40),
        eventId: step,
        ...input.params,
        journeyId: await startedJourney(small, n),
      },
    });
    return { within: source(0), without: source(1) };
  };
  const otherTeam = (n: 0 | 1): TeamId => teams[n === 0 ? 1 : 0];
  const situations = { startSituation: start[0]?.code, goalSituation: goal[0]?.code };
  return {
    'list-journeys': { within: same() },
    'list-journey-board': { within: same({ query: `processId=${processes[0]}` }) },
    'list-start-choices': { within: same() },
    'get-my-day': { within: same() },
    'start-journey': both((n) => ({ body: { processId: processes[n], teamId: teams[n], ...situations } })),
    'get-journey': on({}),
    'get-journey-choices': on({}),
    'take-step': on({ body: {} }),
    'put-back-step': on({}),
    'complete-step': on({ body: {} }),
    'record-event': on({ body: {} }),
    'choose-way': on({ params: { gatewayId: step }, body: { choice: 'x' } }),
    'undo-act': on({ params: { act: '1' }, body: {} }),
    'offer-handoff': on({ body: { stepId: step, toTeamId: otherTeam(0), included: [] } }),
    'accept-handoff': on({ body: {} }),
    'return-handoff': on({ body: { reason: 'Underlag saknas' } }),
    'withdraw-handoff': on({ body: {} }),
    'report-journey-obstacle': on({ body: { kind: 'long-wait', note: 'Väntan' } }),
    'change-responsible': on({ body: { responsibleId: personOf('team-leader') } }),
    'move-journeys': both((n) => ({
      params: { teamId: teams[n] },
      body: { fromId: personOf('co-worker'), toId: personOf('team-leader') },
    })),
    'close-journey': on({ body: { outcome: 'met', reason: 'Behovet är tillgodosett' } }),
  };
}

function otherSamples(small: SmallOrganisation): Record<string, Sample> {
  const obstacle = (body?: object) =>
    both((n) => ({ params: { obstacleId: id(20 + n) }, ...(body === undefined ? {} : { body }) }));
  const log = { within: same({ params: { logId: id(30) } }) };
  const text = { text: 'Beställningen läses nu på båda sidor' };
  return {
    'get-health': { within: same() },
    search: { within: same({ query: 'q=team' }) },
    'list-obstacle-kinds': { within: same() },
    'add-obstacle-kind': { within: same({ body: { key: 'new-kind', sv: 'Ny', en: 'New' } }) },
    'list-obstacles': { within: same() },
    'get-obstacle': obstacle(),
    'report-obstacle': both((n) => ({ body: { processId: processes[n], kind: 'long-wait', note: 'Lång väntan' } })),
    'contribute-to-obstacle': obstacle(text),
    'remove-obstacle': obstacle(text),
    'list-access-checks': { within: same() },
    'list-months-to-check': { within: same() },
    'begin-access-check': { within: same({ body: { month: '2026-01' } }) },
    'get-access-check': { within: same({ params: { checkId: id(50) } }) },
    'judge-reading': {
      within: same({ params: { checkId: id(50), readingId: id(51) }, body: { verdict: 'founded' } }),
    },
    'finish-access-check': { within: same({ params: { checkId: id(50) }, body: { conclusion: 'Inget att anmärka' } }) },
    'list-strategies': { within: same() },
    'propose-strategy': { within: same({ body: { title: 'Ny', text: 'Text', goals: [] } }) },
    'record-board-decision': {
      within: same({
        params: { strategyId },
        body: { board: 'Nämnd', decidedOn: '2026-01-20', paragraph: '§ 4', caseNumber: 'SN 2026/1', text: 'Antas.' },
      }),
    },
    'list-logs': { within: same() },
    'import-log': {
      within: same({ query: 'name=Logg&purpose=Prov', body: 'case,activity,time\n1,a,2026-01-01T00:00:00Z\n' }),
    },
    'get-log': log,
    'choose-cases': { within: same({ params: { logId: id(30) }, body: { objectType: 'application' } }) },
    'get-rejected-rows': log,
    'cancel-import': log,
    'get-log-results': log,
    // Each one takes away a log of its own.
    'delete-log': {
      within: async () => {
        const logId = small.world.newId();
        await small.world.database.write({ organisationId }, (tx) => insertRows(tx, 'imported_log', [logRow(logId)]));
        return { params: { logId } };
      },
    },
  };
}

/** A sample request for every operation, by its name. */
export async function makeSamples(small: SmallOrganisation): Promise<Record<string, Sample>> {
  await furnish(small);
  return {
    ...organisationSamples(small),
    ...(await processSamples(small)),
    ...journeySamples(small),
    ...otherSamples(small),
  };
}
