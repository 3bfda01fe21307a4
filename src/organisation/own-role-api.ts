import { z } from 'zod';
import { Hat, managementAreas } from '#lib/acting.ts';
import { OwnRoleId } from '#lib/id.ts';
import { operation, pageOf, sortedBy } from '#lib/operation.ts';
import { CatalogueRow, OwnRole, RoleWords } from './own-role.ts';

export const listRoles = operation({
  name: 'list-roles',
  method: 'GET',
  path: '/api/roles',
  summary: 'The catalogue of roles by management area: hats of the strategy and the organisation’s own roles (R067)',
  query: sortedBy('name', 'area', 'wearing').extend({
    area: z.enum(managementAreas).optional(),
    from: z.enum(['strategy', 'own']).optional(),
    state: z.enum(['in-use', 'ended', 'all']).default('in-use'),
    /** What names are told, searched and sorted in. */
    language: z.enum(['sv', 'en']).default('sv'),
  }),
  output: pageOf(CatalogueRow),
});

export const addOwnRole = operation({
  name: 'add-own-role',
  method: 'POST',
  path: '/api/roles',
  summary: 'Add a role of the organisation’s own: tied to a management area, with the rights of a hat and no others',
  body: RoleWords.extend({ hat: Hat }),
  output: OwnRole,
  refusals: ['name-taken', 'text-unreadable', 'personal-data-in-text'],
});

export const changeOwnRole = operation({
  name: 'change-own-role',
  method: 'PUT',
  path: '/api/roles/:ownRoleId',
  summary: 'Change what a role is called, what it is for and its management area; the hat that it carries stays',
  params: z.object({ ownRoleId: OwnRoleId }),
  body: RoleWords,
  output: OwnRole,
  refusals: ['name-taken', 'text-unreadable', 'personal-data-in-text'],
});

export const endOwnRole = operation({
  name: 'end-own-role',
  method: 'POST',
  path: '/api/roles/:ownRoleId/end',
  summary: 'Nobody is given the role any more; those who wear it keep it until their appointments end',
  params: z.object({ ownRoleId: OwnRoleId }),
  output: OwnRole,
  refusals: ['own-role-ended'],
});

export const resumeOwnRole = operation({
  name: 'resume-own-role',
  method: 'POST',
  path: '/api/roles/:ownRoleId/resumption',
  summary: 'Take a role that was ended into use again',
  params: z.object({ ownRoleId: OwnRoleId }),
  output: OwnRole,
  refusals: ['own-role-not-ended'],
});
