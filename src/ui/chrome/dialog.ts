import type { KeyName } from '../cockpit/key-names.ts';
import type { CellSize, Rectangle } from '../layout/place-panes.ts';
import { cellWidth, fitText } from '../text/cell-width.ts';
import { type Line, line, span } from '../text/line.ts';
import { wrapWords } from '../text/wrap-words.ts';

/** A question or a notice in the middle of the screen. */
export interface Dialog {
  readonly title: string;
  readonly body: readonly string[];
  /** Any other key closes the dialog and does nothing else. */
  readonly choices: readonly Choice[];
  /** What any other key does, in a word or two; absent where the dialog goes by itself and no key closes it. */
  readonly otherwise?: string;
  /** Keys that neither choose nor close: a held or bouncing key must not answer the question it asked. */
  readonly deaf?: readonly KeyName[];
}

export interface Choice {
  readonly keys: readonly KeyName[];
  /** As the dialog writes the key. */
  readonly shown: string;
  /** Empty: the dialog's body tells it. */
  /** Empty: the dialog's body tells it. */
  readonly label: string;
  readonly choose: () => void;
}

const frameColumns = 4;

/** Where a dialog is on the screen, and its lines: as wide as its text, within the screen. */
export function placedDialog(
  dialog: Dialog,
  size: CellSize,
): { readonly area: Rectangle; readonly lines: readonly Line[] } {
  const texts = [dialog.title, ...dialog.body, answers(dialog)];
  const inner = Math.min(size.columns - 2 - frameColumns, Math.max(44, ...texts.map(cellWidth)));
  const wrapped = (text: string) => (cellWidth(text) <= inner ? [text] : wrapBehindLabel(text, inner));
  const row = (text: string, bold = false): Line => [
    span('┃ ', 'focus'),
    span(fitText(text, inner), undefined, bold),
    span(' ┃', 'focus'),
  ];
  const lines = [
    line(`┏${'━'.repeat(inner + 2)}┓`, 'focus'),
    row(dialog.title, true),
    row(''),
    ...dialog.body.flatMap(wrapped).map((text) => row(text)),
    ...(dialog.body.length === 0 ? [] : [row('')]),
    ...wrapped(answers(dialog)).map((text) => row(text)),
    line(`┗${'━'.repeat(inner + 2)}┛`, 'focus'),
  ];
  const columns = inner + frameColumns;
  return {
    area: {
      columns,
      rows: lines.length,
      left: Math.floor((size.columns - columns) / 2),
      top: Math.max(0, Math.floor((size.rows - lines.length) / 2)),
    },
    lines,
  };
}

/** A text in lines; what follows a label and its blanks stays behind it. */
function wrapBehindLabel(text: string, width: number): readonly string[] {
  const [, label = ''] = /^(\S+ {2,})/.exec(text) ?? [];
  const words = wrapWords(text.slice(label.length), width - label.length);
  return words.map((part, index) => (index === 0 ? label : ' '.repeat(label.length)) + part);
}

function answers({ choices, otherwise }: Dialog): string {
  const keys = choices.filter(({ label }) => label !== '').map(({ shown, label }) => `[${shown}] ${label}`);
  return [...keys, ...(otherwise === undefined ? [] : [`any other key: ${otherwise}`])].join('    ');
}
