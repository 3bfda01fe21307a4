import { accessibilitySv } from './sv/accessibility.ts';
import { improvementSv } from './sv/improvement.ts';
import { journeySv } from './sv/journey.ts';
import { miningSv } from './sv/mining.ts';
import { organisationSv } from './sv/organisation.ts';
import { ownRoleSv } from './sv/own-role.ts';
import { processSv } from './sv/process.ts';
import { refusalSv } from './sv/refusal.ts';
import { shellSv } from './sv/shell.ts';
import { strategySv } from './sv/strategy.ts';
import { tourSv } from './sv/tour.ts';

/** Every word of the interface in Swedish, by folder. A key begins with its folder; the test holds that. */
export const sv = {
  ...shellSv,
  ...tourSv,
  ...refusalSv,
  ...organisationSv,
  ...ownRoleSv,
  ...accessibilitySv,
  ...strategySv,
  ...improvementSv,
  ...processSv,
  ...journeySv,
  ...miningSv,
};
