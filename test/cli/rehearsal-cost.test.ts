import { describe, expect, test } from 'vitest';
import { nodePriceAnnotation } from '../../src/autoscaling/node-price.ts';
import { rehearsalText } from '../../src/cli/rehearsal-text.ts';
import { rehearsalReport } from '../../src/report/rehearsal-report.ts';
import type { Act } from '../../src/scenario/model.ts';
import { initialState } from '../../src/session/initial-state.ts';
import { reduce } from '../../src/session/reduce/reduce.ts';
import { demoScenario } from '../session/demo-scenario.ts';
import { deleted, second, start, upserted } from '../session/objects.ts';

const act: Act = {
  id: 'grow',
  title: 'Grow',
  fromSeconds: 0,
  toSeconds: 1800,
  mode: 'keda',
  notes: '',
  cues: [],
  expect: [],
};

const node = (name: string, annotations: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: name, annotations },
});

function reportOf(annotations: Readonly<Record<string, string>>) {
  const observed = [
    upserted(0, node('a', annotations)),
    upserted(300, node('b', annotations)),
    deleted(900, node('b', annotations)),
  ];
  const state = reduce(initialState({ namespace: 'demo', workload: 'web' }, start), observed);
  const played = { ...state, acts: [{ act: 0, startedAt: second(0), endedAt: second(1800) }] };
  return rehearsalReport(demoScenario([act]), played, { seed: 1, profile: 'upstream', wallMillis: 1 });
}

describe('a rehearsal tells what the nodes of an act cost', () => {
  test('where they carry a price', () => {
    const report = reportOf({ [nodePriceAnnotation]: '0.36' });
    expect(report.acts[0]).toMatchObject({ nodeSeconds: 2400, costUsd: 0.24 });
    expect(rehearsalText(report)).toMatch(/^ {2}cost +\$0\.2400 of nodes$/m);
  });

  test('and says nothing of it where they carry none', () => {
    const report = reportOf({});
    expect(report.acts[0]).toMatchObject({ nodeSeconds: 2400, costUsd: null });
    expect(rehearsalText(report)).not.toContain('of nodes');
  });
});
