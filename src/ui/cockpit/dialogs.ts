import type { Scenario } from '../../scenario/model.ts';
import type { Action, Confirmation } from '../../session/session.ts';
import type { Dialog } from '../chrome/dialog.ts';
import type { KeyName } from './key-names.ts';

/** Guards a run against a stray `q`: a second one does not confirm. */
export function quitDialog(asked: KeyName, quit: () => void): Dialog {
  return {
    title: 'The run is live. Quit?',
    body: [],
    choices: [{ keys: ['y', 'return'], shown: 'y', label: 'quit', choose: quit }],
    otherwise: 'go on',
    deaf: [asked],
  };
}

/** How another terminal gets at the cluster; `lines` are commands. */
export function kubectlDialog(lines: readonly string[]): Dialog {
  return {
    title: 'kubectl on this cluster, in another terminal',
    body: lines,
    choices: [],
    otherwise: 'back',
  };
}

/** Stands before the first change to a real cluster. Only `y` agrees: Enter is pressed too easily, and so is the key that asked. */
export function confirmDialog({ title, lines }: Confirmation, asked: KeyName, agree: () => void): Dialog {
  return {
    title,
    body: lines,
    choices: [{ keys: ['y'], shown: 'y', label: 'yes, change it', choose: agree }],
    otherwise: 'no',
    deaf: asked === 'y' ? [] : [asked],
  };
}

/** What may become of the objects that a run changed on a real cluster, when it is left. */
export interface Leaving {
  restore(): void;
  keep(): void;
}

/** Asks what is to become of the changes; to stay is the answer of every other key. */
export function leaveDialog(outstanding: number, asked: KeyName, { restore, keep }: Leaving): Dialog {
  const are = outstanding === 1 ? '1 object is' : `${outstanding} objects are`;
  return {
    title: `${are} not as this run found ${outstanding === 1 ? 'it' : 'them'}. Quit?`,
    body: ['What is kept can be put back later: harmony restore'],
    choices: [
      { keys: ['r'], shown: 'r', label: 'restore and quit', choose: restore },
      { keys: ['k'], shown: 'k', label: 'keep and quit', choose: keep },
    ],
    otherwise: 'stay',
    deaf: [asked],
  };
}

/** How far putting back has come. It goes by itself. */
export function restoringDialog(left: number, of: number, doing: string | undefined): Dialog {
  return {
    title: `Putting back ${of === 1 ? '1 object' : `${of} objects`} …`,
    body: [`${of - left} of ${of} done`, ...(doing === undefined ? [] : [`$ ${doing}`])],
    choices: [],
  };
}

/** Putting back did not work. */
export function restoreFailedDialog(reason: string, { restore, keep }: Leaving): Dialog {
  return {
    title: 'Not everything could be put back.',
    body: [reason],
    choices: [
      { keys: ['r'], shown: 'r', label: 'try again', choose: restore },
      { keys: ['k'], shown: 'k', label: 'keep and quit', choose: keep },
    ],
    otherwise: 'stay',
  };
}

/** Most acts a dialog offers by a digit each. */
const mostActs = 9;

/** Which act to go to, or that the next cue is to be left out. */
export function goToDialog({ acts }: Scenario, asked: KeyName, go: (action: Action) => void): Dialog {
  const shown = acts.slice(0, mostActs);
  return {
    title: 'Go to',
    body: [
      ...shown.map(({ title }, index) => `[${index + 1}] ${title}`),
      '[s] skip the next cue: its mode is entered, its load left out',
    ],
    choices: [
      ...shown.map((_, index) => ({
        keys: [String(index + 1)],
        shown: String(index + 1),
        label: '',
        choose: () => go({ type: 'goToAct', act: index }),
      })),
      {
        keys: ['s'],
        shown: 's',
        label: '',
        choose: () => go({ type: 'skipCue' }),
      },
    ],
    otherwise: 'stay',
    deaf: [asked],
  };
}

/** Stands before a run takes the right to change the target away from another one. */
export function takeOverDialog(holder: string, takeOver: () => void): Dialog {
  return {
    title: `Take over from ${holder}?`,
    body: ['That cockpit becomes read-only. What it has changed stays as it is.'],
    choices: [{ keys: ['y'], shown: 'y', label: 'take over', choose: takeOver }],
    otherwise: 'no',
    deaf: ['T'],
  };
}
