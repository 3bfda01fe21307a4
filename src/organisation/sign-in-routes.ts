import { randomBytes } from 'node:crypto';
import type { OrganisationId } from '#lib/id.ts';
import { ok, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import { beginAtProvider, endAtProvider, type Vouched } from '#platform/oidc.ts';
import { attemptSeconds } from '#platform/session.ts';
import type { World } from '#platform/world.ts';
import { organisationMay } from './may.ts';
import { firstOrganisation } from './organisation-store.ts';
import { findPerson } from './person-store.ts';
import { actingIn, begin, chooseHat } from './session-routes.ts';
import { beginSignIn, endSignIn, ownPage, setSignInName } from './sign-in-api.ts';
import {
  endProvedSessions,
  insertAttempt,
  personOfSignInName,
  signInNameOf,
  storeSignInName,
  takeAttempt,
} from './sign-in-store.ts';

/** The provider of the settings and the organisation that its people are of; refused where there is either not. */
async function signInOf(world: World) {
  const { oidc } = world.config;
  const organisation = oidc === undefined ? undefined : await world.database.system(firstOrganisation);
  if (oidc === undefined || organisation === undefined) return refuse({ tag: 'sign-in-off' });
  return ok({ oidc, organisationId: organisation.id });
}

/** Begins the session of whom the provider vouches for; nothing is made for anybody else. */
function enter(call: Parameters<typeof begin>[0], organisationId: OrganisationId, { name, assurance }: Vouched) {
  return call.world.database.write({ organisationId }, async (tx) => {
    const personId = name === undefined ? undefined : await personOfSignInName(tx, name);
    if (personId === undefined) return refuse({ tag: 'sign-in-person-unknown' });
    const hat = await chooseHat(tx, personId, undefined, call.world.clock());
    if (!hat.ok) return refuse({ tag: 'sign-in-without-hat' });
    const acting = actingIn(organisationId, personId, hat.value, assurance);
    return ok(await begin(call, tx, acting, 'oidc'));
  });
}

export const signInRoutes: readonly Route[] = [
  route(beginSignIn, organisationMay['begin-sign-in'], async ({ query, world, log, browser, setBrowser }) => {
    const set = await signInOf(world);
    if (!set.ok) return set;
    const { oidc, organisationId } = set.value;
    const going = await beginAtProvider(oidc, log);
    if (!going.ok) return going;
    const at = world.clock();
    // The same secret for all of a browser's tabs, so that each can come back.
    const secret = browser ?? randomBytes(24).toString('base64url');
    const attempt = {
      ...going.value.begun,
      browser: secret,
      returnTo: ownPage(query.return),
      expires: new Date(at.getTime() + attemptSeconds * 1000),
    };
    await world.database.write({ organisationId }, (tx) => insertAttempt(tx, { organisationId }, attempt, at));
    setBrowser(secret);
    return ok({ to: going.value.to });
  }),

  route(endSignIn, organisationMay['end-sign-in'], async (call) => {
    const { query, world, log, browser } = call;
    const set = await signInOf(world);
    if (!set.ok) return set;
    const { oidc, organisationId } = set.value;
    const { state } = query;
    if (state === undefined || browser === undefined) return refuse({ tag: 'sign-in-over' });
    const attempt = await world.database.write({ organisationId }, (tx) =>
      takeAttempt(tx, state, browser, world.clock()),
    );
    if (attempt === undefined) return refuse({ tag: 'sign-in-over' });
    const vouched = await endAtProvider(oidc, attempt, query, log);
    if (!vouched.ok) return vouched;
    const { assurance } = vouched.value;
    if (oidc.assurance.length > 0 && (assurance === undefined || !oidc.assurance.includes(assurance)))
      return refuse({ tag: 'sign-in-assurance-too-low' });
    const begun = await enter(call, organisationId, vouched.value);
    if (!begun.ok) {
      log.warn({ refused: begun.refusal.tag }, 'whom the provider vouches for may not come in');
      return begun;
    }
    call.setSession(begun.value.cookie);
    return ok({ to: attempt.returnTo });
  }),

  route(setSignInName, organisationMay['set-sign-in-name'], async (call) => {
    const { params, body, acting, session, world, may } = call;
    if (!may({ personId: params.personId })) return notAllowed;
    const signInName = body.signInName === '' ? null : body.signInName;
    return world.database.write(acting, async (tx) => {
      if ((await findPerson(tx, params.personId)) === undefined) return notFound;
      const before = await signInNameOf(tx, params.personId);
      if (!(await storeSignInName(tx, acting, params.personId, signInName)))
        return refuse({ tag: 'sign-in-name-taken' });
      if (before !== signInName) await endProvedSessions(tx, params.personId, session?.sessionId);
      await audit(tx, acting, {
        operation: setSignInName.name,
        subjectKind: 'person',
        subjectId: params.personId,
        before: { signInName: before },
        after: { signInName },
        at: world.clock(),
      });
      return ok({ signInName });
    });
  }),
];
