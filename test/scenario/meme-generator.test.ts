import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HorizontalPodAutoscaler, ScaledObject } from '../../src/autoscaling/objects.ts';
import type { EmbeddedModel } from '../../src/embedded/setup.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { parseManifest } from '../../src/scenario/manifest.ts';

const scenario = loadScenario('meme-generator');
const folder = dirname(scenario.file);

function applied(mode: string): readonly string[] | undefined {
  const found = scenario.modes.find(({ id }) => id === mode);
  return found?.apply.map(({ object }) => `${object.kind}/${object.metadata.name}`);
}

function objectOf<T>(mode: string, kind: string): T | undefined {
  const objects = scenario.modes.find(({ id }) => id === mode)?.apply.map(({ object }) => object);
  return objects?.find((object) => object.kind === kind) as T | undefined;
}

describe('meme-generator', () => {
  it('has a mode and a load behind each of its keys, and starts from the manual HPA', () => {
    expect(scenario.modes.map(({ key, id }) => [key, id])).toEqual([
      ['b', 'hpa-only'],
      ['k', 'keda-only'],
      ['c', 'conflict'],
      ['h', 'harmony'],
    ]);
    expect(scenario.loads.map(({ key, messages }) => [key, messages])).toEqual([
      ['1', 6000],
      ['2', 4000],
    ]);
    expect(scenario.baseline).toBe('hpa-only');
  });

  it('stages the conflict ScaledObject first, because KEDA refuses it once the HPA is there', () => {
    expect(applied('conflict')).toEqual(['ScaledObject/meme-backend', 'HorizontalPodAutoscaler/meme-backend']);
    expect(scenario.embedded.profile).toBe('gke');
  });

  it('ends with one autoscaler on productivity', () => {
    expect(applied('harmony')).toEqual(['ScaledObject/meme-backend']);
    const [trigger, ...others] = objectOf<ScaledObject>('harmony', 'ScaledObject')?.spec.triggers ?? [];
    expect(trigger).toMatchObject({ type: 'prometheus', metadata: { threshold: '0.5' } });
    expect(others).toEqual([]);
  });

  it('shows the very productivity that scales, and the embedded Prometheus answers it', () => {
    const query = objectOf<ScaledObject>('harmony', 'ScaledObject')?.spec.triggers[0]?.metadata.query;
    const signal = scenario.signals.metrics.find(({ id }) => id === 'productivity');
    expect(signal).toMatchObject({ kind: 'prometheus', query });
    expect(scenario.embedded.model.prometheus?.queries.find((known) => known.query === query)).toMatchObject({
      measure: 'productivity',
    });
  });

  it('draws the targets its HPA has', () => {
    const hpa = objectOf<HorizontalPodAutoscaler>('hpa-only', 'HorizontalPodAutoscaler');
    expect(hpa?.spec.metrics?.map(({ type }) => type)).toEqual(['Pods', 'Resource']);
    expect(scenario.signals.metrics.slice(0, 2).map(({ id, target }) => [id, target])).toEqual([
      ['pod_cpu_rate', 0.02],
      ['cpu', 0.025],
    ]);
  });

  it('promises reversals in the first act and one arch in the second', () => {
    expect(scenario.acts.map(({ id, mode, fromSeconds, toSeconds }) => [id, mode, fromSeconds, toSeconds])).toEqual([
      ['conflict', 'conflict', 45, 180],
      ['harmony', 'harmony', 180, 360],
    ]);
    const texts = scenario.acts.map(({ expect: expectations }) => expectations.map(({ text }) => text));
    expect(texts[0]).toEqual(['replicas.peak >= 10', 'reversals >= 3']);
    expect(texts[1]).toEqual(expect.arrayContaining(['replicas.peak >= 10', 'reversals <= 1']));
  });

  it('starts each load as often as its Job says it publishes', () => {
    for (const { job, messages } of scenario.loads) {
      const container = JSON.stringify(job.object.spec);
      expect(container).toContain(`"--msgs","${messages}"`);
    }
  });

  it('has a model the embedded cluster takes', () => {
    const model: EmbeddedModel = scenario.embedded.model;
    expect(model.workloads.map(({ deployment }) => deployment)).toEqual(['meme-backend', 'meme-frontend']);
  });

  it('uses every manifest in its folder, and each is right by itself', () => {
    const used = new Set([
      ...scenario.modes.flatMap(({ apply }) => apply.map(({ file }) => file)),
      ...scenario.loads.map(({ job }) => job.file),
      ...scenario.embedded.objects.map(({ file }) => file),
    ]);
    const files = ['autoscalers', 'cluster', 'loads'].flatMap((part) =>
      readdirSync(join(folder, part)).map((name) => `${part}/${name}`),
    );
    expect([...used].sort()).toEqual(files.sort());
    for (const file of files) {
      const rules = { namespace: 'meme-generator', otherNamespaces: false };
      expect(parseManifest(file, readFileSync(join(folder, file), 'utf8'), rules).problems).toEqual([]);
    }
  });
});
