import { type EpochMs, parseTime } from '../../../autoscaling/units.ts';
import type { SessionState } from '../../../session/state.ts';
import { type EventSubject, eventSubject } from '../../facts/event-subjects.ts';
import { eventTime } from '../../facts/event-time.ts';
import { readableText } from '../../text/controller-text.ts';
import { humanDuration } from '../../text/durations.ts';

/** One Event as a row of the events pane. */
export interface EventRow {
  readonly age: string;
  /** How often it has happened: `x4`; empty for once. */
  readonly count: string;
  readonly warning: boolean;
  readonly reason: string;
  readonly subject: EventSubject;
  /** KEDA, HPA, VPA, or the workload's kind. */
  readonly word: string;
  /** `hpa/meme-backend`, by kubectl's short names. */
  readonly object: string;
  readonly message: string;
  /** As the API has it. */
  readonly event: NonNullable<ReturnType<SessionState['events']['get']>>;
}

const shortKinds: Readonly<Record<string, string>> = {
  Deployment: 'deploy',
  HorizontalPodAutoscaler: 'hpa',
  ScaledObject: 'so',
  VerticalPodAutoscaler: 'vpa',
};

const words: Readonly<Record<EventSubject, string>> = { keda: 'KEDA', hpa: 'HPA', vpa: 'VPA', workload: 'Deploy' };

/** Events about the workload and its autoscalers, newest first. */
export function eventRows(
  state: Pick<SessionState, 'events' | 'hpas' | 'scaledObjects' | 'others'>,
  workload: string,
  now: EpochMs,
): readonly EventRow[] {
  return [...state.events.values()]
    .flatMap((event) => {
      const subject = eventSubject(event, state, workload);
      return subject
        ? [{ event, subject, at: eventTime(event) ?? parseTime(event.metadata.creationTimestamp) ?? now }]
        : [];
    })
    .toSorted((a, b) => b.at - a.at)
    .map(({ event, subject, at }) => ({
      age: humanDuration(now - at),
      count: (event.count ?? 1) > 1 ? `x${event.count}` : '',
      warning: event.type === 'Warning',
      reason: event.reason,
      subject,
      word: words[subject],
      object: `${shortKinds[event.involvedObject.kind] ?? event.involvedObject.kind}/${event.involvedObject.name}`,
      message: readableText(event.message),
      event,
    }));
}
