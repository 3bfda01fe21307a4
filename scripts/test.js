// npm test [-- part-of-a-path …]: sets up what the tests need (packages, web part, Chromium) and runs them.
import { buildWeb, install, runNode } from './set-up.js';

install();
buildWeb();
process.exitCode = await runNode(['scripts/run-tests.js', ...process.argv.slice(2)]);
