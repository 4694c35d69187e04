import type { Scenario } from '../../scenario/model.ts';
import type { Session } from '../../session/session.ts';
import { ClusterFailOver } from './cluster-fail-over.ts';

/**
 * Fail-over for a run of the scenario on a real cluster: from a recording that has been there, else from an embedded cluster. What they take
 * is loaded when they are needed.
 */
export function failOverOf(live: Session, scenario: Scenario): ClusterFailOver {
  return new ClusterFailOver({
    live,
    standIns: [
      async () => {
        const { openReplayStandIn } = await import('./replay-stand-in.ts');
        return openReplayStandIn(live, scenario);
      },
      async () => {
        const { openEmbeddedStandIn } = await import('./embedded-stand-in.ts');
        return openEmbeddedStandIn(live, scenario);
      },
    ],
  });
}
