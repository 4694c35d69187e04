import type { EpochMs } from '../../autoscaling/units.ts';
import type { Scenario } from '../../scenario/model.ts';
import { carriedPosition } from '../../session/failover/carried-position.ts';
import type { DirectorPosition } from '../../session/observation.ts';
import type { Dialog } from '../chrome/dialog.ts';
import { humanDuration, stopwatch } from '../text/durations.ts';
import type { SessionKeys } from './session-keys.ts';
import type { ViewStore } from './view-store.ts';

/** A talk that did not come to its end: the program was killed, or the machine went down. */
export interface InterruptedTalk {
  readonly position: DirectorPosition;
  /** The last moment that is known of it, on that run's clock. */
  readonly until: EpochMs;
  /** How long ago that was, in real time. */
  readonly agoMs: number;
}

/** Asks whether the talk goes on where it was, with its clocks as they were; any other answer begins anew. */
export function offerResume(store: ViewStore, keys: Pick<SessionKeys, 'act'>, talk: InterruptedTalk): void {
  const { phase } = store.getView();
  if (phase.name !== 'running') return;
  const { session } = phase;
  const resume = () => {
    session.carryOn?.(carriedPosition(talk.position, talk.until, session.now()));
    const mode = modeAt(session.scenario, talk.position);
    const entered = session.store.getState().modes.at(-1)?.mode;
    if (mode !== undefined && mode !== entered) keys.act({ type: 'flipMode', mode }, 'r');
  };
  store.show({ overlay: resumeDialog(session.scenario, talk, resume) });
}

function resumeDialog({ acts }: Scenario, { position, until, agoMs }: InterruptedTalk, resume: () => void): Dialog {
  const { act: index, cue, actStartedAt = until, talkStartedAt = until } = position;
  const act = acts[index];
  const place = cue < 0 ? 'at its beginning' : `cue ${cue + 1} of ${act?.cues.length ?? 0}`;
  return {
    title: `The last run stopped ${humanDuration(agoMs)} ago, within its talk. Go on there?`,
    body: [
      `act ${index + 1}, ${act?.title ?? ''}: ${place}`,
      `${stopwatch(until - actStartedAt)} into the act, ${stopwatch(until - talkStartedAt)} into the talk`,
    ],
    choices: [{ keys: ['r'], shown: 'r', label: 'go on', choose: resume }],
    otherwise: 'begin anew',
  };
}

/** The mode that the talk has led to: its act's, or that of the last cue which enters one. */
function modeAt({ acts }: Scenario, { act, cue }: DirectorPosition): string | undefined {
  const entered = acts[act]?.cues
    .slice(0, cue + 1)
    .flatMap(({ do: todo }) => (todo && 'mode' in todo ? [todo.mode] : []));
  return entered?.at(-1) ?? acts[act]?.mode;
}
