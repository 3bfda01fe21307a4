/** Verdicts without groups under five, also where they could be reckoned by subtraction (`small-groups.ts`, rules 1 and 2). */
import { cellOf, settleParts } from '#mining/conformance/suppress.ts';
import type { RuleCounts, RuleFound } from './check.ts';

/** Numbers that are null are withheld. */
export type ShownRule = Pick<RuleFound, 'name' | 'template'> & { readonly [K in keyof RuleCounts]: number | null };

/**
 * Verdicts of one to four cases are withheld, and further ones, smallest first, while what is left of the rule's cases, or of
 * those activated, is one to four. Of fewer cases than that nothing is told. A share needs both its numbers.
 */
export function suppressRule(found: RuleFound, smallest: number): ShownRule {
  const { name, template, cases, activated, satisfied, violated, open, vacuous, untimed } = found;
  if (cases > 0 && cases < smallest) return { name, template, ...nothing() };
  const cell = (n: number) => cellOf(n, smallest);
  const its = { satisfied: cell(satisfied), violated: cell(violated), open: cell(open) };
  const beside = { vacuous: cell(vacuous), untimed: cell(untimed) };
  const verdicts = Object.values(its);
  const whole = [...verdicts, ...Object.values(beside)];
  for (let changed = true; changed; ) {
    changed = settleParts(cases, whole, smallest);
    // What the others leave of all cases are those activated, told or not.
    if (beside.vacuous.known && beside.untimed.known) changed = settleParts(activated, verdicts, smallest) || changed;
  }
  const tells = (one: { readonly known: boolean; readonly size: number }) => (one.known ? one.size : null);
  const sharesKnown = its.satisfied.known && its.violated.known;
  return {
    name,
    template,
    cases,
    activated: beside.vacuous.known && beside.untimed.known ? activated : null,
    satisfied: tells(its.satisfied),
    violated: tells(its.violated),
    open: tells(its.open),
    vacuous: tells(beside.vacuous),
    untimed: tells(beside.untimed),
    satisfiedShare: sharesKnown ? found.satisfiedShare : null,
    violatedShare: sharesKnown ? found.violatedShare : null,
  };
}

function nothing(): { readonly [K in keyof RuleCounts]: null } {
  return {
    cases: null,
    activated: null,
    satisfied: null,
    violated: null,
    open: null,
    vacuous: null,
    untimed: null,
    satisfiedShare: null,
    violatedShare: null,
  };
}
