import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { ClusterProcess } from '../cluster-process.ts';
import { CockpitTerminal } from '../cockpit-terminal.ts';
import { expectSaneTerminal } from '../sanity.ts';

const scenarios = join(import.meta.dirname, '../../../scenarios');

/** The demo, with less patience for its cluster. */
function impatientScenario(): string {
  const folder = join(scratchFolder(), 'meme-generator');
  cpSync(join(scenarios, 'meme-generator'), folder, { recursive: true });
  const file = join(folder, 'scenario.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^target:$/m, 'target:\n  failOverAfterSeconds: 2'));
  return folder;
}

function openCockpit(scenario: string, { kubeconfig }: ClusterProcess, ...args: readonly string[]): CockpitTerminal {
  return new CockpitTerminal({
    columns: 160,
    args: ['run', scenario, '--kubeconfig', kubeconfig, '--yes', ...args],
  });
}

/** Brings the talk to its second act, whose mode has two autoscalers in conflict. */
async function intoSecondAct(terminal: CockpitTerminal): Promise<void> {
  await terminal.waitFor(
    'a live cluster with data in every pane',
    ({ text }) => /LIVE harmony-embedded/.test(text) && !text.includes('waiting for') && !text.includes('stale'),
  );
  await terminal.press('g', 'Go to');
  await terminal.press('2', 'ACT II');
  await terminal.waitFor('the act under way', ({ text }) => /ACT II .* 0:0[1-9] of/.test(text));
}

/** Loses the cluster, and waits for the offer to carry on without it. */
async function lose(cluster: ClusterProcess, terminal: CockpitTerminal): Promise<void> {
  await terminal.press('F', 'there is no need to carry on without it');
  await cluster.kill();
  await terminal.waitForText(/has not answered for \d:\d\d: F carries on without it/);
}

describe('a cluster that dies in Act II', { timeout: 120_000 }, () => {
  test('is stood in for by the embedded one at the same place, until it is back', async () => {
    await using cluster = await ClusterProcess.start();
    await using terminal = openCockpit(impatientScenario(), cluster);
    await intoSecondAct(terminal);
    await lose(cluster, terminal);
    const pressedAt = performance.now();
    const shown = await terminal.press('F', / FAIL-OVER {2}EMBEDDED /);
    process.stdout.write(`fail-over took ${Math.round(performance.now() - pressedAt)} ms\n`);
    expect(shown.lines[0]).toMatch(/ACT II .* 0:(0[3-9]|[1-5]\d) of/);
    await terminal.waitFor('live panes', ({ text }) => !text.includes('stale') && !text.includes('waiting for'));
    // It is led on like the run that it stands in for.
    await terminal.press('1', /\$ kubectl .* ✓ done/);
    await terminal.press('F', 'harmony-embedded does not answer yet');
    await cluster.start();
    await terminal.waitForText('harmony-embedded answers again: F returns to it');
    const back = await terminal.press('F', 'Back on harmony-embedded.');
    expect(back.lines[0]).toMatch(/ACT II .* LIVE harmony-embedded/);
    expect(back.lines[0]).not.toContain('FAIL-OVER');
    await terminal.waitFor('live panes', ({ text }) => !text.includes('stale') && !text.includes('waiting for'));
    terminal.type('q');
    await terminal.waitForText('Quit?');
    terminal.type('k');
    expect(await terminal.endOfProgram()).toBe(0);
    await expectSaneTerminal(terminal);
  });
});
