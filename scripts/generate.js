// npm run generate: writes docs/reference/ from the code; `npm run check` fails when it is not as written.
import { install, runNode } from './set-up.js';

install();
process.exitCode = await runNode(['src/app/generate.ts', ...process.argv.slice(2)]);
