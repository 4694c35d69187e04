import { describe, expect, it } from 'vitest';
import { pod } from '../kernel/objects.ts';
import { Programs, running } from '../kernel/running.ts';

describe('the status of a pod', () => {
  it('has the addresses of the pod and of its node', async () => {
    const kernel = running([pod('a')]);
    await kernel.pass(5);
    expect(kernel.pod('a')?.status).toMatchObject({
      podIP: '10.244.0.2',
      podIPs: [{ ip: '10.244.0.2' }],
      hostIP: '10.128.0.2',
    });
  });

  it('names the run of a container, which a restart changes', async () => {
    const programs = new Programs();
    const kernel = running([pod('a')], {}, [programs]);
    await kernel.pass(5);
    const first = kernel.pod('a')?.status?.containerStatuses?.[0];
    expect(first?.containerID).toMatch(/^containerd:\/\/[0-9a-f]{64}$/);
    programs.hosts[0]?.exited(1);
    await kernel.pass(2);
    const second = kernel.pod('a')?.status?.containerStatuses?.[0];
    expect(second?.containerID).not.toBe(first?.containerID);
    expect(second?.lastState?.terminated?.containerID).toBe(first?.containerID);
    expect(second?.imageID).toBe(first?.imageID);
  });
});
