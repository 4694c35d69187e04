import type { TypeTable } from './notation.ts';

/** Containers. */
export const containerTypes: TypeTable = {
  Container: `
    1 name!, 2 image, 3 command[], 4 args[], 5 workingDir, 6 ports:ContainerPort[], 7 env:EnvVar[],
    8 resources:ResourceRequirements, 9 volumeMounts:VolumeMount[], 10 livenessProbe:Probe, 11 readinessProbe:Probe,
    12 lifecycle:Lifecycle, 13 terminationMessagePath, 14 imagePullPolicy, 15 securityContext:SecurityContext,
    16 stdin:bool, 17 stdinOnce:bool, 18 tty:bool, 19 envFrom:EnvFromSource[], 20 terminationMessagePolicy,
    21 volumeDevices:VolumeDevice[], 22 startupProbe:Probe, 23 resizePolicy:object[], 24 restartPolicy`,
  ContainerPort: '1 name, 2 hostPort:int, 3 containerPort!:int, 4 protocol, 5 hostIP',
  EnvVar: '1 name!, 2 value, 3 valueFrom:EnvVarSource',
  EnvVarSource: `
    1 fieldRef:ObjectFieldSelector, 2 resourceFieldRef:ResourceFieldSelector,
    3 configMapKeyRef:ConfigMapKeySelector, 4 secretKeyRef:SecretKeySelector`,
  EnvFromSource: '1 prefix, 2 configMapRef:ConfigMapEnvSource, 3 secretRef:SecretEnvSource',
  ConfigMapEnvSource: '1 ~:LocalObjectReference, 2 optional?:bool',
  SecretEnvSource: '1 ~:LocalObjectReference, 2 optional?:bool',
  ConfigMapKeySelector: '1 ~:LocalObjectReference, 2 key!, 3 optional?:bool',
  SecretKeySelector: '1 ~:LocalObjectReference, 2 key!, 3 optional?:bool',
  ObjectFieldSelector: '1 apiVersion, 2 fieldPath!',
  ResourceFieldSelector: '1 containerName, 2 resource!, 3 divisor:Quantity',
  ResourceRequirements: '1 limits:Quantity{}, 2 requests:Quantity{}, 3 claims:object[]',
  Probe: `
    1 ~:ProbeHandler, 2 initialDelaySeconds:int, 3 timeoutSeconds:int, 4 periodSeconds:int, 5 successThreshold:int,
    6 failureThreshold:int, 7 terminationGracePeriodSeconds?:int`,
  ProbeHandler: '1 exec:ExecAction, 2 httpGet:HTTPGetAction, 3 tcpSocket:TCPSocketAction, 4 grpc:GRPCAction',
  ExecAction: '1 command[]',
  HTTPGetAction: '1 path, 2 port!:IntOrString, 3 host, 4 scheme, 5 httpHeaders:HTTPHeader[]',
  HTTPHeader: '1 name!, 2 value!',
  TCPSocketAction: '1 port!:IntOrString, 2 host',
  GRPCAction: '1 port!:int, 2 service',
  SleepAction: '1 seconds!:int',
  Lifecycle: '1 postStart:LifecycleHandler, 2 preStop:LifecycleHandler',
  LifecycleHandler: '1 exec:ExecAction, 2 httpGet:HTTPGetAction, 3 tcpSocket:TCPSocketAction, 4 sleep:SleepAction',
  SecurityContext: `
    1 capabilities?:Capabilities, 2 privileged?:bool, 3 seLinuxOptions?:SELinuxOptions, 4 runAsUser?:int,
    5 runAsNonRoot?:bool, 6 readOnlyRootFilesystem?:bool, 7 allowPrivilegeEscalation?:bool, 8 runAsGroup?:int,
    9 procMount?, 10 windowsOptions?:object, 11 seccompProfile?:SeccompProfile, 12 appArmorProfile?:AppArmorProfile`,
  Capabilities: '1 add[], 2 drop[]',
  SELinuxOptions: '1 user, 2 role, 3 type, 4 level',
  SeccompProfile: '1 type!, 2 localhostProfile',
  AppArmorProfile: '1 type!, 2 localhostProfile',
  VolumeMount: `
    1 name!, 2 readOnly:bool, 3 mountPath!, 4 subPath, 5 mountPropagation, 6 subPathExpr, 7 recursiveReadOnly`,
  VolumeDevice: '1 name!, 2 devicePath!',
};
