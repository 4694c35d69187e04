import type { PaneName } from '../../scenario/layout-model.ts';
import { actsPane } from './acts/acts-pane.ts';
import { eventsPane } from './events/events-pane.ts';
import { ladderPane } from './ladder/ladder-pane.ts';
import { liePane } from './lie/lie-pane.ts';
import { loadPane } from './lists/load-pane.ts';
import { logPane } from './lists/log-pane.ts';
import { sourcesPane } from './lists/sources-pane.ts';
import { metricPane } from './metric/metric-pane.ts';
import { nodesPane } from './nodes/nodes-pane.ts';
import type { AnyPane } from './pane.ts';
import { podsPane } from './pods/pods-pane.ts';
import { queuePane } from './queue/queue-pane.ts';
import { replicasPane } from './replicas/replicas-pane.ts';
import { vpaPane } from './vpa/vpa-pane.ts';
import { whyPane } from './why/why-pane.ts';

/** Every pane a layout may name. */
export const paneCatalogue: Readonly<Record<PaneName, AnyPane>> = {
  replicas: replicasPane,
  pods: podsPane,
  metric: metricPane,
  queue: queuePane,
  events: eventsPane,
  load: loadPane,
  acts: actsPane,
  sources: sourcesPane,
  log: logPane,
  why: whyPane,
  ladder: ladderPane,
  lie: liePane,
  vpa: vpaPane,
  nodes: nodesPane,
};
