import type { HpaHistory, ScaleEvent } from '../hpa/contract.ts';
import type { Field } from './field.ts';
import { present } from './present-fields.ts';

/** What the controller remembers. Without recommendations it has no log of them yet and seeds one. @throws EvaluationError */
export function readHistory(history: Field): HpaHistory {
  history.only('recommendations', 'scaleUpEvents', 'scaleDownEvents');
  const recommendations = history.get('recommendations').optional((field) => field.list());
  return present({
    recommendations: recommendations?.map((entry) => ({
      at: entry.get('at').time(),
      replicas: entry.get('replicas').integer(),
    })),
    scaleUpEvents: readEvents(history.get('scaleUpEvents')),
    scaleDownEvents: readEvents(history.get('scaleDownEvents')),
  });
}

function readEvents(events: Field): readonly ScaleEvent[] {
  return (events.optional((field) => field.list()) ?? []).map((event) =>
    present({
      at: event.get('at').time(),
      change: event.get('change').integer(1),
      outdated: event.get('outdated').optional((field) => field.boolean()),
    }),
  );
}
