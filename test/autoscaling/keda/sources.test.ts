import { describe, expect, it } from 'vitest';
import { cronValue } from '../../../src/autoscaling/keda/cron-value.ts';
import { jetStreamLag } from '../../../src/autoscaling/keda/jetstream-lag.ts';
import { milliQuantity } from '../../../src/autoscaling/keda/metric-quantity.ts';
import { prometheusUrl, prometheusValue } from '../../../src/autoscaling/keda/prometheus-value.ts';
import type { ScaleTrigger } from '../../../src/autoscaling/objects.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { jetStream } from './scaled-objects.ts';

const consumer = (name: string, pending: number, ackPending: number, leader?: string) => ({
  name,
  num_pending: pending,
  num_ack_pending: ackPending,
  ...(leader === undefined ? {} : { cluster: { leader } }),
});

const jsz = (account: object, consumers: readonly object[], rest: object = {}) => ({
  ...rest,
  account_details: [
    { ...account, stream_detail: [{ name: 'MEMES', state: { messages: 9999 }, consumer_detail: consumers }] },
  ],
});

describe('lag of a JetStream consumer', () => {
  it('is pending plus ack pending, whatever the stream holds', () => {
    const asked: string[] = [];
    const get = (url: string) => {
      asked.push(url);
      return jsz({ name: '$G', id: '$G' }, [consumer('other', 1, 1), consumer('worker', 40, 2)]);
    };
    expect(jetStreamLag(get, jetStream).lag).toBe(42);
    expect(asked).toEqual(['http://nats.meme-generator.svc:8222/jsz?acc=%24G&consumers=true&config=true']);
  });

  it('looks in the account whose id or name matches', () => {
    const trigger = { ...jetStream, metadata: { ...jetStream.metadata, account: 'MEME', accountID: 'AB12' } };
    expect(jetStreamLag(() => jsz({ name: 'x', id: 'AB12' }, [consumer('worker', 1, 0)]), trigger).lag).toBe(1);
    expect(jetStreamLag(() => jsz({ name: 'MEME', id: 'y' }, [consumer('worker', 2, 0)]), trigger).lag).toBe(2);
    expect(() => jetStreamLag(() => jsz({ name: 'x', id: 'y' }, [consumer('worker', 3, 0)]), trigger)).toThrow(
      'stream "MEMES" not found',
    );
  });

  it('names the consumer that is missing', () => {
    expect(() => jetStreamLag(() => jsz({ name: '$G' }, []), jetStream)).toThrow(
      'consumer "worker" not found in stream "MEMES"',
    );
  });

  it('on a standalone server stays at what was last seen when the consumer disappears', () => {
    const { seen } = jetStreamLag(() => jsz({ name: '$G' }, [consumer('worker', 7, 0)]), jetStream);
    expect(jetStreamLag(() => jsz({ name: '$G' }, []), jetStream, seen).lag).toBe(7);
  });

  it('in a cluster is asked of the leader, found through varz', () => {
    const cluster = (node: string, pending: number) =>
      jsz({ name: '$G' }, [consumer('worker', pending, 0, 'nats-1')], {
        server_name: node,
        meta_cluster: { cluster_size: 3 },
      });
    const get = (url: string): unknown => {
      if (url.endsWith('/varz')) return { cluster: { urls: ['nats-0.nats:6222', 'nats-1.nats:6222'] } };
      return url.includes('//nats-1.nats.meme-generator.svc:8222') ? cluster('nats-1', 50) : cluster('nats-0', 9);
    };
    expect(jetStreamLag(get, jetStream).lag).toBe(50);
    const leaderless = (url: string): unknown =>
      url.endsWith('/varz') ? { cluster: { urls: [] } } : cluster('nats-0', 9);
    expect(() => jetStreamLag(leaderless, jetStream)).toThrow('leader node not found for consumer worker');
  });
});

