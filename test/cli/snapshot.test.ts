import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochMs, plusMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { saveSnapshot } from '../../src/cli/snapshot.ts';
import { coldStartAt, warmUp } from '../../src/cli/warm-up.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import type { EmbeddedCluster } from '../../src/embedded/embedded-cluster.ts';
import { loadLayout } from '../../src/scenario/load-layout.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { openSession } from '../../src/session/open-session.ts';
import { Picture } from '../../src/ui/cockpit/picture.ts';
import { openingScreen } from '../../src/ui/cockpit/screen-state.ts';
import { bindingsFor } from '../../src/ui/keymap.ts';
import { type ShownMoment, shownMoment } from '../../src/ui/snapshot/shown-moment.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const scenario = loadScenario('meme-generator');
let cluster: EmbeddedCluster;
let shown: ShownMoment;

/** A minute and a half into the conflict, under load. */
beforeAll(async () => {
  const startAt = coldStartAt(epochMs(Date.UTC(2026, 0, 1, 10)));
  cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt }));
  await warmUp(cluster);
  const session = openSession({ cluster, scenario, frames: cluster.clock, frameMs: 1000, mode: scenario.baseline });
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      await cluster.advanceTo(plusMs(cluster.clock.now(), 1000));
    }
  };
  await pass(1);
  void session.dispatch({ type: 'flipMode', mode: 'conflict' });
  await pass(20);
  void session.dispatch({ type: 'startLoad', load: 'burst-6000' });
  await pass(70);
  const phase = {
    name: 'running',
    session,
    picture: new Picture(session),
    layouts: [loadLayout('stage')],
    surroundings: {},
  } as const;
  const view = { phase, screen: openingScreen, bindings: bindingsFor(scenario) };
  shown = shownMoment(view, { columns: 120, rows: 40 }, 'dark');
  await session.close();
});
afterAll(() => cluster.close());

describe('a snapshot', () => {
  test('is a folder with the picture, the text, the data and what kubectl would print', async () => {
    const folder = await saveSnapshot(shown, { scenario, cluster, parent: scratchFolder() });
    expect(folder).toMatch(/[/]20260101T100131Z-conflict$/);
    expect(readdirSync(folder).toSorted()).toEqual(['frame.svg', 'frame.txt', 'results', 'snapshot.json']);
    expect(readdirSync(join(folder, 'results')).toSorted()).toEqual([
      'conflict-current-pods.txt',
      'conflict-keda-hpa-describe.txt',
      'conflict-manual-hpa-describe.txt',
      'conflict-pod-metric.json',
    ]);
    const read = (...path: readonly string[]) => readFileSync(join(folder, ...path), 'utf8');
    expect(read('frame.txt')).toMatch(/^ HARMONY .*EMBEDDED 1x gke\n FIGHT {2}KEDA wants 10/);
    expect(read('frame.svg')).toMatch(/^<svg xmlns=.*<\/svg>\n$/s);
    expect(read('results', 'conflict-current-pods.txt')).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE /);
    expect(read('results', 'conflict-keda-hpa-describe.txt')).toMatch(/^Name: +keda-hpa-meme-backend\n/);
    expect(read('results', 'conflict-manual-hpa-describe.txt')).toMatch(/^Name: +meme-backend\n/);
    const metric: { items: { metricName: string; describedObject: { kind: string } }[] } = JSON.parse(
      read('results', 'conflict-pod-metric.json'),
    );
    expect(metric.items.length).toBeGreaterThan(0);
    expect(metric.items[0]).toMatchObject({ describedObject: { kind: 'Pod' } });
  });

  test('has the data the picture was drawn from', async () => {
    const folder = await saveSnapshot(shown, { scenario, cluster, parent: scratchFolder() });
    const data = JSON.parse(readFileSync(join(folder, 'snapshot.json'), 'utf8'));
    expect(data).toMatchObject({
      apiVersion: 'harmony/v1',
      kind: 'Snapshot',
      at: '2026-01-01T10:01:31Z',
      scenario: 'meme-generator',
      cluster: { kind: 'EMBEDDED', context: 'harmony-embedded', profile: 'gke' },
      mode: { id: 'conflict', phase: 'applied' },
      director: { act: -1, cue: -1, autopilot: false, actStartedAt: null },
      loads: [{ id: 'burst-6000' }],
    });
    expect(data.findings[0]).toMatchObject({ id: 'two-hpas-fight', severity: 'conflict' });
    const { autoscalers, pods, series, sources, replicas } = data;
    expect(autoscalers.map(({ name }: { name: string }) => name)).toContain('keda-hpa-meme-backend');
    for (const autoscaler of autoscalers) expect(autoscaler.steps.length).toBeGreaterThan(0);
    expect(pods).toHaveLength(shown.state.pods.size);
    expect(series.map(({ id }: { id: string }) => id)).toEqual([...shown.state.series.keys()]);
    expect(sources.every(({ state }: { state: string }) => state === 'live')).toBe(true);
    expect(replicas['meme-backend'].length).toBeGreaterThan(1);
  });

  test('has the name it is given', async () => {
    const folder = await saveSnapshot(shown, { scenario, cluster, parent: scratchFolder(), name: 'peak' });
    expect(folder).toMatch(/[/]peak$/);
  });

  test('never takes the place of another one', async () => {
    const parent = join(scratchFolder(), 'not', 'there', 'yet');
    const folders = [
      await saveSnapshot(shown, { scenario, cluster, parent }),
      await saveSnapshot(shown, { scenario, cluster, parent }),
    ];
    expect(folders[1]).toBe(`${folders[0]}-2`);
  });

  test('that cannot be written says why', async () => {
    const parent = join(scratchFolder(), 'taken');
    writeFileSync(parent, '');
    await expect(saveSnapshot(shown, { scenario, cluster, parent })).rejects.toThrow(
      /^The snapshot cannot be written: .*EEXIST|ENOTDIR/,
    );
  });

  test('goes without the metric where the API does not answer', async () => {
    const { identity } = cluster;
    const deaf = { identity, getRaw: () => Promise.reject(new Error('no answer')) };
    const folder = await saveSnapshot(shown, { scenario, cluster: deaf, parent: scratchFolder() });
    const recorded = await saveSnapshot(shown, { scenario, cluster: { identity }, parent: scratchFolder() });
    expect(readdirSync(join(recorded, 'results'))).toEqual(readdirSync(join(folder, 'results')));
    expect(readdirSync(join(folder, 'results'))).not.toContain('conflict-pod-metric.json');
    expect(readdirSync(join(folder, 'results'))).toHaveLength(3);
  });
});
