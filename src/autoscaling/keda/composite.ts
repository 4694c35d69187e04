import type { ScaledObject } from '../objects.ts';
import { compileFormula } from './formula.ts';
import { TriggerError } from './trigger-metrics.ts';

/** Names a formula may use: those of triggers that are not cpu or memory. */
export function formulaNames({ spec }: ScaledObject): readonly string[] {
  return spec.triggers
    .filter(({ type }) => type !== 'cpu' && type !== 'memory')
    .flatMap(({ name }) => (name ? [name] : []));
}

/** Value of the composite metric from the values of named triggers. @throws TriggerError */
export function compositeValue(scaledObject: ScaledObject, values: Readonly<Record<string, number>>): number {
  const formula = scaledObject.spec.advanced?.scalingModifiers?.formula ?? '';
  return compileFormula(formula, formulaNames(scaledObject))(values);
}

/** Checks the scalingModifiers of a ScaledObject as the webhook does. @throws TriggerError */
export function checkScalingModifiers(scaledObject: ScaledObject): void {
  const { formula = '', target = '' } = scaledObject.spec.advanced?.scalingModifiers ?? {};
  if (formula === '') throw new TriggerError('error ScalingModifiers.Formula is mandatory');
  if (target === '') {
    throw new TriggerError('error validating formula in ScalingModifiers\nformula is given but target is empty');
  }
  compileFormula(formula, formulaNames(scaledObject));
  if (!(Number(target) > 0)) {
    throw new TriggerError(
      'error validating target in ScalingModifiers\nerror converting target for scalingModifiers (string->float) to valid target',
    );
  }
}
