import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { epochMs } from '../autoscaling/units.ts';
import { serveApi } from '../embedded/apiserver/api-server.ts';
import { kubeconfig, type ServerAddress, writeKubeconfig } from '../embedded/apiserver/kubeconfig.ts';
import { createEmbeddedCluster } from '../embedded/create.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { embeddedSetup } from './embedded-setup.ts';
import { CliError, exitCodes, UsageError } from './errors.ts';
import type { EmbeddedRunOptions } from './options.ts';
import { coldStartAt, warmUp } from './warm-up.ts';

export interface ClusterOptions extends EmbeddedRunOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Absent: a file in a temporary folder, which goes with the program. */
  readonly kubeconfig?: string;
}

/**
 * Serves a scenario's cluster in its baseline mode until SIGINT or SIGTERM. Prints one line when it is ready.
 *
 * @throws ScenarioError for a scenario that cannot be used, CliError when the port is taken or the kubeconfig cannot be written
 */
export async function serveCluster({ port, speed, seed, profile, ...options }: ClusterOptions): Promise<void> {
  const scenario = loadScenario(options.scenario);
  const cluster = createEmbeddedCluster(
    embeddedSetup(scenario, {
      startAt: coldStartAt(epochMs(Math.floor(Date.now() / 1000) * 1000)),
      ...(seed !== undefined && { seed }),
      ...(profile !== undefined && { profile }),
    }),
  );
  const stopped = stopSignal();
  try {
    await warmUp(cluster);
    const served = await serveApi({ kernel: cluster.kernel, port }).catch((error: unknown) => {
      throw portRefused(port, error);
    });
    try {
      const file = place(served, scenario.target.namespace, options.kubeconfig);
      cluster.pacer.setSpeed(speed);
      cluster.pacer.start();
      process.stdout.write(`ready KUBECONFIG=${file.path}\n`);
      await stopped;
      file.remove();
    } finally {
      await served.close();
    }
  } finally {
    await cluster.close();
  }
}

/** Resolves at the first signal that asks the program to end; a second one ends it the usual way. */
function stopSignal(): Promise<void> {
  return new Promise((resolveStop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolveStop());
  });
}

interface PlacedFile {
  readonly path: string;
  /** Removes what was made for this run; a file the user named stays. */
  remove(): void;
}

function place(server: ServerAddress, namespace: string, wanted: string | undefined): PlacedFile {
  const folder = wanted === undefined ? mkdtempSync(join(tmpdir(), 'harmony-cluster-')) : undefined;
  const path = folder === undefined ? resolve(wanted ?? '') : join(folder, 'kubeconfig');
  const remove = (): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    writeKubeconfig(path, kubeconfig(server, namespace));
  } catch (error) {
    remove();
    throw new UsageError(
      `the kubeconfig cannot be written: ${messageOf(error)}`,
      'Name another file with --kubeconfig.',
    );
  }
  return { path, remove };
}

function portRefused(port: number, cause: unknown): CliError {
  return new CliError(`port ${port} cannot be listened on: ${messageOf(cause)}`, {
    exitCode: exitCodes.failed,
    tryThis: 'Leave --port out to take a free one.',
    cause,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
