import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeSocketFolder, pidsIn, removeStaleSockets, socketFolder, socketOf } from '../../src/attach/socket-place.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('the sockets of a user', () => {
  test('are in the runtime folder, or in one for temporary files', () => {
    expect(socketFolder({ XDG_RUNTIME_DIR: '/run/user/7' })).toBe('/run/user/7/harmony');
    for (const environment of [{}, { XDG_RUNTIME_DIR: '' }, { XDG_RUNTIME_DIR: 'run' }]) {
      expect(socketFolder(environment)).toMatch(/\/harmony-\d+$/);
    }
    expect(socketOf(12, '/run/user/7/harmony')).toBe('/run/user/7/harmony/12.sock');
  });

  test('are for that user alone', () => {
    const folder = join(scratchFolder(), 'deep', 'harmony');
    makeSocketFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    chmodSync(folder, 0o755);
    makeSocketFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('are not put where somebody else could', () => {
    const scratch = scratchFolder();
    mkdirSync(join(scratch, 'elsewhere'));
    symlinkSync(join(scratch, 'elsewhere'), join(scratch, 'harmony'));
    expect(() => makeSocketFolder(join(scratch, 'harmony'))).toThrow(/not a folder of this user's own/);
  });

  test('of processes that are gone are removed, and nothing else is', () => {
    const folder = scratchFolder();
    for (const name of ['3.sock', '20.sock', '100.sock', 'notes.txt']) writeFileSync(join(folder, name), '');
    expect(pidsIn(folder)).toEqual([3, 20, 100]);
    removeStaleSockets(folder, (pid) => pid === 20);
    expect(readdirSync(folder).toSorted()).toEqual(['20.sock', 'notes.txt']);
    expect(pidsIn(join(folder, 'none'))).toEqual([]);
  });
});