describe('value of a Prometheus query', () => {
  const trigger = (metadata: Record<string, string> = {}): ScaleTrigger => ({
    type: 'prometheus',
    metadata: { serverAddress: 'http://prometheus:9090/', query: 'sum(up)', ...metadata },
  });
  const answer = (...values: readonly unknown[][]) => ({
    status: 'success',
    data: { result: values.map((value) => ({ metric: {}, value })) },
  });

  it('is asked for at a moment', () => {
    expect(prometheusUrl(trigger(), '2026-01-01T12:00:00Z')).toBe(
      'http://prometheus:9090/api/v1/query?query=sum(up)&time=2026-01-01T12:00:00Z',
    );
  });

  it.each([
    [answer([0, '0.25']), 0.25],
    [answer([0, '-3']), -3],
    [answer([0, null]), -1],
    [answer(), 0],
    [answer([0, 'NaN']), 0],
    [answer([0, '+Inf']), 0],
    [answer([]), 0],
  ])('%j is %d', (json, value) => {
    expect(prometheusValue(trigger(), json)).toBe(value);
  });

  it.each([
    [answer(), 'the result is empty'],
    [answer([]), 'the value list is empty'],
    [answer([0, 'NaN']), 'prometheus query returns NaN'],
    [answer([0, '-Inf']), 'prometheus query returns NaN'],
  ])('%j is an error where null values are not ignored', (json, message) => {
    expect(() => prometheusValue(trigger({ ignoreNullValues: 'false' }), json)).toThrow(message);
  });

  it('is asked for with the namespace and the further parameters of the trigger', () => {
    const asked = (metadata: Readonly<Record<string, string>>) =>
      prometheusUrl({ type: 'prometheus', metadata: { serverAddress: 'http://p', query: 'up', ...metadata } }, 'T');
    expect(asked({ namespace: 'shop', queryParameters: 'dedup=true, step=5s' })).toBe(
      'http://p/api/v1/query?query=up&time=T&namespace=shop&dedup=true&step=5s',
    );
    expect(() => asked({ queryParameters: 'dedup' })).toThrow('is not of the form key=value');
  });

  it('is an error for several series', () => {
    expect(() => prometheusValue(trigger(), answer([0, '1'], [0, '2']))).toThrow(
      'prometheus query sum(up) returned multiple elements',
    );
  });
});

describe('value of a cron trigger', () => {
  const trigger = (start: string, end: string, timezone = 'Europe/Berlin'): ScaleTrigger => ({
    type: 'cron',
    metadata: { timezone, start, end, desiredReplicas: '4' },
  });
  const value = (iso: string, start: string, end: string, zone?: string) =>
    cronValue(trigger(start, end, zone), epochMs(Date.parse(iso)));

  it('is the replica count between start and end, in the zone of the trigger', () => {
    expect(value('2026-07-01T05:59:00Z', '0 8 * * *', '0 18 * * *')).toBe(0);
    expect(value('2026-07-01T06:00:00Z', '0 8 * * *', '0 18 * * *')).toBe(4);
    expect(value('2026-07-01T15:59:59Z', '0 8 * * *', '0 18 * * *')).toBe(4);
    expect(value('2026-07-01T16:00:00Z', '0 8 * * *', '0 18 * * *')).toBe(0);
    expect(value('2026-01-15T06:30:00Z', '0 8 * * *', '0 18 * * *')).toBe(0);
  });

  it('spans midnight and knows steps, lists, ranges and names', () => {
    expect(value('2026-01-15T23:30:00Z', '0 22 * * *', '0 6 * * *', 'UTC')).toBe(4);
    expect(value('2026-01-15T12:30:00Z', '0 22 * * *', '0 6 * * *', 'UTC')).toBe(0);
    // The 17th is a Saturday.
    expect(value('2026-01-17T12:07:00Z', '0 9 * JAN mon-fri', '0 18 * * MON-FRI', 'UTC')).toBe(0);
    expect(value('2026-01-16T12:07:00Z', '*/10 9-17 * * 1-5', '5,15 18 * * *', 'UTC')).toBe(0);
  });

  it.each([
    ['0 8 * *', '0 18 * * *', 'UTC', /expected exactly 5 fields/],
    ['0 25 * * *', '0 18 * * *', 'UTC', /not within 0-23/],
    ['0 8 * * noday', '0 18 * * *', 'UTC', /failed to parse/],
    ['0 8 * * *', '0 8 * * *', 'UTC', /exactly same time/],
    ['0 8 * * *', '0 18 * * *', 'Mars/Base', /unknown time zone Mars/],
  ])('%s to %s in %s is an error', (start, end, zone, message) => {
    expect(() => value('2026-01-01T00:00:00Z', start, end, zone)).toThrow(message);
  });
});

it.each([
  [6000, '6k'],
  [0.5, '500m'],
  [0.0004, '0'],
  [2.301, '2301m'],
  [-1, '0'],
  [Number.NaN, '0'],
  [Number.POSITIVE_INFINITY, '0'],
])('%d is sent as %s', (value, quantity) => {
  expect(milliQuantity(value)).toBe(quantity);
});
