import type { Condition, KubernetesObject } from './meta.ts';

/** Resource name (cpu, memory) to quantity. */
export type ResourceList = Readonly<Record<string, string>>;

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } };
  }[];
  readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
  /** Init containers only: `Always` makes it a sidecar. */
  readonly restartPolicy?: string;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly imagePullPolicy?: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly lifecycle?: {
    readonly preStop?: {
      readonly exec?: { readonly command?: readonly string[] };
      readonly sleep?: { readonly seconds: number };
    };
  };
}

/** How the kubelet asks a container how it is. One of the four ways of asking is set. */
export interface Probe {
  readonly httpGet?: { readonly path?: string; readonly port: number | string; readonly scheme?: string };
  readonly tcpSocket?: { readonly port: number | string };
  readonly grpc?: { readonly port: number };
  readonly exec?: { readonly command?: readonly string[] };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  /** Liveness and startup probes: in place of the pod's own. */
  readonly terminationGracePeriodSeconds?: number;
}

export interface Toleration {
  /** Absent with operator Exists: tolerates every taint. */
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  /** Absent: every effect. */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** How long a NoExecute taint is borne. Absent: for ever. */
  readonly tolerationSeconds?: number;
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  /** Pod-level resources (KEP-2837). */
  readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
  readonly nodeName?: string;
  readonly hostname?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly priority?: number;
  readonly volumes?: readonly { readonly name: string; readonly emptyDir?: object; readonly hostPath?: object }[];
  readonly restartPolicy?: string;
  readonly terminationGracePeriodSeconds?: number;
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt?: string };
  readonly terminated?: {
    readonly exitCode: number;
    readonly reason?: string;
    readonly startedAt?: string;
    readonly finishedAt?: string;
    readonly containerID?: string;
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly started?: boolean;
  readonly image?: string;
  readonly imageID?: string;
  readonly containerID?: string;
  readonly state?: ContainerState;
  /** How the run before the current one ended. */
  readonly lastState?: ContainerState;
}

export interface PodStatus {
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown' | '';
  readonly startTime?: string;
  readonly reason?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly hostIP?: string;
  readonly hostIPs?: readonly { readonly ip: string }[];
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

export interface Pod extends KubernetesObject {
  readonly kind: 'Pod';
  readonly spec: PodSpec;
  readonly status?: PodStatus;
}
