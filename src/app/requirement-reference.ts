import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const testName = /\btest\(\s*(['"`])((?:\\.|(?!\1).)+)\1/g;
const requirementId = /\b(?:R\d{3}|D\d{2})\b/g;

function testFiles(root: string): string[] {
  return ['src', 'e2e']
    .flatMap((folder) => {
      try {
        return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
          (file) => `${folder}/${file}`,
        );
      } catch {
        return [];
      }
    })
    .filter((file) => /\.(test\.tsx?|e2e\.ts)$/.test(file))
    .sort();
}

/** The page that traces requirements to the tests that carry their ids in their names. */
export function describeRequirements(root: string): string {
  const proofs = new Map<string, string[]>();
  for (const file of testFiles(root))
    for (const [, , name = ''] of readFileSync(join(root, file), 'utf8').matchAll(testName))
      for (const id of new Set(name.match(requirementId))) {
        const sentence = name
          .replace(requirementId, '')
          .replace(/^[\s,:–-]+/, '')
          .replaceAll('\\', '')
          .replaceAll('|', '\\|');
        proofs.set(id, [...(proofs.get(id) ?? []), `${sentence} (\`${file}\`)`]);
      }
  const lines = [...proofs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, tests]) => `| ${id} | ${tests.join('<br>')} |`);
  return [
    '# Requirements and the tests that prove them',
    '',
    'Generated from the tests’ names (`npm run generate`). R is a requirement drawn from the strategy, D one of the domain.',
    '',
    '| Requirement | Proven by |',
    '|---|---|',
    ...lines,
    '',
  ].join('\n');
}
