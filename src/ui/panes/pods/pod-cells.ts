import type { PodStage } from '../../facts/pod-stage.ts';
import { type Line, mergeSpans, type Span, span } from '../../text/line.ts';
import { count } from '../../text/numbers.ts';
import { type PodsView, type StageCount, stageLooks } from './pods-view.ts';

/** Rows that single cells may take; a crowd that needs more is shown by shares. */
const mostCellRows = 4;
/** Beside the strip by age. */
const [oldest, newest] = ['old ', ' new'];

/** A cell per pod, grouped by stage, in as many rows as it takes; of hundreds and thousands the shares. */
export function cellLines(view: PodsView, columns: number, rows: number): readonly Line[] {
  const cellRows = Math.min(mostCellRows, Math.max(1, Math.floor(rows / 4)));
  return view.count <= columns * cellRows ? singleCells(view, columns) : crowdLines(view, columns, rows);
}

function singleCells({ stages }: PodsView, columns: number): readonly Line[] {
  const cells = stages.flatMap(({ stage, count: pods }) => Array.from({ length: pods }, () => cellOf(stage)));
  const lines: Line[] = [];
  for (let start = 0; start < cells.length; start += columns) {
    lines.push(mergeSpans(cells.slice(start, start + columns)));
  }
  return lines;
}

/** How the crowd is made up, and a heat strip from its oldest to its newest pods, in which trouble shows through. */
function crowdLines(view: PodsView, columns: number, rows: number): readonly Line[] {
  const shares = mergeSpans(
    shareOut(view.stages, view.count, columns).flatMap(({ stage, count: cells }) =>
      Array.from({ length: cells }, () => cellOf(stage)),
    ),
  );
  if (rows < 8) return [shares];
  const width = Math.max(1, columns - oldest.length - newest.length);
  const heat = mergeSpans(heatStrip(view.lives, width).map(cellOf));
  const perCell = count(Math.ceil(view.count / width));
  return [
    shares,
    [span(oldest, 'muted'), ...heat, span(newest, 'muted')],
    [span(`${' '.repeat(oldest.length)}${perCell} pods a cell, the most troubled one shows`, 'muted')],
  ];
}

/** Cells by share of the pods. Every stage that has pods has a cell: one failed pod of thousands is what the reader looks for. */
export function shareOut(stages: readonly StageCount[], total: number, cells: number): readonly StageCount[] {
  const shares = stages.map(({ stage, count: pods }) => ({
    stage,
    count: Math.max(1, Math.floor((pods / total) * cells)),
  }));
  const used = shares.reduce((sum, share) => sum + share.count, 0);
  const largest = Math.max(...shares.map((share) => share.count));
  const index = shares.findIndex((share) => share.count === largest);
  return shares.map((share, position) =>
    position === index ? { ...share, count: Math.max(1, share.count + cells - used) } : share,
  );
}

/** How much a stage matters where several pods share one cell. */
const trouble: Readonly<Record<PodStage, number>> = { ready: 0, ending: 1, starting: 2, pending: 3, error: 4 };

/** The stage of the most troubled pod of each of `cells` equal parts of the pods, in their order. */
export function heatStrip(lives: readonly PodStage[], cells: number): readonly PodStage[] {
  const worst = new Array<PodStage>(Math.min(cells, lives.length)).fill('ready');
  lives.forEach((stage, index) => {
    const cell = Math.floor((index * worst.length) / lives.length);
    if (trouble[stage] > trouble[worst[cell] ?? 'ready']) worst[cell] = stage;
  });
  return worst;
}

function cellOf(stage: PodStage): Span {
  const { sign, tone } = stageLooks[stage];
  return span(sign, tone);
}
