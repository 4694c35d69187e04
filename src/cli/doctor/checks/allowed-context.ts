import { Guard } from '../../../session/guard/guard.ts';
import { type Finding, fail, pass } from '../finding.ts';
import type { Check } from './check.ts';

/** Whether the scenario may be played on this context at all. */
export const allowedContext: Check = {
  id: 'context.allowed',
  run({ cluster: { identity }, scenario }): readonly Finding[] {
    if (scenario.modes.length === 0) return [];
    const refusal = new Guard(identity, scenario).refusal();
    if (refusal === undefined) return [pass('context.allowed', `context ${identity.context} may be changed`)];
    const fix = `Add "${identity.context}" to target.allowedContexts in ${scenario.file}, if it is meant to be changed.`;
    return [fail('context.allowed', refusal, fix)];
  },
};
