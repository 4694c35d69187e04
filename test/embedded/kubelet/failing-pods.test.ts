import { describe, expect, it } from 'vitest';
import { summarizePod } from '../../../src/autoscaling/kubectl/pod-summary.ts';
import { parseTime } from '../../../src/autoscaling/units.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { container, namespace, pod } from '../kernel/objects.ts';
import { Programs, type Running, running } from '../kernel/running.ts';

const stateOf = (kernel: Running, name = 'a') => kernel.pod(name)?.status?.containerStatuses?.[0];
const initOf = (kernel: Running, name = 'a') => kernel.pod(name)?.status?.initContainerStatuses?.[0];

/** STATUS as `kubectl get pods` prints it. */
const printed = (kernel: Running, name = 'a'): string => {
  const found = kernel.pod(name);
  return found === undefined ? 'gone' : summarizePod(found, kernel.clock.now()).status;
};

const shell = (script: string) => ({ ...container, command: ['sh', '-c', script] });
const runs = (script: string, spec: object = {}) => pod('a', { spec: { containers: [shell(script)], ...spec } });

/** What was printed over a time, each status once, in order. */
async function history(kernel: Running, seconds: number): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let passed = 0; passed < seconds * 4; passed += 1) {
    await kernel.pass(0.25);
    const now = printed(kernel);
    if (now !== seen.at(-1)) seen.push(now);
  }
  return seen;
}

describe('a command that fails', () => {
  it('crashes again and again: 10 s, 20 s, 40 s … up to five minutes between two starts', async () => {
    const kernel = running([runs('echo no config; exit 3')]);
    const starts: number[] = [];
    kernel.store.subscribe(resources.pods, () => {
      const startedAt = parseTime(stateOf(kernel)?.state?.running?.startedAt);
      if (startedAt !== undefined && startedAt !== starts.at(-1)) starts.push(startedAt);
    });
    await kernel.pass(1500);
    const gaps = starts.slice(1).map((at, index) => (at - (starts[index] ?? 0)) / 1000);
    expect(gaps.slice(0, 8).map((gap) => Math.round(gap / 10) * 10)).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
    expect(stateOf(kernel)?.state?.waiting?.message).toMatch(
      /^back-off 5m0s restarting failed container=web pod=a_shop\(/,
    );
    expect(stateOf(kernel)?.lastState?.terminated).toMatchObject({ exitCode: 3, reason: 'Error' });
    expect(kernel.pod('a')?.status?.phase).toBe('Running');
  });

  it('shows as Error, then as CrashLoopBackOff', async () => {
    const kernel = running([runs('exit 1')]);
    expect(await history(kernel, 8)).toEqual(['ContainerCreating', 'Error', 'CrashLoopBackOff']);
    expect(kernel.events('Pod').filter((event) => event.startsWith('BackOff'))).toEqual([
      `BackOff: Back-off restarting failed container web in pod a_shop(${kernel.pod('a')?.metadata.uid})`,
    ]);
  });

  it('starts over with a short back-off after ten minutes of calm', async () => {
    const programs = new Programs();
    const kernel = running([pod('a')], {}, [programs]);
    await kernel.pass(5);
    for (let crash = 0; crash < 4; crash += 1) {
      programs.hosts.at(-1)?.exited(1);
      await kernel.pass(60);
    }
    await kernel.pass(601);
    programs.hosts.at(-1)?.exited(1);
    await kernel.pass(1);
    expect(stateOf(kernel)).toMatchObject({ restartCount: 5, state: { running: {} } });
  });

  it.each([
    ['Always', 'exit 0', 'CrashLoopBackOff'],
    ['OnFailure', 'exit 0', 'Completed'],
    ['OnFailure', 'false', 'CrashLoopBackOff'],
    ['Never', 'true', 'Completed'],
    ['Never', 'true && false', 'Error'],
  ])('with restartPolicy %s and "%s" ends up as %s', async (restartPolicy, script, status) => {
    const kernel = running([runs(script, { restartPolicy })]);
    await kernel.pass(9);
    expect(printed(kernel)).toBe(status);
  });
});

describe('a command that sleeps', () => {
  it('ends by itself when it has slept', async () => {
    const kernel = running([runs('echo start; sleep 20; echo end', { restartPolicy: 'Never' })]);
    await kernel.pass(15);
    expect(printed(kernel)).toBe('Running');
    await kernel.pass(10);
    expect(printed(kernel)).toBe('Completed');
    const { startedAt = '', finishedAt = '' } = stateOf(kernel)?.state?.terminated ?? {};
    expect(Date.parse(finishedAt) - Date.parse(startedAt)).toBe(20_000);
  });

  it('does not hear SIGTERM, and is killed when the grace period is over', async () => {
    const kernel = running([runs('sleep 3600', { terminationGracePeriodSeconds: 8 })]);
    await kernel.pass(5);
    kernel.api.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name: 'a' });
    await kernel.pass(7);
    expect(printed(kernel)).toBe('Terminating');
    await kernel.pass(2);
    expect(printed(kernel)).toBe('gone');
  });
});

