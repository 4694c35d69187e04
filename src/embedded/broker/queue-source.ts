import type { Clock } from '../../cluster/clock.ts';
import type { JetStreamModel } from '../setup.ts';
import { ModelPullConsumer, type PullConsumer } from './pull-consumer.ts';
import { ModelStream, type Stream } from './stream.ts';

/** A stream and how to get consumers of it. */
export interface OpenStream {
  readonly stream: Stream;
  consumer(model: JetStreamModel): PullConsumer;
}

/** Where the queues of a model are: in the model itself, or on a real server. */
export interface QueueSource {
  openStream(clock: Clock, model: JetStreamModel): OpenStream;
}

/** Queues that exist in virtual time only. */
export const modelledQueues: QueueSource = {
  openStream(clock, { stream: name, subject }) {
    const stream = new ModelStream(clock, name, subject);
    return {
      stream,
      consumer: ({ consumer, ackWaitSeconds, maxAckPending }) =>
        new ModelPullConsumer(clock, stream, { name: consumer, ackWaitMs: ackWaitSeconds * 1000, maxAckPending }),
    };
  },
};
