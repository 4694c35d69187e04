import { expect, test } from 'vitest';
import { CockpitTerminal, titlesOn } from '../../terminal/cockpit-terminal.ts';
import { runProgram } from '../invoke.ts';

const args = ['watch', '--cluster', 'embedded', '--speed', '10', '--seed', '1'];

test.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
])(
  'harmony watch at $columns×$rows shows a workload without a scenario, read-only, and quits at once',
  async (size) => {
    await using terminal = new CockpitTerminal({ ...size, args });
    const screen = await terminal.opened();
    expect(screen.text).toMatch(/meme-generator\/meme-backend +READ-ONLY +EMBEDDED/);
    expect(titlesOn(screen)).toEqual(expect.arrayContaining(['Replicas', 'Pods', 'Metric', 'Queue']));
    expect(screen.text).toContain('HPA   1 = 1  1..10  meme-backend');
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(0);
  },
);

test('it needs a terminal', async () => {
  const { status, stderr } = await runProgram(...args);
  expect(stderr).toContain('`harmony watch` draws on a terminal');
  expect(status).toBe(2);
});
