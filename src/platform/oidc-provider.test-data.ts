import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whom the provider says it is, and in which ways it does wrong. */
export interface ProviderMood {
  /** What goes into the ID token besides what must be there; `sub` is the person. */
  claims: Readonly<Record<string, unknown>>;
  /** What the userinfo endpoint says besides `sub`. */
  userinfo: Readonly<Record<string, unknown>>;
  /** An error in place of a code, as when the person presses “cancel”. */
  error: string | undefined;
  /** The nonce is another than what was asked, or the token is signed with a key that nobody knows. */
  wrong: 'nonce' | 'key' | undefined;
}

interface Asked {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirect: string;
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/**
 * A small OpenID Connect provider on this machine that signs everybody in at once, as its mood says. It checks what a
 * true one checks: client, redirect address, PKCE, and that a code is used once.
 */
export async function openProvider({ client, secret }: { client: string; secret: string }) {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const unknownKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Asked>();
  const mood: ProviderMood = { claims: { sub: 'nobody' }, userinfo: {}, error: undefined, wrong: undefined };
  const seen: { authorize: URLSearchParams[]; signedOut: number } = { authorize: [], signedOut: 0 };
  let issuer = '';

  function idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: client, iat: now, exp: now + 300, nonce, ...mood.claims };
    if (mood.wrong === 'nonce') claims.nonce = 'another';
    const text = `${base64url({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${base64url(claims)}`;
    const { privateKey } = mood.wrong === 'key' ? unknownKey : key;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
  }

  function authorize(query: URLSearchParams, response: ServerResponse) {
    seen.authorize.push(query);
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('state', query.get('state') ?? '');
    back.searchParams.set('iss', issuer);
    if (mood.error !== undefined) back.searchParams.set('error', mood.error);
    else {
      const code = randomUUID();
      const challenge = query.get('code_challenge_method') === 'S256' ? (query.get('code_challenge') ?? '') : '';
      codes.set(code, { nonce: query.get('nonce') ?? '', challenge, redirect: `${back.origin}${back.pathname}` });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  async function token(request: IncomingMessage, response: ServerResponse) {
    const form = await bodyOf(request);
    // Both parts are form-encoded before they are joined (RFC 6749 §2.3.1).
    const [, given = ''] = (request.headers.authorization ?? '').split('Basic ');
    const parts = Buffer.from(given, 'base64').toString('utf8').split(':');
    const [name, word] = parts.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    if (name !== client || word !== secret) return json(response, 401, { error: 'invalid_client' });
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (asked === undefined || asked.challenge !== verifier || asked.redirect !== form.get('redirect_uri'))
      return json(response, 400, { error: 'invalid_grant' });
    return json(response, 200, {
      access_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: 300,
      id_token: idToken(asked.nonce),
    });
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, 200, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          userinfo_endpoint: `${issuer}/userinfo`,
          end_session_endpoint: `${issuer}/end`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true,
        });
      case '/jwks':
        return json(response, 200, {
          keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
        });
      case '/authorize':
        return authorize(url.searchParams, response);
      case '/token':
        return void token(request, response);
      case '/userinfo':
        return json(response, 200, { sub: mood.claims['sub'], ...mood.userinfo });
      case '/end':
        seen.signedOut += 1;
        response.writeHead(302, { location: url.searchParams.get('post_logout_redirect_uri') ?? '/' }).end();
        return;
      default:
        return json(response, 404, {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  // Another site than 127.0.0.1, as the true one is, so that cookies between sites behave as they do.
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    mood,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
