import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { PersonId } from '#lib/id.ts';
import type { Answer } from './served.test-data.ts';

const main = fileURLToPath(new URL('../app/main.ts', import.meta.url));

/** The real server as a process of its own, on a data folder; empty at its first start. */
export interface Started {
  readonly address: string;
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
}

export async function startProcess(dataFolder: string): Promise<Started> {
  const env = {
    ...process.env,
    RESVAG_DATA: dataFolder,
    PORT: '0',
    RESVAG_LOG: 'error',
    RESVAG_RATE_LIMIT: '0',
    NODE_ENV: 'production',
  };
  const child = spawn(process.execPath, [main, '--empty'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const told = /at (http:\/\/\S+?)\/? \(/.exec(output)?.[1];
      if (told !== undefined) resolve(told.replace('localhost', '127.0.0.1'));
    });
    exited.then(() => reject(new Error(`the server did not start: ${output}`)));
  });
  return { address, child, exited };
}

/** A person at the keyboard, with connections that are kept; fails when the server goes away before it has answered. */
export interface Client {
  readonly ask: (address: string, method: string, path: string, payload?: object) => Promise<Answer>;
  readonly cookie: string;
  close(): void;
}

function ask(agent: Agent, address: string, method: string, path: string, cookie: string, payload?: object) {
  return new Promise<Answer & { setCookie: string }>((resolve, reject) => {
    const body = payload === undefined ? undefined : JSON.stringify(payload);
    const headers = {
      cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const sent = request(`${address}${path}`, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        if (!answer.complete) return reject(new Error('the answer was cut'));
        const setCookie = (answer.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).join('; ');
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString()), setCookie });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export async function signInAs(address: string, personId: PersonId): Promise<Client> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answer = await ask(agent, address, 'POST', '/api/session', '', { personId });
  if (answer.status !== 200) throw new Error(`no sign-in: ${JSON.stringify(answer.body)}`);
  const cookie = answer.setCookie;
  return {
    cookie,
    ask: (to, method, path, payload) => ask(agent, to, method, path, cookie, payload),
    close: () => agent.destroy(),
  };
}
