import { describe, expect, it } from 'vitest';
import type { HorizontalPodAutoscaler, ScaledObject } from '../../src/autoscaling/objects.ts';
import type { EmbeddedModel } from '../../src/embedded/setup.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { appliedIn, manifestFiles, manifestIn, objectsIn, usedFiles } from './scenario-folder.ts';

const scenario = loadScenario('meme-generator');

function applied(mode: string): readonly string[] | undefined {
  const found = scenario.modes.find(({ id }) => id === mode);
  return found?.apply.map(({ object }) => `${object.kind}/${object.metadata.name}`);
}

describe('meme-generator', () => {
  it('has a mode and a load behind each of its keys, and starts from the manual HPA', () => {
    expect(scenario.modes.map(({ key, id }) => [key, id])).toEqual([
      ['b', 'hpa-only'],
      ['k', 'keda-only'],
      ['c', 'conflict'],
      ['x', 'chaos'],
      ['h', 'harmony'],
    ]);
    expect(scenario.loads.map(({ key, id }) => [key, id])).toEqual([
      ['1', 'burst-6000'],
      ['2', 'burst-4000'],
      ['3', 'burst-20000'],
      ['4', 'load-demo'],
    ]);
    expect(scenario.baseline).toBe('hpa-only');
  });

  it('stages the conflict ScaledObject first, because KEDA refuses it once the HPA is there', () => {
    expect(applied('conflict')).toEqual(['ScaledObject/meme-backend', 'HorizontalPodAutoscaler/meme-backend']);
    expect(scenario.embedded.profile).toBe('gke');
  });

  it('ends with one autoscaler on productivity', () => {
    expect(applied('harmony')).toEqual(['ScaledObject/meme-backend']);
    const [trigger, ...others] = appliedIn<ScaledObject>(scenario, 'harmony', 'ScaledObject')?.spec.triggers ?? [];
    expect(trigger).toMatchObject({ type: 'prometheus', metadata: { threshold: '0.5' } });
    expect(others).toEqual([]);
  });

  it('shows the very productivity that scales, and the embedded Prometheus answers it', () => {
    const query = appliedIn<ScaledObject>(scenario, 'harmony', 'ScaledObject')?.spec.triggers[0]?.metadata.query;
    const signal = scenario.signals.metrics.find(({ id }) => id === 'productivity');
    expect(signal).toMatchObject({ kind: 'prometheus', query });
    expect(scenario.embedded.model.prometheus?.queries.find((known) => known.query === query)).toMatchObject({
      measure: 'productivity',
    });
  });

  it('draws the targets its HPA has', () => {
    const hpa = appliedIn<HorizontalPodAutoscaler>(scenario, 'hpa-only', 'HorizontalPodAutoscaler');
    expect(hpa?.spec.metrics?.map(({ type }) => type)).toEqual(['Pods', 'Resource']);
    expect(scenario.signals.metrics.slice(0, 2).map(({ id, target }) => [id, target])).toEqual([
      ['pod_cpu_rate', 0.02],
      ['cpu', 0.025],
    ]);
  });

  it('puts lag and average CPU into one autoscaler for chaos', () => {
    const triggers = appliedIn<ScaledObject>(scenario, 'chaos', 'ScaledObject')?.spec.triggers ?? [];
    expect(triggers.map(({ type, metricType }) => [type, metricType])).toEqual([
      ['nats-jetstream', undefined],
      ['cpu', 'Utilization'],
    ]);
  });

  it('promises reversals in the conflict and one arch in harmony', () => {
    expect(scenario.acts.map(({ id, mode, fromSeconds, toSeconds }) => [id, mode, fromSeconds, toSeconds])).toEqual([
      ['hook', 'hpa-only', 0, 45],
      ['conflict', 'conflict', 45, 180],
      ['harmony', 'harmony', 180, 360],
      ['vision', 'harmony', 360, 435],
      ['close', 'harmony', 435, 480],
    ]);
    const promised = (id: string) => scenario.acts.find((act) => act.id === id)?.expect.map(({ text }) => text) ?? [];
    expect(promised('conflict')).toEqual(['replicas.peak >= 10', 'reversals >= 3']);
    expect(promised('harmony')).toEqual(
      expect.arrayContaining(['replicas.peak >= 10', 'reversals <= 1', 'replicas.final <= 1']),
    );
  });

  it('says of each load how many messages its Job publishes', () => {
    const published = objectsIn(scenario, 'loads').flatMap(({ metadata, spec }) => {
      const words = /"--msgs","(\d+)".*"--clients","(\d+)"/.exec(JSON.stringify(spec));
      return words ? [[metadata.name, Number(words[1]), Number(words[2])]] : [];
    });
    expect(published).toEqual([
      ['nats-queue-burst', 20_000, 60],
      ['nats-queue-load-second', 4000, 40],
      ['nats-queue-load', 6000, 60],
    ]);
    expect(scenario.loads.flatMap((load) => ('messages' in load ? [load.messages] : []))).toEqual([6000, 4000, 20_000]);
  });

  it('has a model the embedded cluster takes', () => {
    const model: EmbeddedModel = scenario.embedded.model;
    expect(model.workloads.map(({ deployment }) => deployment)).toEqual(['meme-backend', 'meme-frontend']);
  });

  it('uses every manifest in its folder, and each is right by itself', () => {
    const files = manifestFiles(scenario, 'autoscalers', 'cluster', 'loads');
    expect(usedFiles(scenario)).toEqual(files);
    expect(files.flatMap((file) => manifestIn(scenario, file).problems)).toEqual([]);
  });
});
