import { monthOf } from '#improvement/access-check.ts';
import { insertAccessCheck, sampleOf, setFinished, setVerdict } from '#improvement/access-check-store.ts';
import { firstKinds } from '#improvement/obstacle.ts';
import { insertJourneys } from '#journey/bulk-store.ts';
import { Acting } from '#lib/acting.ts';
import { uuidFrom } from '#lib/id.ts';
import { hourMs, type Instant } from '#lib/time.ts';
import type { RoleAssignment } from '#organisation/organisation.ts';
import { insertRows, type Tx } from '#platform/database.ts';
import type { World } from '#platform/world.ts';
import { chanceOf } from './chance.ts';
import { makeHats } from './hats.ts';
import { obstacleRows } from './journeys.ts';
import { makeOwnRoles } from './own-roles.ts';
import { type DemoPeople, makePeople } from './people.ts';
import { ratingRows } from './ratings.ts';
import { monthStart, readingsOf } from './readings.ts';
import { type DemoProcess, neighbours, readDemoRoads } from './roads.ts';
import { readStrategies } from './strategy.ts';
import { makeYear } from './year.ts';

export const demoName = 'Exempelstads kommun, socialförvaltningen';
const standardSeed = 2022;

const iso = (at: Instant) => new Date(at).toISOString();

/** Writes rows that all belong to one organisation. */
function writer(tx: Tx, organisationId: string) {
  return (table: string, rows: readonly object[]) =>
    insertRows(
      tx,
      table,
      rows.map((row) => ({ organisation_id: organisationId, ...row })),
    );
}
type Write = ReturnType<typeof writer>;

async function writePeople(write: Write, demo: DemoPeople): Promise<void> {
  await write(
    'unit',
    demo.units.map(({ id, name, parentId, board }) => ({ id, name, parent_id: parentId, board })),
  );
  await write(
    'person',
    demo.people.map(({ id, name, title, unitId }) => ({ id, name, title, unit_id: unitId })),
  );
  await write(
    'team',
    demo.teams.map(({ id, name, goal }) => ({ id, name, goal })),
  );
  await write(
    'team_member',
    demo.teams.flatMap((team) => team.members.map((person) => ({ team_id: team.id, person_id: person.id }))),
  );
}

async function writeProcesses(
  write: Write,
  { teams }: DemoPeople,
  processes: readonly DemoProcess[],
  owner: (process: DemoProcess) => string,
): Promise<void> {
  const idOf = new Map(processes.map(({ key, id }) => [key, id]));
  await write(
    'process',
    processes.map(({ id, key, important, board, position, versions }) => {
      const road = versions.at(-1)?.road;
      return { id, key, name: road?.name, kind: road?.kind, important, board, position };
    }),
  );
  await write(
    'process_version',
    processes.flatMap((process) =>
      process.versions.map(({ id, number, state, bpmn, road, adoptedAt, note }) => ({
        id,
        process_id: process.id,
        number,
        state,
        bpmn: `\\x${Buffer.from(bpmn, 'utf8').toString('hex')}`,
        road,
        created_at: iso(adoptedAt - 21 * 24 * hourMs),
        created_by: owner(process),
        adopted_at: iso(adoptedAt),
        adopted_by: owner(process),
        note,
      })),
    ),
  );
  await write(
    'process_neighbour',
    neighbours.map(({ from, to, object, border }) => ({
      from_process_id: idOf.get(from),
      to_process_id: idOf.get(to),
      object,
      border,
    })),
  );
  await write(
    'team_process',
    teams.flatMap((team) => team.processes.map((key) => ({ team_id: team.id, process_id: idOf.get(key) }))),
  );
}

/** The log check of two months ago, made in the first days of the month after; last month's awaits its auditor. */
async function makeCheck(
  tx: Tx,
  organisationId: string,
  hats: readonly RoleAssignment[],
  end: Instant,
  id: string,
): Promise<void> {
  const auditor = hats.find(({ hat }) => hat === 'auditor');
  if (auditor === undefined) return;
  const acting = Acting.parse({
    organisationId,
    personId: auditor.personId,
    assignmentId: auditor.id,
    hat: auditor.hat,
    scope: auditor.scope,
  });
  const at = new Date(monthStart(end, 1) + 2 * 24 * hourMs + 9 * hourMs);
  const check = { id, month: monthOf(monthStart(end, 2)), size: 20, personId: undefined };
  if ((await insertAccessCheck(tx, acting, check, at)) === 0) return;
  const sample = await sampleOf(tx, id);
  const strange = sample.find(({ acts }) => acts === 0);
  for (const line of sample)
    await setVerdict(tx, id, line.readingId, {
      at,
      ...(line === strange
        ? { verdict: 'unclear' as const, note: 'Har inget uppdrag på resan. Kollegan var frånvarande den dagen.' }
        : {
            verdict: 'founded' as const,
            note: line.acts === 0 ? 'Täckte upp för en kollega enligt teamets schema.' : '',
          }),
    });
  const followUp = 'Enhetschefen frågar om skälet och påminner teamet om att anteckna när någon täcker upp.';
  await setFinished(tx, acting, id, {
    at,
    conclusion: 'Läsningarna hör ihop med arbetet på resorna, utom en där skälet inte framgår.',
    followUp: strange === undefined ? '' : followUp,
  });
}

