import { z } from 'zod';

/** How sign-in by OpenID Connect is set up (docs/guides/sign-in.md). */
export interface OidcConfig {
  readonly issuer: URL;
  readonly client: string;
  /** Absent for a client without secret, which PKCE alone protects. */
  readonly secret: string | undefined;
  /** Where people reach Resväg: the origin that the provider sends them back to. */
  readonly address: URL;
  /** The claim whose value is a person's sign-in name. */
  readonly claim: string;
  readonly scope: string;
  /** The assurance levels (`acr`) of which one is needed; none asks for nothing and keeps what is said. */
  readonly assurance: readonly string[];
}

const onThisMachine = (url: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

const address = z
  .url('must be an address')
  .transform((text) => new URL(text))
  .refine(
    (url) => url.protocol === 'https:' || (url.protocol === 'http:' && onThisMachine(url)),
    'must begin with https:// (http:// only on the same machine)',
  );

export const oidcEnvironment = z.object({
  RESVAG_OIDC_ISSUER: address.optional(),
  RESVAG_OIDC_CLIENT: z.string().min(1).optional(),
  RESVAG_OIDC_SECRET: z.string().min(1).optional(),
  RESVAG_PUBLIC_ADDRESS: address
    .refine((url) => url.href === `${url.origin}/`, 'must be without a path, as https://resvag.example')
    .optional(),
  RESVAG_OIDC_CLAIM: z.string().min(1).default('sub'),
  RESVAG_OIDC_SCOPE: z
    .string()
    .refine((scope) => scope.split(' ').includes('openid'), 'must have openid among its words')
    .default('openid'),
  RESVAG_OIDC_ASSURANCE: z
    .string()
    .default('')
    .transform((text) => text.split(/\s+/).filter((level) => level !== '')),
  RESVAG_PERSON_CHOICE: z.enum(['0', '1']).optional(),
});
type OidcEnvironment = z.output<typeof oidcEnvironment>;

/** What is missing for the provider to be used, as lines; nothing when it is whole or not set up at all. */
export function missingForOidc(e: OidcEnvironment): string[] {
  if (e.RESVAG_OIDC_ISSUER === undefined)
    return e.RESVAG_OIDC_CLIENT === undefined && e.RESVAG_OIDC_SECRET === undefined
      ? []
      : ['RESVAG_OIDC_ISSUER: is needed for sign-in by OpenID Connect'];
  return (['RESVAG_OIDC_CLIENT', 'RESVAG_PUBLIC_ADDRESS'] as const)
    .filter((name) => e[name] === undefined)
    .map((name) => `${name}: is needed when RESVAG_OIDC_ISSUER is set`);
}

export function oidcConfig(e: OidcEnvironment): OidcConfig | undefined {
  const { RESVAG_OIDC_ISSUER: issuer, RESVAG_OIDC_CLIENT: client, RESVAG_PUBLIC_ADDRESS: ownAddress } = e;
  if (issuer === undefined || client === undefined || ownAddress === undefined) return undefined;
  return {
    issuer,
    client,
    secret: e.RESVAG_OIDC_SECRET,
    address: ownAddress,
    claim: e.RESVAG_OIDC_CLAIM,
    scope: e.RESVAG_OIDC_SCOPE,
    assurance: e.RESVAG_OIDC_ASSURANCE,
  };
}
