import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { type TestContext, test } from 'node:test';
import { readConfig } from '#platform/config.ts';
import { registerRoutes } from '#platform/http.ts';
import { openListener } from '#platform/listener.ts';
import type { World } from '#platform/world.ts';
import { routes } from './routes.ts';
import { statuses } from './status.ts';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
const usual: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** All of the API, with no world behind it: what is asked of an operation itself fails, and isn't looked at here. */
async function openApi(t: TestContext) {
  const config = readConfig({ RESVAG_LOG: 'silent', RESVAG_RATE_LIMIT: '0' });
  assert.ok(config.ok);
  const app = await openListener({ config: config.value, secret: 'x'.repeat(32) });
  t.after(() => app.close());
  const findActing = () => Promise.reject(new Error('nobody is signed in'));
  registerRoutes(app, { config: config.value } as World, routes, { statuses, findActing });
  return app;
}

const addressOf = (path: string) => path.replace(/:\w+/g, 'some-thing');

test('an address of the API that is asked with another method than it has says which it has', async (t) => {
  const app = await openApi(t);
  const paths = [...new Set(routes.map(({ operation }) => operation.path))];
  assert.ok(paths.length > 60);
  for (const path of paths) {
    const own = routes.flatMap(({ operation }) => (operation.path === path ? [operation.method] : []));
    const answers = await Promise.all(usual.map((method) => app.inject({ method, url: addressOf(path) })));
    const refused = answers.filter(({ statusCode }) => statusCode === 405);
    const taken = usual.filter((_, i) => answers[i]?.statusCode !== 405).sort();
    for (const method of own) assert.ok(taken.includes(method), `${method} ${path}`);
    assert.equal(taken.includes('HEAD'), taken.includes('GET'), `HEAD ${path}`);
    assert.ok(refused.length > 0, path);
    for (const answer of refused) {
      assert.equal(answer.headers['allow'], taken.join(', '), path);
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
      if (answer.body === '') continue;
      assert.deepEqual([answer.json().tag, answer.json().data.allowed], ['method-not-allowed', taken], path);
    }
    const options = answers.at(-1);
    assert.deepEqual(
      [options?.statusCode, options?.body, options?.headers['allow']],
      [204, '', taken.join(', ')],
      path,
    );
  }
});

test('methods that nothing here has are answered so too, whatever is sent along, and addresses that aren’t there are not found', async (t) => {
  const app = await openApi(t);
  const allow = 'GET, HEAD, OPTIONS';
  for (const method of METHODS.filter((name) => !['CONNECT', 'GET', 'HEAD', 'OPTIONS'].includes(name))) {
    const answer = await app.inject({ method: method as Method, url: '/api/health' });
    assert.deepEqual([answer.statusCode, answer.headers['allow']], [405, allow], method);
  }
  for (const url of ['/api/health/', '/api/health?a=1', '/api/%68ealth']) {
    const answer = await app.inject({ method: 'POST', url });
    assert.deepEqual([answer.statusCode, answer.headers['allow']], [405, allow], url);
  }
  const broken = { method: 'POST', url: '/api/health', headers: { 'content-type': 'application/json' } } as const;
  assert.equal((await app.inject({ ...broken, payload: '{"a":' })).statusCode, 405);
  for (const method of ['POST', 'OPTIONS', 'DELETE'] as const)
    for (const url of ['/api/nothing', '/api/health/more', '/api/', '/resor']) {
      const answer = await app.inject({ method, url });
      assert.deepEqual([answer.statusCode, answer.headers['allow']], [404, undefined], `${method} ${url}`);
      assert.equal(answer.json().tag, 'not-found');
    }
});
