import { describe, expect, it } from 'vitest';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { ModelPullConsumer } from '../../../src/embedded/broker/pull-consumer.ts';
import { ModelStream } from '../../../src/embedded/broker/stream.ts';
import { subjectMatches } from '../../../src/embedded/broker/subject.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';

function broker(options: { maxAckPending?: number } = {}) {
  const clock = new VirtualClock(epochMs(0));
  const stream = new ModelStream(clock, 'MEMES', 'meme.request');
  const consumer = new ModelPullConsumer(clock, stream, {
    name: 'worker',
    ackWaitMs: 30_000,
    maxAckPending: options.maxAckPending ?? 1000,
  });
  const pass = (milliseconds: number) => clock.advanceTo(plusMs(clock.now(), milliseconds));
  const fetch = (max: number) => {
    const received: number[] = [];
    const cancel = consumer.fetch(max, (sequences) => received.push(...sequences));
    return { received, cancel };
  };
  return { clock, stream, consumer, pass, fetch };
}

describe('a pull consumer', () => {
  it('counts what nobody has fetched as pending and what nobody has acknowledged as ack pending', async () => {
    const { stream, consumer, pass, fetch } = broker();
    stream.publish(10, 100);
    const { received } = fetch(4);
    expect(received).toEqual([]);
    await pass(1);
    expect(received).toEqual([1, 2, 3, 4]);
    expect(consumer.state()).toMatchObject({ pending: 6, ackPending: 4, redelivered: 0, waiting: 0 });
    expect(consumer.ack(2)).toBe(true);
    expect(consumer.ack(2)).toBe(false);
    expect(consumer.state()).toMatchObject({ pending: 6, ackPending: 3, acknowledged: 1, ackFloorStreamSequence: 0 });
    consumer.ack(1);
    expect(consumer.state().ackFloorStreamSequence).toBe(2);
  });

  it('serves waiting requests one message each in turn', async () => {
    const { stream, consumer, pass, fetch } = broker();
    const [first, second, third] = [fetch(10), fetch(1), fetch(10)];
    await pass(5);
    stream.publish(5, 100);
    await pass(1);
    expect([first.received, second.received, third.received]).toEqual([[1, 4], [2], [3, 5]]);
    expect(consumer.state().waiting).toBe(2);
  });

  it('delivers again what was not acknowledged within the ack wait, before new messages', async () => {
    const { stream, consumer, pass, fetch } = broker();
    stream.publish(3, 100);
    fetch(2);
    await pass(1);
    consumer.ack(1);
    await pass(10_000);
    const second = fetch(5);
    await pass(19_999);
    expect(second.received).toEqual([3]);
    await pass(2);
    expect(second.received).toEqual([3, 2]);
    expect(consumer.state()).toMatchObject({ pending: 0, ackPending: 2, redelivered: 1, deliveredConsumerSequence: 4 });
    consumer.ack(2);
    expect(consumer.state()).toMatchObject({ ackPending: 1, redelivered: 0 });
  });

  it('keeps a message whose ack wait is over in ack pending while nobody fetches', async () => {
    const { stream, consumer, pass, fetch } = broker();
    stream.publish(1, 100);
    fetch(1);
    await pass(60_000);
    expect(consumer.state()).toMatchObject({ pending: 0, ackPending: 1, redelivered: 0 });
  });

  it('accepts the acknowledgement of the first delivery after the second', async () => {
    const { stream, consumer, pass, fetch } = broker();
    stream.publish(1, 100);
    fetch(1);
    await pass(31_000);
    const again = fetch(1);
    await pass(1);
    expect(again.received).toEqual([1]);
    expect(consumer.ack(1)).toBe(true);
    expect(consumer.ack(1)).toBe(false);
    await pass(120_000);
    expect(consumer.state()).toMatchObject({ ackPending: 0, redelivered: 0 });
  });

  it('holds new messages back at max ack pending until there is room', async () => {
    const { stream, consumer, pass, fetch } = broker({ maxAckPending: 2 });
    stream.publish(5, 100);
    const { received } = fetch(5);
    await pass(1);
    expect(received).toEqual([1, 2]);
    consumer.ack(1);
    await pass(1);
    expect(received).toEqual([1, 2, 3]);
    expect(consumer.state()).toMatchObject({ pending: 2, ackPending: 2 });
  });

  it('gives nothing to a request that was withdrawn', async () => {
    const { stream, pass, fetch } = broker();
    const gone = fetch(5);
    gone.cancel();
    gone.cancel();
    stream.publish(5, 100);
    const there = fetch(5);
    await pass(1);
    expect(gone.received).toEqual([]);
    expect(there.received).toEqual([1, 2, 3, 4, 5]);
  });

  it('forgets purged messages', async () => {
    const { stream, consumer, pass, fetch } = broker();
    stream.publish(5, 100);
    fetch(2);
    await pass(1);
    stream.purge();
    expect(consumer.state()).toMatchObject({ pending: 0, ackPending: 0 });
    expect(stream.state()).toMatchObject({ messages: 0, bytes: 0, firstSequence: 6, lastSequence: 5 });
    stream.publish(1, 100);
    expect(consumer.state().pending).toBe(1);
  });
});

it.each([
  ['meme.request', 'meme.request', true],
  ['meme.*', 'meme.request', true],
  ['meme.*', 'meme.request.big', false],
  ['meme.>', 'meme.request.big', true],
  ['meme.>', 'meme', false],
  ['meme.request', 'meme', false],
])('stream subject %s takes %s: %s', (pattern, subject, expected) => {
  expect(subjectMatches(pattern, subject)).toBe(expected);
});
