// npm run bench [-- part-of-a-path … --flag=value …]: runs the measurements one after another on a server started for them.
import { buildWeb, filesBelow, install, runNode } from './set-up.js';

install();
buildWeb();
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isWanted = (file) => wanted.length === 0 || wanted.some((part) => file.includes(part));
for (const file of filesBelow('bench').filter((name) => /^bench.[^/\\]+\.ts$/.test(name) && isWanted(name))) {
  process.stdout.write(`\n── ${file}\n`);
  process.exitCode ||= await runNode([file, ...flags], { NODE_ENV: 'production' });
}
