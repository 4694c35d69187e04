import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type EpochMs, epochMs } from '../../../src/autoscaling/units.ts';
import { openReplayStandIn } from '../../../src/cli/failover/replay-stand-in.ts';
import { writeMeta } from '../../../src/cli/run-folder/run-meta.ts';
import { recordingName } from '../../../src/recording/format.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { initialState } from '../../../src/session/initial-state.ts';
import type { DirectorPosition } from '../../../src/session/observation.ts';
import { recordedRun } from '../../recording/support/recorded-run.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { fakeSession } from '../../ui/support/fake-session.ts';

const scenario = loadScenario('meme-generator');
const at = (seconds: number): EpochMs => epochMs(Date.UTC(2027, 0, 1) + seconds * 1000);

/** The hook, and the conflict up to its ninetieth second or so. */
const recorded = mkdtempSync(join(tmpdir(), 'harmony-recorded-'));
beforeAll(async () => {
  const run = await recordedRun(recorded);
  await run.play(150);
  await run.close();
});
afterAll(() => rmSync(recorded, { recursive: true, force: true }));

/** A run in an act, on another clock than the recording's. */
function runIn(act: number, elapsedSeconds: number, change: Partial<DirectorPosition> = {}) {
  const director = { act, cue: 0, actStartedAt: at(200), talkStartedAt: at(100), autopilot: false, ...change };
  const session = fakeSession({ ...initialState({ namespace: 'meme-generator' }, at(0)), director });
  session.set(session.store.getState(), at(200 + elapsedSeconds));
  return session;
}

const meta = { version: '0', scenario: 'meme-generator', started: '2026-01-01T00:00:00Z', pid: 1, host: 'here' };
const ended = '2026-01-01T00:08:00Z';

/** A folder of runs that have the recording, each with its own meta.json. */
function runsOf(runs: Readonly<Record<string, Partial<typeof meta & { readonly ended: string }>>>): string {
  const home = scratchFolder();
  for (const [name, change] of Object.entries(runs)) {
    mkdirSync(join(home, name));
    cpSync(join(recorded, recordingName), join(home, name, recordingName));
    writeMeta(join(home, name), { ...meta, ...change });
  }
  return home;
}

async function standInFor(session: ReturnType<typeof runIn>, home: string) {
  const standIn = await openReplayStandIn(session, scenario, home);
  onTestFinished(async () => standIn?.close());
  return standIn;
}

test('a recording goes on at the same second of the act, with the clock of the talk', async () => {
  const standIn = await standInFor(runIn(1, 30), runsOf({ 'run-1': { ended } }));
  expect(standIn?.what).toBe('the recording run-1');
  const { session } = standIn ?? {};
  expect(session?.identity).toMatchObject({ badge: 'EMBEDDED', standsInFor: 'harmony-embedded' });
  const { director, modes } = session?.store.getState() ?? {};
  const now = session?.now() ?? 0;
  expect(director?.act).toBe(1);
  // Time goes on while this is read.
  expect(Math.floor((now - (director?.actStartedAt ?? 0)) / 1000)).toBe(30);
  // The run took a hundred seconds to the act; the recording, forty-five.
  expect(Math.floor((now - (director?.talkStartedAt ?? 0)) / 1000)).toBe(130);
  expect(modes?.at(-1)?.mode).toBe('conflict');
  expect(session?.playback?.isPaused).toBe(false);
});

test('the newest that is finished and of the same scenario is taken, and none that is damaged', async () => {
  const home = runsOf({
    'run-1': { ended },
    'run-2': { ended },
    'run-3': { ended, scenario: 'celery-workers' },
    'run-4': {},
    'run-5': { ended },
  });
  writeFileSync(join(home, 'run-5', recordingName), 'no recording');
  expect((await standInFor(runIn(1, 30), home))?.what).toBe('the recording run-2');
});

test('a recording that never got so far is none', async () => {
  const home = runsOf({ 'run-1': { ended } });
  expect(await standInFor(runIn(2, 5), home)).toBeUndefined();
  expect(await standInFor(runIn(1, 140), home)).toBeUndefined();
});

test('outside of acts there is nothing to go on at', async () => {
  const home = runsOf({ 'run-1': { ended } });
  expect(await standInFor(runIn(-1, 5), home)).toBeUndefined();
  expect(await standInFor(runIn(1, 5, { talkEndedAt: at(204) }), home)).toBeUndefined();
});

test('without any recording there is none', async () => {
  expect(await standInFor(runIn(1, 30), join(scratchFolder(), 'missing'))).toBeUndefined();
});
