import { describe, expect, it } from 'vitest';
import { k6Command, laidOver } from '../../../src/embedded/traffic/k6/k6-command.ts';
import { k6Scenarios } from '../../../src/embedded/traffic/k6/k6-options.ts';
import { K6Script } from '../../../src/embedded/traffic/k6/k6-script.ts';
import { k6Thresholds } from '../../../src/embedded/traffic/k6/k6-thresholds.ts';

const shop = `
// http.get('http://commented-out')
import http from 'k6/http';
import { check, group, sleep } from 'k6';
import { randomIntBetween } from 'https://jslib.k6.io/k6-utils/1.4.0/index.js';

const BASE_URL = __ENV.BASE_URL ?? "http://shop.default.svc.cluster.local:8080"; /* the front door */
const limits = { p95: 3_000, users: Number(__ENV.USERS || '40'), };

export const options = {
  scenarios: {
    browse: {
      executor: 'ramping-vus', startVUs: 0, exec: 'browse', gracefulRampDown: '10s',
      stages: [
        { duration: '1m', target: limits.users / 2 },
        { duration: '4m', target: limits.users }, // the plateau
        { duration: '1m', target: 0 },
      ],
    },
    buy: { executor: "constant-arrival-rate", rate: 60, timeUnit: '1m', duration: '5m', preAllocatedVUs: 5, exec: 'buy', startTime: '30s' },
  },
  thresholds: {
    'http_req_duration': ['p(95)<' + limits.p95, { threshold: 'avg < 1000', abortOnFail: true }],
    http_req_failed: ['rate<0.05'],
    my_trend: ['nonsense'],
  },
};

export function browse() {
  group('front', () => {
    const res = http.get(\`\${BASE_URL}/memes?page=1\`, { timeout: '5s', tags: { name: 'list' } });
    check(res, {
      'status is 200': (r) => r.status === 200,
      'is fast, (or not)': (r) => r.timings.duration < 500,
    });
  });
  sleep(Math.random() * 2 + 1);
}

export const buy = () => {
  checkOut('7');
  sleep(randomIntBetween(1, 3));
};

function checkOut(id) {
  check(http.post(BASE_URL + '/orders', JSON.stringify({ id: id, of: ['a', 'b'] }), { headers: { a: 'b' } }), {
    created: (r) => r.status == 201,
  });
}

export default function () {
  http.request('DELETE', BASE_URL + '/basket');
  http.batch([['GET', BASE_URL + '/a'], { method: 'PUT', url: BASE_URL + '/b' }]);
}
`;

const answer = (status: number, durationMs: number) =>
  ({ sentMs: 0, endMs: durationMs, status, error: undefined, onLost: () => {} }) as const;

