/** `resvag log rules`: how many cases keep each rule of a list. */

import type { Answer } from '#app/cli/answer.ts';
import { doneBy, doneRefusalText, finishedOptions } from '#app/cli/finished.ts';
import { openLog, Refused, tellUndated } from '#app/cli/open-log.ts';
import { percent, table } from '#app/cli/print.ts';
import { listRefusalText, openList } from '#app/cli/read-list.ts';
import type { Words } from '#app/cli/words.ts';
import { numberIn, smallGroupsIn, WrongUse } from '#app/cli/words.ts';
import type { RulesFound } from '#mining/conformance/rules/check.ts';
import { checkRules } from '#mining/conformance/rules/check.ts';
import { VIOLATED } from '#mining/conformance/rules/judge.ts';
import type { UnknownName } from '#mining/conformance/rules/marks.ts';
import type { Rule, RulesRefusal } from '#mining/conformance/rules/rule.ts';
import { readRules } from '#mining/conformance/rules/rule.ts';
import type { ShownRule } from '#mining/conformance/rules/suppress.ts';
import { suppressRule } from '#mining/conformance/rules/suppress.ts';
import { textOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { calendarOptions, hoursOf } from './calendar.ts';

export const RULES_USAGE = `  rules      FILE RULES.json: how many cases keep each rule, {"rules": [{"template", "a", "b", "within"}]}, like
             {"template": "response", "a": "apply", "b": "decide", "within": {"count": 10, "unit": "working-day"}};
             --done A (may be given several times) names what finishes a case, or --done-attribute NAME; --as-of DATE judges
             as of that day,
             --calendar swedish --hours 08:00-17:00 are the hours of windows in working hours,
             --cases N also names the first N cases that break each rule`;

export async function rules(file: string, words: Words, path: string): Promise<Answer> {
  const smallest = smallGroupsIn(words);
  const named = numberIn(words, 'cases', 1, 1e6);
  if (named !== undefined && smallest !== undefined)
    throw new WrongUse('--cases names cases: small groups cannot be left out then');
  const hours = hoursOf(words);
  const list = await openList(path, readRules, rulesText);
  const read = await openLog(file, words);
  const { log, report, knownUntil } = read;
  const done = doneBy(words, read);
  const options = { clock: report.clock, knownUntil, ...(done ? { done } : {}), ...(hours ? { hours } : {}) };
  const checked = checkRules(log, list, options);
  if (!checked.ok)
    throw new Refused(
      checked.refusal.tag === 'not-in-log'
        ? doneRefusalText(file, checked.refusal)
        : `${file}: the log spans ${checked.refusal.days} days; working hours are reckoned for 400 years at most`,
    );
  const { rules: found, unknown } = checked.value;
  tellUndated(
    file,
    read,
    list.flatMap(({ cases }) => cases.map(({ attribute }) => attribute)),
  );
  for (const one of unknown) console.error(`${path}: ${unknownText(one, list)}`);
  const shown = found.map(({ verdicts, ...counts }) =>
    smallest === undefined ? counts : suppressRule({ ...counts, verdicts }, smallest),
  );
  const names = named === undefined ? undefined : violating(log, found, named);
  return {
    read,
    json: {
      rules: shown.map((one, i) => (names === undefined ? one : { ...one, violatingCases: names[i] })),
      unknown,
    },
    text: () => textFor(shown, names),
    options: {
      ...calendarOptions(hours),
      ...finishedOptions(words),
      cases: named ?? null,
    },
    inputs: { rules: path },
    pages: ['rules'],
  };
}

/** The first cases of the log that break each rule. */
function violating(log: Log, found: RulesFound['rules'], most: number): readonly (readonly string[])[] {
  return found.map(({ verdicts }) => {
    const names: string[] = [];
    for (let c = 0; c < log.cases && names.length < most; c++)
      if (verdicts[c] === VIOLATED) names.push(textOf(log.caseIds, c));
    return names;
  });
}

function textFor(shown: readonly ShownRule[], names: readonly (readonly string[])[] | undefined): string {
  const count = (n: number | null) => `${n ?? '–'}`;
  const hasUntimed = shown.some(({ untimed }) => untimed !== 0);
  const rows = shown.map((one) => [
    count(one.violated),
    count(one.satisfied),
    count(one.open),
    count(one.vacuous),
    ...(hasUntimed ? [count(one.untimed)] : []),
    percent(one.satisfiedShare),
    one.name,
  ]);
  const head = ['violated', 'satisfied', 'open', 'vacuous', ...(hasUntimed ? ['no time'] : []), 'kept', 'rule'];
  const broken = (names ?? []).flatMap((some, i) =>
    some.length === 0 ? [] : [`${shown[i]!.name} is broken by ${some.join(', ')}`],
  );
  return [table([head, ...rows]), ...broken].join('\n');
}

function unknownText({ rule, what, name }: UnknownName, list: readonly Rule[]): string {
  const which = `rule ${rule}, ${list[rule - 1]!.name}`;
  switch (what) {
    case 'activity':
      return `${which}: the log has no activity “${name}”`;
    case 'attribute':
      return `${which}: the events have no attribute “${name}”, so no event is meant`;
    case 'case attribute':
      return `${which}: the cases have no attribute “${name}”, so no case is meant`;
  }
}

function rulesText(refusal: RulesRefusal): string {
  if (refusal.tag === 'rule-named-twice')
    return `entry ${refusal.entry}: a rule before it is also called ${refusal.name}; give one of them a name`;
  return listRefusalText(refusal);
}
