import { describe, expect, it } from 'vitest';
import type { CoreEvent } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { deployment, namespace } from './objects.ts';
import { running } from './running.ts';

function recording() {
  const kernel = running([]);
  const about = { ...deployment(1), metadata: { name: 'web', namespace, uid: 'u1' } };
  const record = (message: string, type: 'Normal' | 'Warning' = 'Normal', reason = 'Scaled') =>
    kernel.world.events.record(about, type, reason, message, 'tester');
  const stored = () => kernel.store.list<CoreEvent>(resources.events, namespace);
  return { kernel, record, stored };
}

describe('the event recorder', () => {
  it('counts the same message in one event and keeps its first time', async () => {
    const { kernel, record, stored } = recording();
    record('to 3');
    await kernel.pass(30);
    record('to 3');
    expect(stored()).toHaveLength(1);
    expect(stored()[0]).toMatchObject({
      count: 2,
      firstTimestamp: '2025-10-01T09:00:00Z',
      lastTimestamp: '2025-10-01T09:00:30Z',
      involvedObject: { kind: 'Deployment', name: 'web', uid: 'u1' },
      source: { component: 'tester' },
    });
  });

  it('combines similar events from the tenth distinct message on', () => {
    const { record, stored } = recording();
    for (let replicas = 1; replicas <= 12; replicas += 1) record(`to ${replicas}`);
    const messages = stored().map(({ message, count }) => `${message} x${count}`);
    expect(messages).toHaveLength(10);
    expect(messages.at(-2)).toBe('to 9 x1');
    expect(messages.at(-1)).toBe('(combined from similar events): to 12 x3');
  });

  it('does not combine events that are more than ten minutes apart', async () => {
    const { kernel, record, stored } = recording();
    for (let replicas = 1; replicas <= 12; replicas += 1) {
      record(`to ${replicas}`);
      await kernel.pass(601);
    }
    expect(stored().some(({ message }) => message.startsWith('(combined'))).toBe(false);
  });

  it('goes quiet after 25 events of one type, and counts on', async () => {
    const { kernel, record, stored } = recording();
    for (let time = 0; time < 40; time += 1) record('cannot scale', 'Warning');
    expect(stored()[0]?.count).toBe(25);
    record('to 3');
    expect(stored().map(({ message }) => message)).toEqual(['cannot scale', 'to 3']);
    await kernel.pass(300);
    record('cannot scale', 'Warning');
    expect(stored()[0]?.count).toBe(41);
  });

  it('lets events expire an hour after they were last written', async () => {
    const { kernel, record, stored } = recording();
    record('to 3');
    await kernel.pass(1800);
    record('to 3');
    await kernel.pass(3599);
    expect(stored()).toHaveLength(1);
    await kernel.pass(2);
    expect(stored()).toHaveLength(0);
    record('to 3');
    expect(stored()[0]?.count).toBe(3);
  });
});
