import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openOutside } from '../../src/cli/outside/open-outside.ts';
import { jetStreamQueue } from '../../src/signals/jetstream-queue.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const patient = { timeout: 20_000, interval: 20 };
const target = { namespace: 'nats', kind: 'service', name: 'nats', port: 8222 } as const;

let folder: string;

beforeEach(() => {
  folder = scratchFolder();
  mkdirSync(join(folder, 'bin'));
  onTestFinished(() => void vi.unstubAllEnvs());
});

/** A kubectl that is played by a script; it notes how it was called, and that it was asked to end. */
function kubectlIs(script: string): void {
  const notes = `echo "$$ $*" >> ${folder}/calls\ntrap 'echo ended >> ${folder}/calls; exit 0' TERM\n`;
  writeFileSync(join(folder, 'bin/kubectl'), `#!/bin/sh\n${notes}${script}\n`);
  chmodSync(join(folder, 'bin/kubectl'), 0o755);
  vi.stubEnv('PATH', `${join(folder, 'bin')}:${process.env.PATH}`);
}

const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');

/** What the played forward leads to. */
async function monitoring(): Promise<number> {
  const consumer = { name: 'c', num_pending: 3, num_ack_pending: 2, num_redelivered: 0 };
  const detail = { ...consumer, delivered: { consumer_seq: 0 }, ack_floor: { stream_seq: 0 } };
  const stream = { name: 's', state: { last_seq: 3 }, consumer_detail: [detail] };
  const answer = { account_details: [{ name: '$G', id: '$G', stream_detail: [stream] }] };
  const server = createServer((_, response) => response.end(JSON.stringify(answer))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const up = (port: number) => `echo "Forwarding from 127.0.0.1:${port} -> 8222"\nwhile :; do sleep 0.05; done`;

describe('a port-forward', { timeout: 30_000 }, () => {
  test('is opened once, kept, and ended with the run', async () => {
    kubectlIs(up(await monitoring()));
    const outside = openOutside({ context: 'kind-demo', kubeconfig: '/k.yaml' });
    const look = { id: 'queue', title: 'Q', unit: 'messages', everySeconds: 1, namespace: 'nats' };
    const names = { account: '$G', stream: 's', consumer: 'c' };
    const queue = jetStreamQueue({ ...look, ...names, service: 'nats', port: 8222, via: 'port-forward' }, outside);
    for (let time = 0; time < 3; time += 1)
      expect((await queue.read(new MemoryCluster()))[0]).toEqual({ series: 'queue', value: 5 });
    const options = '-n nats --context kind-demo --kubeconfig /k.yaml --address 127.0.0.1';
    expect(calls()).toEqual([expect.stringMatching(new RegExp(`^\\d+ port-forward ${options} service/nats :8222$`))]);
    await outside.close();
    expect(calls()).toHaveLength(2);
    await expect(outside.forward(target)).rejects.toThrow('the run is over');
  });

  test('that ends is opened anew', async () => {
    kubectlIs(up(9));
    const outside = openOutside();
    onTestFinished(() => outside.close());
    expect(await outside.forward(target)).toBe('127.0.0.1:9');
    process.kill(Number(calls()[0]?.split(' ')[0]), 'SIGKILL');
    await vi.waitFor(async () => {
      await outside.forward(target);
      expect(calls()).toHaveLength(2);
    }, patient);
  });

  test('that does not come up says why, in kubectl’s words', async () => {
    kubectlIs('echo \'Error from server (NotFound): services "nats" not found\' >&2; exit 1');
    const outside = openOutside();
    onTestFinished(() => outside.close());
    await expect(outside.forward(target)).rejects.toThrow(
      'kubectl port-forward: Error from server (NotFound): services "nats" not found',
    );
  });

  test('needs kubectl', async () => {
    vi.stubEnv('PATH', join(folder, 'bin'));
    const outside = openOutside();
    onTestFinished(() => outside.close());
    await expect(outside.forward(target)).rejects.toThrow('a port-forward needs kubectl, which is not installed');
  });
});
