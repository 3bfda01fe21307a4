/**
 * Rules that say what must hold, and nothing of the rest: Declare's templates (Pesic & van der Aalst 2006, «A declarative
 * approach for flexible business processes management»; Pesic, Schonenberg & van der Aalst 2007, «DECLARE»), with conditions
 * on attributes and time windows. Definitions for people: docs/guides/rules.md.
 */
import { z } from 'zod';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { ListRefusal } from '#mining/conformance/read-list.ts';
import { ListText, readList } from '#mining/conformance/read-list.ts';

/** The longest windows; what is longer is a slip of the pen. */
const LONGEST = { hour: 876_600, 'working-hour': 100_000, day: 36_525, 'working-day': 2_500, month: 1200 } as const;

const Window = z
  .strictObject({
    count: z.number({ error: 'a number' }).nonnegative({ error: 'no negative number' }),
    unit: z.enum(['hour', 'working-hour', 'day', 'working-day', 'month'], {
      error: 'hour, working-hour, day, working-day or month',
    }),
  })
  .refine(({ count, unit }) => Number.isInteger(count) || unit === 'hour' || unit === 'working-hour', {
    path: ['count'],
    error: 'a whole number; only hours may be parts of one',
  })
  .refine(({ count, unit }) => count <= LONGEST[unit], {
    path: ['count'],
    error: 'no more than a hundred years (of working days ten)',
  });
export type Window = z.infer<typeof Window>;

const Value = z.union([z.string(), z.number(), z.boolean()], { error: 'a text, a number, true or false' });
/** Every attribute has one of its values, compared as text. */
export const Where = z
  .record(ListText, z.union([Value, z.array(Value).min(1)], { error: 'a value, or a list of values' }))
  .transform((where) =>
    Object.entries(where).map(([attribute, values]) => ({
      attribute,
      values: (Array.isArray(values) ? values : [values]).map(String),
    })),
  );
export type Where = z.infer<typeof Where>;

const activities = z.union([ListText.transform((one) => [one]), z.array(ListText).min(1)], {
  error: 'an activity, or a list of activities',
});
/** An activity, or any of several, of the events for which the condition holds. */
const Step = z
  .union([activities, z.strictObject({ activity: activities, where: Where.optional() })], {
    error: 'an activity, a list of activities, or {"activity", "where"}',
  })
  .transform((step) =>
    Array.isArray(step) ? { activities: step, where: [] } : { activities: step.activity, where: step.where ?? [] },
  );
export type Step = z.infer<typeof Step>;

/** How often: `existence` at least, `absence` less often than, `exactly`. */
const times = z.int({ error: 'a whole number' }).min(1, { error: 'at least 1' }).max(1_000_000);
const common = { name: ListText.optional(), cases: Where.optional() };
const counted = (template: 'existence' | 'absence') =>
  z.strictObject({
    template: z.literal(template),
    ...common,
    a: Step,
    times: times.default(1),
    within: Window.optional(),
  });
const TIMED = [
  'response',
  'alternate-response',
  'chain-response',
  'precedence',
  'alternate-precedence',
  'chain-precedence',
  'succession',
  'alternate-succession',
  'chain-succession',
  'not-response',
] as const;
const UNTIMED = ['responded-existence', 'not-coexistence'] as const;
const ENDS = ['init', 'end'] as const;
const TEMPLATES = ['existence', 'absence', 'exactly', ...ENDS, ...UNTIMED, ...TIMED] as const;

const Read = z.discriminatedUnion(
  'template',
  [
    counted('existence'),
    counted('absence'),
    z.strictObject({ template: z.literal('exactly'), ...common, a: Step, times }),
    z.strictObject({ template: z.enum(ENDS), ...common, a: Step }),
    z.strictObject({ template: z.enum(UNTIMED), ...common, a: Step, b: Step }),
    z.strictObject({ template: z.enum(TIMED), ...common, a: Step, b: Step, within: Window.optional() }),
  ],
  { error: `one of ${TEMPLATES.join(', ')}` },
);

/** A rule as it is judged. `a` and `b` stand as in the literature: response(a, b) is «a is followed by b». */
export interface Rule {
  readonly name: string;
  readonly template: (typeof TEMPLATES)[number];
  readonly a: Step;
  readonly b: Step | undefined;
  /** Of existence, absence and exactly; else 1. */
  readonly times: number;
  readonly within: Window | undefined;
  /** The cases it is about: those whose attributes have these values. */
  readonly cases: Where;
}

export type RulesRefusal =
  | ListRefusal
  | { readonly tag: 'rule-named-twice'; readonly entry: number; readonly name: string };

/** Reads `{"rules": [{"template", "a", "b"?, "times"?, "within"?, "cases"?, "name"?}]}`; a rule without name is called by what it says. */
export function readRules(text: string): Result<readonly Rule[], RulesRefusal> {
  const read = readList(text, 'rules', Entry);
  if (!read.ok) return read;
  const names = new Set<string>();
  for (const [i, { name }] of read.value.entries()) {
    if (names.has(name)) return refuse({ tag: 'rule-named-twice', entry: i + 1, name });
    names.add(name);
  }
  return ok(read.value);
}

const Entry = Read.transform((entry): Rule => {
  const b = 'b' in entry ? entry.b : undefined;
  const count = 'times' in entry ? entry.times : 1;
  const within = 'within' in entry ? entry.within : undefined;
  const { template, a, cases = [] } = entry;
  const name = entry.name ?? nameOf(template, [a, ...(b ? [b] : [])], count, within);
  return { name, template, a, b, times: count, within, cases };
});

function nameOf(template: string, steps: readonly Step[], count: number, within: Window | undefined): string {
  const named = steps.map((step) => step.activities.join(' | '));
  const often = count > 1 || template === 'exactly' ? [`${count}`] : [];
  return `${template}(${[...named, ...often].join(', ')})${within ? ` within ${within.count} ${within.unit}` : ''}`;
}
