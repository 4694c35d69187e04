import { progressBar } from '../../charts/progress-bar.ts';
import { flow } from '../../text/flow.ts';
import { type Line, span } from '../../text/line.ts';
import { usd } from '../../text/money.ts';
import { tableLines } from '../../text/table.ts';
import type { Tone } from '../../theme/tone.ts';
import type { NodeRow, NodeStanding, NodesView } from './nodes-view.ts';

const standings: Readonly<Record<NodeStanding, { readonly text: string; readonly tone: Tone }>> = {
  ready: { text: '● Ready', tone: 'good' },
  notReady: { text: '◌ NotReady', tone: 'stale' },
  cordoned: { text: '◐ Cordoned', tone: 'stale' },
  unneeded: { text: '▽ Unneeded', tone: 'muted' },
  leaving: { text: '▼ Leaving', tone: 'stale' },
};

const barWidth = 12;

/** What the nodes cost and whether there is room, then a row per node. */
export function nodesLines(view: NodesView, costUsd: number | null, columns: number): readonly Line[] {
  const { pricePerHourUsd, unschedulable } = view;
  const price: Line = pricePerHourUsd === undefined ? [] : [span(`${usd(pricePerHourUsd)}/h`, undefined, true)];
  const spent: Line = costUsd === null ? [] : [span('this run ', 'muted'), span(usd(costUsd))];
  const waiting: Line =
    unschedulable === 0
      ? []
      : [span(`! ${unschedulable} ${unschedulable === 1 ? 'pod finds' : 'pods find'} no node`, 'stale', true)];
  return [...flow([price, spent, waiting], columns), ...rowLines(view.rows, columns)];
}

function rowLines(rows: readonly NodeRow[], columns: number): readonly Line[] {
  return tableLines({
    heading: ['NODE', 'STATUS', 'PODS', 'CPU REQUESTED', 'CPU', 'MEMORY', 'PRICE/H'],
    rows: rows.map(({ name, standing, pods, cpuShare, memoryShare, pricePerHourUsd }) => [
      span(name),
      span(standings[standing].text, standings[standing].tone),
      span(String(pods)),
      span(progressBar(cpuShare, barWidth), cpuShare > 0.9 ? 'stale' : 'signal'),
      span(percent(cpuShare)),
      span(percent(memoryShare)),
      span(pricePerHourUsd === undefined ? '–' : usd(pricePerHourUsd), 'muted'),
    ]),
    columns,
    optional: ['CPU REQUESTED', 'PRICE/H', 'MEMORY', 'PODS'],
  });
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
