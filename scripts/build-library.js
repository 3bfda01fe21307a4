// npm run build:library: resvag/mining as a package of its own in dist/library, one file that imports nothing, with its types.
// `npm pack ./dist/library` makes the archive that others install. Node 20 is enough to call it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { giveUp, install, node24, root } from './set-up.js';

install();
const emitted = join(root, '.cache', 'types', 'core', 'src');
const library = join(root, 'dist', 'library');
const types = join(library, 'types');

function runBin(name, args, what) {
  const bin = { tsc: 'typescript/bin/tsc', vite: 'vite/bin/vite.js' }[name];
  const done = spawnSync(node24(), [join(root, 'node_modules', bin), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) giveUp(`${what} (see above).`);
}

/** Writes the declarations of a source and of all that they speak of, with relative imports instead of the package's own. */
function writeTypes(source, written) {
  if (written.has(source)) return;
  written.add(source);
  const text = readFileSync(join(emitted, source.replace(/\.ts$/, '.d.ts')), 'utf8');
  const here = dirname(source);
  const related = text.replace(/(from |import\()'(#|\.\.?\/)([^']+)'/g, (_, before, kind, path) => {
    const target = kind === '#' ? path : join(here, kind, path);
    writeTypes(target, written);
    const to = relative(here, target).split(sep).join('/').replace(/\.ts$/, '.js');
    return `${before}'${to.startsWith('.') ? to : `./${to}`}'`;
  });
  const into = join(types, source.replace(/\.ts$/, '.d.ts'));
  mkdirSync(dirname(into), { recursive: true });
  // The parser has no types of its own: ours go along.
  const moddle = relative(here, 'process/bpmn/bpmn-moddle.d.ts').split(sep).join('/');
  writeFileSync(into, related.includes("'bpmn-moddle'") ? `/// <reference path="./${moddle}" />\n${related}` : related);
}

/** Copies a guide and all that it leads to: a statement names the pages that define its figures. */
function copyGuides(page, copied) {
  if (copied.has(page)) return;
  copied.add(page);
  const text = readFileSync(join(root, 'docs', 'guides', page), 'utf8');
  mkdirSync(join(library, 'docs', 'guides'), { recursive: true });
  writeFileSync(join(library, 'docs', 'guides', page), text);
  for (const [, other] of text.matchAll(/\]\(([a-z-]+\.md)/g)) copyGuides(other, copied);
}

runBin('vite', ['build', '--config', 'vite.library.config.ts', '--logLevel', 'warn'], 'The library could not be built');
runBin('tsc', ['-b', 'tsconfig/core.json'], 'The types of the library could not be written');
writeTypes('mining/entry.ts', new Set());
copyFileSync(
  join(root, 'src', 'process', 'bpmn', 'bpmn-moddle.d.ts'),
  join(types, 'process', 'bpmn', 'bpmn-moddle.d.ts'),
);

const { name, version, license, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const about = {
  name,
  version,
  description: 'The mining engine of Resväg: event logs read, counted, mined for models and held against them.',
  license,
  type: 'module',
  engines: { node: '>=20' },
  // For the types only: what runs is all in the one file.
  dependencies: { zod: dependencies.zod },
  exports: { './mining': { types: './types/mining/entry.d.ts', default: './mining.js' } },
};
writeFileSync(join(library, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
copyFileSync(join(root, 'LICENSE'), join(library, 'LICENSE'));
copyGuides('mining.md', new Set());
const readme = readFileSync(join(root, 'docs', 'guides', 'mining.md'), 'utf8');
writeFileSync(join(library, 'README.md'), readme.replace(/\]\((?=[a-z-]+\.md)/g, '](docs/guides/'));
