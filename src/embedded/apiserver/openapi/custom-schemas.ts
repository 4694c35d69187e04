import { closed, flag, listOf, numberOrText, open, type Schema, textField, textMap, wholeNumber } from './schema.ts';

/** `spec` and `status` of a kind that a CustomResourceDefinition brings. */
export interface CustomSchema {
  readonly description: string;
  readonly spec: Schema;
  readonly status: Schema;
}

const conditions = listOf(
  'What holds at present.',
  open('One condition.', {
    type: textField('Which condition.'),
    status: textField('True, False or Unknown.'),
    reason: textField('Why, in one word.'),
    message: textField('Why, in a sentence.'),
  }),
);

const rules = (description: string): Schema =>
  closed(description, {
    stabilizationWindowSeconds: wholeNumber('How far back recommendations are looked at, in seconds.'),
    selectPolicy: textField('Max, Min or Disabled: which of the policies counts.'),
    policies: listOf(
      'How fast the count may change.',
      closed(
        'One limit of speed.',
        {
          type: textField('Pods or Percent.'),
          value: wholeNumber('How much may change in the period.'),
          periodSeconds: wholeNumber('Length of the period, in seconds.'),
        },
        ['type', 'value', 'periodSeconds'],
      ),
    ),
    tolerance: numberOrText('How far usage may be off the target, as a share, before anything is scaled.'),
  });

const trigger = closed(
  'One trigger: an event source and the load one replica bears.',
  {
    type: textField('Kind of trigger, for example nats-jetstream, redis, prometheus, cpu or cron.'),
    metadata: textMap('Settings of the trigger, as its type wants them.'),
    name: textField('Name of the trigger, unique in the object; formulas use it.'),
    metricType: textField('AverageValue, Value or Utilization: how the HPA compares the metric.'),
    useCachedMetrics: flag('Serve the value of the last poll to the HPA instead of asking the source again.'),
    authenticationRef: closed(
      'Where credentials come from.',
      { name: textField('Name of the authentication.'), kind: textField('TriggerAuthentication or its cluster form.') },
      ['name'],
    ),
  },
  ['type', 'metadata'],
);

const scaledObject: CustomSchema = {
  description: 'A workload that KEDA scales by events, down to zero.',
  spec: closed(
    'What KEDA scales, and by which triggers.',
    {
      scaleTargetRef: closed(
        'The workload.',
        {
          apiVersion: textField('Its group and version; apps/v1 where it is left out.'),
          kind: textField('Its kind; Deployment where it is left out.'),
          name: textField('Its name.'),
          envSourceContainerName: textField('Container whose environment triggers read.'),
        },
        ['name'],
      ),
      pollingInterval: wholeNumber('Seconds between two looks at the triggers; 30 where it is left out.'),
      cooldownPeriod: wholeNumber('Seconds from the last active trigger to zero replicas; 300 where it is left out.'),
      initialCooldownPeriod: wholeNumber('Seconds from the creation of the object before a cooldown may begin.'),
      idleReplicaCount: wholeNumber('Replicas while no trigger is active; less than the minimum.'),
      minReplicaCount: wholeNumber('Fewest replicas; 0 where it is left out.'),
      maxReplicaCount: wholeNumber('Most replicas; 100 where it is left out.'),
      fallback: closed(
        'Replicas while a trigger cannot be read.',
        {
          failureThreshold: wholeNumber('Failures in a row before it begins.'),
          replicas: wholeNumber('Replicas meanwhile.'),
          behavior: textField('static, currentReplicas, currentReplicasIfHigher or currentReplicasIfLower.'),
        },
        ['failureThreshold', 'replicas'],
      ),
      advanced: closed('What is seldom changed.', {
        restoreToOriginalReplicaCount: flag('Deleting the object puts back the count it found.'),
        horizontalPodAutoscalerConfig: closed('The HPA that KEDA makes.', {
          name: textField('Its name; keda-hpa- and the name of the object where it is left out.'),
          behavior: closed('How fast it scales in each direction.', {
            scaleUp: rules('Rules for adding pods.'),
            scaleDown: rules('Rules for removing pods.'),
          }),
        }),
        scalingModifiers: closed('One metric made from those of the triggers.', {
          formula: textField('An expression over the names of triggers.'),
          target: textField('Value the result is held at.'),
          activationTarget: textField('Value above which the workload is active.'),
          metricType: textField('AverageValue or Value.'),
        }),
      }),
      triggers: listOf('What scales it; the largest count wins.', trigger),
    },
    ['scaleTargetRef', 'triggers'],
  ),
  status: open('What KEDA saw and did last.', {
    hpaName: textField('The HPA that KEDA made.'),
    scaleTargetKind: textField('Group, version and kind of the workload.'),
    originalReplicaCount: wholeNumber('Replicas the workload had before.'),
    lastActiveTime: textField('When a trigger was active last.'),
    externalMetricNames: listOf('Metrics the HPA reads from KEDA.', { type: 'string' }),
    resourceMetricNames: listOf('Metrics the HPA reads from metrics-server.', { type: 'string' }),
    conditions,
  }),
};

