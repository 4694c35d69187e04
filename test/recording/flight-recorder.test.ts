import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { epochMs } from '../../src/autoscaling/units.ts';
import { FlightRecorder, type FlightRecorderOptions } from '../../src/recording/flight-recorder.ts';
import type { Observation } from '../../src/session/observation.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { fakeSession } from '../ui/support/fake-session.ts';
import { conflictState } from '../ui/support/session-states.ts';

const at = epochMs(Date.UTC(2026, 0, 1, 10));

function recorder(options: Partial<FlightRecorderOptions> = {}) {
  const file = join(scratchFolder(), 'observations.jsonl.gz');
  const failures: string[] = [];
  const timers = new Set<() => void>();
  const flight = new FlightRecorder({
    file,
    program: 'harmony 0.0.0',
    every(_intervalMs, callback) {
      timers.add(callback);
      return () => void timers.delete(callback);
    },
    onFailure: (reason) => failures.push(reason),
    ...options,
  });
  flight.begin(fakeSession(conflictState()));
  const lines = () => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n').slice(1);
  return { flight, file, failures, timers, lines };
}

function sample(value: number): Observation {
  return { at, source: 'queue', kind: 'sample', series: 'queue', value };
}

function pod(env: readonly object[]): Observation {
  const spec = { containers: [{ name: 'app', image: 'app:1', env }] };
  const metadata = {
    name: 'web-1',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"password":"hunter2"}', note: 'kept' },
  };
  return { at, source: 'pods', kind: 'objectUpserted', object: { apiVersion: 'v1', kind: 'Pod', metadata, spec } };
}

describe('the flight recorder', () => {
  test('writes each second what it has brought, for its owner alone', () => {
    const { flight, file, timers, lines } = recorder();
    flight.observe(sample(1));
    expect(lines()).toEqual([]);
    for (const tick of timers) tick();
    expect(lines()).toEqual([JSON.stringify(sample(1))]);
    flight.observe(sample(2));
    flight.close();
    flight.close();
    expect(lines()).toEqual([1, 2].map((value) => JSON.stringify(sample(value))));
    expect(timers.size).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('writes nothing that could be a credential', () => {
    const { flight, lines } = recorder();
    flight.observe(
      pod([
        { name: 'DB_PASSWORD', value: 'hunter2' },
        { name: 'URL', value: 'nats://me:hunter2@nats:4222' },
        { name: 'AUTH', value: 'Bearer hunter2' },
        { name: 'MODE', value: 'fast' },
      ]),
    );
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { key: 'aHVudGVyMg==' } };
    flight.observe({ at, source: 'secrets', kind: 'objectUpserted', object: secret });
    flight.close();
    const [recordedPod = '', recordedSecret = ''] = lines();
    expect(recordedPod).not.toContain('hunter2');
    expect(recordedPod).toContain('"note":"kept"');
    expect(recordedPod).toContain('"value":"fast"');
    expect(recordedSecret).toContain('"data":"[redacted]"');
  });

  test.runIf(existsSync('/dev/full'))('tells once that the disk is full, and lets the run go on', () => {
    const { flight, failures } = recorder({ file: '/dev/full' });
    for (let value = 0; value < 5000; value++) flight.observe(sample(value));
    flight.close();
    expect(failures).toEqual(['The run is not recorded from here on: the disk is full']);
  });

  test('tells once that a folder cannot be written', () => {
    const file = join(scratchFolder(), 'none', 'observations.jsonl.gz');
    const { flight, failures } = recorder({ file });
    flight.observe(sample(1));
    flight.close();
    expect(failures).toEqual([`The run is not recorded from here on: there is no such folder (${file})`]);
  });

  test('stops at its largest size, with all that was written before', () => {
    const { flight, failures, lines } = recorder({ maxBytes: 40_000 });
    for (let value = 0; value < 3_000_000 && failures.length === 0; value++) flight.observe(sample(value));
    flight.close();
    expect(failures).toEqual([expect.stringMatching(/its recording has reached/)]);
    expect(lines().length).toBeGreaterThan(1000);
  });
});
