/** Small CSV texts, held whole (RFC 4180); logs are read by `csv-read.ts`. */

/** The cells of one record, quotes taken off; a line break that isn't quoted ends it. */
export function cellsOf(line: string, separator: string): string[] {
  return recordsOf(line, separator)[0] ?? [''];
}

/** The cells of each record, quotes taken off. A quote doubled inside quotes is one; a quote nobody closes ends with the text. */
export function recordsOf(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator) {
      record.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[i + 1] === '\n') i++;
      records.push([...record, cell]);
      record = [];
      cell = '';
    } else cell += sign;
  }
  if (cell !== '' || record.length > 0) records.push([...record, cell]);
  return records;
}
