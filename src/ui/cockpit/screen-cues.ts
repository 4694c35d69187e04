import type { CueAction } from '../../scenario/model.ts';
import type { Session } from '../../session/session.ts';

/** What a cue may ask of the screen. */
export type ScreenCue = Extract<CueAction, { layout: string } | { snapshot: string }>;

/**
 * Hands on what the cues ask of the screen, each as it is reached: on a fast run several may have been since the last look. Stepping back
 * asks for nothing, and so does a run on another terminal's stage: a second one has a layout of its own. Returns a function that stops it.
 */
export function watchScreenCues(
  { scenario, store, attached }: Session,
  carryOut: (cue: ScreenCue) => void,
): () => void {
  if (attached) return () => {};
  let last = store.getState().director;
  return store.subscribe(() => {
    const { director } = store.getState();
    if (director === last) return;
    const first = director.act === last.act ? last.cue + 1 : 0;
    last = director;
    for (const { do: action } of scenario.acts[director.act]?.cues.slice(first, director.cue + 1) ?? []) {
      if (action && ('layout' in action || 'snapshot' in action)) carryOut(action);
    }
  });
}
