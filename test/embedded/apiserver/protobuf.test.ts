import { expect, test } from 'vitest';
import { parseProtobuf } from '../../../src/embedded/apiserver/protobuf/envelope.ts';

/** A field of the wire format: a number as a varint, anything else with its length. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(number * 8), varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

const message = (...fields: readonly Buffer[]): Buffer => Buffer.concat(fields);

/** What a client of `apiVersion` sends: the type's name, then the object's own bytes. */
function body(apiVersion: string, kind: string, ...fields: readonly Buffer[]): Buffer {
  const type = message(field(1, apiVersion), field(2, kind));
  return Buffer.concat([Buffer.from('k8s\0', 'latin1'), field(1, type), field(2, message(...fields))]);
}

const named = (name: string): Buffer => field(1, message(field(1, name), field(8, '')));
const entry = (key: string, value: string | Buffer): Buffer => message(field(1, key), field(2, value));

test('a secret has its entries in base64', () => {
  const sent = body(
    'v1',
    'Secret',
    named('s'),
    field(2, entry('a', 'b')),
    field(2, entry('c', 'd')),
    field(3, 'Opaque'),
  );
  expect(parseProtobuf(sent)).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    data: { a: 'Yg==', c: 'ZA==' },
    type: 'Opaque',
  });
});

test('the fields of an inline message lie in the one around it', () => {
  const claim = field(1, message(field(1, 'scratch'), field(2, message(field(2, '')))));
  const sent = body('v1', 'Pod', named('p'), field(2, claim));
  expect(parseProtobuf(sent)).toMatchObject({ spec: { volumes: [{ name: 'scratch', emptyDir: {} }] } });
});

test('a zero that a client set stays, one that Go always writes goes', () => {
  const spec = message(field(1, 0), field(5, 0), field(7, 0));
  expect(parseProtobuf(body('apps/v1', 'Deployment', named('d'), field(2, spec)))).toMatchObject({
    spec: { replicas: 0 },
  });
});

test('ports and quantities come as they are written in JSON', () => {
  const byName = message(field(1, 1), field(3, 'http'));
  const port = message(field(3, 80), field(4, byName));
  expect(parseProtobuf(body('v1', 'Service', named('s'), field(2, field(1, port))))).toMatchObject({
    spec: { ports: [{ port: 80, targetPort: 'http' }] },
  });
  const limits = field(1, entry('cpu', message(field(1, '250m'))));
  const container = message(field(1, 'c'), field(8, limits));
  expect(parseProtobuf(body('v1', 'Pod', named('p'), field(2, field(2, container))))).toMatchObject({
    spec: { containers: [{ name: 'c', resources: { limits: { cpu: '250m' } } }] },
  });
});

test('options of a deletion are the same in every version', () => {
  for (const version of ['v1', 'apps/v1', 'policy/v1'])
    expect(parseProtobuf(body(version, 'DeleteOptions', field(1, 0), field(4, 'Background')))).toMatchObject({
      gracePeriodSeconds: 0,
      propagationPolicy: 'Background',
    });
});

test('a microsecond counts in the times of events', () => {
  const time = message(field(1, 1_735_689_600), field(2, 5_000_000));
  const sent = body('v1', 'Event', named('e'), field(10, time), field(7, message(field(1, 1_735_689_600))));
  expect(parseProtobuf(sent)).toMatchObject({
    eventTime: '2025-01-01T00:00:00.005000Z',
    lastTimestamp: '2025-01-01T00:00:00Z',
  });
});

test.each<[string, Buffer, number]>([
  ['of an unknown kind', body('example.com/v1', 'Thing'), 415],
  ['with a field nobody knows', body('v1', 'Secret', field(99, 'x')), 415],
  ['with details that are not read here', body('v1', 'Node', field(3, message(field(1, 'x')))), 415],
  ['that ends too early', body('v1', 'Secret', named('s')).subarray(0, -2), 400],
  ['that is none', Buffer.from('{"kind":"Secret"}'), 400],
])('a body %s is refused', (_case, sent, code) => {
  expect(() => parseProtobuf(sent)).toThrow(expect.objectContaining({ code }));
});
