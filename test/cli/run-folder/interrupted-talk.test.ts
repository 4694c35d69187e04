import { spawnSync } from 'node:child_process';
import { mkdirSync, truncateSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wallClockMs } from '../../../src/cli/real-time.ts';
import { interruptedTalk } from '../../../src/cli/run-folder/interrupted-talk.ts';
import { type RunMeta, writeMeta } from '../../../src/cli/run-folder/run-meta.ts';
import { recordedRun } from '../../recording/support/recorded-run.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

/** The id of a process that is gone. */
const gonePid = spawnSync('true').pid;

/** A run among a user's that was recorded for ten seconds of its talk. */
async function runOnDisk(change: Partial<RunMeta> = {}) {
  const home = scratchFolder();
  const folder = join(home, '20260101T100000Z-meme-generator-000000');
  mkdirSync(folder);
  const run = await recordedRun(folder);
  await run.play(10);
  const { session, file } = run;
  const { director, now } = session.store.getState();
  await run.close();
  writeMeta(folder, {
    version: '0.0.0',
    scenario: session.scenario.name,
    started: '2026-01-01T10:00:00Z',
    pid: gonePid,
    host: hostname(),
    context: session.identity.context,
    namespace: session.scenario.target.namespace,
    ...change,
  });
  return { home, session, file, director, now };
}

test('a talk that was killed is found at its last moment', async () => {
  const { home, session, director, now } = await runOnDisk();
  const talk = await interruptedTalk(session, wallClockMs(), home);
  expect(talk).toMatchObject({ position: director, until: now });
  expect(talk?.agoMs).toBeLessThan(60_000);
});

test.each<[string, Partial<RunMeta>]>([
  ['came to its end', { ended: '2026-01-01T10:00:10Z' }],
  ['goes on', { pid: process.ppid }],
  ['may go on, on another machine', { host: 'elsewhere' }],
  ['is about another scenario', { scenario: 'celery-workers' }],
  ['was on another cluster', { context: 'kind-demo' }],
  ['was in another namespace', { namespace: 'other' }],
])('one that %s is not gone on with', async (_, change) => {
  const { home, session } = await runOnDisk(change);
  expect(await interruptedTalk(session, wallClockMs(), home)).toBeUndefined();
});

test('an hour later nobody goes on with it', async () => {
  const { home, session } = await runOnDisk();
  expect(await interruptedTalk(session, wallClockMs() + 3_600_000, home)).toBeUndefined();
});

test('a recording that cannot be read is passed over', async () => {
  const { home, session, file } = await runOnDisk();
  truncateSync(file, 10);
  expect(await interruptedTalk(session, wallClockMs(), home)).toBeUndefined();
});

test('a scenario that has no such place any more begins anew', async () => {
  const { home, session } = await runOnDisk();
  const changed = { identity: session.identity, scenario: { ...session.scenario, acts: [] } };
  expect(await interruptedTalk(changed, wallClockMs(), home)).toBeUndefined();
});
