// npm test [-- part-of-a-path …]: sets up what the tests need and runs them: packages here, the rest in
// run-tests.js, which needs Node 24.
import { install, runNode } from './set-up.js';

install();
process.exitCode = await runNode(['scripts/run-tests.js', ...process.argv.slice(2)]);
