import { type Cluster, ClusterError } from '../../cluster/port.ts';
import { CliError, exitCodes } from '../errors.ts';

/** Asks the cluster for its version, which everybody may. @throws CliError with status 3 when it does not answer, or not to us */
export async function reachable(cluster: Cluster): Promise<void> {
  await cluster.getRaw('/version').catch((error: unknown) => {
    throw unreachable(cluster, error);
  });
}

/** The failure to get an answer from a cluster, as a command ends with it; anything else passes through. */
export function unreachable({ identity }: Cluster, error: unknown): unknown {
  if (!(error instanceof ClusterError)) return error;
  const isAnswer = error.code !== 0;
  return new CliError(`context ${identity.context}: ${error.message}`, {
    exitCode: isAnswer ? exitCodes.failed : exitCodes.unreachable,
    ...(!isAnswer && { tryThis: `See what kubectl says: kubectl --context ${identity.context} version` }),
    cause: error,
  });
}
