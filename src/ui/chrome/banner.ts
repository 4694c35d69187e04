import type { Autoscaler } from '../facts/autoscalers.ts';
import { readableReading } from '../facts/hpa-metrics.ts';
import type { Standing } from '../facts/standing.ts';
import { truncate } from '../text/cell-width.ts';
import { stopwatch } from '../text/durations.ts';
import type { Tone } from '../theme/tone.ts';

/** The second row, the only filled one: what is happening, in a word and a sentence. */
export interface BannerView {
  readonly tone: Tone;
  readonly word: string;
  /** The sentence, most important part first; parts that do not fit are left out from the end. */
  readonly parts: readonly string[];
}

/** The banner's words. Conflict shouts; everything else is calm, whatever the replica count does. */
export function bannerView(standing: Standing, now: number): BannerView {
  switch (standing.kind) {
    case 'unknown':
      return { tone: 'bannerNeutral', word: '…', parts: ['looking at the cluster'] };
    case 'switching':
      return { tone: 'bannerNeutral', word: 'SWITCHING', parts: [`to ${standing.mode}`] };
    case 'modeFailed':
      return {
        tone: 'bannerConflict',
        word: '✕ FAILED',
        parts: [`the switch to ${standing.mode} did not succeed; the log line says why`],
      };
    case 'frozen':
      return {
        tone: 'bannerConflict',
        word: 'FROZEN',
        parts: [
          'AmbiguousSelector: two HPAs select the same pods, so neither scales',
          `${standing.workload} stays at ${standing.replicas}`,
        ],
      };
    case 'fight':
      return { tone: 'bannerConflict', word: 'FIGHT', parts: fightParts(standing, now) };
    case 'calm':
      return calm(standing);
  }
}

/** A banner as one text of at most `columns` cells, cut between parts where it can be. */
export function bannerText({ word, parts }: BannerView, columns: number): string {
  let text = ` ${word} `;
  for (const [index, part] of parts.entries()) {
    const longer = `${text}${index === 0 ? ' ' : ' · '}${part}`;
    if (index > 0 && longer.length + 1 > columns) break;
    text = longer;
  }
  return truncate(text, columns);
}

type Known = Extract<Standing, { kind: 'fight' | 'frozen' | 'calm' }>;

function fightParts({ autoscalers, reversals, modeSince, replicas, workload }: Known, now: number): readonly string[] {
  const since = modeSince === undefined ? '' : ` in ${stopwatch(now - modeSince)}`;
  const wants = new Set(autoscalers.map(({ desired }) => desired));
  return [
    autoscalers.map(wish).join(' · '),
    ...(wants.size === 1 ? ['they agree for now'] : []),
    `${workload} has ${replicas}`,
    ...(reversals > 0 ? [`${reversals} ${reversals === 1 ? 'reversal' : 'reversals'}${since}`] : []),
    ...autoscalers.flatMap(({ word, metrics }) =>
      metrics[0] ? [`${word} reads ${metrics.map(readableReading).join(', ')}`] : [],
    ),
  ];
}

function calm({ autoscalers, replicas, workload, harmonious }: Known): BannerView {
  const [only] = autoscalers;
  if (!only) {
    const count = `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`;
    return { tone: 'bannerNeutral', word: 'NO AUTOSCALER', parts: [`${workload} stays at ${count}`] };
  }
  const { word, desired, problem, metrics } = only;
  const reads = metrics.map(readableReading).join(', ');
  if (problem !== undefined) {
    return {
      tone: 'bannerStale',
      word: '! WAITING',
      parts: [`${word} cannot scale: ${problem}`, ...(reads ? [reads] : [])],
    };
  }
  const tone: Tone = harmonious ? 'bannerCalm' : 'bannerNeutral';
  const moving = desired === undefined ? 0 : Math.sign(desired - replicas);
  const state =
    desired === undefined ? 'WAITING' : moving === 0 ? 'STEADY' : moving > 0 ? '▲ SCALING UP' : '▼ SCALING DOWN';
  return {
    tone,
    word: harmonious ? 'HARMONY' : state,
    parts: [`${wish(only)}, ${workload} has ${replicas}`, ...(reads ? [reads] : [])],
  };
}

/** Who wants what; a manual HPA is named, since there may be several. */
function wish({ kind, word, name, desired }: Autoscaler): string {
  const who = kind === 'keda' ? word : `${word} ${name}`;
  return desired === undefined ? `${who} has not decided yet` : `${who} wants ${desired}`;
}
