import { abilities } from '#lib/acting.ts';
import { PersonId, UnitId } from '#lib/id.ts';
import { tidyName, unreadableIn } from '#lib/name.ts';
import { ok, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import { addPerson, addUnit, getPerson, listPeople, listUnits } from './api.ts';
import { decideEnd } from './appoint.ts';
import { listAssignments, settingOf } from './assignment-store.ts';
import { organisationMay } from './may.ts';
import { isWorn } from './organisation.ts';
import {
  findPerson,
  insertPerson,
  insertUnit,
  listPeople as storedPeople,
  listUnits as storedUnits,
  teamsOf,
  unitExists,
} from './person-store.ts';
import { signInNameOf } from './sign-in-store.ts';

export const personRoutes: readonly Route[] = [
  route(listUnits, organisationMay['list-units'], async ({ acting, world }) =>
    ok({ items: await world.database.read(acting, storedUnits) }),
  ),

  route(addUnit, organisationMay['add-unit'], async ({ body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const [name, board] = [tidyName(body.name), tidyName(body.board)];
    const text = unreadableIn(name, board);
    if (text !== undefined) return refuse({ tag: 'text-unreadable', text });
    const unit = { ...body, name, board, id: UnitId.parse(world.newId()) };
    return world.database.write(acting, async (tx) => {
      if (unit.parentId !== null && !(await unitExists(tx, unit.parentId))) return notFound;
      if (!(await insertUnit(tx, acting, unit))) return refuse({ tag: 'name-taken', name: unit.name });
      await audit(tx, acting, {
        operation: addUnit.name,
        subjectKind: 'unit',
        subjectId: unit.id,
        after: unit,
        at: world.clock(),
      });
      return ok(unit);
    });
  }),

  route(listPeople, organisationMay['list-people'], async ({ query, acting, world }) =>
    ok(await world.database.read(acting, (tx) => storedPeople(tx, query, world.clock(), query))),
  ),

  route(getPerson, organisationMay['get-person'], async ({ params, acting, world }) => {
    const at = world.clock();
    const now = at.toISOString();
    return world.database.read(acting, async (tx) => {
      const person = await findPerson(tx, params.personId);
      if (person === undefined) return notFound;
      const register = await listAssignments(tx, { personId: person.id, when: 'all' }, at, {
        page: 1,
        size: 1000,
        sort: '-validFrom',
      });
      const assignments = [];
      for (const one of register.items) {
        const mayEnd =
          (isWorn(one, now) || one.validTo === null || one.validTo > now) &&
          decideEnd(acting, one, await settingOf(tx, one, { lock: false }), { now }).ok;
        assignments.push({ ...one, may: mayEnd ? ['end-assignment'] : [] });
      }
      const teams = await teamsOf(tx, person.id);
      const able = abilities(organisationMay, acting, { personId: person.id });
      const known = able.includes('set-sign-in-name') ? { signInName: await signInNameOf(tx, person.id) } : {};
      return ok({ ...person, ...known, teams, assignments, may: able });
    });
  }),

  route(addPerson, organisationMay['add-person'], async ({ body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const [name, title] = [tidyName(body.name), tidyName(body.title)];
    const text = unreadableIn(name, title);
    if (text !== undefined) return refuse({ tag: 'text-unreadable', text });
    const person = { ...body, name, title, id: PersonId.parse(world.newId()) };
    return world.database.write(acting, async (tx) => {
      if (!(await unitExists(tx, person.unitId))) return notFound;
      await insertPerson(tx, acting, person);
      await audit(tx, acting, {
        operation: addPerson.name,
        subjectKind: 'person',
        subjectId: person.id,
        after: person,
        at: world.clock(),
      });
      return ok(person);
    });
  }),
];
