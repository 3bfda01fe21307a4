/** The least that a journey command could be: an HTTP request that is one committed INSERT, by the same server and driver. */
import Fastify from 'fastify';
import pg from 'pg';
import { newUuid } from '#platform/world.ts';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 16 });
const app = Fastify();
app.post('/', async () => {
  const values = [newUuid(new Date()), '{"kind":"step-completed","stepId":"receive"}'];
  await pool.query({ name: 'bare', text: 'insert into bench_bare (id, data) values ($1, $2)', values });
  return { done: true };
});
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
process.on('SIGTERM', () => process.exit(0));
