import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import type { KubeCluster } from '../../../src/kube/kube-cluster.ts';
import { contentOf } from '../../../src/session/journal/content.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { ClusterProcess } from '../../terminal/cluster-process.ts';
import { runProgram } from '../invoke.ts';

const launcher = join(import.meta.dirname, '../../../bin/harmony.js');
const namespace = 'meme-generator';
let cluster: ClusterProcess;

beforeAll(async () => {
  cluster = await ClusterProcess.start(8);
});
afterAll(() => cluster[Symbol.asyncDispose]());

/** The journal below a state folder, once it says this; the program writes it as it goes. */
async function journalSaying(text: string, state: string): Promise<string> {
  const runs = join(state, 'harmony/runs');
  for (;;) {
    try {
      const [run = ''] = readdirSync(runs);
      const file = join(runs, run, 'journal.jsonl');
      if (readFileSync(file, 'utf8').includes(text)) return file;
    } catch {
      // Not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function autoscalers(client: KubeCluster): Promise<readonly unknown[]> {
  const kinds = [resources.horizontalPodAutoscalers, resources.scaledObjects];
  const lists = await Promise.all(kinds.map((kind) => client.list(kind, { namespace })));
  return lists.flatMap(({ items }) => items as readonly KubernetesObject[]).map(contentOf);
}

test('harmony restore undoes what a program left that was killed in the middle of a flip', async () => {
  const state = scratchFolder();
  vi.stubEnv('XDG_STATE_HOME', state);
  onTestFinished(() => void vi.unstubAllEnvs());
  const client = await cluster.client();
  const before = await autoscalers(client);
  const place = ['--kubeconfig', cluster.kubeconfig];

  const child = spawn(process.execPath, [launcher, 'rehearse', '--act', 'conflict', '--yes', ...place], {
    stdio: 'ignore',
  });
  const file = await journalSaying('"verb":"create"', state);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const dry = await runProgram('restore', '--dry-run', ...place);
  expect([dry.stderr, dry.status]).toEqual(['', 0]);
  expect(dry.stdout).toContain('kubectl create -n meme-generator -f - # HorizontalPodAutoscaler meme-backend');
  expect(await autoscalers(client)).not.toEqual(before);

  const done = await runProgram('restore', ...place);
  expect([done.stderr, done.status]).toEqual(['', 0]);
  expect(done.stdout).toMatch(/Everything is as it was\.\n$/);
  expect(await autoscalers(client)).toEqual(before);

  const again = await runProgram('restore', ...place);
  expect([again.status, again.stderr]).toEqual([
    2,
    expect.stringContaining('no run of context harmony-embedded was interrupted'),
  ]);
});

test('harmony restore says what is wrong with a journal, and when nobody answers', async () => {
  const file = join(scratchFolder(), 'journal.jsonl');
  writeFileSync(file, 'no journal\n');
  const wrong = await runProgram('restore', file, '--kubeconfig', cluster.kubeconfig);
  expect([wrong.status, wrong.stderr]).toEqual([
    2,
    expect.stringContaining('does not begin with the header of a journal'),
  ]);
  const header = { type: 'header', version: 1, at: '2026-01-31T12:00:00Z', context: 'harmony-embedded', cluster: null };
  const process = { namespace, scenario: 'meme-generator', holder: 'a@b pid 1', host: 'b', pid: 1 };
  const found = {
    type: 'found',
    at: header.at,
    ref: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'meme-backend' },
    replicas: 1,
  };
  writeFileSync(file, `${JSON.stringify({ ...header, ...process })}\n${JSON.stringify(found)}\n`);
  await using gone = await ClusterProcess.start();
  await gone.kill();
  const unheard = await runProgram('restore', file, '--kubeconfig', gone.kubeconfig);
  expect([unheard.status, unheard.stderr]).toEqual([3, expect.stringContaining('connection refused')]);
});
