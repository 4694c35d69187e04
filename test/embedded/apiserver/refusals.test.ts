import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { checkServerIdentity } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedCluster, serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { setupOf } from '../kernel/setup.ts';

const cluster = createEmbeddedCluster(setupOf());
let server: ServedCluster;

beforeAll(async () => {
  server = await serveApi({ kernel: cluster.kernel });
});

afterAll(async () => {
  await server.close();
  await cluster.close();
});

interface Ask {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends the path as it is: `fetch` would tidy it up. */
async function ask({ path = '/api/v1/pods', method = 'GET', headers = {}, body }: Ask): Promise<unknown> {
  const { hostname, port } = new URL(server.url);
  const authorization = `Bearer ${server.token}`;
  const call = request({
    hostname,
    port,
    path,
    method,
    headers: { authorization, ...headers },
    ca: server.certificate,
    // The certificate is checked for the address that is called, whatever host the request then names.
    checkServerIdentity: (_host, certificate) => checkServerIdentity(hostname, certificate),
  });
  // A server that refuses a body unread may close the connection under it.
  const answered = new Promise<string>((resolve, reject) => {
    call.on('response', (response) => void text(response).then(resolve, reject));
    call.on('error', reject);
  });
  call.end(body);
  return JSON.parse(await answered);
}

const pods = '/api/v1/namespaces/default/pods';
const yaml = { 'content-type': 'application/yaml' };
const xml = { 'content-type': 'application/xml' };
const jsonPatch = { 'content-type': 'application/json-patch+json' };

const refused = (code: number, reason: string): unknown =>
  expect.objectContaining({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason });

describe('a request is refused with a Status', () => {
  test.each<[string, Ask, number, string]>([
    ['without a token', { headers: { authorization: '' } }, 401, 'Unauthorized'],
    ['with a wrong token', { headers: { authorization: 'Bearer no' } }, 401, 'Unauthorized'],
    ['for a host that is not ours', { headers: { host: 'evil.example' } }, 403, 'Forbidden'],
    ['with a path that climbs', { path: '/api/v1/../../etc/passwd' }, 400, 'BadRequest'],
    ['with a path that climbs in disguise', { path: '/api/v1/%2e%2e/pods' }, 400, 'BadRequest'],
    ['with a path that cannot be decoded', { path: '/api/v1/%zz' }, 400, 'BadRequest'],
    ['for a path that is not there', { path: '/apis/nobody.example/v1/things' }, 404, 'NotFound'],
    ['with a selector that cannot be read', { path: '/api/v1/pods?labelSelector=a%3D%3D%3Db' }, 400, 'BadRequest'],
    ['with a method nobody knows', { method: 'PURGE' }, 405, 'MethodNotAllowed'],
    [
      'with a body that is too large',
      { method: 'POST', path: pods, body: Buffer.alloc(4 * 1024 * 1024) },
      413,
      'RequestEntityTooLarge',
    ],
    ['with malformed JSON', { method: 'POST', path: pods, body: '{"kind":' }, 400, 'BadRequest'],
    ['with malformed YAML', { method: 'POST', path: pods, body: 'a: [', headers: yaml }, 400, 'BadRequest'],
    ['with a body of another kind', { method: 'POST', path: pods, body: '{"kind":"Job"}' }, 400, 'BadRequest'],
    [
      'with a body in a format it does not read',
      { method: 'POST', path: pods, body: 'x', headers: xml },
      415,
      'UnsupportedMediaType',
    ],
    [
      'with a patch of no known kind',
      { method: 'PATCH', path: '/api/v1/namespaces/default', body: '{}' },
      415,
      'UnsupportedMediaType',
    ],
    [
      'with a malformed patch',
      { method: 'PATCH', path: '/api/v1/namespaces/default', body: '[{"op":"what","path":""}]', headers: jsonPatch },
      400,
      'BadRequest',
    ],
    ['with an unknown continue token', { path: '/api/v1/pods?continue=x' }, 410, 'Expired'],
  ])('%s', async (_case, asked, code, reason) => {
    expect(await ask(asked)).toEqual(refused(code, reason));
  });

  test('and the next one is answered', async () => {
    expect(await ask({})).toMatchObject({ kind: 'PodList' });
  });
});

test('what is not HTTP ends the connection and nothing else', async () => {
  const { port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.end('not a handshake\r\n\r\n');
  await closed;
  expect(await ask({})).toMatchObject({ kind: 'PodList' });
});

test('two hundred connections that say nothing keep nobody out', async () => {
  const { port } = new URL(server.url);
  const silent = Array.from({ length: 200 }, () => connect(Number(port), '127.0.0.1').on('error', () => {}));
  await Promise.all(silent.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  expect(await ask({})).toMatchObject({ kind: 'PodList' });
  for (const socket of silent) socket.destroy();
});

test('the certificate is for the loopback names and signed with its own key', () => {
  const certificate = new X509Certificate(server.certificate);
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
});

test('closing twice is harmless', async () => {
  const other = await serveApi({ kernel: cluster.kernel });
  await Promise.all([other.close(), other.close()]);
});
