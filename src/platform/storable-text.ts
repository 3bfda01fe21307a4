/**
 * Text that the database can hold. PostgreSQL takes neither U+0000 nor half a surrogate pair in `text` and `jsonb`
 * (its manual, sections 8.3 and 8.14), while both may stand in a file or in JSON.
 */
const unstorable = /\0|\p{Surrogate}/gu;

/** The text with U+FFFD, the replacement character, for what can't be stored: for what comes out of somebody's file. */
export function storableText(text: string): string {
  return text.replace(unstorable, '\ufffd');
}

/** A value as JSON, each text in it made storable. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? storableText(one) : one));
}

/** Where in what a caller sent a text (or a key) can't be stored, e.g. `body/steps/0/name`; undefined when all can. */
export function unstorablePath(sent: Readonly<Record<string, unknown>>): string | undefined {
  // A list of what is left rather than recursion: what was sent may be nested deeper than the call stack.
  const left: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: sent }];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const { path, value } = one;
    if (typeof value === 'string' && storableText(value) !== value) return path;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const at = path === '' ? key : `${path}/${storableText(key)}`;
      if (storableText(key) !== key) return at;
      left.push({ path: at, value: inner });
    }
  }
  return undefined;
}
