import type { ActionContext } from '../actions/context.ts';
import { inNamespace, refKey, refOf } from '../actions/object-ref.ts';
import { noMode } from '../mode/find-mode.ts';
import { modeOnCluster } from '../mode/mode-on-cluster.ts';

/** After a restore the cluster is in the mode it was found in, if that is one of the scenario's; the run's own is not in place any more. */
export async function recordModeFound({ cluster, scenario, recorder, now }: ActionContext): Promise<void> {
  const all = scenario.modes.flatMap(({ apply }) =>
    apply.map(({ object }) => inNamespace(object, scenario.target.namespace)),
  );
  const refs = new Map(all.map((object) => [refKey(refOf(object)), refOf(object)]));
  const there = await Promise.all([...refs.values()].map((ref) => cluster.get(ref)));
  const found = modeOnCluster(
    scenario,
    there.filter((object) => object !== undefined),
  );
  const mode = found?.id ?? noMode;
  const last = recorder.current().modes.at(-1);
  if (last?.mode === mode && last.phase === 'applied') return;
  recorder.record({ at: now(), source: 'session', kind: 'modeChanged', mode, phase: 'applied' });
}