const amounts = (description: string): Schema => ({
  description,
  type: 'object',
  additionalProperties: numberOrText('A quantity.'),
});

const verticalPodAutoscaler: CustomSchema = {
  description: 'Requests of the pods of a workload, as their usage suggests them.',
  spec: closed(
    'Whose requests are recommended, and how they are applied.',
    {
      targetRef: closed(
        'The workload.',
        {
          apiVersion: textField('Its group and version.'),
          kind: textField('Its kind.'),
          name: textField('Its name.'),
        },
        ['kind', 'name'],
      ),
      updatePolicy: closed('How recommendations reach the pods.', {
        updateMode: textField('Off, Initial, Recreate, InPlaceOrRecreate or Auto.'),
        minReplicas: wholeNumber('Fewest replicas alive for pods to be evicted.'),
        evictionRequirements: listOf(
          'What has to hold for a pod to be evicted.',
          closed('One requirement.', {
            resources: listOf('Resources it is about.', { type: 'string' }),
            changeRequirement: textField('TargetHigherThanRequests or TargetLowerThanRequests.'),
          }),
        ),
      }),
      resourcePolicy: closed('Bounds of the recommendations.', {
        containerPolicies: listOf(
          'Bounds by container.',
          closed('Bounds of one container.', {
            containerName: textField('Its name, or * for all others.'),
            mode: textField('Auto or Off.'),
            minAllowed: amounts('Least amounts.'),
            maxAllowed: amounts('Most amounts.'),
            controlledResources: listOf('Resources that are recommended.', { type: 'string' }),
            controlledValues: textField('RequestsAndLimits or RequestsOnly.'),
          }),
        ),
      }),
      recommenders: listOf('Who recommends.', closed('A recommender.', { name: textField('Its name.') }, ['name'])),
    },
    ['targetRef'],
  ),
  status: open('What was recommended last.', {
    recommendation: open('The recommendation.', {
      containerRecommendations: listOf(
        'By container.',
        open('Of one container.', {
          containerName: textField('Its name.'),
          target: amounts('Requests that fit.'),
          lowerBound: amounts('Requests below which the pod is replaced.'),
          upperBound: amounts('Requests above which the pod is replaced.'),
          uncappedTarget: amounts('The target before the bounds of the policy.'),
        }),
      ),
    }),
    conditions,
  }),
};

const histogram = open('Usage as a histogram whose old samples weigh less and less.', {
  referenceTimestamp: textField('The moment at which a sample weighs one.'),
  bucketWeights: { description: 'Weight by bucket; the heaviest has 10000.', type: 'object' },
  totalWeight: numberOrText('Sum of the weights.'),
});

const verticalPodAutoscalerCheckpoint: CustomSchema = {
  description: 'What the recommender knows of the usage of one container, kept for its next start.',
  spec: closed('Whose usage it is.', {
    vpaObjectName: textField('Name of the VerticalPodAutoscaler.'),
    containerName: textField('Name of the container.'),
  }),
  status: open('What is known.', {
    lastUpdateTime: textField('When it was written.'),
    version: textField('Version of the format.'),
    cpuHistogram: histogram,
    memoryHistogram: histogram,
    firstSampleStart: textField('When the first sample was taken.'),
    lastSampleStart: textField('When the last sample was taken.'),
    totalSamplesCount: wholeNumber('How many samples there were.'),
  }),
};

/** By `apiVersion/kind`. */
export const customSchemas: Readonly<Record<string, CustomSchema>> = {
  'keda.sh/v1alpha1/ScaledObject': scaledObject,
  'autoscaling.k8s.io/v1/VerticalPodAutoscaler': verticalPodAutoscaler,
  'autoscaling.k8s.io/v1/VerticalPodAutoscalerCheckpoint': verticalPodAutoscalerCheckpoint,
};
