import { explainFromObjects } from '../../autoscaling/decision/from-objects.ts';
import { explanationText } from '../../autoscaling/decision/text.ts';
import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import type { CoreEvent } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { KubeCluster } from '../../kube/kube-cluster.ts';
import { openKubeCluster } from '../../kube/open-kube-cluster.ts';
import { type ExitCode, exitCodes } from '../errors.ts';
import type { ExplainOutput } from '../explain-output.ts';
import { wantedHpas } from '../explain-wanted.ts';
import type { KubeChoice } from '../options.ts';
import { unreachable } from './reachable.ts';

export interface ExplainLiveOptions {
  readonly kube: KubeChoice;
  /** Absent: every HPA of the namespace. */
  readonly hpa?: string;
  readonly json: boolean;
}

/**
 * Explains the HPAs of a real cluster, whose controller keeps its reasons to itself, from what their objects and Events tell. The namespace
 * is the one asked for, else the context's.
 *
 * @throws KubeconfigError and UsageError for what cannot be used, CliError with status 3 for a cluster that does not answer
 */
export async function explainLive({ kube, hpa, json }: ExplainLiveOptions, out: ExplainOutput): Promise<ExitCode> {
  const cluster = await openKubeCluster(kube);
  try {
    const { hpas, events } = await observed(cluster).catch((error: unknown) => {
      throw unreachable(cluster, error);
    });
    const explanations = wantedHpas(hpas, cluster.namespace, hpa).map((each) =>
      explainFromObjects({
        now: cluster.clock.now(),
        hpa: each,
        events: events.filter(({ involvedObject }) => isAbout(involvedObject, each)),
        seen: { counts: [], rescales: [] },
      }),
    );
    out.stdout.write(
      json
        ? `${JSON.stringify(hpa === undefined ? explanations : explanations[0], undefined, 2)}\n`
        : explanations.map((each) => `${explanationText(each)}\n`).join('\n'),
    );
    return exitCodes.ok;
  } finally {
    await cluster.close();
  }
}

async function observed(cluster: KubeCluster) {
  const { namespace } = cluster;
  const [hpas, events] = await Promise.all([
    cluster.list(resources.horizontalPodAutoscalers, { namespace }),
    cluster.list(resources.events, { namespace, fieldSelector: 'involvedObject.kind=HorizontalPodAutoscaler' }),
  ]);
  return {
    hpas: hpas.items as readonly HorizontalPodAutoscaler[],
    events: events.items as readonly CoreEvent[],
  };
}

function isAbout({ kind, name }: CoreEvent['involvedObject'], hpa: HorizontalPodAutoscaler): boolean {
  return kind === hpa.kind && name === hpa.metadata.name;
}
