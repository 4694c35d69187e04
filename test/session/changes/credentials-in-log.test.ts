import { expect, test } from 'vitest';
import { ClusterError } from '../../../src/cluster/port.ts';
import { openRealRun } from './real-run.ts';

test('a refusal that holds a token reaches neither the reason, the log nor the journal with it', async () => {
  const run = openRealRun();
  run.behind.admit = (write) => {
    if (write.startsWith('scale'))
      throw new ClusterError(
        500,
        'InternalError',
        'webhook https://me:hunter2@hook failed: Authorization: Bearer abc.hunter2',
      );
  };
  const outcome = await run.act({ type: 'scale', replicas: 2 });
  const redacted = 'webhook https://[redacted]@hook failed: Authorization: Bearer [redacted]';
  expect(outcome).toEqual({ ok: false, reason: redacted });
  expect(run.session.store.getState().actions.at(-1)?.message).toBe(redacted);
  expect(run.journal.text).toContain(redacted);
  expect(JSON.stringify([outcome, run.session.store.getState().actions, run.journal.text])).not.toContain('hunter2');
});

test('what a load prints is shown without credentials', async () => {
  const run = openRealRun();
  await run.act({ type: 'startLoad', load: 'burst' });
  const ref = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'demo', name: 'burst' };
  const job = await run.behind.get(ref);
  const owner = { apiVersion: 'batch/v1', kind: 'Job', name: 'burst', uid: job?.metadata.uid ?? '', controller: true };
  run.behind.put({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'burst-1', namespace: 'demo', ownerReferences: [owner] },
    status: { phase: 'Running' },
  });
  await run.behind.pass(1);
  run.behind.log('burst-1', 'connecting to nats://me:hunter2@nats:4222');
  await run.behind.pass(1);
  expect(run.session.store.getState().loads.get('burst')?.line).toBe('connecting to nats://[redacted]@nats:4222');
});
