import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { runProgram } from '../../cli/invoke.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { ClusterProcess } from '../cluster-process.ts';
import { CockpitTerminal, titlesOn } from '../cockpit-terminal.ts';
import { expectSaneTerminal } from '../sanity.ts';
import type { Screen } from '../screen.ts';

const namespace = 'meme-generator';
const scenarios = join(import.meta.dirname, '../../../scenarios');

/** The demo, with less patience for its cluster. */
function impatientScenario(): string {
  const folder = join(scratchFolder(), namespace);
  cpSync(join(scenarios, namespace), folder, { recursive: true });
  const file = join(folder, 'scenario.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^target:$/m, 'target:\n  failOverAfterSeconds: 2'));
  return folder;
}

function openCockpit(scenario: string, { kubeconfig }: ClusterProcess, stateHome = scratchFolder()): CockpitTerminal {
  return new CockpitTerminal({ columns: 160, args: ['run', scenario, '--kubeconfig', kubeconfig, '--yes'] }, stateHome);
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
    expect(performance.now() - pressedAt).toBeLessThan(10_000);
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

  test('is stood in for by the last recording of the scenario that has been there', async () => {
    const stateHome = scratchFolder();
    vi.stubEnv('XDG_STATE_HOME', stateHome);
    onTestFinished(() => void vi.unstubAllEnvs());
    const recorded = await runProgram('run', namespace, '--plain', '--autopilot', '--speed', 'max');
    expect({ status: recorded.status, stderr: recorded.stderr }).toEqual({ status: 0, stderr: '' });
    await using cluster = await ClusterProcess.start();
    await using terminal = openCockpit(impatientScenario(), cluster, stateHome);
    await intoSecondAct(terminal);
    await terminal.press('L', 'Layout:');
    const layout = titlesOn(terminal.screen);
    await lose(cluster, terminal);
    const shown = await terminal.press('F', / FAIL-OVER {2}▶ REPLAY /);
    expect(shown.lines[0]).toMatch(/ACT II .* 0:(0[3-9]|[1-5]\d) of/);
    expect(titlesOn(shown)).toEqual(layout);
    const replayed = await terminal.waitFor(
      'live panes',
      ({ text }) => !text.includes('stale') && !text.includes('waiting for'),
    );
    const before = secondOfAct(replayed);
    await terminal.waitFor('time that goes on', (screen) => secondOfAct(screen) >= before + 2);
    await cluster.start();
    await terminal.waitForText('harmony-embedded answers again: F returns to it');
    const back = await terminal.press('F', 'Back on harmony-embedded.');
    expect(back.lines[0]).toMatch(/ACT II .* LIVE harmony-embedded/);
    expect(secondOfAct(back)).toBeGreaterThanOrEqual(before + 2);
    expect(titlesOn(back)).toEqual(layout);
  });
});

/** Seconds of the act, as the header shows them. */
function secondOfAct({ lines }: Screen): number {
  const [, minutes, seconds] = / (\d+):(\d\d) of /.exec(lines[0] ?? '') ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

test('an embedded run says why there is nothing to carry on from', async () => {
  await using terminal = new CockpitTerminal();
  await terminal.opened();
  await terminal.press('F', 'This cluster is embedded and cannot be lost');
});
