import type { SourceHealth } from '../../session/observation.ts';
import type { PlainLine } from './line.ts';
import type { Teller } from './teller.ts';

/** Tells when sources begin to deliver, fail, or are back. Those that begin together, as all do when a run opens, are told together. */
export const sourceTeller: Teller = (before, after) => {
  const at = after.now;
  const begun: string[] = [];
  const lines = [...after.sources].flatMap(([name, { health }]): readonly PlainLine[] => {
    const last = before.sources.get(name)?.health ?? { state: 'connecting' };
    if (last.state === 'connecting' && health.state === 'live') begun.push(name);
    if (last.state === 'connecting' && health.state !== 'failed') return [];
    const reason = health.state === 'failed' ? health.reason : undefined;
    const lastReason = last.state === 'failed' ? last.reason : undefined;
    if (last.state === health.state && reason === lastReason) return [];
    return [{ at, subject: 'source', text: `${name} ${last.state} -> ${health.state}${whyOf(health)}` }];
  });
  return begun.length === 0 ? lines : [{ at, subject: 'source', text: `${begun.join(', ')} live` }, ...lines];
};

function whyOf(health: SourceHealth): string {
  if (health.state !== 'failed') return '';
  return `: ${health.reason}${health.fix === undefined ? '' : `. ${health.fix}`}`;
}
