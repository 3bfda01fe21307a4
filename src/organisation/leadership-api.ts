import { z } from 'zod';
import { Hat, Scope } from '#lib/acting.ts';
import { OwnRoleId, PersonId, ProcessId, TeamId, UnitId } from '#lib/id.ts';
import { operation } from '#lib/operation.ts';
import { OwnRole } from './own-role.ts';

/** Somebody who fills a post, since when, and until when (null: until further notice). */
export const Holder = z.object({
  personId: PersonId,
  name: z.string(),
  /** The role of the organisation's own that the hat is worn as (R067). */
  ownRoleId: OwnRoleId.nullable(),
  since: z.string(),
  until: z.string().nullable(),
});

/** A hat for one process, team, unit or the whole organisation, with those who wear it now and those to come. */
export const Post = z.object({
  hat: Hat,
  scope: Scope,
  scopeName: z.string(),
  /** Empty: the post is vacant. */
  holders: z.array(Holder),
  coming: z.array(Holder),
  /** Does the hat of the one who asks give this one here? */
  mayAppoint: z.boolean(),
});
export type Post = z.infer<typeof Post>;

/**
 * Who leads one road in the three areas of the strategy (R025): *processledning*, *resursledning*, *arbetsledning*. Work
 * management is the structure business owner → team leaders → teams (R121).
 */
export const Leadership = z.object({
  processId: ProcessId,
  name: z.string(),
  important: z.boolean(),
  process: z.object({ owner: Post, leaders: Post, support: Post }),
  /** The units whose people work in the teams of the road, how many, and who owns those resources. */
  resource: z.object({
    units: z.array(z.object({ unitId: UnitId, name: z.string(), people: z.number().int(), post: Post })),
  }),
  work: z.object({
    businessOwner: Post,
    teams: z.array(z.object({ teamId: TeamId, name: z.string(), people: z.number().int(), leader: Post })),
  }),
});
export type Leadership = z.infer<typeof Leadership>;

/** A role of the organisation's own, with those who wear it now and those to come, and what each wears it for (R067). */
export const OwnRolePost = z.object({
  role: OwnRole,
  holders: z.array(Holder.extend({ scope: Scope, scopeName: z.string() })),
  coming: z.array(Holder.extend({ scope: Scope, scopeName: z.string() })),
  /** Does the hat of the one who asks give this role, somewhere? */
  mayAppoint: z.boolean(),
});
export type OwnRolePost = z.infer<typeof OwnRolePost>;

export const LeadershipOverview = z.object({
  items: z.array(Leadership),
  /** Posts that somebody must fill and nobody does. */
  vacant: z.array(Post),
  /** Other posts of the roads that stand empty. */
  alsoVacant: z.array(Post),
  /** The organisation's own roles that are in use or still worn. One without holders stands empty. */
  ownRoles: z.array(OwnRolePost),
});
export type LeadershipOverview = z.infer<typeof LeadershipOverview>;

export const listLeadership = operation({
  name: 'list-leadership',
  method: 'GET',
  path: '/api/leadership',
  summary:
    'Who leads each adopted road in the three management areas, since when, who wears the organisation’s own roles, and which posts stand empty (R025, R067, R121)',
  query: z.object({ processId: ProcessId.optional() }),
  output: LeadershipOverview,
});
