import type { Cluster } from '../cluster/port.ts';
import type { ConsumerName } from './jetstream/consumer-detail.ts';
import { MonitoredConsumer } from './jetstream/monitored-consumer.ts';
import { monitoringAt } from './jetstream/monitoring.ts';
import { type ConsumerFigures, nothingOutside, type Outside } from './outside.ts';
import { directServer, type ServerPlace } from './server-place.ts';
import { type Reading, type Signal, type SignalLook, seriesOf } from './signal.ts';

/** Where a JetStream consumer is found, and how its lag is shown. */
export type JetStreamQueue = SignalLook & ServerPlace & ConsumerName;

/**
 * A queue as NATS shows it: by the monitoring endpoint, or by the JetStream API where the URL is nats:// or tls://. The series named like the
 * queue is the lag as KEDA's scaler reads it: messages not yet delivered plus those delivered and not yet acknowledged. Beside it come its two
 * parts and the counters that in and out rates are made of: messages published to the stream, messages delivered (redeliveries included) and
 * messages acknowledged (the ack floor).
 */
export function jetStreamQueue(queue: JetStreamQueue, outside: Outside = nothingOutside): Signal {
  const { id, unit } = queue;
  const counter = (name: string, title: string) => ({ id: `${id}:${name}`, title, unit });
  const figures = figuresOf(queue, outside);
  return {
    source: id,
    everySeconds: queue.everySeconds,
    series: [
      seriesOf(queue),
      counter('pending', 'pending'),
      counter('ackPending', 'ack pending'),
      counter('redelivered', 'being redelivered'),
      counter('published', 'published'),
      counter('delivered', 'delivered'),
      counter('acked', 'acknowledged'),
    ],
    read: async (cluster) => readings(id, await figures(cluster)),
  };
}

function figuresOf(queue: JetStreamQueue, outside: Outside): (cluster: Cluster) => Promise<ConsumerFigures> {
  const { stream, consumer } = queue;
  if ('url' in queue && /^(nats|tls):/.test(queue.url))
    return async () => outside.consumerFigures(await directServer(outside, queue, 'nats'), stream, consumer);
  const monitored = new MonitoredConsumer(queue);
  return (cluster) => monitored.read(monitoringAt(cluster, outside, queue));
}

function readings(id: string, figures: ConsumerFigures): readonly Reading[] {
  const { pending, ackPending, redelivered, published, delivered, acknowledged } = figures;
  const reading = (name: string, value: number) => ({ series: `${id}:${name}`, value });
  return [
    { series: id, value: pending + ackPending },
    reading('pending', pending),
    reading('ackPending', ackPending),
    reading('redelivered', redelivered),
    reading('published', published),
    reading('delivered', delivered),
    reading('acked', acknowledged),
  ];
}
