import { formatTime } from '../units.ts';
import type { ExplanationLine } from './explanation.ts';
import { figure } from './numbers.ts';
import type { ObservedPass } from './observed-pass.ts';
import { rescaleAt } from './rescale-event.ts';

/** How the last pass ended, after what else has to be said: which conditions are old, and what an edit of the spec will bring. */
export function outcomeLines(observed: ObservedPass): readonly ExplanationLine[] {
  return [...jumpLines(observed), ...staleLines(observed), ...nextLines(observed), outcome(observed)];
}

/** A jump goes by the bounds alone. */
function jumpLines({ pass, current, spec, desired, rescaled }: ObservedPass): readonly ExplanationLine[] {
  if (pass !== 'jump' || current === null) return [];
  const { minReplicas, maxReplicas } = spec;
  const goal = current > maxReplicas ? maxReplicas : current < minReplicas ? minReplicas : undefined;
  if (goal !== undefined && (goal === desired || !rescaled)) {
    const bound = current > maxReplicas ? `above maxReplicas ${maxReplicas}` : `below minReplicas ${minReplicas}`;
    const text = `${figure(current)} lies ${bound}: the count goes straight there, metrics are not looked at`;
    return [{ step: 'bounds', text, evidence: 'observed' }];
  }
  const text = `${figure(current)} lay outside the bounds as they were then: the count went to ${figure(desired ?? 0)}`;
  return [{ step: 'bounds', text, evidence: 'estimated' }];
}

/** Conditions of earlier passes that would mislead. */
function staleLines({ stale }: ObservedPass): readonly ExplanationLine[] {
  return stale.map(({ type, status, reason }) => ({
    step: type === 'ScalingActive' ? 'metrics' : 'bounds',
    text: `${type} ${status} (${reason}) is left from an earlier pass and says nothing about this one`,
    evidence: 'observed',
  }));
}

/** A count that the spec no longer allows is corrected by the next pass. */
function nextLines({ desired, spec }: ObservedPass): readonly ExplanationLine[] {
  if (desired === null || desired === 0) return [];
  const { minReplicas, maxReplicas } = spec;
  const bound = desired > maxReplicas ? maxReplicas : desired < minReplicas ? minReplicas : undefined;
  if (bound === undefined) return [];
  const text = `the spec now allows ${minReplicas} to ${maxReplicas}: the next pass goes straight to ${bound}`;
  return [{ step: 'bounds', text, evidence: 'estimated' }];
}

function outcome(observed: ObservedPass): ExplanationLine {
  const { pass, able, current, desired, rescaled, lastScaleTime, events } = observed;
  if (current === null || desired === null) {
    const text = 'no pass has told anything yet: the first comes about 15 s after an HPA is created';
    return { step: 'write', text, evidence: 'unknown' };
  }
  const step = 'write';
  const evidence = 'observed';
  if (able?.reason === 'FailedUpdateScale') {
    return { step, text: able.message ?? 'writing the scale failed', evidence };
  }
  if (rescaled) {
    const at = lastScaleTime === undefined ? '' : ` at ${formatTime(lastScaleTime)}`;
    const event = rescaleAt(events, lastScaleTime, desired);
    const because = event?.reason ? ` (${event.reason})` : '';
    return { step, text: `the count was set from ${figure(current)} to ${figure(desired)}${at}${because}`, evidence };
  }
  const goesOn = pass === 'full' || pass === 'disabled';
  const kept = goesOn ? `the count stays at ${figure(desired)}` : `the status keeps asking for ${figure(desired)}`;
  return { step, text: `nothing was written: ${kept}`, evidence };
}
