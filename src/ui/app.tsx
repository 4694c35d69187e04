import { Box, useApp, useInput, useWindowSize } from 'ink';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { type Dialog, placedDialog } from './chrome/dialog.ts';
import { helpLines } from './chrome/help.ts';
import { tooSmallLines } from './chrome/too-small.ts';
import type { Cockpit } from './cockpit/cockpit.ts';
import { keyNames } from './cockpit/key-names.ts';
import type { CockpitView } from './cockpit/view.ts';
import type { CellSize } from './layout/place-panes.ts';
import { isTooSmall } from './layout/screen.ts';
import { OpeningScreen } from './opening-screen.tsx';
import { AsciiContext, Rows, ThemeContext } from './rows.tsx';
import { RunningScreen } from './running-screen.tsx';
import type { Theme } from './theme/theme.ts';

interface AppProps {
  readonly cockpit: Cockpit;
  readonly theme: Theme;
  /** Draws in ASCII, for terminals that know nothing else. */
  readonly ascii?: boolean;
  /** Goes back to the shell with the terminal as it was, and resolves when the reader is back; absent where there is no shell. */
  readonly onSuspended?: (() => Promise<void>) | undefined;
}

/** The whole screen. Keys go to the cockpit, and what the cockpit shows comes back. */
export function App({ cockpit, theme, ascii = false, onSuspended }: AppProps): ReactNode {
  const { exit, suspendTerminal } = useApp();
  const size = useWindowSize();
  const view = useSyncExternalStore(cockpit.subscribe, cockpit.getView);
  useEffect(() => {
    cockpit.onQuit = () => exit();
    let isAway = false;
    // A second key in the same read must not ask for the terminal while it is given away.
    const leave = async (meanwhile: () => Promise<void>) => {
      if (isAway) return;
      isAway = true;
      await suspendTerminal(meanwhile);
      isAway = false;
    };
    // Leaving the screen and coming back makes Ink forget what it believes to be there, and draw everything.
    cockpit.onRedraw = () => void leave(async () => {});
    cockpit.onSuspend = onSuspended && (() => void leave(onSuspended));
  }, [cockpit, exit, suspendTerminal, onSuspended]);
  useEffect(() => {
    cockpit.screen = { size: { columns: size.columns, rows: size.rows }, theme: theme.name };
  }, [cockpit, size.columns, size.rows, theme.name]);
  useInput((input, key) => cockpit.press(keyNames(input, key)));
  return (
    <ThemeContext value={theme}>
      <AsciiContext value={ascii}>
        <Box width={size.columns} height={size.rows}>
          <Screen cockpit={cockpit} view={view} size={size} />
        </Box>
      </AsciiContext>
    </ThemeContext>
  );
}

function Screen({ cockpit, view, size }: { cockpit: Cockpit; view: CockpitView; size: CellSize }): ReactNode {
  const { columns, rows } = size;
  const all = { left: 0, top: 0, columns, rows };
  if (isTooSmall(size)) return <Rows area={all} lines={tooSmallLines(size)} />;
  const { overlay } = view.screen;
  if (overlay === 'help') return <Rows area={all} lines={helpLines(view.bindings, size, view.screen.scroll.help)} />;
  const { phase } = view;
  return (
    <>
      {phase.name === 'running' ? (
        <RunningScreen cockpit={cockpit} view={view} phase={phase} size={size} />
      ) : (
        <OpeningScreen size={size} bindings={view.bindings} toast={view.screen.toast} />
      )}
      {typeof overlay === 'object' && <DialogBox dialog={overlay} size={size} />}
    </>
  );
}

function DialogBox({ dialog, size }: { dialog: Dialog; size: CellSize }): ReactNode {
  const { area, lines } = placedDialog(dialog, size);
  return <Rows area={area} lines={lines} />;
}
