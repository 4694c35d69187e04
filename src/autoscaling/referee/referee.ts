import type { RefereeFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { behaviorChangesPath } from './rules/behavior-changes-path.ts';
import { cooldownAgainstStepDown } from './rules/cooldown-against-step-down.ts';
import { hpaAndVpa } from './rules/hpa-and-vpa.ts';
import { kedaAndForeignHpa } from './rules/keda-and-foreign-hpa.ts';
import { kedaRefused } from './rules/keda-refused.ts';
import { otherWriter } from './rules/other-writer.ts';
import { scaleDownBlocked } from './rules/scale-down-blocked.ts';
import { triggerCannotWin } from './rules/trigger-cannot-win.ts';
import { twoHpasDormant } from './rules/two-hpas-dormant.ts';
import { twoHpasFight } from './rules/two-hpas-fight.ts';
import { twoHpasFrozen } from './rules/two-hpas-frozen.ts';
import { twoScaledObjects } from './rules/two-scaled-objects.ts';

/** In the order findings of one severity are told: what acts now before what is only so. */
const rules: readonly ((facts: RefereeFacts) => readonly Finding[])[] = [
  twoHpasFight,
  twoHpasFrozen,
  otherWriter,
  twoScaledObjects,
  hpaAndVpa,
  twoHpasDormant,
  kedaRefused,
  kedaAndForeignHpa,
  scaleDownBlocked,
  cooldownAgainstStepDown,
  triggerCannotWin,
  behaviorChangesPath,
];

const severities: readonly Finding['severity'][] = ['conflict', 'risk', 'notice'];

/**
 * Everything worth saying about the autoscalers of a namespace, worst first. It looks at what is so at `now` and remembers nothing: a
 * finding is there as soon as the facts show it (an HPA's status is at most one pass old) and gone as soon as they no longer do.
 */
export function referee(facts: RefereeFacts): readonly Finding[] {
  return rules
    .flatMap((rule) => rule(facts))
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
