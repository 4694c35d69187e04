import { type EpochMs, plusMs } from '../units.ts';
import type { ExplanationLine } from './explanation.ts';
import { figure } from './numbers.ts';
import type { ObservedPass } from './observed-pass.ts';
import { rescaleAt, rescaleEvents } from './rescale-event.ts';

/** What AbleToScale tells of stabilization, and until when it may hold. For passes that got that far. */
export function stabilizationLines(observed: ObservedPass): readonly ExplanationLine[] {
  const { able } = observed;
  switch (able?.reason) {
    case 'ScaleDownStabilized':
      return held(observed, 'down');
    case 'ScaleUpStabilized':
      return held(observed, 'up');
    case 'SucceededRescale':
    case 'FailedUpdateScale':
      return [pulledUp(observed) ?? hidden];
    case 'ReadyForNewScale':
      return [{ step: 'stabilization', text: 'no earlier recommendation says otherwise', evidence: 'observed' }];
    case 'BackoffBoth':
    case 'BackoffDownscale':
    case 'BackoffUpscale':
      return backoff(observed, able.reason, able.message ?? able.reason);
    default:
      return [{ step: 'stabilization', text: 'AbleToScale does not tell of stabilization', evidence: 'unknown' }];
  }
}

/** Whether stabilization is known to have changed the proposal. */
export function isStabilized(observed: ObservedPass): boolean {
  const reason = observed.able?.reason ?? '';
  return (
    /^(Scale(Down|Up)Stabilized|Backoff(Both|Downscale|Upscale))$/.test(reason) || pulledUp(observed) !== undefined
  );
}

const hidden: ExplanationLine = {
  step: 'stabilization',
  text: 'the attempt to rescale overwrote what AbleToScale said of stabilization: whether it held back anything is not told',
  evidence: 'unknown',
};

type Direction = 'up' | 'down';

function held(observed: ObservedPass, direction: Direction): readonly ExplanationLine[] {
  const seconds = windowSeconds(observed, direction);
  const than = direction === 'down' ? 'a higher' : 'a lower';
  const recommendation = `${than} recommendation of the last ${seconds} s`;
  // What a policy or bound then cut does not tell how high it is.
  const text = isCut(observed)
    ? `${recommendation} stands in for what the metrics want`
    : `${recommendation} holds the count at ${figure(observed.desired ?? 0)}`;
  // The window may be a flag of the controller; that something holds is not in doubt.
  const fact: ExplanationLine = { step: 'stabilization', text, evidence: 'observed' };
  return [fact, endOf(observed, direction, seconds)];
}

function endOf(observed: ObservedPass, direction: Direction, seconds: number): ExplanationLine {
  const { now } = observed;
  const step = 'stabilization';
  const last = lastSeenWanting(observed, direction, seconds);
  const ends = last && plusMs(last, seconds * 1000);
  if (ends !== undefined && ends > now) {
    return { step, text: 'it holds that long after it was last seen to be made', evidence: 'estimated', until: ends };
  }
  const made = direction === 'down' && !isCut(observed) ? lastRiseTo(observed, seconds) : undefined;
  const earliest = made && plusMs(made, seconds * 1000);
  if (earliest !== undefined && earliest > now) {
    const text = 'it holds at least that long after the count was raised for it';
    return { step, text, evidence: 'estimated', until: earliest };
  }
  return { step, text: 'when it was made, and so when it ends, only the controller knows', evidence: 'unknown' };
}

function lastSeenWanting(observed: ObservedPass, direction: Direction, seconds: number): EpochMs | undefined {
  const { seen, desired, now } = observed;
  const inWindow = seen.counts.filter(({ at }) => at <= now && plusMs(at, seconds * 1000) > now);
  if (direction === 'up') return inWindow.findLast(({ wants }) => wants !== undefined && wants <= (desired ?? 0))?.at;
  // Where a policy or bound cut what is held, the count does not tell its height; what was seen does.
  const highest = inWindow.reduce((most, { wants }) => Math.max(most, wants ?? 0), 0);
  const height = isCut(observed) ? highest : (desired ?? 0);
  return inWindow.findLast(({ wants }) => wants !== undefined && wants >= height)?.at;
}

function isCut({ limited }: ObservedPass): boolean {
  return limited?.status === 'True';
}

/** When metrics last raised the count to what is held now, or above. */
function lastRiseTo({ events, desired, seen, spec }: ObservedPass, seconds: number): EpochMs | undefined {
  const count = desired ?? 0;
  const rescales = rescaleEvents(events);
  const told = rescales.find(({ to, reason }) => to >= count && reason.endsWith(' above target'))?.at;
  if (spec.behavior === undefined) {
    // Such an HPA also climbs, limited in each pass, towards a recommendation that is older than the rescale.
    const before = rescales.filter(({ at }) => told !== undefined && at < told && plusMs(at, seconds * 1000) >= told);
    return before.length === 0 ? told : undefined;
  }
  const watched = seen.rescales.findLast(({ from, to }) => to > from && to >= count)?.at;
  return told === undefined || (watched !== undefined && watched > told) ? watched : told;
}

function windowSeconds({ spec, controller }: ObservedPass, direction: Direction): number {
  const { behavior } = spec;
  if (direction === 'up') return behavior?.scaleUp.stabilizationWindowSeconds ?? 0;
  return behavior?.scaleDown.stabilizationWindowSeconds ?? controller.downscaleStabilizationSeconds;
}

/** Only a recommendation of earlier can raise a count that no metric asks to be raised: HPAs without behavior do that. */
function pulledUp({ current, desired, events, lastScaleTime, rescaled }: ObservedPass): ExplanationLine | undefined {
  if (!rescaled || current === null || desired === null || desired <= current) return undefined;
  const event = rescaleAt(events, lastScaleTime, desired);
  if (event === undefined || (event.reason !== '' && event.reason !== 'All metrics below target')) return undefined;
  const text = 'no metric asks for more now: an earlier, higher recommendation still pulls the count up';
  return { step: 'stabilization', text, evidence: 'observed' };
}

/** Seconds after a rescale during which controllers before 1.12 made no other, by default. */
const forbiddenSeconds = { BackoffBoth: 180, BackoffUpscale: 180, BackoffDownscale: 300 } as const;

function backoff(
  { lastScaleTime, now }: ObservedPass,
  reason: keyof typeof forbiddenSeconds,
  message: string,
): readonly ExplanationLine[] {
  const fact = { step: 'stabilization', text: message, evidence: 'observed' } as const;
  const seconds = forbiddenSeconds[reason];
  const until = lastScaleTime && plusMs(lastScaleTime, seconds * 1000);
  if (until === undefined || until <= now) return [fact];
  const text = `a rescale forbids the next one for ${seconds} s by default`;
  return [fact, { step: 'stabilization', text, evidence: 'estimated', until }];
}
