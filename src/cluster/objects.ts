import type { Condition, KubernetesObject, LabelSelector, PodSpec } from '../autoscaling/objects.ts';

export interface PodTemplate {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: PodSpec;
}

export interface Deployment extends KubernetesObject {
  readonly kind: 'Deployment';
  readonly spec: {
    readonly replicas?: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
    readonly strategy?: {
      readonly type?: 'RollingUpdate' | 'Recreate';
      readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string };
    };
    readonly paused?: boolean;
    readonly revisionHistoryLimit?: number;
    readonly progressDeadlineSeconds?: number;
    readonly minReadySeconds?: number;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly unavailableReplicas?: number;
    readonly conditions?: readonly DeploymentCondition[];
  };
}

/** Besides the moment a status flipped it has the moment it was last confirmed, from which the progress deadline counts. */
export interface DeploymentCondition extends Condition {
  readonly lastUpdateTime?: string;
}

export interface ReplicaSet extends KubernetesObject {
  readonly kind: 'ReplicaSet';
  readonly spec: {
    readonly replicas?: number;
    readonly minReadySeconds?: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas: number;
    readonly fullyLabeledReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
  };
}

export interface Job extends KubernetesObject {
  readonly kind: 'Job';
  readonly spec: {
    readonly parallelism?: number;
    readonly completions?: number;
    readonly backoffLimit?: number;
    readonly activeDeadlineSeconds?: number;
    readonly ttlSecondsAfterFinished?: number;
    readonly completionMode?: 'NonIndexed' | 'Indexed';
    readonly suspend?: boolean;
    readonly podReplacementPolicy?: 'TerminatingOrFailed' | 'Failed';
    readonly template: PodTemplate;
  };
  readonly status?: {
    readonly active?: number;
    readonly ready?: number;
    /** Pods that are being deleted. */
    readonly terminating?: number;
    /** Indexed Jobs: indexes that have succeeded, as `0-2,5`. */
    readonly completedIndexes?: string;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly conditions?: readonly Condition[];
  };
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly timeAdded?: string;
}

export interface Node extends KubernetesObject {
  readonly kind: 'Node';
  readonly spec?: {
    readonly providerID?: string;
    readonly taints?: readonly Taint[];
    /** Cordoned. */
    readonly unschedulable?: boolean;
  };
  readonly status?: {
    readonly capacity?: Readonly<Record<string, string>>;
    readonly allocatable?: Readonly<Record<string, string>>;
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly conditions?: readonly Condition[];
  };
}

/** A core/v1 Event: a fact some controller wrote about an object. Not to be confused with a watch event. */
export interface CoreEvent extends KubernetesObject {
  readonly kind: 'Event';
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly count?: number;
  readonly firstTimestamp?: string;
  readonly lastTimestamp?: string;
  readonly involvedObject: {
    readonly apiVersion?: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
    readonly uid?: string;
    /** The part of the object it is about, for example `spec.containers{web}`. */
    readonly fieldPath?: string;
  };
  readonly source?: { readonly component?: string; readonly host?: string };
}
