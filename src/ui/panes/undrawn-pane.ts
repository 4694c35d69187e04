import type { Pane } from './pane.ts';

/** A pane that layouts may name and this version of Harmony does not draw: it says so in its place, and the layout stays usable. */
export function undrawnPane(name: string): Pane<Record<never, never>> {
  const selected = {};
  return {
    name,
    select: () => selected,
    content: () => ({ face: { kind: 'empty', text: `This version of Harmony does not draw the pane "${name}".` } }),
  };
}
