import { InvalidK6Options, k6Scenarios } from '../../../src/embedded/traffic/k6/k6-options.ts';
import { K6Script } from '../../../src/embedded/traffic/k6/k6-script.ts';
import { k6Thresholds } from '../../../src/embedded/traffic/k6/k6-thresholds.ts';
import { accepted, type FuzzTarget, refused } from '../fuzz-target.ts';

const script = `import http from 'k6/http';
import { check, sleep } from 'k6';
const BASE = __ENV.BASE || "http://web:8080"; // where
export const options = {
  scenarios: {
    visitors: { executor: 'ramping-vus', startVUs: 1, stages: [{ duration: '30s', target: 20 }, { duration: '1m', target: 0 }], exec: 'visit' },
    orders: { executor: "constant-arrival-rate", rate: 5, timeUnit: '1s', duration: '1m', preAllocatedVUs: 10, maxVUs: 2 * 10 },
  },
  thresholds: { http_req_duration: ['p(95)<500', { threshold: 'avg<200', abortOnFail: true }], checks: ['rate>0.9'] },
};
function browse(path) { const res = http.get(\`\${BASE}/\${path}\`, { timeout: '5s' }); check(res, { 'is 200': (r) => r.status === 200, ok: (r) => r.timings.duration < 300 }); }
export function visit() { browse('a'); sleep(Math.random() * 3 + 1); http.batch([['GET', BASE], { method: 'POST', url: BASE }]); }
export default function () { http.post(BASE + '/orders', JSON.stringify({ n: 1 }), { headers: { a: 'b' } }); visit(); sleep(1); }
`;

/** k6 scripts, as far as load goes. */
export const loadScripts: FuzzTarget = {
  name: 'k6 scripts',
  seeds: [
    script,
    "import http from 'k6/http'; export const options = { vus: 2, duration: '5s' }; export default () => { http.get('http://web'); };",
  ],
  words: [
    'export default',
    'function',
    'visit',
    'browse(',
    'http.get(',
    'http.batch(',
    'check(',
    'sleep(',
    'const x =',
    '=>',
    'async',
    '__ENV.A',
    '__ENV[',
    'Math.random()',
    '`${',
    '}',
    '{',
    '(',
    ')',
    '[',
    ']',
    '?',
    ':',
    '?.',
    '??',
    '||',
    "'",
    '"',
    '`',
    '//',
    '/*',
    '*/',
    ',',
    ';',
    '1e3',
    '0x1f',
    'options',
    'scenarios',
    'stages:',
    "'30s'",
    'constructor',
    '__proto__',
  ],
  judge(input) {
    const read = new K6Script(input, { A: '5', BASE: 'http://b' });
    k6Thresholds(read.options);
    try {
      for (const scenario of k6Scenarios(read.options)) {
        const steps = read.steps(scenario.exec);
        if (steps === undefined) return refused(`function '${scenario.exec.slice(0, 100)}' not found in exports`);
      }
      return accepted;
    } catch (error) {
      if (error instanceof InvalidK6Options) return refused(error.message);
      throw error;
    }
  },
};
