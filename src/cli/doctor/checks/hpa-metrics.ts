import type { HorizontalPodAutoscaler, MetricSpec } from '../../../autoscaling/objects.ts';
import { formatSelector } from '../../../autoscaling/selector.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import type { Deployment } from '../../../cluster/objects.ts';
import { ClusterError } from '../../../cluster/port.ts';
import { Answer } from '../../../signals/answer.ts';
import { ageText, newestAgeSeconds, staleAfterSeconds } from '../ages.ts';
import { type Finding, fail, pass, warn } from '../finding.ts';
import type { Patient } from '../patient.ts';
import type { Check } from './check.ts';

/** Whether each metric of the namespace's HPAs answers the way the HPA controller asks, and how old the answer is. */
export const hpaMetrics: Check = {
  id: 'hpa.metrics',
  async run(patient): Promise<readonly Finding[]> {
    const asked = patient.objects.hpas.flatMap((hpa) =>
      (hpa.spec.metrics ?? []).flatMap((metric) => questionOf(metric, hpa, patient) ?? []),
    );
    const answers = await Promise.all(asked.map((question) => ask(question, patient)));
    const findings = [...answers, ...patient.objects.hpas.flatMap((hpa) => inactive(hpa) ?? [])];
    return findings.length > 0
      ? findings
      : [pass('hpa.metrics', `no HPA is in namespace ${patient.objects.namespace}`)];
  },
};

/** What an HPA says itself of why it computes nothing. At zero replicas it rests, which is as it should be. */
function inactive({ metadata, status }: HorizontalPodAutoscaler): Finding | undefined {
  const active = status?.conditions?.find(({ type }) => type === 'ScalingActive');
  if (active?.status !== 'False' || active.reason === 'ScalingDisabled') return undefined;
  const { name, namespace } = metadata;
  const seen = `${name} does not scale: ${active.reason ?? 'ScalingActive is False'}: ${active.message ?? ''}`;
  return fail(`hpa.${name}`, seen, `kubectl -n ${namespace} describe hpa ${name}`);
}

interface Question {
  readonly id: string;
  /** Of which HPA, and its name. */
  readonly metric: string;
  readonly path: string;
}

function questionOf(metric: MetricSpec, hpa: HorizontalPodAutoscaler, { objects }: Patient): Question | undefined {
  const { namespace } = objects;
  const target = objects.deployments.find(({ metadata }) => metadata.name === hpa.spec.scaleTargetRef.name);
  const of = (name: string, path: string): Question => ({
    id: `hpa.${hpa.metadata.name}.${name}`,
    metric: `${hpa.metadata.name}: ${name}`,
    path,
  });
  const base = (group: string) => `/apis/${group}/v1beta1/namespaces/${namespace}`;
  switch (metric.type) {
    case 'Resource':
      return of(metric.resource.name, `${base('metrics.k8s.io')}/pods${selecting(target)}`);
    case 'ContainerResource':
      return of(metric.containerResource.name, `${base('metrics.k8s.io')}/pods${selecting(target)}`);
    case 'Pods': {
      const { name } = metric.pods.metric;
      return of(name, `${base('custom.metrics.k8s.io')}/pods/*/${name}${selecting(target)}`);
    }
    case 'External': {
      const { name, selector = {} } = metric.external.metric;
      const query = `?labelSelector=${encodeURIComponent(formatSelector(selector))}`;
      return of(name, `${base('external.metrics.k8s.io')}/${name}${query}`);
    }
    case 'Object':
      // Its path needs the plural of a kind that may be anything; the condition ScalingActive tells of it.
      return undefined;
  }
}

function selecting(target: Deployment | undefined): string {
  return target === undefined ? '' : `?labelSelector=${encodeURIComponent(formatSelector(target.spec.selector))}`;
}

async function ask({ id, metric, path }: Question, { cluster }: Patient): Promise<Finding> {
  const fix = `kubectl get --raw '${path}'`;
  try {
    return judge(id, metric, new Answer(await cluster.getRaw(path), metric), cluster.clock.now(), fix);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return fail(id, `${metric} does not answer: ${error.message}`, fix);
  }
}

function judge(id: string, metric: string, answer: Answer, now: EpochMs, fix: string): Finding {
  const items = answer.field('items').listOrEmpty();
  if (items.length === 0) return fail(id, `${metric} answers with no value: the HPA cannot compute with it`, fix);
  const age = newestAgeSeconds(
    items.flatMap((item) => (item.field('timestamp').isAbsent ? [] : [item.field('timestamp').text()])),
    now,
  );
  const values = `${metric} answers with ${items.length} ${items.length === 1 ? 'value' : 'values'}`;
  if (age === undefined) return pass(id, `${values}, without a time`);
  const seen = `${values}, ${ageText(age)} old`;
  return age > staleAfterSeconds ? warn(id, seen, fix) : pass(id, seen);
}
