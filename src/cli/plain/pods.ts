import type { Scenario } from '../../scenario/model.ts';
import { podStage } from '../../ui/facts/pod-stage.ts';
import { podsOf, workloadOf } from '../../ui/facts/workload.ts';
import type { Teller } from './teller.ts';

/** Pods come and go in crowds: they are counted for this long, on the cluster's clock. */
const intervalMs = 10_000;

/** Tells how many of the workload's pods have started and ended, once per interval in which any did. */
export function podTeller(scenario: Scenario): Teller {
  let since: { at: number; started: number; terminated: number } | undefined;
  return (_, after) => {
    const { started, terminated } = after.churn;
    since ??= { at: after.now, started, terminated };
    if (after.now - since.at < intervalMs) return [];
    const [born, died] = [started - since.started, terminated - since.terminated];
    since = { at: after.now, started, terminated };
    if (born === 0 && died === 0) return [];
    const pods = podsOf(after.pods, workloadOf(after, scenario));
    const ready = pods.filter((pod) => podStage(pod) === 'ready').length;
    const text = `${born} started and ${died} ended in ${intervalMs / 1000} s, ${pods.length} there, ${ready} ready`;
    return [{ at: after.now, subject: 'pods', text }];
  };
}
