import type { Dialog } from '../chrome/dialog.ts';

/** Guards a run against a stray `q`: a second one does not confirm. */
export function quitDialog(quit: () => void): Dialog {
  return {
    title: 'The run is live. Quit?',
    body: [],
    choices: [{ keys: ['y', 'return'], shown: 'y', label: 'quit', choose: quit }],
    otherwise: 'go on',
    deaf: ['q'],
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
