import type { SessionState } from '../../../session/state.ts';
import { podsOf, type Workload, workloadOf } from '../../facts/workload.ts';
import { faceOf, staleAfterMs } from '../face.ts';
import type { Pane } from '../pane.ts';
import { lieLines } from './lie-lines.ts';
import { isCpu, lieView } from './lie-view.ts';

interface Slice {
  readonly series: SessionState['series'];
  readonly pods: SessionState['pods'];
  readonly workload: Workload | undefined;
  readonly source: ReturnType<SessionState['sources']['get']>;
}

/** Average CPU beside throttling: how an autoscaler can be told that all is well by pods that are held back. */
export const liePane: Pane<Slice> = {
  name: 'The lie',
  select: (state, scenario) => ({
    series: state.series,
    pods: state.pods,
    workload: workloadOf(state, scenario),
    source: state.sources.get(`metric:${scenario.signals.throttling?.id ?? ''}`),
  }),
  content({ series, pods, workload, source }, { scenario, now, columns, rows }) {
    const { throttling, metrics } = scenario.signals;
    if (!throttling) return { face: { kind: 'empty', text: 'This scenario names no throttling signal.' } };
    if (!metrics.some(isCpu)) {
      return { face: { kind: 'empty', text: 'This scenario names no CPU signal to hold against throttling.' } };
    }
    const view = lieView({ series, pods: podsOf(pods, workload) }, scenario);
    const face = faceOf(
      {
        source,
        now,
        waitingFor: throttling.title.toLowerCase(),
        hasData: view.throttled !== undefined,
        staleAfterMs: staleAfterMs(throttling.everySeconds),
        emptyText: 'No pod has been runnable yet, so none was throttled.',
      },
      () => lieLines(view, columns, rows),
    );
    return { ...(view.verdict === 'hidden' && { note: '! hidden' }), face };
  },
};
