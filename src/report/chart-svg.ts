import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Subject } from './comparison.ts';
import type { Curve } from './curve.ts';

use([LineChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

export interface ChartLook {
  readonly text: string;
  readonly grid: string;
  readonly background: string;
  /** Of the subjects, in their order. */
  readonly lines: readonly string[];
  readonly rule: string;
}

/** Colours that differ for red-green colour blindness too (Okabe and Ito); dashes tell the lines apart without any. */
export const chartLooks: Readonly<Record<'light' | 'dark', ChartLook>> = {
  light: {
    text: '#303030',
    grid: '#d0d0d0',
    background: '#ffffff',
    lines: ['#d55e00', '#0072b2', '#8a5a83', '#00735c'],
    rule: '#8a6d00',
  },
  dark: {
    text: '#d8d8d8',
    grid: '#404040',
    background: '#161616',
    lines: ['#ff9b54', '#5ab4f0', '#dba6d3', '#4fd0ab'],
    rule: '#e6c75a',
  },
};

const dashes = ['solid', 'dashed', 'dotted'] as const;

/** Steps of the axis of time that people count in, in seconds. */
const ticks = [5, 10, 30, 60, 120, 300, 600, 1800, 3600];
const mostTicks = 12;

/** One kind of curve of all subjects on one axis of time, as SVG; undefined where no subject has it. */
export function chartSvg(
  id: string,
  subjects: readonly Subject[],
  look: ChartLook,
  size: { readonly width: number; readonly height: number },
): string | undefined {
  const lines = subjects.flatMap(({ label, act }, index) => {
    const curve = act.curves.find((each) => each.id === id);
    return curve ? [{ label, curve, index }] : [];
  });
  const [first] = lines;
  if (first === undefined) return undefined;
  const seconds = Math.max(1, ...lines.map(({ curve }) => curve.points.at(-1)?.[0] ?? 0));
  const tick = ticks.find((each) => seconds / each <= mostTicks) ?? seconds / mostTicks;
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption({
    animation: false,
    backgroundColor: look.background,
    textStyle: { color: look.text, fontFamily: 'system-ui, sans-serif' },
    title: {
      text: `${first.curve.title}${first.curve.unit === '' ? '' : `, ${first.curve.unit}`}`,
      left: 0,
      top: 0,
      textStyle: { color: look.text, fontSize: 14 },
    },
    legend: { show: lines.length > 1, right: 0, top: 0, textStyle: { color: look.text } },
    grid: { left: 56, right: 16, top: 36, bottom: 36 },
    xAxis: {
      type: 'value',
      min: 0,
      max: Math.ceil(seconds / tick) * tick,
      interval: tick,
      name: 's',
      axisLabel: { color: look.text },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', min: 0, axisLabel: { color: look.text }, splitLine: { lineStyle: { color: look.grid } } },
    series: lines.map(({ label, curve, index }) => seriesOf(label, curve, index, look)),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function seriesOf(name: string, curve: Curve, index: number, look: ChartLook) {
  const color = look.lines[index % look.lines.length];
  const { rule } = curve;
  return {
    type: 'line' as const,
    name,
    data: curve.points.map(([second, value]) => [second, value]),
    step: curve.shape === 'step' ? ('end' as const) : (false as const),
    symbol: 'none',
    color,
    lineStyle: { width: 2, type: dashes[index % dashes.length] ?? 'solid' },
    ...(rule !== undefined && {
      markLine: {
        silent: true,
        symbol: 'none',
        data: [{ yAxis: rule.value }],
        lineStyle: { color: look.rule, type: 'dashed' as const },
        label: { formatter: rule.label, color: look.rule, position: 'insideEndTop' as const },
      },
    }),
  };
}
