// npm start [-- --empty]: installs, builds and starts Resväg. Settings: PORT, RESVAG_DATA, DATABASE_URL (README).
import { buildWeb, install, runNode } from './set-up.js';

install();
buildWeb();
process.exitCode = await runNode(['src/app/main.ts', ...process.argv.slice(2)], { NODE_ENV: 'production' });
