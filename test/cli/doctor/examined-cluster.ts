import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import type { TerminalFacts } from '../../../src/cli/doctor/checks/terminal-fit.ts';
import { examine } from '../../../src/cli/doctor/examine.ts';
import type { Finding } from '../../../src/cli/doctor/finding.ts';
import { readPatient } from '../../../src/cli/doctor/patient.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { type Cluster, ClusterError } from '../../../src/cluster/port.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../../src/scenario/model.ts';
import { nothingOutside } from '../../../src/signals/outside.ts';

export const scenario = loadScenario('meme-generator');

/** Long enough for pods to be ready and measured. */
const warmMs = 120_000;

/** The scenario's cluster in its baseline, its time at a stand. */
export async function openCluster(played: Scenario = scenario): Promise<EmbeddedCluster> {
  const startAt = epochMs(Date.UTC(2026, 0, 31, 12));
  const cluster = createEmbeddedCluster(embeddedSetup(played, { startAt, seed: 1 }));
  await cluster.advanceTo(plusMs(startAt, warmMs));
  return cluster;
}

export const roomyTerminal: TerminalFacts = { isTTY: true, columns: 160, rows: 50, env: { COLORTERM: 'truecolor' } };

export async function findingsOn(cluster: Cluster, about: Scenario = scenario): Promise<readonly Finding[]> {
  return examine(await readPatient(cluster, about, nothingOutside), roomyTerminal);
}

/** The same cluster with some of its methods replaced. */
export function altered(cluster: Cluster, change: Partial<Cluster>): Cluster {
  return new Proxy(cluster, {
    get(target, name) {
      if (Object.hasOwn(change, name)) return Reflect.get(change, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The same cluster with other answers to raw paths: the first pattern that matches counts. */
export function answering(
  cluster: Cluster,
  ...answers: readonly (readonly [path: RegExp, answer: unknown])[]
): Cluster {
  return altered(cluster, {
    async getRaw(path) {
      const found = answers.find(([pattern]) => pattern.test(path));
      if (found === undefined) return cluster.getRaw(path);
      if (found[1] instanceof ClusterError) throw found[1];
      return found[1];
    },
  });
}

/** The same cluster with other objects of some kinds, by their plurals. */
export function listing(cluster: Cluster, lists: Readonly<Record<string, readonly object[] | ClusterError>>): Cluster {
  return altered(cluster, {
    async list(type, options) {
      const found = lists[type.plural];
      if (found === undefined) return cluster.list(type, options);
      if (found instanceof ClusterError) throw found;
      return { items: found as Awaited<ReturnType<Cluster['list']>>['items'], resourceVersion: '1' };
    },
  });
}

export const notFound = new ClusterError(404, 'NotFound', 'the server could not find the requested resource');

/** One finding by its id, without what a test does not look at. */
export function findingOf(findings: readonly Finding[], id: string): Finding {
  const found = findings.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no finding ${id} among ${findings.map((each) => each.id).join(', ')}`);
  return found;
}
