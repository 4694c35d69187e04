import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { HorizontalPodAutoscaler } from '../../src/autoscaling/objects.ts';
import type { Deployment } from '../../src/cluster/objects.ts';
import type { KubeCluster } from '../../src/kube/kube-cluster.ts';
import { runProgram } from '../cli/invoke.ts';
import { ClusterProcess } from './cluster-process.ts';
import { CockpitTerminal } from './cockpit-terminal.ts';
import { expectSaneTerminal } from './sanity.ts';

const namespace = 'meme-generator';
const state = mkdtempSync(join(tmpdir(), 'harmony-state-'));
afterAll(() => rmSync(state, { recursive: true, force: true }));

/** The built cockpit on a served cluster, through the real client. */
function openCockpit(kubeconfig: string, ...args: readonly string[]): CockpitTerminal {
  return new CockpitTerminal({
    args: ['run', namespace, '--context', 'harmony-embedded', '--kubeconfig', kubeconfig, ...args],
    env: { XDG_STATE_HOME: state },
  });
}

async function live(terminal: CockpitTerminal): Promise<void> {
  await terminal.waitFor(
    'a live cluster with data in every pane',
    ({ text }) => /LIVE harmony-embedded/.test(text) && !text.includes('waiting for') && !text.includes('stale'),
  );
}

const hpaRef = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', namespace, name: 'meme-backend' };
const backendRef = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'meme-backend' };

/** What a person wrote of the HPA; the rest is the server's. */
async function writtenHpa(client: KubeCluster) {
  const hpa = (await client.get(hpaRef)) as HorizontalPodAutoscaler | undefined;
  const { labels, annotations } = hpa?.metadata ?? {};
  return { spec: hpa?.spec, labels, annotations };
}

async function replicas(client: KubeCluster): Promise<number> {
  return ((await client.get(backendRef)) as Deployment | undefined)?.spec.replicas ?? 0;
}

