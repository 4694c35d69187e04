import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { CockpitTerminal } from './cockpit-terminal.ts';

describe('s in the running cockpit', () => {
  test('keeps the frame as it is on the screen, and says where', async () => {
    const cwd = scratchFolder();
    await using terminal = new CockpitTerminal({ cwd });
    await terminal.opened();
    // Frozen, so that the screen stays what was kept.
    const before = await terminal.press('p', 'FROZEN');
    await terminal.press('s', /Snapshot: harmony-snapshots\/\d{8}T\d{6}Z-hpa-only/);
    const [name = ''] = readdirSync(join(cwd, 'harmony-snapshots'));
    const kept = readFileSync(join(cwd, 'harmony-snapshots', name, 'frame.txt'), 'utf8');
    expect(kept).toBe(before.lines.map((row) => `${row.trimEnd()}\n`).join(''));
  });

  test('says why where it cannot write', async () => {
    const cwd = scratchFolder();
    // Refused to root too, who may write anywhere.
    writeFileSync(join(cwd, 'harmony-snapshots'), '');
    await using terminal = new CockpitTerminal({ cwd });
    await terminal.opened();
    await terminal.press('s', 'The snapshot cannot be written: EEXIST');
  });
});
