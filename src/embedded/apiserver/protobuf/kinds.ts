import type { Field, FieldType, Message } from './message.ts';

/** The messages kubectl sends, with the field numbers of `generated.proto` in k8s.io/api and k8s.io/apimachinery. */
const text = (name: string): Field => ({ name, type: { as: 'string' } });
const texts = (name: string): Field => ({ name, type: { as: 'string' }, isList: true });
const integer = (name: string): Field => ({ name, type: { as: 'integer' } });
const optionalInteger = (name: string): Field => ({ ...integer(name), isOptional: true });
const flag = (name: string): Field => ({ name, type: { as: 'boolean' } });
const optionalFlag = (name: string): Field => ({ ...flag(name), isOptional: true });
const map = (name: string): Field => ({ name, type: { as: 'map', value: 'string' } });
const quantities = (name: string): Field => ({ name, type: { as: 'map', value: 'quantity' } });
const time: FieldType = { as: 'time' };
const one = (name: string, message: Message): Field => ({ name, type: { as: 'message', message } });
const many = (name: string, message: Message): Field => ({ name, type: { as: 'message', message }, isList: true });

const objectMeta: Message = {
  1: text('name'),
  2: text('generateName'),
  3: text('namespace'),
  4: text('selfLink'),
  5: text('uid'),
  6: text('resourceVersion'),
  7: integer('generation'),
  8: { name: 'creationTimestamp', type: time },
  9: { name: 'deletionTimestamp', type: time },
  11: map('labels'),
  12: map('annotations'),
  14: texts('finalizers'),
};

const container: Message = {
  1: text('name'),
  2: text('image'),
  3: texts('command'),
  4: texts('args'),
  5: text('workingDir'),
  6: many('ports', {
    1: text('name'),
    2: integer('hostPort'),
    3: integer('containerPort'),
    4: text('protocol'),
    5: text('hostIP'),
  }),
  7: many('env', { 1: text('name'), 2: text('value') }),
  8: one('resources', { 1: quantities('limits'), 2: quantities('requests') }),
  13: text('terminationMessagePath'),
  14: text('imagePullPolicy'),
  16: flag('stdin'),
  17: flag('stdinOnce'),
  18: flag('tty'),
  20: text('terminationMessagePolicy'),
};

const podSpec: Message = {
  2: many('containers', container),
  3: text('restartPolicy'),
  4: optionalInteger('terminationGracePeriodSeconds'),
  6: text('dnsPolicy'),
  7: map('nodeSelector'),
  8: text('serviceAccountName'),
  9: text('serviceAccount'),
  10: text('nodeName'),
  11: flag('hostNetwork'),
  12: flag('hostPID'),
  13: flag('hostIPC'),
  16: text('hostname'),
  17: text('subdomain'),
  19: text('schedulerName'),
  20: many('initContainers', container),
  24: text('priorityClassName'),
};

const jobSpec: Message = {
  1: optionalInteger('parallelism'),
  2: optionalInteger('completions'),
  3: optionalInteger('activeDeadlineSeconds'),
  6: one('template', { 1: one('metadata', objectMeta), 2: one('spec', podSpec) }),
  7: optionalInteger('backoffLimit'),
  8: optionalInteger('ttlSecondsAfterFinished'),
};

/** A new object has no status: the server ignores what a client writes there, and the bytes need not be understood. */
const ignoredStatus = (message: Message): Field => one('status', message);

const jobStatus: Message = {
  4: integer('active'),
  5: integer('succeeded'),
  6: integer('failed'),
  7: text('completedIndexes'),
};

const accessReviewSpec: Message = {
  1: one('resourceAttributes', {
    1: text('namespace'),
    2: text('verb'),
    3: text('group'),
    4: text('version'),
    5: text('resource'),
    6: text('subresource'),
    7: text('name'),
  }),
  2: one('nonResourceAttributes', { 1: text('path'), 2: text('verb') }),
};

const accessReviewStatus: Message = {
  1: flag('allowed'),
  2: text('reason'),
  3: text('evaluationError'),
  4: flag('denied'),
};

/** By `apiVersion/kind`. Anything else has to come as JSON or YAML. */
export const protobufKinds: Readonly<Record<string, Message>> = {
  'v1/Namespace': { 1: one('metadata', objectMeta), 2: one('spec', {}), 3: ignoredStatus({ 1: text('phase') }) },
  'v1/ConfigMap': { 1: one('metadata', objectMeta), 2: map('data'), 4: optionalFlag('immutable') },
  'batch/v1/Job': { 1: one('metadata', objectMeta), 2: one('spec', jobSpec), 3: ignoredStatus(jobStatus) },
  'authorization.k8s.io/v1/SelfSubjectAccessReview': {
    1: one('metadata', objectMeta),
    2: one('spec', accessReviewSpec),
    3: ignoredStatus(accessReviewStatus),
  },
};
