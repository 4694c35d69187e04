import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { terminalFit } from '../../../src/cli/doctor/checks/terminal-fit.ts';
import { doctorText } from '../../../src/cli/doctor/doctor-text.ts';
import { type Finding, fail, pass, warn } from '../../../src/cli/doctor/finding.ts';
import { readPatient } from '../../../src/cli/doctor/patient.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { nothingOutside } from '../../../src/signals/outside.ts';
import { openCluster, scenario } from './examined-cluster.ts';

let cluster: EmbeddedCluster;

beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.close());

describe('the terminal', () => {
  async function levels(facts: Parameters<typeof terminalFit>[0]): Promise<readonly string[]> {
    const findings = await terminalFit(facts).run(await readPatient(cluster, scenario, nothingOutside));
    return findings.map(({ id, level, seen }: Finding) => `${id} ${level} ${seen}`);
  }

  test.each([
    [{ columns: 120, rows: 30 }, 'terminal.size pass 120×30'],
    [{ columns: 100, rows: 30 }, 'terminal.size warn 100×30: panes are small'],
    [{ columns: 60, rows: 20 }, 'terminal.size warn 60×20: too small for the cockpit'],
  ])('%j', async (size, said) => {
    expect(await levels({ isTTY: true, ...size, env: { TERM: 'xterm-256color' } })).toEqual([
      said,
      'terminal.colours pass 256',
    ]);
  });

  test('without colours, and none at all', async () => {
    const large = { columns: 200, rows: 60 };
    expect(await levels({ isTTY: true, ...large, env: { NO_COLOR: '1' } })).toContain(
      'terminal.colours warn none: signs and words carry the meaning',
    );
    expect(await levels({ isTTY: false, env: {} })).toEqual([
      'terminal.size warn the output is not a terminal, so its size and colours are not known',
    ]);
  });
});

describe('the text', () => {
  const findings: readonly Finding[] = [
    pass('api.version', 'Kubernetes v1.36.2'),
    warn('rbac.nodes', 'may not list nodes', 'kubectl create clusterrole x'),
    fail('keda.crd', 'KEDA is not installed', 'helm install keda'),
  ];

  test('groups findings, and puts what mends one below it', () => {
    expect(doctorText(findings, false)).toBe(`API server
  ✓ pass  Kubernetes v1.36.2

Rights
  ! warn  may not list nodes
          → kubectl create clusterrole x

KEDA and VPA
  ✕ fail  KEDA is not installed
          → helm install keda

1 passed, 1 to look at, 1 failed.
`);
  });

  test('says nothing by colour that it does not say in words', () => {
    const coloured = doctorText(findings, true);
    expect(coloured).toContain('\u001b[31m✕ fail\u001b[0m');
    expect(stripVTControlCharacters(coloured)).toBe(doctorText(findings, false));
  });
});
