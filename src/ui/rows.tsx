import { Box, Text } from 'ink';
import { createContext, createElement, type ReactNode, useContext } from 'react';
import type { Rectangle } from './layout/place-panes.ts';
import { asciiLine } from './text/ascii.ts';
import { cutLine, type Line } from './text/line.ts';
import { paint } from './theme/paint.ts';
import { type Theme, themeFor } from './theme/theme.ts';

/** The theme of the screen. */
export const ThemeContext = createContext<Theme>(themeFor('256'));

/** Whether the screen is drawn in ASCII, for terminals that know nothing else. */
export const AsciiContext = createContext(false);

/** Lines at a place of the screen: one row is one text, cut to the place, so that nothing is ever drawn beyond it. */
export function Rows({ area, lines }: { area: Rectangle; lines: readonly Line[] }): ReactNode {
  const theme = useContext(ThemeContext);
  const isAscii = useContext(AsciiContext);
  const { left, top, columns, rows } = area;
  const texts = lines
    .slice(0, rows)
    // An empty text takes no row in Ink.
    .map((row) => cutLine(row, columns))
    .map((row) => createElement(Text, { wrap: 'truncate' }, paint(isAscii ? asciiLine(row) : row, theme) || ' '));
  const place = { position: 'absolute', left, top, width: columns, height: rows, flexDirection: 'column' } as const;
  // As separate children, rows are told apart by where they stand, which is all there is to tell.
  return createElement(Box, place, ...texts);
}
