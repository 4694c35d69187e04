import { serveApi } from '../embedded/apiserver/api-server.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { CliError, exitCodes } from './errors.ts';
import { placeKubeconfig } from './kubeconfig-file.ts';
import { openEmbedded } from './open-embedded.ts';
import type { RunningClusterOptions } from './options.ts';

export interface ClusterOptions extends RunningClusterOptions {
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
export async function serveCluster({ port, kubeconfig: wanted, ...options }: ClusterOptions): Promise<void> {
  const scenario = loadScenario(options.scenario);
  const stopped = stopSignal();
  const { cluster, close } = await openEmbedded(scenario, options);
  try {
    const served = await serveApi({ kernel: cluster.kernel, port }).catch((error: unknown) => {
      throw portRefused(port, error);
    });
    try {
      const file = placeKubeconfig(served, scenario.target.namespace, wanted);
      cluster.pacer.setSpeed(options.speed);
      cluster.pacer.start();
      process.stdout.write(`ready KUBECONFIG=${file.path}\n`);
      await stopped;
      file.remove();
    } finally {
      await served.close();
    }
  } finally {
    await close();
  }
}

/** Resolves at the first signal that asks the program to end; a second one ends it the usual way. */
function stopSignal(): Promise<void> {
  return new Promise((resolveStop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolveStop());
  });
}

function portRefused(port: number, cause: unknown): CliError {
  return new CliError(`port ${port} cannot be listened on: ${cause instanceof Error ? cause.message : String(cause)}`, {
    exitCode: exitCodes.failed,
    tryThis: 'Leave --port out to take a free one.',
    cause,
  });
}
