import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { ok, type Result, refuse } from '#lib/result.ts';
import type { OidcConfig } from './oidc-config.ts';
import type { Log } from './world.ts';

/** What a browser brings back from the provider: the query of the callback (RFC 6749 §4.1.2, RFC 9207). */
export interface BroughtBack {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  readonly iss?: string | undefined;
  readonly error?: string | undefined;
  readonly error_description?: string | undefined;
  readonly session_state?: string | undefined;
}

/** What must be remembered from going to the provider until coming back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Whom the provider vouches for: the value of the claim that identifies, and the assurance level if it said one. */
export interface Vouched {
  readonly name: string | undefined;
  readonly assurance: string | undefined;
}

export type OidcRefusal =
  | { readonly tag: 'sign-in-provider-unreachable' }
  | { readonly tag: 'sign-in-declined' }
  | { readonly tag: 'sign-in-failed' };

const callbackPath = '/api/sign-in/oidc/callback';

/** What the provider says of itself is asked for anew after this time, since it changes its addresses now and then. */
const rememberMs = 3_600_000;
const known = new WeakMap<OidcConfig, { readonly until: number; readonly provider: Promise<Configuration> }>();

/** The secret is sent as the provider wants it; in the header where it doesn't say (OpenID Connect Discovery §3). */
function authentication({ secret }: OidcConfig): ClientAuth {
  if (secret === undefined) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) =>
    (server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']).includes('client_secret_basic')
      ? basic(server, ...rest)
      : post(server, ...rest);
}

/** The provider as it describes itself; asked at the first sign-in, so that the server starts without it. */
function providerOf(config: OidcConfig): Promise<Configuration> {
  const remembered = known.get(config);
  if (remembered !== undefined && remembered.until > Date.now()) return remembered.provider;
  const http = config.issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
  const provider = discovery(config.issuer, config.client, undefined, authentication(config), {
    execute: [enableNonRepudiationChecks, ...http],
    timeout: 10,
  });
  known.set(config, { until: Date.now() + rememberMs, provider });
  provider.catch(() => known.delete(config));
  return provider;
}

const offline = /^(E[A-Z_]+|UND_ERR_.+|OAUTH_TIMEOUT|CERT_.+|DEPTH_ZERO_.+|SELF_SIGNED_.+)$/;

/** Whether an error, or what caused it, is that nobody answered at the other end. */
function isOffline(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  return (typeof code === 'string' && offline.test(code)) || isOffline(error.cause);
}

/** Only an error's name, code and message are logged: what caused it may hold what the provider said of a person. */
function logged(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  return { name: error.name, code: (error as { code?: unknown }).code, message: error.message };
}

function refusalFor(error: unknown, log: Log): Result<never, OidcRefusal> {
  log.warn({ error: logged(error) }, 'sign-in by OpenID Connect did not go well');
  if (error instanceof AuthorizationResponseError)
    return refuse({ tag: error.error === 'access_denied' ? 'sign-in-declined' : 'sign-in-failed' });
  return refuse({ tag: isOffline(error) ? 'sign-in-provider-unreachable' : 'sign-in-failed' });
}

async function reach(config: OidcConfig, log: Log): Promise<Result<Configuration, OidcRefusal>> {
  try {
    return ok(await providerOf(config));
  } catch (error) {
    log.warn({ error: logged(error) }, 'the provider of sign-in does not describe itself');
    return refuse({ tag: 'sign-in-provider-unreachable' });
  }
}

/**
 * Begins a sign-in: the address at the provider to go to, and what to remember. Authorization code flow with PKCE
 * (RFC 7636), state and nonce (OpenID Connect Core §3.1.2.1). Refuses when the provider does not answer.
 */
export async function beginAtProvider(
  config: OidcConfig,
  log: Log,
): Promise<Result<{ begun: Begun; to: string }, OidcRefusal>> {
  const provider = await reach(config, log);
  if (!provider.ok) return provider;
  const begun = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
  const to = buildAuthorizationUrl(provider.value, {
    redirect_uri: new URL(callbackPath, config.address).href,
    scope: config.scope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await calculatePKCECodeChallenge(begun.codeVerifier),
    code_challenge_method: 'S256',
    ...(config.assurance.length === 0 ? {} : { acr_values: config.assurance.join(' ') }),
  });
  return ok({ begun, to: to.href });
}

/** An e-mail address that the provider itself says is unproved identifies nobody. */
function nameIn(claims: Readonly<Record<string, unknown>>, claim: string): string | undefined {
  const value = claims[claim];
  if (claim === 'email' && claims['email_verified'] === false) return undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Ends a sign-in: fetches and checks the ID token (signature, issuer, audience, times, nonce; OpenID Connect Core
 * §3.1.3.7) and gives whom it vouches for. The claim is looked for in the token, then at the userinfo endpoint.
 */
export async function endAtProvider(
  config: OidcConfig,
  begun: Begun,
  brought: BroughtBack,
  log: Log,
): Promise<Result<Vouched, OidcRefusal>> {
  const provider = await reach(config, log);
  if (!provider.ok) return provider;
  const here = new URL(callbackPath, config.address);
  for (const [key, value] of Object.entries(brought)) if (value !== undefined) here.searchParams.set(key, value);
  try {
    const tokens = await authorizationCodeGrant(provider.value, here, {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new ClientError('no ID token came');
    let name = nameIn(claims, config.claim);
    if (claims[config.claim] === undefined && provider.value.serverMetadata().userinfo_endpoint !== undefined)
      name = nameIn(await fetchUserInfo(provider.value, tokens.access_token, claims.sub), config.claim);
    return ok({ name, assurance: typeof claims.acr === 'string' && claims.acr !== '' ? claims.acr : undefined });
  } catch (error) {
    return refusalFor(error, log);
  }
}

/** Where to go for signing out at the provider too; nothing when it has no such address or does not answer. */
export async function signOutAtProvider(config: OidcConfig, log: Log): Promise<string | undefined> {
  const provider = await reach(config, log);
  if (!provider.ok || provider.value.serverMetadata().end_session_endpoint === undefined) return undefined;
  return buildEndSessionUrl(provider.value, { post_logout_redirect_uri: new URL('/', config.address).href }).href;
}