/**
 * Fills an installation with Exempelstad: invented people, roads, strategies and a year of journeys up to the world's
 * present hour, all in one transaction, so that a broken start leaves nothing behind. Gives the organisation's id.
 */
export async function seedDemo(
  world: Pick<World, 'database' | 'clock'>,
  { seed = standardSeed }: { readonly seed?: number } = {},
): Promise<{ readonly organisationId: string }> {
  const end: Instant = Math.floor(world.clock().getTime() / hourMs) * hourMs;
  const organisationId = uuidFrom(chanceOf(seed, 'organisation'));
  const people = makePeople(seed);
  const processes = await readDemoRoads(seed, end);
  const hats = makeHats(seed, end, people, new Map(processes.map(({ key, id }) => [key, id])));
  const year = makeYear(seed, end, people, hats, processes);
  const chief = people.of('Socialförvaltningen')[0];
  const strategies = await readStrategies(chief as NonNullable<typeof chief>);
  const strategyIds = chanceOf(seed, 'strategy');
  const owner = (process: DemoProcess) =>
    hats.findLast((h) => h.hat === 'process-owner' && h.scope.kind === 'process' && h.scope.processId === process.id)
      ?.personId ?? '';

  await world.database.write({ organisationId }, async (tx) => {
    const write = writer(tx, organisationId);
    await insertRows(tx, 'organisation', [{ id: organisationId, name: demoName, demo: true, created_at: iso(end) }]);
    await writePeople(write, people);
    await writeProcesses(write, people, processes, owner);
    await write(
      'own_role',
      [...makeOwnRoles(seed).values()].map(({ id, name, nameEn: name_en, purpose, area, hat }) => ({
        id,
        name,
        name_en,
        purpose,
        area,
        hat,
      })),
    );
    await write(
      'role_assignment',
      hats.map((h) => ({
        id: h.id,
        person_id: h.personId,
        hat: h.hat,
        own_role_id: h.ownRoleId,
        scope_kind: h.scope.kind,
        scope_process_id: h.scope.kind === 'process' ? h.scope.processId : null,
        scope_team_id: h.scope.kind === 'team' ? h.scope.teamId : null,
        scope_unit_id: h.scope.kind === 'unit' ? h.scope.unitId : null,
        valid_from: h.validFrom,
        valid_to: h.validTo,
        appointed_by: h.appointedBy,
        appointed_as: h.appointedAs,
        appointed_at: h.appointedAt,
      })),
    );
    await write(
      'strategy',
      strategies.map((s) => ({
        id: uuidFrom(strategyIds),
        version: s.version,
        title: s.title,
        text: s.text,
        goals: s.goals,
        state: s.state,
        proposed_at: s.proposedAt,
        proposed_by: s.proposedBy,
        decision: s.decision,
      })),
    );
    await write(
      'obstacle_kind',
      firstKinds.map(({ key, sv, en }, position) => ({ key, sv, en, position })),
    );
    for (const [process, journeys] of year) {
      await insertJourneys(tx, { organisationId }, journeys);
      const helpers = people.teams
        .filter((team) => team.processes.includes(process.key))
        .flatMap((team) => team.members);
      const { obstacles, work } = obstacleRows(
        process.id,
        journeys,
        helpers,
        end,
        chanceOf(seed, `obstacle ${process.key}`),
      );
      await write('obstacle', obstacles);
      await write('obstacle_contribution', work);
    }
    for (const process of processes) {
      const teams = people.teams.filter((team) => team.processes.some((key) => key === process.key));
      const random = chanceOf(seed, `rating ${process.key}`);
      const members = teams.map((team) => team.members);
      const { ratings, bars } = ratingRows(process, members, hats, end, random);
      await write('process_rating', ratings);
      await write('process_rating_bars', bars);
    }
    const readings = readingsOf([...year.values()].flat(), hats, monthStart(end, 2), chanceOf(seed, 'readings'));
    await write('audit', readings);
    await makeCheck(tx, organisationId, hats, end, uuidFrom(chanceOf(seed, 'check')));
  });
  return { organisationId };
}
