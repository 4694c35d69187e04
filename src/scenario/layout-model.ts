/** What a pane of the screen may show. */
export const paneNames = [
  'replicas',
  'pods',
  'metric',
  'queue',
  'why',
  'ladder',
  'lie',
  'events',
  'load',
  'acts',
  'vpa',
  'nodes',
  'sources',
  'log',
] as const;

export type PaneName = (typeof paneNames)[number];

/** What a pane's option may be: any text, number or switch, or one of the words listed. */
export type PaneOptionType = 'text' | 'number' | 'switch' | readonly string[];

/** What a chart is drawn with: lines, braille dots at twice the columns and four times the rows, or what every terminal has. */
const chartStyles = ['line', 'braille', 'ascii'] as const;

/** The options each pane knows; a layout file that gives another one is told so. */
export const paneOptions: Readonly<Record<PaneName, Readonly<Record<string, PaneOptionType>>>> = {
  /** `large`: numerals for the last row of the room, and few words. */
  replicas: { view: ['chart', 'table'], large: 'switch', style: chartStyles },
  pods: { view: ['cells', 'list'] },
  /** `signal`: id of one of the scenario's metric signals; without it the first, and the others can be stepped through. */
  metric: { view: ['chart', 'raw'], signal: 'text', style: chartStyles },
  queue: { view: ['chart', 'numbers'], style: chartStyles },
  why: {},
  ladder: {},
  lie: {},
  events: {},
  load: {},
  /** `notes` and `next` are for the presenter's own terminal. */
  acts: { view: ['list', 'notes', 'next'] },
  vpa: {},
  nodes: {},
  sources: {},
  log: {},
};

export type PaneOptions = Readonly<Record<string, string | number | boolean>>;

/** An arrangement of panes, with variants for terminals of different sizes. */
export interface Layout {
  /** File name without its ending, as given on the command line. */
  readonly name: string;
  /** Absolute path of the file. */
  readonly file: string;
  readonly title: string;
  /** In the order of the file: the first that fits is shown. */
  readonly variants: readonly LayoutVariant[];
}

export interface LayoutVariant {
  /** The smallest terminal it is meant for, in cells; header and footer included. */
  readonly minColumns: number;
  readonly minRows: number;
  readonly root: LayoutNode;
}

export type LayoutNode = LayoutSplit | LayoutPane;

interface LayoutCell {
  /** Share of the parent's length along its direction, relative to its siblings' sizes. */
  readonly size: number;
  /** Cells below which the node must not be squeezed; frame included. */
  readonly minColumns: number;
  readonly minRows: number;
}

/** Children below one another (`rows`) or side by side (`columns`). */
export interface LayoutSplit extends LayoutCell {
  readonly kind: 'rows' | 'columns';
  readonly children: readonly LayoutNode[];
}

export interface LayoutPane extends LayoutCell {
  readonly kind: 'pane';
  readonly pane: PaneName;
  readonly options: PaneOptions;
}
