import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { LoadFigures } from '../../../src/embedded/traffic/client/load-figures.ts';
import { k6Header, runningLine, scenarioLine } from '../../../src/embedded/traffic/k6/k6-progress.ts';
import { benchLog } from '../../../src/embedded/workload/bench-log.ts';
import { progressIn } from '../../../src/session/actions/load-progress.ts';

const at = epochMs(Date.parse('2025-01-01T10:00:00Z'));
const shares = (lines: readonly string[]) => lines.map((line) => progressIn(line));
const nothing = (lines: readonly string[]) => lines.map(() => undefined);

describe('progress by the lines that tools print', () => {
  test('nats bench', () => {
    const load = {
      subject: 's',
      messages: 6000,
      clients: 60,
      messageBytes: 256,
      purge: false,
      mode: 'synchronous',
    } as const;
    const started = benchLog.started(at, load, 'MEMES');
    expect(shares(started)).toEqual(nothing(started));
    expect(progressIn(benchLog.progress(at, 2700, 6000))).toBe(0.45);
    expect(progressIn(benchLog.finished(load, 3000))).toBeUndefined();
  });

  test('k6', () => {
    const shape = { executor: 'constant-vus', vus: 20, durationMs: 60_000 } as const;
    const scenario = { name: 'default', exec: 'default', startTimeMs: 0, gracefulStopMs: 30_000, shape };
    const header = k6Header('load.js', [scenario]);
    expect(shares(header)).toEqual(nothing(header));
    const running = { elapsedMs: 10_000, active: 20, allocated: 20, complete: 123, interrupted: 0 };
    expect(progressIn(runningLine([scenario], running))).toBeUndefined();
    const bar = { progress: 0.17, elapsedMs: 10_000, active: 20, failed: false, done: false };
    expect(progressIn(scenarioLine(scenario, bar))).toBe(0.17);
    expect(progressIn(scenarioLine(scenario, { ...bar, progress: 1, done: true }))).toBe(1);
    const summary = [
      '    checks_total.......: 12      1.19/s',
      '    checks_succeeded...: 100.00% 12 out of 12',
      '    http_req_failed.........: 0.00%  0 out of 1231',
      '    ✗ status is 200',
      '     ↳  99% — ✓ 122 / ✗ 1',
    ];
    expect(shares(summary)).toEqual(nothing(summary));
  });

  test('hey, which tells nothing before its report', () => {
    const report = ['  10% in 0.0021 secs', '  99% in 0.0213 secs', '  [200]\t1200 responses', '  0.002 [12]\t|■■'];
    expect(shares(report)).toEqual(nothing(report));
    expect(new LoadFigures().answered.count).toBe(0);
  });

  test('redis-benchmark', () => {
    const report = ['99.000% <= 0.351 milliseconds (cumulative count 99000)', '100.00% <= 1 milliseconds'];
    expect(shares(report)).toEqual(nothing(report));
  });

  test.each([
    ['sent 2700/6000', 0.45],
    ['2,700 / 6,000', 0.45],
    ['10 of 40 done', 0.25],
    ['2025/01/02 10:00:00 started', undefined],
    ['serving http://10.0.0.0/8', undefined],
    ['step 3/4: 50%', 0.5],
  ])('anything else: %j', (line, share) => {
    expect(progressIn(line)).toBe(share);
  });
});
