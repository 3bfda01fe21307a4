import { PersonId, TeamId, UnitId, uuidFrom } from '#lib/id.ts';
import { assert } from '#lib/result.ts';
import type { Person, Unit } from '#organisation/organisation.ts';
import { chanceOf } from './chance.ts';
import { inventNames } from './name.ts';
import { type ProcessKey, teamPlans } from './team.ts';
import { unitPlans } from './unit.ts';

/** A team with those who work in it; its first member leads it. */
export interface DemoTeam {
  readonly id: TeamId;
  readonly key: string;
  readonly name: string;
  readonly goal: string;
  readonly processes: readonly ProcessKey[];
  readonly members: readonly Person[];
}

export interface DemoPeople {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly teams: readonly DemoTeam[];
  /** Those who have a unit as home, its head first. */
  readonly of: (unitName: string) => readonly Person[];
}

function makeUnits(seed: number): Unit[] {
  const random = chanceOf(seed, 'unit');
  const ids = new Map<string, UnitId>();
  return unitPlans.map(({ name, board, parent }) => {
    const id = UnitId.parse(uuidFrom(random));
    ids.set(name, id);
    return { id, name, board, parentId: parent === undefined ? null : (ids.get(parent) ?? null) };
  });
}

/** Takes people of a unit in turn, never its head; the round begins anew when all have a team. */
function teamMaker(seed: number, of: (unitName: string) => readonly Person[]) {
  const random = chanceOf(seed, 'team');
  const next = new Map<string, number>();
  const take = (unit: string): Person => {
    const workers = of(unit).slice(1);
    const turn = next.get(unit) ?? 0;
    next.set(unit, turn + 1);
    const person = workers[turn % workers.length];
    assert(person, `${unit} has people for its teams`);
    return person;
  };
  return (): DemoTeam[] =>
    teamPlans.map(({ key, name, goal, processes, from }) => ({
      id: TeamId.parse(uuidFrom(random)),
      key,
      name,
      goal,
      processes,
      members: from.flatMap(([unit, count]) => Array.from({ length: count }, () => take(unit))),
    }));
}

/** Units, people and teams of Exempelstad: all invented, and the same for the same seed. */
export function makePeople(seed: number): DemoPeople {
  const random = chanceOf(seed, 'person');
  const units = makeUnits(seed);
  const names = inventNames(
    chanceOf(seed, 'name'),
    unitPlans.reduce((sum, plan) => sum + plan.people, 0),
  );
  const byUnit = new Map<string, Person[]>();
  for (const [u, plan] of unitPlans.entries()) {
    const home = units[u];
    assert(home, 'every plan has its unit');
    const staff = Array.from({ length: plan.people }, (_, i): Person => {
      const title = i === 0 ? plan.head : (plan.titles[(i - 1) % plan.titles.length] ?? plan.head);
      return { id: PersonId.parse(uuidFrom(random)), name: names.pop() ?? '', title, unitId: home.id };
    });
    byUnit.set(plan.name, staff);
  }
  const of = (unitName: string) => {
    const found = byUnit.get(unitName);
    assert(found, `there is a unit ${unitName}`);
    return found;
  };
  return { units, people: [...byUnit.values()].flat(), teams: teamMaker(seed, of)(), of };
}
