import { z } from 'zod';
import { PersonId } from '#lib/id.ts';
import { operation } from '#lib/operation.ts';

/** The answer of an operation that sends a browser on. */
const sentOn = z.object({ to: z.string() });

const providerRefusals = ['sign-in-provider-unreachable', 'sign-in-declined', 'sign-in-failed'] as const;

export const beginSignIn = operation({
  name: 'begin-sign-in',
  method: 'GET',
  path: '/api/sign-in/oidc',
  summary: 'Send the browser to the provider to sign in (OpenID Connect, authorization code with PKCE)',
  query: z.object({ return: z.string().max(2000).optional() }),
  output: sentOn,
  refusals: ['sign-in-off', ...providerRefusals],
  answers: 'redirect',
});

export const endSignIn = operation({
  name: 'end-sign-in',
  method: 'GET',
  path: '/api/sign-in/oidc/callback',
  summary: 'Take the browser back from the provider, begin the session, and send the browser where it wanted to be',
  query: z.object({
    code: z.string().max(4000).optional(),
    state: z.string().max(400).optional(),
    iss: z.string().max(2000).optional(),
    error: z.string().max(400).optional(),
    error_description: z.string().max(4000).optional(),
    session_state: z.string().max(4000).optional(),
  }),
  output: sentOn,
  refusals: [
    'sign-in-off',
    'sign-in-over',
    'sign-in-person-unknown',
    'sign-in-without-hat',
    'sign-in-assurance-too-low',
    ...providerRefusals,
  ],
  answers: 'redirect',
});

export const setSignInName = operation({
  name: 'set-sign-in-name',
  method: 'PUT',
  path: '/api/people/:personId/sign-in-name',
  summary: 'Say who a person is at the sign-in provider; an empty name takes it away, and ends what it had opened',
  params: z.object({ personId: PersonId }),
  body: z.object({ signInName: z.string().trim().max(200) }),
  output: z.object({ signInName: z.string().nullable() }),
  refusals: ['sign-in-name-taken'],
});

/** A page of our own to come back to: never another site's address (open redirect), never the API. */
export function ownPage(wanted: string | undefined): string {
  const own = wanted !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted) && !/^\/api(\/|$)/.test(wanted);
  return own ? wanted : '/';
}
