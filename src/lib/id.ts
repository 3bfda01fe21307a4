import { z } from 'zod';

/** Ids are branded strings: a journey's id can't be given where a person's is asked for. Values are UUIDs (RFC 9562). */
const branded = <B extends string>(brand: B) => z.uuid().brand(brand);

export const OrganisationId = branded('OrganisationId');
export type OrganisationId = z.infer<typeof OrganisationId>;
export const PersonId = branded('PersonId');
export type PersonId = z.infer<typeof PersonId>;
export const UnitId = branded('UnitId');
export type UnitId = z.infer<typeof UnitId>;
export const TeamId = branded('TeamId');
export type TeamId = z.infer<typeof TeamId>;
export const AssignmentId = branded('AssignmentId');
export type AssignmentId = z.infer<typeof AssignmentId>;
export const OwnRoleId = branded('OwnRoleId');
export type OwnRoleId = z.infer<typeof OwnRoleId>;
export const ProcessId = branded('ProcessId');
export type ProcessId = z.infer<typeof ProcessId>;
export const VersionId = branded('VersionId');
export type VersionId = z.infer<typeof VersionId>;
export const JourneyId = branded('JourneyId');
export type JourneyId = z.infer<typeof JourneyId>;
export const HandoffId = branded('HandoffId');
export type HandoffId = z.infer<typeof HandoffId>;
export const ObstacleId = branded('ObstacleId');
export type ObstacleId = z.infer<typeof ObstacleId>;
export const LogId = branded('LogId');
export type LogId = z.infer<typeof LogId>;
export const StrategyId = branded('StrategyId');
export type StrategyId = z.infer<typeof StrategyId>;
export const AccessibilityReportId = branded('AccessibilityReportId');
export type AccessibilityReportId = z.infer<typeof AccessibilityReportId>;

/** A UUID made from a repeatable source of chance: the demo organisation has the same ids every time it is made. */
export function uuidFrom(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = (8 + Math.floor(random() * 4)).toString(16);
  const s = hex.join('');
  return `${s.slice(0, 8)}-${s.slice(8, 12)}-${s.slice(12, 16)}-${s.slice(16, 20)}-${s.slice(20)}`;
}
