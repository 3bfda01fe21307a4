import { accessibilityEn } from './en/accessibility.ts';
import { improvementEn } from './en/improvement.ts';
import { journeyEn } from './en/journey.ts';
import { miningEn } from './en/mining.ts';
import { organisationEn } from './en/organisation.ts';
import { ownRoleEn } from './en/own-role.ts';
import { processEn } from './en/process.ts';
import { refusalEn } from './en/refusal.ts';
import { shellEn } from './en/shell.ts';
import { strategyEn } from './en/strategy.ts';
import { tourEn } from './en/tour.ts';
import type { sv } from './sv.ts';

/** The same keys in English; what is missing or extra is a compile error. */
export const en: Readonly<Record<keyof typeof sv, string>> = {
  ...shellEn,
  ...tourEn,
  ...refusalEn,
  ...organisationEn,
  ...ownRoleEn,
  ...accessibilityEn,
  ...strategyEn,
  ...improvementEn,
  ...processEn,
  ...journeyEn,
  ...miningEn,
};
