import type { Condition, LabelSelector, ObjectMeta } from '../objects.ts';
import type { Field } from './field.ts';
import { present } from './present-fields.ts';

const truths = ['True', 'False', 'Unknown'] as const;
const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** Checks what an object says it is. Entries of an API list carry neither field, so either may be absent. */
export function requireKind(object: Field, apiVersion: string, kind: string, tryThis = ''): void {
  const version = object.get('apiVersion');
  const name = object.get('kind');
  if (!name.isAbsent && name.value !== kind) throw name.wrong(kind);
  if (!version.isAbsent && version.value !== apiVersion)
    throw version.fail(`${version.wrong(apiVersion).reason}${tryThis}`);
}

/** What evaluation needs of an object's metadata, and what tells objects apart. */
export function readMeta(meta: Field): ObjectMeta {
  return present({
    name: meta.get('name').name(),
    namespace: meta.get('namespace').optional((field) => field.name()),
    uid: meta.get('uid').optional((field) => field.string()),
    deletionTimestamp: meta.get('deletionTimestamp').optional((field) => field.timeText()),
    labels: meta.get('labels').optional(readLabels),
    ownerReferences: meta.get('ownerReferences').optional((field) => field.list().map(readOwner)),
  });
}

export function readLabels(labels: Field): Readonly<Record<string, string>> {
  return labels.map((label) => label.string());
}

export function readCondition(condition: Field): Condition {
  return present({
    type: condition.get('type').name(),
    status: condition.get('status').oneOf(truths),
    reason: condition.get('reason').optional((field) => field.string()),
    message: condition.get('message').optional((field) => field.string()),
    lastTransitionTime: condition.get('lastTransitionTime').optional((field) => field.timeText()),
  });
}

export function readLabelSelector(selector: Field): LabelSelector {
  return present({
    matchLabels: selector.get('matchLabels').optional(readLabels),
    matchExpressions: selector.get('matchExpressions').optional((field) => field.list().map(readRequirement)),
  });
}

function readRequirement(requirement: Field): NonNullable<LabelSelector['matchExpressions']>[number] {
  return present({
    key: requirement.get('key').name(),
    operator: requirement.get('operator').oneOf(operators),
    values: requirement.get('values').optional((field) => field.list().map((value) => value.string())),
  });
}

function readOwner(owner: Field): NonNullable<ObjectMeta['ownerReferences']>[number] {
  return present({
    apiVersion: owner.get('apiVersion').string(),
    kind: owner.get('kind').name(),
    name: owner.get('name').name(),
    uid: owner.get('uid').string(),
    controller: owner.get('controller').optional((field) => field.boolean()),
  });
}
