/** A key that Harmony itself listens to, as a scenario would write it. */
export interface BuiltInKey {
  readonly key: string;
  /** What it does, as the help shows it. */
  readonly does: string;
}

/** The keys a scenario may not give to its modes and loads. Letters count as typed: `r` and `R` are two keys. */
export const builtInKeys: readonly BuiltInKey[] = [
  { key: '?', does: 'help' },
  { key: 'q', does: 'quit' },
  { key: 'Tab', does: 'next pane' },
  { key: 'z', does: 'zoom' },
  { key: 'Esc', does: 'back' },
  { key: '/', does: 'filter' },
  { key: 'L', does: 'next layout' },
  { key: '+', does: 'longer chart window' },
  { key: '-', does: 'shorter chart window' },
  { key: 'Space', does: 'next cue' },
  { key: 'Backspace', does: 'previous cue' },
  { key: 'a', does: 'autopilot' },
  { key: 'g', does: 'go to an act' },
  { key: 'p', does: 'freeze the picture' },
  { key: 's', does: 'snapshot' },
  { key: 'R', does: 'record on/off' },
  { key: 'r', does: 'reset to baseline' },
  { key: 'K', does: 'point kubectl here' },
  { key: 'F', does: 'fail-over' },
  { key: 'T', does: 'take over from another cockpit' },
];
