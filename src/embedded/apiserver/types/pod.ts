import type { TypeTable } from './notation.ts';

/** Pods and what is said of a pod as a whole. */
export const podTypes: TypeTable = {
  Pod: '1 metadata:ObjectMeta, 2 spec:PodSpec, 3 status:PodStatus',
  PodSpec: `
    1 volumes:Volume[], 2 containers!:Container[], 3 restartPolicy, 4 terminationGracePeriodSeconds?:int,
    5 activeDeadlineSeconds?:int, 6 dnsPolicy, 7 nodeSelector{}, 8 serviceAccountName, 9 serviceAccount,
    10 nodeName, 11 hostNetwork:bool, 12 hostPID:bool, 13 hostIPC:bool, 14 securityContext:PodSecurityContext,
    15 imagePullSecrets:LocalObjectReference[], 16 hostname, 17 subdomain, 18 affinity:Affinity, 19 schedulerName,
    20 initContainers:Container[], 21 automountServiceAccountToken?:bool, 22 tolerations:Toleration[],
    23 hostAliases:HostAlias[], 24 priorityClassName, 25 priority?:int, 26 dnsConfig:PodDNSConfig,
    27 shareProcessNamespace?:bool, 28 readinessGates:PodReadinessGate[], 29 runtimeClassName,
    30 enableServiceLinks?:bool, 31 preemptionPolicy, 32 overhead:Quantity{},
    33 topologySpreadConstraints:TopologySpreadConstraint[], 34 ephemeralContainers:object[],
    35 setHostnameAsFQDN?:bool, 36 os:object, 37 hostUsers?:bool, 38 schedulingGates:object[],
    39 resourceClaims:object[], 40 resources:ResourceRequirements`,
  PodTemplateSpec: '1 metadata:ObjectMeta, 2 spec:PodSpec',
  LocalObjectReference: '1 name',
  PodSecurityContext: `
    1 seLinuxOptions?:SELinuxOptions, 2 runAsUser?:int, 3 runAsNonRoot?:bool, 4 supplementalGroups?:int[],
    5 fsGroup?:int, 6 runAsGroup?:int, 7 sysctls?:Sysctl[], 8 windowsOptions?:object, 9 fsGroupChangePolicy?,
    10 seccompProfile?:SeccompProfile, 11 appArmorProfile?:AppArmorProfile, 12 supplementalGroupsPolicy?,
    13 seLinuxChangePolicy?`,
  Sysctl: '1 name!, 2 value!',
  HostAlias: '1 ip!, 2 hostnames[]',
  PodDNSConfig: '1 nameservers[], 2 searches[], 3 options:PodDNSConfigOption[]',
  PodDNSConfigOption: '1 name, 2 value',
  PodReadinessGate: '1 conditionType!',
};
