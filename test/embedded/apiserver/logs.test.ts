import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pod } from '../kernel/objects.ts';
import { Programs, type Running, running } from '../kernel/running.ts';
import { type BareClient, openBareClient } from './bare-client.ts';

let client: BareClient;
let programs: Programs;
let kernel: Running;

const several = {
  containers: ['a', 'b'].map((name) => ({ name, image: name })),
  initContainers: [{ name: 'init', image: 'init' }],
};

beforeEach(async () => {
  programs = new Programs();
  const crashing = pod('web', { spec: { restartPolicy: 'Always' } });
  kernel = running([crashing, pod('two', { spec: several })], {}, [programs]);
  client = await openBareClient(kernel);
});
afterEach(async () => {
  await client.close();
});

const log = (query = '', name = 'web'): Promise<string> =>
  client.text(`/api/v1/namespaces/shop/pods/${name}/log?${query}`);

async function refusal(query: string, name = 'web'): Promise<unknown> {
  return JSON.parse(await log(query, name));
}

/** The program of the pod `web` writes a line at 09:00:10, :20 and :30. */
async function threeLines(): Promise<void> {
  for (const line of ['one', 'two', 'three']) {
    await client.passSeconds(10);
    programs.hosts[0]?.log(line);
  }
}

describe('what of a log is shown', () => {
  beforeEach(threeLines);

  test.each([
    ['', 'one\ntwo\nthree\n'],
    ['tailLines=1', 'three\n'],
    ['tailLines=0', ''],
    ['sinceSeconds=10', 'two\nthree\n'],
    ['sinceTime=2025-10-01T09:00:30Z', 'three\n'],
    ['limitBytes=6', 'one\ntw'],
    ['timestamps=true&tailLines=1', '2025-10-01T09:00:30.000000000Z three\n'],
    ['follow=true&limitBytes=5', 'one\nt'],
  ])('%s', async (query, expected) => {
    expect(await log(query)).toBe(expected);
  });

  test.each([
    [
      'tailLines=-1',
      'PodLogOptions "web" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    ],
    ['limitBytes=0', 'PodLogOptions "web" is invalid: limitBytes: Invalid value: 0: must be greater than 0'],
    ['sinceSeconds=1&sinceTime=2025-10-01T09:00:00Z', expect.stringContaining('at most one of `sinceTime` or')],
  ])('%s is refused', async (query, message) => {
    expect(await refusal(query)).toMatchObject({ code: 422, reason: 'Invalid', message });
  });
});

describe('a container that crashed', () => {
  test('has no run before its first', async () => {
    await threeLines();
    expect(await refusal('previous=true')).toMatchObject({
      code: 400,
      message: 'previous terminated container "web" in pod "web" not found',
    });
  });

  test('keeps what its last run said, beside what the present one says', async () => {
    await threeLines();
    programs.hosts[0]?.exited(1);
    await client.passSeconds(20);
    programs.hosts.at(-1)?.log('again');
    expect(await log('previous=true&tailLines=1')).toBe('three\n');
    expect(await log()).toBe('again\n');
  });

  test('ends what follows it', async () => {
    await threeLines();
    const told: string[] = [];
    const web = kernel.pod('web');
    const present = web && kernel.kubelet.logOf(web, 'web');
    present?.read(true, { onLine: (line) => told.push(line), onEnd: () => told.push('end') });
    programs.hosts[0]?.log('last words');
    programs.hosts[0]?.exited(1);
    await client.passSeconds(20);
    programs.hosts.at(-1)?.log('of the next run');
    expect(told).toEqual(['one', 'two', 'three', 'last words', 'end']);
  });
});

describe('whose log is meant', () => {
  test('has to be said where there are several containers', async () => {
    expect(await refusal('', 'two')).toMatchObject({
      code: 400,
      message:
        'a container name must be specified for pod two, choose one of: [a b] or one of the init containers: [init]',
    });
    expect(await refusal('container=c', 'two')).toMatchObject({ message: 'container c is not valid for pod two' });
  });

  test('has to have started', async () => {
    await client.passSeconds(1);
    expect(await refusal('container=a', 'two')).toMatchObject({
      code: 400,
      message: 'container "a" in pod "two" is waiting to start: PodInitializing',
    });
  });

  test('has to be there', async () => {
    expect(await refusal('', 'nobody')).toMatchObject({ code: 404, details: { name: 'nobody', kind: 'pods' } });
  });
});
