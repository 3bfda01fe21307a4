import { resolve } from 'node:path';
import { z } from 'zod';
import { ok, type Result, refuse } from '#lib/result.ts';
import { missingForOidc, type OidcConfig, oidcConfig, oidcEnvironment } from './oidc-config.ts';

const megabytes = (standard: number) =>
  z.coerce
    .number()
    .positive()
    .default(standard)
    .transform((mb) => Math.round(mb * 1024 * 1024));

const aPort = 'must be a whole number from 0 (any free port) to 65535';

const Environment = oidcEnvironment.extend({
  PORT: z.coerce.number(aPort).int(aPort).min(0, aPort).max(65535, aPort).default(4180),
  HOST: z.string().min(1).default('127.0.0.1'),
  RESVAG_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  RESVAG_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  RESVAG_UPLOAD_MB: megabytes(512),
  RESVAG_RATE_LIMIT: z.coerce.number().int().min(0).default(3000),
  RESVAG_TRUST_PROXY: z.enum(['0', '1']).default('0'),
  RESVAG_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** The address of a PostgreSQL that is used instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** What cookies are signed with; several servers behind one address need the same. A file of the data folder else. */
  readonly secret: string | undefined;
  /** The largest file that may be sent, in bytes. */
  readonly uploadLimit: number;
  /** Requests per minute and session (or address, without one); 0 is no limit. */
  readonly rateLimit: number;
  /** Behind a proxy that sets X-Forwarded-* itself and ends TLS. */
  readonly trustProxy: boolean;
  /** The provider that people sign in by; undefined when there is none. */
  readonly oidc: OidcConfig | undefined;
  /** Whether one may sign in by choosing a person: beside a provider only when it is explicitly set. */
  readonly personChoice: boolean;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** Reads the settings from the environment; an unusable one is refused with a line that says which and why. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, { tag: 'invalid-config'; lines: readonly string[] }> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = Environment.safeParse(given);
  if (!read.success)
    return refuse({
      tag: 'invalid-config',
      lines: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    });
  const e = read.data;
  const missing = missingForOidc(e);
  if (missing.length > 0) return refuse({ tag: 'invalid-config', lines: missing });
  const oidc = oidcConfig(e);
  return ok({
    port: e.PORT,
    host: e.HOST,
    dataFolder: resolve(e.RESVAG_DATA),
    databaseUrl: e.DATABASE_URL,
    secret: e.RESVAG_SECRET,
    uploadLimit: e.RESVAG_UPLOAD_MB,
    rateLimit: e.RESVAG_RATE_LIMIT,
    trustProxy: e.RESVAG_TRUST_PROXY === '1',
    oidc,
    personChoice: e.RESVAG_PERSON_CHOICE === undefined ? oidc === undefined : e.RESVAG_PERSON_CHOICE === '1',
    logLevel: e.RESVAG_LOG,
  });
}