describe('the cockpit on a real API', { timeout: 120_000 }, () => {
  test('shows what is there, in the mode that it finds, and how to get there with kubectl', async () => {
    await using cluster = await ClusterProcess.start();
    await using terminal = openCockpit(cluster.kubeconfig);
    await live(terminal);
    await terminal.waitForText('mode Manual HPA only');
    await terminal.press(
      'K',
      `kubectl --kubeconfig ${cluster.kubeconfig} --context harmony-embedded -n ${namespace} get hpa`,
    );
    terminal.type('xq');
    expect(await terminal.endOfProgram()).toBe(0);
    await expectSaneTerminal(terminal);
  });

  test('asks before the first change, plays the conflict, and puts everything back on the way out', async () => {
    await using cluster = await ClusterProcess.start(4);
    const client = await cluster.client();
    const before = await writtenHpa(client);
    await using terminal = openCockpit(cluster.kubeconfig);
    await live(terminal);
    const asked = await terminal.press('c', 'Change context harmony-embedded?');
    expect(asked.text).toMatch(/namespace +meme-generator/);
    terminal.type('n');
    await terminal.waitFor('no question', ({ text }) => !text.includes('Change context'));
    expect(await writtenHpa(client)).toEqual(before);

    await terminal.press('c', 'Change context harmony-embedded?');
    await terminal.press('y', 'mode HPA against KEDA');
    await terminal.waitFor('the mode in place', ({ lines }) => /\(c\)onflict/.test(lines.at(-1) ?? ''));
    terminal.type('1');
    await terminal.waitForText(/meme-backend has ([3-9]|10)\b/);
    expect(await replicas(client)).toBeGreaterThan(1);

    await terminal.press('q', /objects? (is|are) not as this run found (it|them)\. Quit\?/);
    terminal.type('r');
    expect(await terminal.endOfProgram()).toBe(0);
    await expectSaneTerminal(terminal);
    expect(await writtenHpa(client)).toEqual(before);
    expect(await client.get({ ...hpaRef, name: 'keda-hpa-meme-backend' })).toBeUndefined();
  });

  test('keeps what it changed when told so, and says how to put it back', async () => {
    await using cluster = await ClusterProcess.start(4);
    const client = await cluster.client();
    const before = await writtenHpa(client);
    await using terminal = openCockpit(cluster.kubeconfig, '--yes');
    await live(terminal);
    terminal.type('k');
    await terminal.waitFor('the mode in place', ({ lines }) => /\(k\)eda/.test(lines.at(-1) ?? ''));
    await terminal.press('q', 'keep and quit');
    terminal.type('k');
    expect(await terminal.endOfProgram()).toBe(0);
    const { text } = await terminal.waitForText(/as this run changed them\.\s+To put back .*: harmony restore \S+/);
    expect(await client.get(hpaRef)).toBeUndefined();
    const [, run = ''] = /harmony restore (\S+)/.exec(text) ?? [];
    vi.stubEnv('XDG_STATE_HOME', state);
    onTestFinished(() => void vi.unstubAllEnvs());
    const restored = await runProgram('restore', run, '--kubeconfig', cluster.kubeconfig);
    expect({ status: restored.status, stderr: restored.stderr }).toEqual({ status: 0, stderr: '' });
    expect(await writtenHpa(client)).toEqual(before);
  });

  test('lets one cockpit change a target at a time: the other says who does, and may take over', async () => {
    await using cluster = await ClusterProcess.start(4);
    await using first = openCockpit(cluster.kubeconfig, '--yes');
    await using second = openCockpit(cluster.kubeconfig, '--yes');
    await Promise.all([live(first), live(second)]);
    await first.press('k', 'mode KEDA on lag only');
    await second.waitForText(/mode KEDA on lag only.* READ-ONLY held by \S+ pid \d+/);
    await second.press('h', 'changes this target');
    await second.press('T', /Take over from \S+ pid \d+\?/);
    await second.press('y', 'This run changes the target from now on.');
    await first.waitForText(/READ-ONLY held by \S+ pid \d+/);
    await second.press('h', 'mode One shared signal');
    await first.waitForText('mode One shared signal');
  });

  test('cancels with Esc what waits for its turn', async () => {
    await using cluster = await ClusterProcess.start();
    await using terminal = openCockpit(cluster.kubeconfig, '--yes');
    await live(terminal);
    // Entering it takes six seconds.
    await terminal.press('c', 'SWITCHING');
    await terminal.press('h', 'this comes next, and Esc cancels it');
    await terminal.press('\u001B', 'cancelled');
    await terminal.waitFor('the mode in place', ({ lines }) => /\(c\)onflict.*\[h\]armony/.test(lines.at(-1) ?? ''));
  });

  test('changes nothing that it could not write down before, unless told so', async () => {
    await using cluster = await ClusterProcess.start();
    const client = await cluster.client();
    const before = await writtenHpa(client);
    const file = join(state, 'no-folder');
    writeFileSync(file, '');
    const args = ['run', '--kubeconfig', cluster.kubeconfig];
    await using careful = new CockpitTerminal({ args, env: { XDG_STATE_HOME: file } });
    await careful.waitForText('This run is not written down: ');
    await live(careful);
    await careful.waitForText('READ-ONLY');
    await careful.press('k', 'nothing is changed that could not be put back');
    expect(await writtenHpa(client)).toEqual(before);
    await using daring = new CockpitTerminal({ args: [...args, '--yes'], env: { XDG_STATE_HOME: file } });
    await live(daring);
    await daring.press('k', 'mode KEDA on lag only');
    await daring.waitFor('the mode in place', ({ lines }) => /\(k\)eda/.test(lines.at(-1) ?? ''));
  });

  test('changes nothing with --read-only, and says so', async () => {
    await using cluster = await ClusterProcess.start();
    await using terminal = openCockpit(cluster.kubeconfig, '--read-only');
    await live(terminal);
    await terminal.waitForText(/READ-ONLY {2}LIVE harmony-embedded/);
    await terminal.press('c', 'this run is read-only');
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(0);
  });

  test('greys what it cannot read any more, with age and reason, and comes back with the server', async () => {
    await using cluster = await ClusterProcess.start();
    await using terminal = openCockpit(cluster.kubeconfig);
    await live(terminal);
    await cluster.kill();
    const killedAt = performance.now();
    await terminal.waitForText(/Pods .*! stale \d:\d\d: connection refused/);
    expect(performance.now() - killedAt).toBeLessThan(3000);
    // The screen lives on: keys are obeyed.
    await terminal.press('?', 'next cue of the act');
    terminal.type('x');
    await cluster.start();
    const startedAt = performance.now();
    await terminal.waitFor('fresh pods', ({ lines }) => {
      const titles = lines.find((line) => line.includes(' Pods ')) ?? '';
      return titles !== '' && !titles.includes('stale');
    });
    expect(performance.now() - startedAt).toBeLessThan(5000);
    await live(terminal);
  });

  test('opens on a server that does not answer, and its panes say why', async () => {
    await using cluster = await ClusterProcess.start();
    await cluster.kill();
    await using terminal = openCockpit(cluster.kubeconfig);
    const screen = await terminal.waitForText('connection refused');
    expect(screen.text).toContain('LIVE harmony-embedded');
    await cluster.start();
    await live(terminal);
    await terminal.waitForText('mode Manual HPA only');
  });
});

describe('a kubeconfig that cannot be used', () => {
  test('ends the cockpit with what would be right, and a sane terminal', async () => {
    await using cluster = await ClusterProcess.start();
    await using terminal = new CockpitTerminal({
      args: ['run', '--kubeconfig', cluster.kubeconfig, '--context', 'harmony-embeded'],
      env: { XDG_STATE_HOME: state },
    });
    expect(await terminal.endOfProgram()).toBe(2);
    await expectSaneTerminal(terminal);
    await terminal.waitForText(/context "harmony-embeded" does not exist[\s\S]*harmony-embedded/);
  });
});

describe('the folder of a run', () => {
  test('is one among the runs of the user, and tells what was run where', async () => {
    await using terminal = new CockpitTerminal({ env: { XDG_STATE_HOME: join(state, 'one') } });
    await terminal.opened();
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(0);
    const runs = join(state, 'one/harmony/runs');
    const [name = '', ...others] = readdirSync(runs);
    expect(others).toEqual([]);
    expect(JSON.parse(readFileSync(join(runs, name, 'meta.json'), 'utf8'))).toMatchObject({
      scenario: namespace,
      context: 'harmony-embedded',
      seed: 1,
      profile: 'gke',
      outstanding: 0,
      ended: expect.any(String),
    });
  });

  test('that cannot be made is told, and the show goes on', async () => {
    const file = join(state, 'file');
    writeFileSync(file, '');
    await using terminal = new CockpitTerminal({ env: { XDG_STATE_HOME: file } });
    await terminal.waitForText('This run is not written down: ');
    await terminal.opened();
  });
});
