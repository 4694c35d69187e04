import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../src/scenario/model.ts';
import { ScenarioError } from '../../src/scenario/problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type Files = Readonly<Record<string, string>>;

/** The smallest scenario that uses every section, as files of a folder. */
export const small: Files = {
  'scenario.yaml': `apiVersion: harmony/v1
title: Small
target:
  namespace: shop
  workloads: [{ kind: Deployment, name: worker }]
signals:
  metrics:
    - { kind: resource, id: cpu, title: CPU, unit: cores, resource: cpu, podSelector: app=worker }
baseline: calm
modes:
  - id: calm
    key: c
    title: Calm
    apply: [hpa.yaml]
  - id: wild
    key: w
    title: Wild
    apply: []
loads:
  - { id: burst, key: 1, title: Burst, kind: job, job: job.yaml }
acts:
  - id: one
    title: One
    from: 0:30
    to: 2:00
    mode: calm
    cues:
      - { say: Go., do: { load: burst } }
      - wait: { until: replicas.peak >= 10, max: 1:00 }
    expect:
      - reversals >= 3
  - id: two
    title: Two
    from: 2:00
    to: 3:00
    mode: wild
embedded:
  objects: [worker.yaml]
  nodes: [{ name: pool, count: 1, cpu: 4, memory: 16Gi }]
  imagePullSeconds: 4
  workloads:
    - namespace: shop
      deployment: worker
      startup: { cpuSeconds: 1, threads: 1 }
      idle: { cpuMillicores: 2, memory: 40Mi }
`,
  'hpa.yaml': `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: worker
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: worker }
  maxReplicas: 10
`,
  'job.yaml': `apiVersion: batch/v1
kind: Job
metadata:
  name: burst
  namespace: shop
`,
  'worker.yaml': `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
`,
};

/** One edit of one file: the text to find, which must be there exactly once, and what stands there instead. */
export type Edit = readonly [file: string, find: string, instead: string];

/** The small scenario with edits, in a folder of its own. */
export function writeSmall(...edits: readonly Edit[]): string {
  const files: Record<string, string> = { ...small };
  for (const [file, find, instead] of edits) {
    const parts = (files[file] ?? '').split(find);
    if (parts.length !== 2) throw new Error(`${JSON.stringify(find)} is not exactly once in ${file}`);
    files[file] = parts.join(instead);
  }
  return writeFolder(files);
}

export function writeFolder(files: Files): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export function loadSmall(...edits: readonly Edit[]): Scenario {
  return loadScenario(writeSmall(...edits));
}

/** The complaints about the small scenario with edits, a line each, with files relative to its folder; empty when it is right. */
export function complaints(...edits: readonly Edit[]): readonly string[] {
  return complaintsAbout(writeSmall(...edits));
}

export function complaintsAbout(folder: string): readonly string[] {
  try {
    loadScenario(folder);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.message.replaceAll(`${folder}/`, '').split('\n');
  }
}
