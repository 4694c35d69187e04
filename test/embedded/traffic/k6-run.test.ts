import { describe, expect, it } from 'vitest';
import { HttpCluster, k6Job, loadJob, scriptMap, web } from './http-cluster.ts';

const script = (options: string, pause = '1') => `
import http from 'k6/http';
import { check, sleep } from 'k6';

export const options = ${options};
const BASE = __ENV.TARGET || 'http://web';

export default function () {
  const res = http.get(\`\${BASE}/memes\`);
  check(res, { 'status is 200': (r) => r.status === 200 });
  sleep(${pause});
}
`;

const run = async (
  options: string,
  seconds: number,
  change: { flags?: readonly string[]; pause?: string; replicas?: number; seed?: number } = {},
) => {
  const { flags = [], pause = '1', replicas = 3, seed = 1 } = change;
  const cluster = new HttpCluster([web(replicas), scriptMap(script(options, pause))], { seed });
  await cluster.seconds(8);
  cluster.apply(k6Job('load', flags));
  await cluster.seconds(seconds + 10);
  return { cluster, log: cluster.log('load'), exitCode: cluster.exitCode('load') };
};

const requestsOf = (log: readonly string[]): number =>
  Number(/http_reqs\.+: (\d+)/.exec(log.join('\n'))?.[1] ?? Number.NaN);

describe('k6 run with a script from a ConfigMap', () => {
  it('ramps users up and down and ends with the summary of k6 and exit code 0', async () => {
    const options = `{
      stages: [{ duration: '20s', target: 20 }, { duration: '40s', target: 40 }, { duration: '10s', target: 0 }],
      thresholds: { http_req_duration: ['p(95)<3000'], http_req_failed: ['rate<0.05'] },
    }`;
    const { log, exitCode } = await run(options, 75);
    expect(exitCode).toBe(0);
    const text = log.join('\n');
    expect(text).toContain('scenarios: (100.00%) 1 scenario, 40 max VUs, 1m40s max duration (incl. graceful stop):');
    expect(text).toContain(
      '* default: Up to 40 looping VUs for 1m10s over 3 stages (gracefulRampDown: 30s, gracefulStop: 30s)',
    );
    expect(text).toMatch(/^running \(0m20\.0s\), (19|20)\/40 VUs, \d+ complete and 0 interrupted iterations$/m);
    expect(text).toMatch(/^default {3}\[ {2}28% \] (19|20)\/40 VUs {2}0m20\.0s\/1m10s$/m);
    expect(text).toMatch(/✓ 'p\(95\)<3000' p\(95\)=\d+\.\d+ms/);
    expect(text).toContain("✓ 'rate<0.05' rate=0.00%");
    expect(text).toMatch(/checks_succeeded\.\.\.: 100\.00% \d+ out of \d+/);
    expect(text).toMatch(/http_req_duration\.{14}: avg=\S+ +min=\S+ +med=\S+ +max=\S+ +p\(90\)=\S+ +p\(95\)=\S+/);
    expect(text).toMatch(/vus_max\.+: 40 +min=40 +max=40/);
    expect(log.at(-1)).toBe('default ✓ [ 100% ] 00/40 VUs  1m10s');
  });

  it('ends with exit code 99 and names the metrics when thresholds are crossed', async () => {
    const options = `{ vus: 5, duration: '10s', thresholds: { http_req_duration: ['p(95)<5', 'max<60000'], http_reqs: ['count>1'] } }`;
    const { log, exitCode } = await run(options, 12);
    expect(exitCode).toBe(99);
    expect(log.at(-1)).toMatch(/level=error msg="thresholds on metrics 'http_req_duration' have been crossed"$/);
    expect(log.join('\n')).toMatch(/✗ 'p\(95\)<5' p\(95\)=/);
    expect(log.join('\n')).toContain("✓ 'count>1' count=50");
    expect(log.at(-2)).toBe('default ✗ [ 100% ] 5 VUs  10s');
  });

  it('aborts early on a crossed threshold that says so', async () => {
    const options = `{ vus: 5, duration: '10m', thresholds: { http_req_duration: [{ threshold: 'p(95)<5', abortOnFail: true }] } }`;
    const { exitCode, log } = await run(options, 10);
    expect(exitCode).toBe(99);
    expect(requestsOf(log)).toBeLessThan(50);
  });

  it('takes users, duration and variables from flags before those of the script', async () => {
    const { log, exitCode } = await run(`{ stages: [{ duration: '10m', target: 500 }] }`, 12, {
      flags: ['-u', '4', '--duration=10s', '-e', 'TARGET=http://web.shop.svc.cluster.local'],
    });
    expect(exitCode).toBe(0);
    expect(log.join('\n')).toContain('* default: 4 looping VUs for 10s (gracefulStop: 30s)');
    expect(requestsOf(log)).toBe(40);
  });

  it('sends at a rate whatever the answers take, and drops what it has no users for', async () => {
    const options = (maxVus: number) => `{ scenarios: { steady: {
      executor: 'constant-arrival-rate', rate: 50, timeUnit: '1s', duration: '20s', preAllocatedVUs: 10, maxVUs: ${maxVus} } } }`;
    const enough = await run(options(100), 24);
    expect(requestsOf(enough.log)).toBeGreaterThanOrEqual(999);
    expect(requestsOf(enough.log)).toBeLessThanOrEqual(1001);
    expect(enough.log.join('\n')).not.toContain('dropped_iterations');
    const short = await run(options(10), 24);
    expect(requestsOf(short.log)).toBeLessThan(220);
    expect(short.log.join('\n')).toMatch(/dropped_iterations\.+: (7|8)\d\d /);
  });

  it('cannot find a script that no ConfigMap holds', async () => {
    const cluster = new HttpCluster([web(1), loadJob('load', ['k6', 'run', '/scripts/test.js'])]);
    await cluster.seconds(10);
    expect(cluster.log('load').at(-1)).toContain(`The moduleSpecifier \\"/scripts/test.js\\" couldn't be found`);
    expect(cluster.exitCode('load')).toBe(255);
  });

  it('counts requests to a Service without ready endpoints as failed', async () => {
    const options = `{ vus: 3, duration: '5s', thresholds: { http_req_failed: ['rate<0.05'] } }`;
    const { log, exitCode } = await run(options, 8, { replicas: 0 });
    expect(exitCode).toBe(99);
    expect(log.join('\n')).toContain("✗ 'rate<0.05' rate=100.00%");
    expect(log.join('\n')).toMatch(
      /level=warning msg="Request Failed" error="Get \\"http:\/\/web\/memes\\": dial tcp: .* connection refused"/,
    );
    expect(log.join('\n')).toMatch(/✗ status is 200\n {6}↳ {2}0% — ✓ 0 \/ ✗ 15/);
  });

  it('gives the same run for the same seed, and another for another', async () => {
    const options = `{ vus: 20, duration: '20s' }`;
    const logOf = async (seed: number) => (await run(options, 25, { seed, pause: 'Math.random()' })).log.join('\n');
    expect(await logOf(3)).toBe(await logOf(3));
    expect(await logOf(3)).not.toBe(await logOf(4));
  });

  it('plays 600 users for ten minutes in seconds', async () => {
    const begin = performance.now();
    const { log } = await run(`{ vus: 600, duration: '10m' }`, 610, { pause: '0.3', replicas: 10 });
    expect(requestsOf(log)).toBeGreaterThan(500_000);
    expect(performance.now() - begin).toBeLessThan(15_000);
  }, 30_000);
});
