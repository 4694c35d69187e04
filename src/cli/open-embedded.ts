import { epochMs } from '../autoscaling/units.ts';
import { createEmbeddedCluster } from '../embedded/create.ts';
import type { EmbeddedCluster } from '../embedded/embedded-cluster.ts';
import type { RealNats } from '../embedded/real-nats/connect.ts';
import type { Scenario } from '../scenario/model.ts';
import { embeddedSetup } from './embedded-setup.ts';
import { CliError, exitCodes, UsageError } from './errors.ts';
import type { RunningClusterOptions } from './options.ts';
import { coldStartAt, warmUp } from './warm-up.ts';

/** An embedded cluster at its five quiet minutes, its time standing still. Whoever opened it closes it. */
export interface OpenEmbedded {
  readonly cluster: EmbeddedCluster;
  close(): Promise<void>;
}

/**
 * The embedded cluster of a scenario, warm, in its baseline mode.
 *
 * @throws UsageError for a NATS server at another speed than 1, CliError when that server cannot be used
 */
export async function openEmbedded(scenario: Scenario, options: RunningClusterOptions): Promise<OpenEmbedded> {
  const { seed, profile } = options;
  const nats = await openNats(scenario, options);
  const cluster = createEmbeddedCluster(
    embeddedSetup(scenario, {
      // Whole seconds, as the timestamps of the API: then a run does not depend on the fraction it was started at.
      startAt: coldStartAt(epochMs(Math.floor(Date.now() / 1000) * 1000)),
      ...(seed !== undefined && { seed }),
      ...(profile !== undefined && { profile }),
      ...(nats !== undefined && { queueSource: nats }),
    }),
  );
  await warmUp(cluster);
  return {
    cluster,
    async close() {
      await cluster.close();
      await nats?.close();
    },
  };
}

async function openNats(scenario: Scenario, { nats, speed }: RunningClusterOptions): Promise<RealNats | undefined> {
  if (nats === undefined) return undefined;
  if (speed !== 1) throw new UsageError('a real NATS server runs at the speed of the wall clock', 'Leave --speed out.');
  const queues = scenario.embedded.model.queues.filter((queue) => queue.kind === 'nats-jetstream');
  const { connectNats } = await import('../embedded/real-nats/connect.ts');
  return connectNats(nats, queues).catch((error: unknown) => {
    throw new CliError(error instanceof Error ? error.message : String(error), {
      exitCode: exitCodes.unreachable,
      tryThis: 'Start one with: nats-server --jetstream',
      cause: error,
    });
  });
}
