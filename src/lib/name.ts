/**
 * Names that people type for roles, units, teams and each other. Two that look the same must not be two, and nothing in
 * them may be unseen: else nobody can tell in the audit trail who is meant (Unicode Technical Standard 39, sections 4–5).
 */

/** Characters that aren't seen, or that turn the text around them: controls, formats, and what fonts leave out. */
const unseen = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const word = /[\p{L}\p{M}\p{N}]+/gu;

/** The name as it is kept: composed, without spaces around it, and one space where there are several. */
export function tidyName(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** Are these the same name to whoever reads them, whatever the case, spaces, width and kind of dash? */
export function sameName(a: string, b: string): boolean {
  const read = (text: string) =>
    tidyName(text.normalize('NFKC').replace(unseen, (c) => (/\s/u.test(c) ? ' ' : '')))
      .replace(/\p{Pd}/gu, '-')
      .toLocaleLowerCase('sv');
  return read(a) === read(b);
}

/** Does the text show nothing at all? */
export function isBlank(text: string): boolean {
  return text.replace(unseen, '').trim() === '';
}

/** A word whose letters look alike but aren't: Latin ones beside those of another script, as a Cyrillic а in “nаmn”. */
function mixesScripts(text: string): boolean {
  return (text.match(word) ?? []).some(
    (one) => /\p{Script=Latin}/u.test(one) && /\p{L}/u.test(one.replace(/[\p{Script=Latin}\p{Script=Common}]/gu, '')),
  );
}

/**
 * The first of some tidy names that can't be read for what it is: without a letter, with characters that aren't seen, or
 * with a word of mixed scripts. What isn't seen is shown as U+FFFD. Undefined when all can be read.
 */
export function unreadableIn(...names: readonly string[]): string | undefined {
  const shown = (name: string) => name.replace(unseen, '\ufffd');
  const found = names.find((name) => !/\p{L}/u.test(name) || shown(name) !== name || mixesScripts(name));
  return found === undefined ? undefined : shown(found);
}
