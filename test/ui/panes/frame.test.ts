import { expect, test } from 'vitest';
import { framedLines } from '../../../src/ui/panes/frame.ts';
import type { PaneContent } from '../../../src/ui/panes/pane.ts';
import { plain } from '../../../src/ui/text/line.ts';

const titleAt = (columns: number, subject: string, note: string): string => {
  const content: PaneContent = { face: { kind: 'live', lines: [] }, subject, note };
  return plain(framedLines({ name: 'Pods', content, size: { columns, rows: 3 }, focused: false })[0] ?? []);
};

test('a title gives its subject up whole rather than down to its first letters', () => {
  expect(titleAt(40, 'meme-backend', '1/3')).toBe('╭─ Pods  meme-backend ─────────── 1/3 ─╮');
  expect(titleAt(26, 'meme-backend', '1/3')).toBe('╭─ Pods  meme-b… ── 1/3 ─╮');
  expect(titleAt(22, 'meme-backend', '1/3')).toBe('╭─ Pods ─────── 1/3 ─╮');
});
