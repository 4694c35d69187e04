import type { Finding, NextStep } from '../../autoscaling/referee/finding.ts';
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
export function bannerView(standing: Standing, now: number, next?: NextStep): BannerView {
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
    case 'conflict':
      return conflict(standing, now, next);
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

type Conflict = Extract<Standing, { kind: 'conflict' }>;
type Calm = Extract<Standing, { kind: 'calm' }>;

function conflict(
  { finding, autoscalers, ...standing }: Conflict,
  now: number,
  next: NextStep | undefined,
): BannerView {
  const { reversals, modeSince, replicas, workload } = standing;
  const { word, text } = titleParts(finding);
  const since = modeSince === undefined ? '' : ` in ${stopwatch(now - modeSince)}`;
  const parts = [
    text,
    // The condition that stops them, in the controller's word.
    ...new Set(autoscalers.flatMap(({ problem }) => problem ?? [])),
    `${workload} has ${replicas}`,
    ...(reversals > 0 ? [`${reversals} ${reversals === 1 ? 'reversal' : 'reversals'}${since}`] : []),
    ...(next ? nextPart(next, now) : []),
    ...autoscalers.flatMap(({ word: who, metrics }) =>
      metrics[0] ? [`${who} reads ${metrics.map(readableReading).join(', ')}`] : [],
    ),
  ];
  return { tone: 'bannerConflict', word: word ?? '✕ CONFLICT', parts };
}

/** The referee's titles begin with a word in capitals, two blanks before the sentence, where there is a word for it. */
function titleParts({ title }: Finding): { readonly word?: string; readonly text: string } {
  const [, word, text] = /^([A-Z][A-Z ]*?) {2}(.*)$/.exec(title) ?? [];
  return word === undefined || text === undefined ? { text: title } : { word, text };
}

/** The next change of the count; that it stays is no news. */
function nextPart({ what, at }: NextStep, now: number): readonly string[] {
  if (!what.includes('→')) return [];
  return [`next ${what}${at === undefined || at <= now ? '' : ` in ${stopwatch(at - now)}`}`];
}

function calm({ autoscalers, replicas, workload, harmonious, risk }: Calm): BannerView {
  const [only] = autoscalers;
  if (!only) {
    const count = `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`;
    return { tone: 'bannerNeutral', word: 'NO AUTOSCALER', parts: [`${workload} stays at ${count}`] };
  }
  if (risk) {
    const { word: name, text } = titleParts(risk);
    return { tone: 'bannerStale', word: `! ${name ?? 'RISK'}`, parts: [text, `${workload} has ${replicas}`] };
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
    parts: [`${autoscalers.map(wish).join(', ')}, ${workload} has ${replicas}`, ...(reads ? [reads] : [])],
  };
}

/** Who wants what; a manual HPA is named, since there may be several. */
function wish({ kind, word, name, desired }: Autoscaler): string {
  const who = kind === 'keda' ? word : `${word} ${name}`;
  return desired === undefined ? `${who} has not decided yet` : `${who} wants ${desired}`;
}
