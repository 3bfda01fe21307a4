import { makeHats } from '#app/demo/hats.ts';
import { makePeople } from '#app/demo/people.ts';
import { readDemoRoads } from '#app/demo/roads.ts';
import { seedDemo } from '#app/demo/seed.ts';
import { makeYear } from '#app/demo/year.ts';
import { openDatabase } from '#platform/database.ts';
import { migrate, readMigrations } from '#platform/migrate.ts';

/** Seconds to make the demo organisation, and to make and write it into an empty database (RESVAG_BENCH_DATABASE_URL). */
const seed = 2022;
const end = Date.now();
let from = performance.now();
const seconds = () => ((performance.now() - from) / 1000).toFixed(1);
const people = makePeople(seed);
const processes = await readDemoRoads(seed, end);
const hats = makeHats(seed, end, people, new Map(processes.map(({ key, id }) => [key, id])));
const year = makeYear(seed, end, people, hats, processes);
const journeys = [...year.values()].flat();
const facts = journeys.reduce((sum, one) => sum + one.facts.length, 0);
console.log(`demo organisation: ${journeys.length} journeys, ${facts} facts made in ${seconds()} s`);

const url = process.env['RESVAG_BENCH_DATABASE_URL'];
if (url === undefined) console.log('RESVAG_BENCH_DATABASE_URL is not set: writing is not measured');
else {
  const database = await openDatabase(url);
  await migrate(database, await readMigrations());
  from = performance.now();
  await seedDemo({ database, clock: () => new Date(end) });
  console.log(`made and written in ${seconds()} s`);
  await database.close();
}
