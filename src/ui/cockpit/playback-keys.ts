import type { Session } from '../../session/session.ts';
import type { PlaybackStep } from '../keymap.ts';
import type { ViewStore } from './view-store.ts';

/** Moves the time of a replay, and says what came of it, which also draws the header anew. */
export function stepPlayback(store: ViewStore, session: Pick<Session, 'playback' | 'speed'>, step: PlaybackStep): void {
  const { playback } = session;
  if (playback === undefined) return;
  switch (step.type) {
    case 'pause':
      playback.togglePause();
      store.toast(playback.isPaused ? 'The replay is paused: Space goes on.' : 'The replay goes on.', 'muted');
      break;
    case 'skip':
      playback.skip(step.bySeconds * 1000);
      store.toast(`${Math.abs(step.bySeconds)} seconds ${step.bySeconds < 0 ? 'back' : 'on'}`, 'muted');
      break;
    case 'speed':
      playback.changeSpeed(step.by);
      store.toast(`Speed ${session.speed}x`, 'muted');
      break;
    case 'mark': {
      const mark = playback.toMark(step.by);
      if (mark !== undefined) store.toast(`At: ${mark}`, 'muted');
      else store.toast(step.by === 1 ? 'Nothing happens after this.' : 'Nothing happened before this.');
      break;
    }
  }
}
