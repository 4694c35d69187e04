import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/cli/doctor/finding.ts';
import { freePort } from '../../support/free-port.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { runProgram } from '../invoke.ts';

/** A kubeconfig of a server that nobody runs. */
async function kubeconfigOfNobody(): Promise<string> {
  const file = join(scratchFolder(), 'config');
  const server = `https://127.0.0.1:${await freePort()}`;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'gone',
    contexts: [{ name: 'gone', context: { cluster: 'gone', user: 'me' } }],
    clusters: [{ name: 'gone', cluster: { server } }],
    users: [{ name: 'me', user: { token: 'secret-token' } }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

describe('harmony doctor', () => {
  test('finds nothing that fails on the embedded cluster', async () => {
    const { status, stdout, stderr } = await runProgram('doctor');
    expect(stdout).toMatch(/^API server\n {2}✓ pass {2}Kubernetes v1\.\d+/);
    expect(stdout).toMatch(/\n\d+ passed, \d+ to look at, 0 failed\.\n$/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('--json prints findings of one shape', async () => {
    const { status, stdout } = await runProgram('doctor', 'meme-generator', '--json');
    const { findings, ...rest } = JSON.parse(stdout) as { findings: readonly Finding[] };
    expect({ status, rest }).toEqual({ status: 0, rest: {} });
    for (const finding of findings) {
      expect(Object.keys(finding)).toEqual(['id', 'level', 'seen', 'fix']);
      expect(finding.level).toMatch(/^(pass|warn|fail)$/);
      expect(typeof finding.fix).toBe(finding.level === 'pass' ? 'object' : 'string');
    }
  });

  test('ends with status 3 where nobody answers, and does not print the token', async () => {
    const kubeconfig = await kubeconfigOfNobody();
    const { status, stdout, stderr } = await runProgram('doctor', '--kubeconfig', kubeconfig, '--json');
    const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] };
    expect(findings).toMatchObject([{ id: 'api.reachable', level: 'fail' }]);
    expect(status).toBe(3);
    expect(stdout + stderr).not.toContain('secret-token');
  });

  test.each([
    [['doctor', 'meme-generatr'], /did you mean "meme-generator"\?/],
    [['doctor', '--context', 'x', '--kubeconfig', '/nowhere'], /nowhere/],
    [['doctor', '--seed', '4', '--context', 'x'], /--seed is about an embedded cluster/],
    [['doctor', '-n', 'shop'], /--cluster kube/],
  ])('%j is bad usage', async (args, message) => {
    const { status, stdout, stderr } = await runProgram(...args);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
