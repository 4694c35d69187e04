import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { explainLive } from '../../../src/cli/live/explain-live.ts';
import { rehearseLive } from '../../../src/cli/live/rehearse-live.ts';
import { readMeta } from '../../../src/cli/run-folder/run-meta.ts';
import type { RehearsalReport } from '../../../src/report/rehearsal-report.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { ClusterProcess } from '../../terminal/cluster-process.ts';
import { runProgram } from '../invoke.ts';

let cluster: ClusterProcess;

beforeAll(async () => {
  cluster = await ClusterProcess.start(8);
});
afterAll(() => cluster[Symbol.asyncDispose]());

/** The meme-generator with one act of a few seconds; its folder's path. */
function shortScenario(change: (yaml: string) => string = (yaml) => yaml): string {
  const folder = join(scratchFolder(), 'short');
  cpSync(join(import.meta.dirname, '../../../scenarios/meme-generator'), folder, { recursive: true });
  const file = join(folder, 'scenario.yaml');
  const act = `acts:
  - id: burst
    title: Burst
    from: 0:00
    to: 0:08
    mode: keda-only
    notes: short
    cues:
      - do: { load: burst-6000 }
        wait: { until: replicas.peak >= 4, max: 0:20 }
    expect:
      - replicas.peak >= 4

`;
  const yaml = readFileSync(file, 'utf8').replace(/^acts:\n[\s\S]*?(?=^embedded:)/m, act);
  writeFileSync(file, change(yaml));
  return folder;
}

function runsIn(state: string): readonly string[] {
  return readdirSync(join(state, 'harmony/runs')).map((name) => join(state, 'harmony/runs', name));
}

describe('harmony rehearse on a real cluster', { timeout: 60_000 }, () => {
  test('plays in real time, tells where, and leaves nothing behind', async () => {
    const state = scratchFolder();
    vi.stubEnv('XDG_STATE_HOME', state);
    onTestFinished(() => void vi.unstubAllEnvs());
    const client = await cluster.client();
    const place = { namespace: 'meme-generator', name: 'meme-backend' };
    const hpa = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', ...place };
    const spec = async () => JSON.parse(JSON.stringify(await client.get(hpa))).spec;
    const before = await spec();
    let printed = '';
    const status = await rehearseLive(
      {
        scenario: shortScenario(),
        speed: 1,
        debug: false,
        json: true,
        kube: { kubeconfig: cluster.kubeconfig },
        yes: true,
      },
      { write: (text) => (printed += text) },
    );
    const report = JSON.parse(printed) as RehearsalReport;
    expect(report).toMatchObject({ context: 'harmony-embedded', namespace: 'meme-generator', met: true });
    expect(report.acts.map(({ id }) => id)).toEqual(['burst']);
    expect(status).toBe(0);
    expect(await spec()).toEqual(before);
    expect(await client.get({ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', ...place })).toBeUndefined();
    expect(runsIn(state).map((run) => readMeta(run)?.outstanding)).toEqual([0]);
  });

  test('changes nothing unless it may', async () => {
    const unasked = await runProgram('rehearse', '--kubeconfig', cluster.kubeconfig);
    expect(unasked.stderr).toMatch(
      /namespace meme-generator of context harmony-embedded, and nobody is there to be asked/,
    );
    const scenario = shortScenario((yaml) => yaml.replace('"harmony-*", ', ''));
    const place = ['--run-dir', join(scratchFolder(), 'run')];
    const foreign = await runProgram('rehearse', scenario, '--kubeconfig', cluster.kubeconfig, '--yes', ...place);
    expect(foreign.stderr).toMatch(/context harmony-embedded may not be changed: no glob of target\.allowedContexts/);
    const unkept = ['--run-dir', join(cluster.kubeconfig, 'run')];
    const forgetful = await runProgram('rehearse', scenario, '--kubeconfig', cluster.kubeconfig, '--yes', ...unkept);
    expect(forgetful.stderr).toMatch(/config\/run cannot be made: ENOTDIR[\s\S]*name a folder for that with --run-dir/);
    expect([unasked.status, foreign.status, forgetful.status]).toEqual([2, 2, 2]);
  });
});

describe('harmony explain on a real cluster', () => {
  const out = () => {
    const written = { text: '', stdout: { write: (text: string) => (written.text += text) }, stderr: { write() {} } };
    return written;
  };

  test('explains what objects and Events tell, in text and as JSON', async () => {
    const kube = { kubeconfig: cluster.kubeconfig, namespace: 'meme-generator' };
    const [text, json] = [out(), out()];
    expect(await explainLive({ kube, hpa: 'meme-backend', json: false }, text)).toBe(0);
    expect(text.text).toMatch(/^HPA: +meme-generator\/meme-backend\nTarget: +Deployment\/meme-backend/);
    expect(await explainLive({ kube, json: true }, json)).toBe(0);
    expect(JSON.parse(json.text)).toContainEqual(
      expect.objectContaining({ name: 'meme-backend', minReplicas: 1, maxReplicas: 10 }),
    );
  });

  test('names the HPAs that there are', async () => {
    const kube = { kubeconfig: cluster.kubeconfig, namespace: 'meme-generator' };
    await expect(explainLive({ kube, hpa: 'backend', json: false }, out())).rejects.toMatchObject({
      message: 'there is no HPA backend in namespace meme-generator',
      tryThis: expect.stringMatching(/^Its HPAs: meme-backend/),
    });
  });
});

test('a cluster that does not answer ends with status 3, and who to ask', async () => {
  await using gone = await ClusterProcess.start();
  await gone.kill();
  for (const args of [['explain'], ['rehearse', '--yes']]) {
    const { status, stderr } = await runProgram(...args, '--kubeconfig', gone.kubeconfig);
    expect(stderr).toMatch(/^error: context harmony-embedded: connection refused: no API server listens at [\d.:]+\n/);
    expect(stderr).toContain('kubectl --context harmony-embedded version');
    expect(status).toBe(3);
  }
});
