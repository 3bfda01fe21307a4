/** How commands show what they found. */

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Columns side by side; all but the last are right-aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padStart(widths[i]!))).join('  '))
    .join('\n');
}

const UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
] as const;

/** Seconds in the largest unit that fits, with one decimal. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–';
  const unit = UNITS.find(([size]) => Math.abs(seconds) >= size);
  return unit ? `${(seconds / unit[0]).toFixed(1)} ${unit[1]}` : `${seconds.toFixed(1)} s`;
}

/** A share, 0 … 1, with one decimal. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}
