import { createServer as createPlain, type RequestListener } from 'node:http';
import { createServer as createTls } from 'node:https';
import { createServer as createTcp, type Server } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { getJson } from '../../src/cli/outside/http-json.ts';
import { selfSignedIdentity } from '../../src/embedded/apiserver/certificate/self-signed.ts';
import { freePort } from '../support/free-port.ts';

/** Listens on loopback until the test is over; resolves to `HOST:PORT`. */
async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

const answering = (listener: RequestListener) => listening(createPlain({ keepAlive: false }, listener));

const refusal = (url: string) =>
  getJson({ url }, '/api').then(
    () => 'answered',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe('a server that is asked directly', { timeout: 30_000 }, () => {
  test('is logged in to with user and password', async () => {
    vi.stubEnv('HARMONY_TEST_PASSWORD', 'pä:ss');
    onTestFinished(() => void vi.unstubAllEnvs());
    const host = await answering((request, response) => response.end(JSON.stringify(request.headers.authorization)));
    const auth = { user: 'ann', passwordFrom: { env: 'HARMONY_TEST_PASSWORD' } };
    expect(await getJson({ url: `http://${host}/`, auth }, '/x')).toBe(
      `Basic ${Buffer.from('ann:pä:ss').toString('base64')}`,
    );
  });

  test('is asked below the path of its URL', async () => {
    const host = await answering((request, response) => response.end(JSON.stringify(request.url)));
    expect(await getJson({ url: `http://${host}/prometheus/` }, '/api?q=1')).toBe('/prometheus/api?q=1');
  });

  test('whose certificate nobody vouches for is refused, in words', async () => {
    const { key, certificate } = selfSignedIdentity(new Date());
    const host = await listening(createTls({ key, cert: certificate }));
    expect(await refusal(`https://${host}`)).toBe(
      `the certificate of ${host} is signed by nobody this machine trusts (name its authority in NODE_EXTRA_CA_CERTS)`,
    );
  });

  test('that does not speak TLS, or not HTTP, is told apart', async () => {
    const plain = await answering((_, response) => response.end());
    expect(await refusal(`https://${plain}`)).toBe(`${plain} does not speak TLS`);
    const other = await listening(createTcp((socket) => void socket.end('hello\r\n\r\n')));
    expect(await refusal(`http://${other}`)).toBe(`${other} does not speak HTTP`);
  });

  test('that is not there, cuts the line, or sends elsewhere is told as what it is', async () => {
    const port = await freePort();
    expect(await refusal(`http://127.0.0.1:${port}`)).toBe(`connection refused: nothing listens at 127.0.0.1:${port}`);
    expect(await refusal('http://no-such-host.invalid')).toBe('the name in no-such-host.invalid cannot be resolved');
    const cut = await answering((request) => request.socket.destroy());
    expect(await refusal(`http://${cut}`)).toBe(`the connection to ${cut} was cut`);
    const moved = await answering((_, response) => response.writeHead(302, { location: 'http://x.invalid' }).end());
    expect(await refusal(`http://${moved}`)).toBe(`${moved} sends to another address: HTTP 302`);
    const html = await answering((_, response) => response.end('<html>'));
    expect(await refusal(`http://${html}`)).toBe(`${html} answers with something that is not JSON`);
    const down = await answering((_, response) => response.writeHead(503).end('{"error":"token=abc is bad"}'));
    expect(await refusal(`http://${down}`)).toBe(`${down} answers with HTTP 503: token=[redacted] is bad`);
  });
});
