import type { TypeTable } from './notation.ts';

/** The other kinds of the core group. */
export const coreTypes: TypeTable = {
  Namespace: '1 metadata:ObjectMeta, 2 spec:NamespaceSpec, 3 status:NamespaceStatus',
  NamespaceSpec: '1 finalizers[]',
  NamespaceStatus: '1 phase, 2 conditions:NamespaceCondition[]',
  NamespaceCondition: '1 type!, 2 status!, 4 lastTransitionTime:Time, 5 reason, 6 message',
  Node: '1 metadata:ObjectMeta, 2 spec:NodeSpec, 3 status:object',
  NodeSpec: `
    1 podCIDR, 2 externalID, 3 providerID, 4 unschedulable:bool, 5 taints:Taint[], 6 configSource:object,
    7 podCIDRs[]`,
  Taint: '1 key!, 2 value, 3 effect!, 4 timeAdded:Time',
  Service: '1 metadata:ObjectMeta, 2 spec:ServiceSpec, 3 status:ServiceStatus',
  ServiceSpec: `
    1 ports:ServicePort[], 2 selector?{}, 3 clusterIP, 4 type, 5 externalIPs[], 7 sessionAffinity, 8 loadBalancerIP,
    9 loadBalancerSourceRanges[], 10 externalName, 11 externalTrafficPolicy, 12 healthCheckNodePort:int,
    13 publishNotReadyAddresses:bool, 14 sessionAffinityConfig:SessionAffinityConfig, 17 ipFamilyPolicy,
    18 clusterIPs[], 19 ipFamilies[], 20 allocateLoadBalancerNodePorts?:bool, 21 loadBalancerClass,
    22 internalTrafficPolicy, 23 trafficDistribution`,
  ServicePort: '1 name, 2 protocol, 3 port!:int, 4 targetPort:IntOrString, 5 nodePort:int, 6 appProtocol',
  ServiceStatus: '1 loadBalancer:object, 2 conditions:Condition[]',
  SessionAffinityConfig: '1 clientIP:ClientIPConfig',
  ClientIPConfig: '1 timeoutSeconds?:int',
  ConfigMap: '1 metadata:ObjectMeta, 2 data{}, 3 binaryData:bytes{}, 4 immutable?:bool',
  Secret: '1 metadata:ObjectMeta, 2 data:bytes{}, 3 type, 4 stringData{}, 5 immutable?:bool',
  Event: `
    1 metadata!:ObjectMeta, 2 involvedObject!:ObjectReference, 3 reason, 4 message, 5 source:EventSource,
    6 firstTimestamp:Time, 7 lastTimestamp:Time, 8 count:int, 9 type, 10 eventTime:MicroTime, 11 series:EventSeries,
    12 action, 13 related:ObjectReference, 14 reportingComponent, 15 reportingInstance`,
  EventSource: '1 component, 2 host',
  EventSeries: '1 count:int, 2 lastObservedTime:MicroTime',
  ObjectReference: '1 kind, 2 namespace, 3 name, 4 uid, 5 apiVersion, 6 resourceVersion, 7 fieldPath',
};
