import type { Scenario } from '../scenario/model.ts';
import type { KeyName } from './cockpit/key-names.ts';
import type { KeyChoices } from './input/rebind.ts';
import { type Binding, bindingsFor, type PlaybackStep } from './keymap.ts';

/**
 * The keys of a replay, and those of a run that it does not take. What would change the cluster stays and says why it does not, but leaves
 * its room in the footer to keys that do something.
 */
export function replayBindings(scenario: Scenario, chosen: KeyChoices = {}): readonly Binding[] {
  const taken = new Set(replayKeys.flatMap(({ keys }) => keys));
  const left = bindingsFor(scenario, chosen).filter(({ keys }) => !keys.some((key) => taken.has(key)));
  return [...replayKeys, ...left.map((binding) => (binding.command.type === 'session' ? unranked(binding) : binding))];
}

function unranked({ rank: _, ...binding }: Binding): Binding {
  return binding;
}

function replayKey(key: KeyName, hint: string, help: string, step: PlaybackStep, rank?: number): Binding {
  const command = { type: 'playback', step } as const;
  return { keys: [key], shown: key, group: 'Replay', hints: [hint, hint, ''], help, command, ...(rank && { rank }) };
}

function metricKey(key: KeyName, help: string, by: 1 | -1): Binding {
  return { keys: [key], shown: key, group: 'Look', hints: ['step'], help, command: { type: 'step', by } };
}

/** The keys that only a replay has. */
export const replayKeys: readonly Binding[] = [
  replayKey('space', 'pause', 'pause, and go on', { type: 'pause' }, 1),
  replayKey('left', '-5 s', 'five seconds back', { type: 'skip', bySeconds: -5 }, 2),
  replayKey('right', '+5 s', 'five seconds on', { type: 'skip', bySeconds: 5 }, 2),
  replayKey('shift+left', '-30 s', 'half a minute back', { type: 'skip', bySeconds: -30 }),
  replayKey('shift+right', '+30 s', 'half a minute on', { type: 'skip', bySeconds: 30 }),
  replayKey('[', 'slower', 'slower, down to a quarter', { type: 'speed', by: -1 }, 4),
  replayKey(']', 'faster', 'faster, up to sixteen times', { type: 'speed', by: 1 }, 4),
  replayKey('n', 'next', 'next cue, act, mode or rescale', { type: 'mark', by: 1 }, 3),
  replayKey('N', 'previous', 'previous cue, act, mode or rescale', { type: 'mark', by: -1 }, 6),
  metricKey('<', 'previous metric', -1),
  metricKey('>', 'next metric', 1),
];