describe('a k6 script as it is read', () => {
  const script = new K6Script(shop, {});

  it('has the scenarios of its options, with constants worked in', () => {
    expect(k6Scenarios(script.options)).toEqual([
      {
        name: 'browse',
        exec: 'browse',
        startTimeMs: 0,
        gracefulStopMs: 30_000,
        shape: {
          executor: 'ramping-vus',
          startVus: 0,
          gracefulRampDownMs: 10_000,
          stages: [
            { durationMs: 60_000, target: 20 },
            { durationMs: 240_000, target: 40 },
            { durationMs: 60_000, target: 0 },
          ],
        },
      },
      {
        name: 'buy',
        exec: 'buy',
        startTimeMs: 30_000,
        gracefulStopMs: 30_000,
        shape: {
          executor: 'constant-arrival-rate',
          startRate: 1,
          stages: [{ durationMs: 300_000, target: 1 }],
          preAllocatedVus: 5,
          maxVus: 5,
        },
      },
    ]);
  });

  it('has its thresholds, but for those that cannot be read', () => {
    expect(k6Thresholds(script.options)).toMatchObject([
      {
        metric: 'http_req_duration',
        source: 'p(95)<3000',
        aggregate: 'p(95)',
        operator: '<',
        limit: 3000,
        abortOnFail: false,
      },
      { metric: 'http_req_duration', source: 'avg < 1000', aggregate: 'avg', limit: 1000, abortOnFail: true },
      { metric: 'http_req_failed', aggregate: 'rate', limit: 0.05 },
    ]);
  });

  it('does what each function does, through groups and functions of its own', () => {
    const base = 'http://shop.default.svc.cluster.local:8080';
    expect(script.steps('browse')).toMatchObject([
      {
        kind: 'request',
        method: 'GET',
        url: `${base}/memes?page=1`,
        timeoutMs: 5000,
        checks: [{ name: 'status is 200' }, { name: 'is fast, (or not)' }],
      },
      { kind: 'sleep', minMs: 1000, maxMs: 3000 },
    ]);
    expect(script.steps('buy')).toMatchObject([
      { kind: 'request', method: 'POST', url: `${base}/orders`, checks: [{ name: 'created' }] },
      { kind: 'sleep', minMs: 1000, maxMs: 3000 },
    ]);
    expect(script.steps()).toMatchObject([
      { method: 'DELETE', url: `${base}/basket` },
      { method: 'GET', url: `${base}/a` },
      { method: 'PUT', url: `${base}/b` },
    ]);
    expect(script.steps('nowhere')).toBeUndefined();
  });

  it('checks status and duration of an answer', () => {
    const [request] = script.steps('browse') ?? [];
    const checks = request?.kind === 'request' ? request.checks : [];
    const results = (status: number, durationMs: number) =>
      checks.map(({ passes }) => passes(answer(status, durationMs)));
    expect(results(200, 100)).toEqual([true, true]);
    expect(results(503, 100)).toEqual([false, true]);
    expect(results(200, 600)).toEqual([true, false]);
  });

  it('sees the variables it is given', () => {
    const other = new K6Script(shop, { USERS: '600', BASE_URL: 'http://web' });
    expect(k6Scenarios(other.options)[0]?.shape).toMatchObject({
      stages: [{ target: 300 }, { target: 600 }, { target: 0 }],
    });
    expect(other.steps()?.[0]).toMatchObject({ url: 'http://web/basket' });
  });

  it.each([
    '',
    'export const options = {',
    'export default function () {',
    '((((',
    "const a = 'unclosed",
    '`${',
    'export default 5',
  ])('survives %j', (text) => {
    const broken = new K6Script(text, {});
    expect(broken.options).toBeDefined();
    expect(broken.steps() ?? []).toEqual([]);
  });
});

describe('the command line of k6 run', () => {
  const read = (line: string, variables: Record<string, string> = {}) => k6Command(line.split(' '), variables);

  it('knows k6 run with flags in any order and form', () => {
    expect(read('/usr/bin/k6 run --vus 10 -d 30s --quiet -e A=b=c --out json=x.json /scripts/x.js')).toEqual({
      script: '/scripts/x.js',
      options: { vus: 10, duration: '30s' },
      environment: { A: 'b=c' },
      quiet: true,
    });
    expect(read('k6 --no-color run x.js -s 10s:5,20s:0 --stage=1m:7')?.options).toEqual({
      stages: [
        { duration: '10s', target: 5 },
        { duration: '20s', target: 0 },
        { duration: '1m', target: 7 },
      ],
    });
    expect(read('k6 version')).toBeUndefined();
    expect(read('nats run x.js')).toBeUndefined();
  });

  it('takes options from the environment, and flags before those', () => {
    expect(read('k6 run -u 3 x.js', { K6_VUS: '20', K6_DURATION: '1m' })?.options).toEqual({ vus: 3, duration: '1m' });
  });

  it('puts the script’s own way to run aside when it names another', () => {
    const options = { stages: [{ duration: '1m', target: 5 }], thresholds: {} };
    expect(laidOver(options, { vus: 4, duration: '10s' })).toEqual({ thresholds: {}, vus: 4, duration: '10s' });
    expect(laidOver(options, { vus: 4 })).toEqual({ ...options, vus: 4 });
  });
});
