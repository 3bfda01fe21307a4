import type { Acting } from '#lib/acting.ts';
import { AssignmentId, OrganisationId, PersonId, UnitId } from '#lib/id.ts';
import { unreadableIn } from '#lib/name.ts';
import { assert, ok, type Result, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { type Call, notAllowed, notFound, type Route, route } from '#platform/http.ts';
import { signOutAtProvider } from '#platform/oidc.ts';
import {
  createSession,
  endSession,
  extendableTo,
  extendTo,
  type Lifetime,
  lifetimeFrom,
  type Proof,
  switchHat as wear,
} from '#platform/session.ts';
import type { World } from '#platform/world.ts';
import {
  createOrganisation,
  extendSession,
  getSession,
  listDemoPeople,
  type Session,
  setLabel,
  signIn,
  signOut,
  switchHat,
  type WornHat,
} from './api.ts';
import { findAssignment, insertAssignment, wornHats } from './assignment-store.ts';
import { decideLabel } from './label.ts';
import { organisationMay } from './may.ts';
import type { OrganisationRefusal } from './organisation.ts';
import {
  type Found,
  findOrganisation,
  firstOrganisation,
  insertFirstOrganisation,
  personOfSession,
  setLabel as storeLabel,
} from './organisation-store.ts';
import { lockNames, ownRoles } from './own-role-store.ts';
import { findPerson, insertPerson, insertUnit, listPeople, teamsOf } from './person-store.ts';
import { storeSignInName } from './sign-in-store.ts';

/** Furnishes a new organisation with what other folders need in it (the first kinds of obstacle). */
export type Furnish = (tx: Tx, organisationId: OrganisationId) => Promise<void>;

function publicPart({ personChoice: _, ...organisation }: Found) {
  return organisation;
}

function nobody(world: World, organisation: Found | undefined): Session {
  return {
    organisation: organisation === undefined ? null : publicPart(organisation),
    person: null,
    acting: null,
    hats: [],
    ownRoles: [],
    teams: [],
    demoSignIn: world.config.personChoice && (organisation?.personChoice ?? false),
    providerSignIn: world.config.oidc !== undefined,
    ends: null,
  };
}

/** A person's session; `acting` is null when the hat that the session wears has ended, and then there may be others. */
async function sessionOf(
  world: World,
  tx: Tx,
  who: { organisationId: OrganisationId; personId: PersonId } & Lifetime,
  acting: Acting | null,
): Promise<Session> {
  const organisation = await findOrganisation(tx, who.organisationId);
  const person = await findPerson(tx, who.personId);
  if (person === undefined) return nobody(world, organisation);
  const now = world.clock();
  const hats = await wornHats(tx, [person.id], now);
  return {
    ...nobody(world, organisation),
    person,
    acting,
    hats: hats.get(person.id) ?? [],
    ownRoles: await ownRoles(tx),
    teams: await teamsOf(tx, person.id),
    ends: {
      at: who.expiresAt.toISOString(),
      secondsLeft: Math.floor((who.expiresAt.getTime() - now.getTime()) / 1000),
      extendableTo: extendableTo(who)?.toISOString() ?? null,
    },
  };
}

/** The organisation where one signs in by choosing a person; refused where that is off, or there is none. */
async function openToChoice(world: World): Promise<Result<Found, OrganisationRefusal>> {
  const organisation = await world.database.system(firstOrganisation);
  const open = organisation?.personChoice === true && world.config.personChoice;
  return open ? ok(organisation) : refuse({ tag: 'demo-sign-in-off' });
}

/** The hat asked for, else the one worn longest. Refuses with whose it is not, or when it ended. */
export async function chooseHat(
  tx: Tx,
  personId: PersonId,
  asked: AssignmentId | undefined,
  at: Date,
): Promise<Result<WornHat, OrganisationRefusal>> {
  const worn = (await wornHats(tx, [personId], at)).get(personId) ?? [];
  const hat = asked === undefined ? worn[0] : worn.find((h) => h.assignmentId === asked);
  if (hat !== undefined) return ok(hat);
  const found = asked === undefined ? undefined : await findAssignment(tx, asked);
  if (found === undefined || found.personId !== personId || found.validTo === null)
    return refuse({ tag: 'hat-not-yours' });
  return refuse({ tag: 'assignment-ended', validTo: found.validTo });
}

/** Who acts when a hat is put on, with the assurance level that the session has. */
export function actingIn(
  organisationId: OrganisationId,
  personId: PersonId,
  { assignmentId, hat, ownRoleId, scope }: WornHat,
  assurance: string | undefined,
): Acting {
  return {
    organisationId,
    personId,
    assignmentId,
    hat,
    scope,
    ...(ownRoleId === null ? {} : { ownRoleId }),
    ...(assurance === undefined ? {} : { assurance }),
  };
}

/** The line that says who came, changed hat or left; coming says by which way, so that a missing level explains itself. */
function auditSession(tx: Tx, acting: Acting, operation: string, at: Date, method?: Proof['method']) {
  const { assignmentId, hat, ownRoleId, scope } = acting;
  return audit(tx, acting, {
    operation,
    subjectKind: 'person',
    subjectId: acting.personId,
    after: { assignmentId, hat, ownRoleId, scope, ...(method === undefined ? {} : { method }) },
    at,
  });
}

/** Starts a session wearing a hat, in place of the caller's former one. */
export async function begin(
  call: Pick<Call, 'session' | 'world'>,
  tx: Tx,
  acting: Acting,
  method: 'choice' | 'oidc' = 'choice',
) {
  const { organisationId, personId, assignmentId, assurance } = acting;
  const at = call.world.clock();
  if (call.session?.organisationId === organisationId) await endSession(tx, call.session.sessionId);
  const cookie = await createSession(tx, { organisationId, personId, assignmentId, at, method, assurance });
  await auditSession(tx, acting, signIn.name, at, method);
  return { cookie, session: await sessionOf(call.world, tx, { ...acting, ...lifetimeFrom(at) }, acting) };
}

/** Gives the cookie once the transaction is kept. */
function handOut(
  call: Pick<Call, 'setSession'>,
  begun: Result<{ cookie: string; session: Session }, OrganisationRefusal | { tag: 'not-found' }>,
) {
  if (!begun.ok) return begun;
  call.setSession(begun.value.cookie);
  return ok(begun.value.session);
}

export function sessionRoutes(furnish: Furnish): readonly Route[] {
  return [
    route(getSession, organisationMay['get-session'], async ({ identity, session, world }) => {
      const at = world.clock();
      if (session !== undefined) {
        const found = await world.database.read(session, async (tx) => {
          const whose = await personOfSession(tx, session.sessionId, at);
          if (whose === undefined) return undefined;
          const who = { organisationId: OrganisationId.parse(session.organisationId), ...whose };
          return sessionOf(world, tx, who, identity.ok ? identity.value : null);
        });
        if (found !== undefined) return ok(found);
      }
      const organisation = await world.database.system(firstOrganisation);
      const unknown = nobody(world, organisation);
      if (organisation === undefined || !unknown.demoSignIn) return ok(unknown);
      // Where one chooses whom to be, one sees what everybody wears.
      return ok({ ...unknown, ownRoles: await world.database.read({ organisationId: organisation.id }, ownRoles) });
    }),

    route(listDemoPeople, organisationMay['list-demo-people'], async ({ query, world }) => {
      const open = await openToChoice(world);
      if (!open.ok) return open;
      const who = { organisationId: open.value.id };
      return ok(
        await world.database.read(who, (tx) => listPeople(tx, { ...query, wearing: true }, world.clock(), query)),
      );
    }),

    route(signIn, organisationMay['sign-in'], async (call) => {
      const { body, world } = call;
      const open = await openToChoice(world);
      if (!open.ok) return open;
      const organisationId = open.value.id;
      const begun = await world.database.write({ organisationId }, async (tx) => {
        if ((await findPerson(tx, body.personId)) === undefined) return notFound;
        const hat = await chooseHat(tx, body.personId, body.assignmentId, world.clock());
        return hat.ok ? ok(await begin(call, tx, actingIn(organisationId, body.personId, hat.value, undefined))) : hat;
      });
      return handOut(call, begun);
    }),

    route(signOut, organisationMay['sign-out'], async ({ identity, session, world, log, setSession }) => {
      const { oidc } = world.config;
      const ended =
        session === undefined
          ? undefined
          : await world.database.write(session, async (tx) => {
              const whose = await personOfSession(tx, session.sessionId, world.clock());
              await endSession(tx, session.sessionId);
              if (identity.ok) await auditSession(tx, identity.value, signOut.name, world.clock());
              return whose;
            });
      setSession(undefined);
      const proved = oidc !== undefined && ended?.method === 'oidc';
      return ok({ goOn: (proved ? await signOutAtProvider(oidc, log) : undefined) ?? null });
    }),

    route(switchHat, organisationMay['switch-hat'], async ({ body, session, world }) => {
      if (session === undefined) return refuse({ tag: 'not-signed-in' });
      const at = world.clock();
      return world.database.write(session, async (tx) => {
        const whose = await personOfSession(tx, session.sessionId, at);
        if (whose === undefined) return refuse({ tag: 'not-signed-in' });
        const hat = await chooseHat(tx, whose.personId, body.assignmentId, at);
        if (!hat.ok) return hat;
        const acting = actingIn(
          OrganisationId.parse(session.organisationId),
          whose.personId,
          hat.value,
          whose.assurance ?? undefined,
        );
        await wear(tx, session.sessionId, acting.assignmentId);
        await auditSession(tx, acting, switchHat.name, at);
        return ok(await sessionOf(world, tx, { ...whose, ...acting }, acting));
      });
    }),

    route(extendSession, organisationMay['extend-session'], async ({ acting, session, world }) => {
      if (session === undefined) return refuse({ tag: 'not-signed-in' });
      const at = world.clock();
      return world.database.write(acting, async (tx) => {
        const whose = await personOfSession(tx, session.sessionId, at);
        if (whose === undefined) return refuse({ tag: 'not-signed-in' });
        const expiresAt = extendableTo(whose) ?? whose.expiresAt;
        if (await extendTo(tx, session.sessionId, expiresAt))
          await audit(tx, acting, {
            operation: extendSession.name,
            subjectKind: 'person',
            subjectId: acting.personId,
            before: { endsAt: whose.expiresAt },
            after: { endsAt: expiresAt },
            at,
          });
        return ok(await sessionOf(world, tx, { ...acting, ...whose, expiresAt }, acting));
      });
    }),

    route(createOrganisation, organisationMay['create-organisation'], async (call) => {
      const { body, world } = call;
      const text = unreadableIn(body.name, body.unitName, body.board, body.personName, body.title);
      if (text !== undefined) return refuse({ tag: 'text-unreadable', text });
      const at = world.clock();
      const organisationId = OrganisationId.parse(world.newId());
      const begun = await world.database.write({ organisationId }, async (tx) => {
        if (!(await insertFirstOrganisation(tx, organisationId, body.name)))
          return refuse({ tag: 'organisation-exists' });
        const unit = { id: UnitId.parse(world.newId()), name: body.unitName, parentId: null, board: body.board };
        const person = { id: PersonId.parse(world.newId()), name: body.personName, title: body.title, unitId: unit.id };
        await insertUnit(tx, { organisationId }, unit);
        await insertPerson(tx, { organisationId }, person);
        if (body.signInName !== undefined) await storeSignInName(tx, { organisationId }, person.id, body.signInName);
        const acting = await firstHats(tx, organisationId, person.id, at, () => AssignmentId.parse(world.newId()));
        await furnish(tx, organisationId);
        await audit(tx, acting, {
          operation: createOrganisation.name,
          subjectKind: 'organisation',
          subjectId: organisationId,
          after: body,
          at,
        });
        return ok(await begin(call, tx, acting));
      });
      return handOut(call, begun);
    }),

    route(setLabel, organisationMay['set-label'], async ({ params, body, acting, world, may }) => {
      if (!may({})) return notAllowed;
      return world.database.write(acting, async (tx) => {
        await lockNames(tx, acting);
        const before = await findOrganisation(tx, acting.organisationId);
        assert(before !== undefined, 'the organisation of whoever acts is there');
        const label = decideLabel(params.hat, body.label, before.labels, await ownRoles(tx));
        if (!label.ok) return label;
        await storeLabel(tx, acting, params.hat, label.value);
        const after = await findOrganisation(tx, acting.organisationId);
        assert(after !== undefined, 'the organisation of whoever acts is still there');
        await audit(tx, acting, {
          operation: setLabel.name,
          subjectKind: 'organisation',
          subjectId: after.id,
          before: before.labels,
          after: after.labels,
          at: world.clock(),
        });
        return ok(publicPart(after));
      });
    }),
  ];
}

/** The first person of an organisation wears the hats that all others are given by; nobody is there to have appointed. */
async function firstHats(
  tx: Tx,
  organisationId: OrganisationId,
  personId: PersonId,
  at: Date,
  newId: () => AssignmentId,
): Promise<Acting> {
  const scope = { kind: 'organisation' } as const;
  const now = at.toISOString();
  const acting = { organisationId, personId, assignmentId: newId(), hat: 'management', scope } as const;
  for (const [id, hat] of [
    [acting.assignmentId, 'management'],
    [newId(), 'administrator'],
  ] as const) {
    await insertAssignment(tx, acting, {
      id,
      personId,
      hat,
      ownRoleId: null,
      scope,
      validFrom: now,
      validTo: null,
      appointedBy: null,
      appointedAs: null,
      appointedOwnRoleId: null,
      appointedAt: now,
    });
  }
  return acting;
}
