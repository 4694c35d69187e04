import type { EpochMs } from '../../autoscaling/units.ts';
import type { Act, Scenario } from '../../scenario/model.ts';
import { type Pace, paceOf } from '../../session/director/pace.ts';
import { noMode } from '../../session/mode/find-mode.ts';
import type { Session } from '../../session/session.ts';
import type { SessionState } from '../../session/state.ts';
import { progressBar } from '../charts/progress-bar.ts';
import { stopwatch } from '../text/durations.ts';
import { cutLine, fitLine, type Line, lineWidth, type Span, span } from '../text/line.ts';
import { playbackBadge } from './playback-badge.ts';
import { failOverBadge, standInBadge } from './stand-in-badge.ts';

export interface HeaderRequest {
  readonly state: Pick<SessionState, 'modes' | 'director'>;
  readonly scenario: Scenario;
  readonly session: Pick<Session, 'identity' | 'speed' | 'playback' | 'attached'> &
    Partial<Pick<Session, 'readOnly' | 'heldBy'>>;
  readonly now: EpochMs;
  readonly columns: number;
  readonly frozen: boolean;
}

const gap = span('   ');

const modeTones = { conflict: 'conflict', calm: 'good', neutral: 'title' } as const;

/**
 * The first row: what runs, which act and mode it is in, and on what kind of cluster. What does not fit goes from the middle: the
 * title is shortened first, then the progress bar goes; the badge never does, so that nobody takes a simulation for the real thing.
 */
export function headerLine(request: HeaderRequest): Line {
  const { columns, scenario } = request;
  const right = badge(request);
  const brand: Line = [span(' HARMONY', 'brand', true), span('  ')];
  const room = columns - lineWidth(brand) - lineWidth(right);
  const middle =
    [true, false].map((withBar) => middlePart(request, withBar)).find((part) => lineWidth(part) + 20 <= room) ??
    middlePart(request, false);
  const left = [
    ...brand,
    ...cutLine([span(scenario.title, 'title')], Math.max(6, room - lineWidth(middle) - 3)),
    gap,
    ...middle,
  ];
  return [...fitLine(left, columns - lineWidth(right)), ...right];
}

/** Room for a holder's name beside everything else. */
const columnsForHolder = 110;

function badge({ session, frozen, columns, now }: HeaderRequest): Line {
  const { playback } = session;
  const { standsInFor } = session.identity;
  return [
    span('  '),
    ...(frozen ? [span(' ∥ FROZEN ', 'bannerStale'), span('  ')] : []),
    ...attachment(session),
    ...(standsInFor === undefined ? [] : failOverBadge),
    ...(playback
      ? playbackBadge(playback, session, now, columns)
      : standsInFor === undefined
        ? clusterBadge(session, columns)
        : standInBadge(standsInFor, columns)),
  ];
}

/** That this is a second terminal on a run, and whether its keys act there. */
function attachment({ attached }: HeaderRequest['session']): Line {
  if (!attached) return [];
  return [span('ATTACHED', 'brand', true), span(attached.drives ? ' drives  ' : ' looks on  ', 'muted')];
}

function clusterBadge(session: HeaderRequest['session'], columns: number): Line {
  const { identity, speed } = session;
  const isEmbedded = identity.badge === 'EMBEDDED';
  const shownSpeed = Number.isFinite(speed) ? `${speed}x` : 'max';
  return [
    ...restraint(session, columns),
    span(identity.badge, 'brand', true),
    // A real cluster's time is everybody's.
    ...(isEmbedded ? [span(` ${shownSpeed}`), span(` ${identity.profile ?? ''}`, 'muted')] : []),
    ...(isEmbedded ? [] : [span(` ${identity.context}`, 'muted')]),
    span(' '),
  ];
}

/** What keeps this run from changing the cluster, in words. */
function restraint(session: HeaderRequest['session'], columns: number): Line {
  if (session.readOnly?.() !== undefined) return [span('READ-ONLY', 'stale', true), span('  ')];
  const holder = session.heldBy?.();
  if (holder === undefined) return [];
  const name = columns < columnsForHolder ? 'another' : holder;
  return [span('READ-ONLY', 'stale', true), span(` held by ${name}`, 'stale'), span('  ')];
}

function middlePart(request: HeaderRequest, withBar: boolean): Line {
  const { state, scenario } = request;
  const act = scenario.acts[state.director.act];
  if (act) return actPart(act, request, withBar);
  const entered = state.modes.at(-1);
  const mode = scenario.modes.find(({ id }) => id === entered?.mode);
  if (mode) return [span('mode ', 'muted'), span(mode.title, modeTones[mode.colour], true)];
  return scenario.modes.length > 0 ? [span(noMode, 'muted')] : [];
}

function actPart(act: Act, { state, now, scenario }: HeaderRequest, withBar: boolean): Line {
  const { act: index, autopilot, talkEndedAt } = state.director;
  const plannedMs = (act.toSeconds - act.fromSeconds) * 1000;
  const pace = paceOf(scenario, state.director, now);
  const elapsedMs = pace?.actMs ?? 0;
  const overMs = elapsedMs - plannedMs;
  const entered = state.modes.at(-1)?.mode;
  const otherMode =
    entered !== undefined && entered !== act.mode ? scenario.modes.find(({ id }) => id === entered) : undefined;
  const parts: Span[] = [
    span(`ACT ${roman(index + 1)} `, 'brand', true),
    span(act.title.toUpperCase(), 'title', true),
    ...(otherMode ? [span(`  mode ${otherMode.title}`, 'muted')] : []),
    span(`  ${stopwatch(elapsedMs)}`, undefined, true),
    span(` of ${stopwatch(plannedMs)}`, 'muted'),
  ];
  if (withBar) parts.push(span(' '), span(progressBar(elapsedMs / plannedMs, 12), overMs > 0 ? 'stale' : 'muted'));
  if (overMs > 0) parts.push(span(` ! ${stopwatch(overMs)} over`, 'stale'));
  else if (withBar) parts.push(...paceSpans(pace));
  if (talkEndedAt !== undefined) parts.push(span('  talk over', 'muted'));
  if (autopilot) parts.push(span('  autopilot', 'muted'));
  return parts;
}

/** Less than this nobody notices. */
const onPaceMs = 5000;

/** How the talk as a whole stands to its plan, while the act itself is within its time. */
function paceSpans(pace: Pace | undefined): readonly Span[] {
  if (pace === undefined) return [];
  const { behindMs } = pace;
  if (Math.abs(behindMs) < onPaceMs) return [span(' on pace', 'muted')];
  return behindMs > 0
    ? [span(` ${stopwatch(behindMs)} behind`, 'stale')]
    : [span(` ${stopwatch(-behindMs)} ahead`, 'muted')];
}

/** Acts are counted as a theatre does. */
function roman(value: number): string {
  return ['0', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'][value] ?? String(value);
}
