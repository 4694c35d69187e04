import type { ScreenRecording } from './recording-screen.ts';

/** What a run that is being opened may do with the screen it will be shown on. */
export interface Stage {
  /** Says something in passing. */
  tell(text: string): void;
  readonly recording: Pick<ScreenRecording, 'mark' | 'toggle'>;
}

/** For a run that is on no screen: what is said is not heard, and there is nothing to record. */
export const offStage: Stage = { tell() {}, recording: { mark() {}, toggle: () => undefined } };
