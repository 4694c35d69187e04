import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { DecisionDocument } from '../../src/autoscaling/evaluation/decision-document.ts';
import { expectDecision } from '../autoscaling/evaluation/vector-agreement.ts';
import { controllerDocument } from '../autoscaling/evaluation/vector-documents.ts';
import { vectors } from '../autoscaling/hpa/vectors/vector-file.ts';
import { changed, queueDocument } from './explain-documents.ts';
import { runProgram, runProgramOn } from './invoke.ts';

describe('harmony explain -f', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'harmony-explain-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("decides all of the controller's cases at once, from standard input", async () => {
    const { controller } = vectors.families;
    const lines = controller.map((vector) => JSON.stringify(controllerDocument(vector))).join('\n');
    const { status, stdout, stderr } = await runProgramOn(lines, 'explain', '-f', '-', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const decisions = JSON.parse(stdout) as readonly DecisionDocument[];
    expect(decisions).toHaveLength(105);
    for (const [index, vector] of controller.entries()) {
      const decision = decisions[index];
      if (decision === undefined) throw new Error(`${vector.name} was not decided`);
      expectDecision(vector, decision);
    }
  });

  test('explains a YAML file in text', async () => {
    const file = join(folder, 'queue.yaml');
    writeFileSync(file, stringify(queueDocument()));
    const { status, stdout, stderr } = await runProgram('explain', '-f', file);
    expect(stdout).toContain('shop/web');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test.each([
    ['a wrong kind', stringify(changed(queueDocument(), 'hpa.kind', 'Pod')), / hpa\.kind: must be /],
    ['a missing spec', stringify(changed(queueDocument(), 'hpa.spec', undefined)), / hpa\.spec: is missing/],
    ['truncated JSON', JSON.stringify(queueDocument()).slice(0, -1), /:1:\d+: Expected/],
    ['nothing', '', /: there is nothing in it/],
  ])('refuses %s with one line', async (_, text, message) => {
    const { status, stderr } = await runProgramOn(text, 'explain', '-f', '-');
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: standard input:[^\n]*\n$/);
    expect(status).toBe(2);
  });

  test.each([
    [['explain', '-f', 'no-such-file.yaml'], /cannot read no-such-file\.yaml: there is no such file/],
    [['explain', '-f', '.'], /cannot read \.: it is a folder/],
    [['explain', 'web', '-f', '-'], /the name of an HPA says nothing with -f/],
    [['explain', '--mode', 'conflict', '-f', '-'], /--mode says nothing with -f/],
    [['explain', 'meme'], /there is no HPA meme in namespace meme-generator\nIts HPAs: .*meme-backend/],
    [['explain', '-n', 'nowhere'], /there is no HPA in namespace nowhere/],
    [['explain', '--mode', 'conflct'], /the scenario has no mode conflct\ndid you mean "conflict"\?/],
    [['explain', '--load', 'burst'], /the scenario has no load burst/],
    [['explain', '--after', 'soon'], /It is a number of seconds/],
  ] as const)('%j ends with status 2', async (args, message) => {
    const { status, stdout, stderr } = await runProgram(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n +at /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('harmony explain on the embedded cluster', () => {
  test('explains every HPA of the scenario in text', async () => {
    const { status, stdout, stderr } = await runProgram('explain');
    expect(stdout).toContain('meme-generator/meme-backend');
    expect(stdout).toContain('meme-generator/meme-frontend');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('shows in the conflict that two HPAs of one target want different counts', async () => {
    const args = ['--mode', 'conflict', '--load', 'burst-6000', '--after', '120', '--json'];
    const { status, stdout } = await runProgram('explain', ...args);
    const decisions = JSON.parse(stdout) as readonly (DecisionDocument & { readonly name: string })[];
    const wants = (name: string) =>
      Math.max(...(decisions.find((each) => each.name === name)?.metrics ?? []).map(({ proposed }) => proposed ?? 0));
    expect(wants('keda-hpa-meme-backend')).toBeGreaterThan(10);
    expect(wants('meme-backend')).toBeLessThanOrEqual(10);
    expect(status).toBe(0);
  });

  test('explains one HPA as one object, the same every time', async () => {
    const runs = await Promise.all([1, 2].map(() => runProgram('explain', 'meme-backend', '--json', '--after', '30')));
    expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
    expect(JSON.parse(runs[0]?.stdout ?? '')).toMatchObject({ name: 'meme-backend', current: 1, desired: 1 });
  });
});
