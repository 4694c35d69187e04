import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { restore } from '../../src/cli/restore/restore.ts';
import { serveApi } from '../../src/embedded/apiserver/api-server.ts';
import { openKubeCluster } from '../../src/kube/open-kube-cluster.ts';
import type { Action } from '../../src/session/session.ts';
import { demoWorld, picture } from '../session/changes/demo-world.ts';
import { runKilled } from '../session/changes/killed-flip.ts';
import type { Death } from '../session/changes/mortal.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { placeKubeconfig } from './served-cluster.ts';

const flip: Action = { type: 'flipMode', mode: 'conflict' };
const context = 'harmony-embedded';

/** A served cluster in a mode of somebody else's, and a state folder of our own. */
async function serve(mode: string, seed?: number) {
  const world = await demoWorld(mode, seed);
  const asFound = await picture(world);
  const server = await serveApi({ kernel: world.kernel });
  const config = placeKubeconfig(server);
  const state = scratchFolder();
  vi.stubEnv('XDG_STATE_HOME', state);
  // KEDA's HPA goes and pods start in no time.
  world.pacer.setSpeed(20);
  world.pacer.start();
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await world.pacer.stop();
    await server.close();
    await world.close();
    config.remove();
  });
  return { world, asFound, kubeconfig: config.path, runs: join(state, 'harmony/runs') };
}

/** A cockpit on that cluster which dies; its journal is where a run has it, by a process that is no more. */
async function dieOn(
  { kubeconfig, runs }: { readonly kubeconfig: string; readonly runs: string },
  death: Death,
  run = '20260131T120000Z-meme-generator-abc123',
): Promise<void> {
  const cluster = await openKubeCluster({ kubeconfig });
  const wait = async (work: Promise<unknown>, isOver: () => boolean): Promise<void> => {
    let isDone = false;
    void work.finally(() => {
      isDone = true;
    });
    while (!isDone && !isOver()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const killed = await runKilled({ cluster, context, wait }, flip, death);
  await cluster.close();
  mkdirSync(join(runs, run), { recursive: true });
  // The process of the test lives on; the one of the journal must not.
  const journal = killed.journal.replace(`"pid":${process.pid}`, '"pid":2147483646');
  writeFileSync(join(runs, run, 'journal.jsonl'), journal);
}

async function restoring(options: { readonly kubeconfig: string; readonly run?: string; readonly dryRun?: boolean }) {
  let printed = '';
  const { kubeconfig, run, dryRun = false } = options;
  const out = {
    write(text: string) {
      printed += text;
    },
  };
  const status = await restore({ ...(run !== undefined && { run }), kube: { kubeconfig }, dryRun }, out);
  return { status, printed };
}

describe('harmony restore, over HTTP', { timeout: 60_000 }, () => {
  test.each<Death>([
    { at: 5, when: 'before' },
    { at: 7, when: 'in the middle' },
    { at: 11, when: 'in the middle' },
    { at: 14, when: 'in the middle' },
  ])('puts back what a cockpit left that died $when step $at', async (death) => {
    const served = await serve('hpa-only');
    await dieOn(served, death);
    const { status, printed } = await restoring(served);
    expect(printed).toContain(`context ${context}, namespace meme-generator`);
    expect(printed).toMatch(/Everything is as it was/);
    expect(status).toBe(0);
    expect(await picture(served.world)).toEqual(served.asFound);
  });

  test('says what it would do, does it, and has nothing to do a second time', async () => {
    const served = await serve('hpa-only');
    await dieOn(served, { at: 11, when: 'in the middle' });
    const dry = await restoring({ ...served, dryRun: true });
    expect(dry.status).toBe(0);
    expect(dry.printed).toContain(
      'would do  kubectl create -n meme-generator -f - # HorizontalPodAutoscaler meme-backend',
    );
    expect(dry.printed).toContain('Nothing was changed');
    expect(await picture(served.world)).not.toEqual(served.asFound);
    expect((await restoring(served)).printed).toContain(
      '  done      kubectl scale deployment meme-backend --replicas=3',
    );
    await expect(restoring(served)).rejects.toMatchObject({
      message: `no run of context ${context} was interrupted`,
      exitCode: 2,
    });
    const named = await restoring({ ...served, run: '20260131T120000Z-meme-generator-abc123' });
    expect(named).toMatchObject({ status: 0, printed: expect.stringContaining('as it was already') });
  });

  test('says so when the cluster is another one, cannot be reached, or the run is not there', async () => {
    const first = await serve('hpa-only');
    await dieOn(first, { at: 11, when: 'in the middle' });
    const run = join(first.runs, '20260131T120000Z-meme-generator-abc123');
    const second = await serve('keda-only', 4);
    await expect(restoring({ kubeconfig: second.kubeconfig, run })).rejects.toMatchObject({
      message: expect.stringContaining('another cluster'),
      exitCode: 2,
    });
    expect(await picture(second.world)).toEqual(second.asFound);
    await expect(restoring({ kubeconfig: second.kubeconfig, run: 'no-such-run' })).rejects.toMatchObject({
      exitCode: 2,
    });
  });
});
