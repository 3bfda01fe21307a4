/** Where a text stops being JSON (RFC 8259): what engines say of it differs, and often tells no place. */

const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[\u0020\u0021\u0023-\u005b\u005d-\uffff]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

/** What may come next: a value, a key, what follows a value, or a colon. */
type Awaited = 'value' | 'key' | 'after' | 'colon';

/** The line, from 1, of the first token with which a text that is no JSON cannot go on; its last line when it is cut off. */
export function lineOfBadJson(text: string): number {
  const open: ('{' | '[')[] = [];
  let awaited: Awaited = 'value';
  // An empty list or object, or a value that must come.
  let mayClose = false;
  const token = new RegExp(TOKEN);
  for (let at = 0; ; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    const begins = at + /^[ \t\r\n]*/.exec(text.slice(at))![0].length;
    const line = () => text.slice(0, begins).split('\n').length;
    if (found === null) return line();
    const [, mark, value = ''] = found;
    const inside = open.at(-1);
    if (mark === undefined) {
      if (awaited === 'key' && value.startsWith('"')) awaited = 'colon';
      else if (awaited === 'value') awaited = 'after';
      else return line();
      mayClose = false;
    } else if (mark === '{' || mark === '[') {
      if (awaited !== 'value') return line();
      open.push(mark);
      awaited = mark === '{' ? 'key' : 'value';
      mayClose = true;
    } else if (mark === '}' || mark === ']') {
      const isPair = inside === (mark === '}' ? '{' : '[');
      if (!isPair || !(awaited === 'after' || mayClose)) return line();
      open.pop();
      awaited = 'after';
      mayClose = false;
    } else if (mark === ':') {
      if (awaited !== 'colon') return line();
      awaited = 'value';
    } else {
      if (awaited !== 'after' || inside === undefined) return line();
      awaited = inside === '{' ? 'key' : 'value';
      mayClose = false;
    }
  }
}
