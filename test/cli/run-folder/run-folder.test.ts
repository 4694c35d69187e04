import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openRunFolder } from '../../../src/cli/run-folder/open-run-folder.ts';
import { pruneRuns } from '../../../src/cli/run-folder/prune-runs.ts';
import { runJournal } from '../../../src/cli/run-folder/run-journal.ts';
import { type RunMeta, readMeta, writeMeta } from '../../../src/cli/run-folder/run-meta.ts';
import { runsHome } from '../../../src/cli/run-folder/runs-home.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

function stateHome(): string {
  const folder = scratchFolder();
  vi.stubEnv('XDG_STATE_HOME', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

describe('the folder of a run', () => {
  test('lies among the runs of the user, for its owner alone, and is named by time and scenario', () => {
    const home = stateHome();
    const { path = '' } = openRunFolder('meme-generator');
    expect(path).toMatch(/\/harmony\/runs\/\d{8}T\d{6}Z-meme-generator-[\da-f]{6}$/);
    expect(path.startsWith(home)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(path, 'meta.json')).mode & 0o777).toBe(0o600);
  });

  test('tells what runs, and how it ended', () => {
    stateHome();
    const folder = openRunFolder('meme-generator');
    folder.describe({ context: 'kind-demo', namespace: 'memes' });
    const { path = '' } = folder;
    expect(readMeta(path)).toMatchObject({
      scenario: 'meme-generator',
      context: 'kind-demo',
      namespace: 'memes',
      pid: process.pid,
    });
    expect(readMeta(path)?.ended).toBeUndefined();
    folder.finish(2);
    expect(readMeta(path)).toMatchObject({ ended: expect.stringMatching(/^\d{4}-.*Z$/), outstanding: 2 });
  });

  test('may be named, and is not shared by two runs', () => {
    const path = join(scratchFolder(), 'mine');
    openRunFolder('meme-generator', path).finish(0);
    expect(existsSync(join(path, 'meta.json'))).toBe(true);
    expect(() => openRunFolder('meme-generator', path)).toThrow(`${path} holds a run already`);
  });

  test('that cannot be made is told, and everything else goes on', () => {
    const file = join(scratchFolder(), 'file');
    writeFileSync(file, '');
    const folder = openRunFolder('meme-generator', join(file, 'run'));
    expect(folder.path).toBeUndefined();
    expect(folder.problem).toMatch(/file\/run cannot be made: ENOTDIR: not a directory$/);
    folder.describe({ context: 'x' });
    folder.finish(0);
  });

  test('is below the home directory where XDG_STATE_HOME is not absolute', () => {
    expect(runsHome({ XDG_STATE_HOME: 'state' })).toMatch(/^\/.*\/\.local\/state\/harmony\/runs$/);
  });
});

describe('the journal of a run', () => {
  test('gets one line after the other', async () => {
    const path = scratchFolder();
    const journal = runJournal({ path, describe() {}, finish() {} });
    await journal?.append('{"a":1}');
    await journal?.append('{"b":2}');
    expect(readFileSync(join(path, 'journal.jsonl'), 'utf8')).toBe('{"a":1}\n{"b":2}\n');
  });

  test('needs a folder', () => {
    expect(runJournal({ problem: '/x cannot be made: EROFS', describe() {}, finish() {} })).toBeUndefined();
  });
});

describe('old runs', () => {
  const over: RunMeta = {
    version: '1',
    scenario: 's',
    started: '2025-01-01T00:00:00Z',
    ended: '2025-01-01T01:00:00Z',
    pid: 1,
    host: 'elsewhere',
    outstanding: 0,
  };

  function home(runs: Readonly<Record<string, Partial<RunMeta> & { readonly journal?: string }>>): string {
    const folder = scratchFolder();
    for (const [name, { journal, ...meta }] of Object.entries(runs)) {
      mkdirSync(join(folder, name));
      writeMeta(join(folder, name), { ...over, ...meta });
      if (journal !== undefined) writeFileSync(join(folder, name, 'journal.jsonl'), journal);
    }
    return folder;
  }

  const one = { count: 1, bytes: 1_000_000 };

  test('go, the oldest first', () => {
    const folder = home({ '20250101T1': {}, '20250102T1': {}, '20250103T1': {} });
    pruneRuns(folder, one);
    expect(readdirSync(folder)).toEqual(['20250103T1']);
  });

  test('go when they take too much room', () => {
    const folder = home({ '20250101T1': { journal: 'x'.repeat(5000) }, '20250102T1': {} });
    pruneRuns(folder, { count: 9, bytes: 4000 });
    expect(readdirSync(folder)).toEqual(['20250102T1']);
  });

  test('stay while they go on, and while they left changes behind', () => {
    const { ended: _, ...open } = over;
    const folder = home({
      '20250101T1': { outstanding: 1, journal: '{}' },
      '20250102T1': {},
    });
    for (const [name, host, pid] of [
      ['20250101T2', hostname(), process.pid],
      ['20250101T3', 'elsewhere', 2 ** 22],
      ['20250101T4', hostname(), 2 ** 22],
    ] as const) {
      mkdirSync(join(folder, name));
      writeMeta(join(folder, name), { ...open, host, pid });
    }
    pruneRuns(folder, one);
    expect(readdirSync(folder)).toEqual(['20250101T1', '20250101T2', '20250101T3', '20250102T1']);
  });

  test('are told from folders that are no runs', () => {
    const folder = home({ '20250102T1': {} });
    mkdirSync(join(folder, '20250101T1'));
    chmodSync(join(folder, '20250101T1'), 0o700);
    pruneRuns(folder, { count: 0, bytes: 0 });
    expect(readdirSync(folder)).toEqual(['20250101T1']);
  });
});
