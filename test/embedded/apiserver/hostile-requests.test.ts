import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedCluster, serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { setupOf } from '../kernel/setup.ts';

const cluster = createEmbeddedCluster(setupOf());
const configMap = '/api/v1/namespaces/default/configmaps/c';
let server: ServedCluster;

beforeAll(async () => {
  server = await serveApi({ kernel: cluster.kernel });
  const metadata = { name: 'c', namespace: 'default' };
  cluster.kernel.store.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } });
});
afterAll(async () => {
  await server.close();
  await cluster.close();
});

interface Answer {
  readonly code?: number;
  readonly message?: string;
  readonly [field: string]: unknown;
}

function send(
  method: string,
  path: string,
  { headers = {}, body }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  const authorization = `Bearer ${server.token}`;
  return new Promise((resolve, reject) => {
    const call = request(
      { hostname, port, path, method, headers: { authorization, ...headers }, ca: server.certificate },
      (response) => void text(response).then((answer) => resolve(JSON.parse(answer)), reject),
    );
    call.on('error', reject);
    call.end(body);
  });
}

const patch = (type: string, body: string): Promise<Answer> =>
  send('PATCH', `${configMap}?fieldManager=test`, {
    headers: { 'content-type': `application/${type}`, 'content-length': String(Buffer.byteLength(body)) },
    body,
  });

/** A connection with TLS that has said nothing yet. */
function open(): Promise<TLSSocket> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), ca: server.certificate }, () => resolve(socket));
    socket.once('error', reject);
  });
}

describe('a patch that is none', () => {
  test.each([
    ['merge-patch+json', '{"data":'],
    ['merge-patch+json', '[]'],
    ['merge-patch+json', '"text"'],
    ['merge-patch+json', '{"metadata":{"labels":5}}'],
    ['strategic-merge-patch+json', '{"$patch":"explode"}'],
    ['strategic-merge-patch+json', 'null'],
    ['json-patch+json', '{"op":"add"}'],
    ['json-patch+json', '[{"op":"add","path":"no-slash","value":1}]'],
    ['json-patch+json', '[{"op":"remove","path":"/metadata/nobody"}]'],
    ['apply-patch+yaml', 'a: [unclosed'],
    ['apply-patch+yaml', '- a list'],
    ['apply-patch+yaml', '&a [*a]'],
  ])('%s %s', async (type, body) => {
    expect([400, 422]).toContain((await patch(type, body)).code);
    expect(await send('GET', configMap, {})).toMatchObject({ data: { a: 'b' } });
  });
});

test('names of prototypes are names like any other', async () => {
  const polluting = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
  await patch('merge-patch+json', polluting);
  await patch('strategic-merge-patch+json', polluting);
  await patch('json-patch+json', '[{"op":"add","path":"/__proto__/polluted","value":true}]');
  await patch('json-patch+json', '[{"op":"add","path":"/constructor/prototype/polluted","value":true}]');
  await patch('apply-patch+yaml', `apiVersion: v1\nkind: ConfigMap\n__proto__: {polluted: true}\n`);
  expect(({} as Readonly<Record<string, unknown>>).polluted).toBeUndefined();
});

test('YAML whose aliases grow without end is refused', async () => {
  const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`);
  const answer = await patch('apply-patch+yaml', ['l0: &l0 [x]', ...levels].join('\n'));
  expect(answer).toMatchObject({ code: 400, reason: 'BadRequest' });
});

describe('a path that climbs', () => {
  test.each(['/api/v1/..%2f..%2fetc/passwd', '/api/v1/pods%00', '/api/v1/%5c..%5c', '/api/./v1/pods', '//evil/../api'])(
    '%s',
    async (path) => {
      expect(await send('GET', path, {})).toMatchObject({ kind: 'Status', code: 400 });
    },
  );
});

test('a hundred megabytes are not read: the answer comes before they do', async () => {
  const socket = await open();
  const { port } = new URL(server.url);
  const head = `POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${server.token}`;
  socket.write(`${head}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`);
  const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
  let sent = 0;
  let stopped = false;
  const answered = new Promise<string>((resolve) => {
    let answer = '';
    socket.on('data', (part: Buffer) => {
      answer += part.toString();
    });
    socket.once('close', () => {
      stopped = true;
      resolve(answer);
    });
    socket.on('error', () => {});
  });
  for (; sent < 100 && !stopped; sent += 1) {
    const failed = await new Promise((resolve) => socket.write(chunk, resolve));
    if (failed) break;
  }
  expect(await answered).toContain('HTTP/1.1 413');
  expect(sent).toBeLessThan(100);
});

test('two hundred requests that never end keep nobody out', async () => {
  const sockets = await Promise.all(Array.from({ length: 200 }, open));
  for (const socket of sockets) socket.write('GET /api/v1/pods HTTP/1.1\r\nhost: ');
  expect(await send('GET', '/api/v1/pods', {})).toMatchObject({ kind: 'PodList' });
  for (const socket of sockets) socket.destroy();
}, 30_000);

test('a refusal shows neither the token nor the inside of the server', async () => {
  const answers = [
    await send('GET', '/api/v1/pods', { headers: { authorization: 'Bearer wrong' } }),
    await send('GET', `/api/v1/pods?labelSelector=${encodeURIComponent('a===b')}`, {}),
    await patch('json-patch+json', '{'),
  ];
  for (const answer of answers) {
    expect(JSON.stringify(answer)).not.toContain(server.token);
    expect(JSON.stringify(answer)).not.toMatch(/node_modules|\.ts:\d|\bat \S+ \(/);
  }
});