describe('an init container that fails', () => {
  const initialized = (script: string, spec: object = {}) =>
    pod('a', {
      spec: {
        initContainers: [
          { ...shell(script), name: 'migrate' },
          { ...container, name: 'warm-up' },
        ],
        ...spec,
      },
    });

  it('keeps all others from starting, and is restarted with a back-off', async () => {
    const kernel = running([initialized('exit 1')]);
    expect(await history(kernel, 30)).toEqual([
      'Init:0/2',
      'Init:Error',
      'Init:CrashLoopBackOff',
      'Init:Error',
      'Init:CrashLoopBackOff',
    ]);
    expect(initOf(kernel)?.restartCount).toBe(2);
    expect(kernel.pod('a')?.status?.phase).toBe('Pending');
    expect(stateOf(kernel)?.state?.waiting?.reason).toBe('PodInitializing');
    expect(kernel.pod('a')?.status?.conditions).toContainEqual(
      expect.objectContaining({
        type: 'Initialized',
        status: 'False',
        message: 'containers with incomplete status: [migrate warm-up]',
      }),
    );
  });

  it('fails a pod that must not restart', async () => {
    const kernel = running([initialized('exit 7', { restartPolicy: 'Never' })]);
    await kernel.pass(10);
    expect([printed(kernel), kernel.pod('a')?.status?.phase]).toEqual(['Init:Error', 'Failed']);
  });

  it('that succeeds leads on: Init:0/2, Init:1/2, PodInitializing, Running', async () => {
    const kernel = running([initialized('sleep 2')]);
    expect(await history(kernel, 15)).toEqual(['Init:0/2', 'Init:1/2', 'PodInitializing', 'Running']);
  });
});

describe('an image that cannot be pulled', () => {
  const missing = { ...container, image: 'web:does-not-exist' };
  const error =
    'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/web:does-not-exist": failed to resolve reference "docker.io/library/web:does-not-exist": docker.io/library/web:does-not-exist: not found';

  it('shows as ErrImagePull and ImagePullBackOff in turn', async () => {
    const kernel = running([pod('a', { spec: { containers: [missing] } })]);
    expect(await history(kernel, 26)).toEqual([
      'ContainerCreating',
      'ErrImagePull',
      'ImagePullBackOff',
      'ErrImagePull',
      'ImagePullBackOff',
    ]);
    expect(stateOf(kernel)?.state?.waiting?.message).toBe(
      `Back-off pulling image "web:does-not-exist": ErrImagePull: ${error}`,
    );
    expect(kernel.pod('a')?.status?.phase).toBe('Pending');
  });

  it('says why in events', async () => {
    const kernel = running([pod('a', { spec: { containers: [missing] } })]);
    await kernel.pass(5);
    expect(kernel.events('Pod').slice(1)).toEqual([
      'Pulling: Pulling image "web:does-not-exist"',
      `Failed: Failed to pull image "web:does-not-exist": ${error}`,
      'Failed: Error: ErrImagePull',
      'BackOff: Back-off pulling image "web:does-not-exist"',
      'Failed: Error: ImagePullBackOff',
    ]);
  });

  it('does not keep the other containers of the pod from starting', async () => {
    const kernel = running([pod('a', { spec: { containers: [missing, { ...container, name: 'log' }] } })]);
    await kernel.pass(10);
    expect(kernel.pod('a')?.status?.containerStatuses?.[1]?.state?.running).toBeDefined();
    expect(kernel.pod('a')?.status?.phase).toBe('Pending');
  });

  it('can be named by the model', async () => {
    const kernel = running([pod('a')], { model: { unavailableImages: ['web:1'] } });
    await kernel.pass(3);
    expect(printed(kernel)).toBe('ImagePullBackOff');
  });

  it('has no second try while its name is none', async () => {
    const kernel = running([pod('a', { spec: { containers: [{ ...container, image: 'Web:1' }] } })]);
    await kernel.pass(3);
    expect(printed(kernel)).toBe('InvalidImageName');
    expect(stateOf(kernel)?.state?.waiting?.message).toBe(
      `Failed to apply default image tag "Web:1": couldn't parse image name "Web:1": invalid reference format: repository name (library/Web) must be lowercase`,
    );
  });

  it('may have to be there already', async () => {
    const local = { ...container, imagePullPolicy: 'Never' };
    const kernel = running([pod('a', { spec: { containers: [local] } })]);
    await kernel.pass(3);
    expect(printed(kernel)).toBe('ErrImageNeverPull');
  });
});
