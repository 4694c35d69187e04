import type { TypeTable } from './notation.ts';

/** How a pod is doing. */
export const podStatusTypes: TypeTable = {
  PodStatus: `
    1 phase, 2 conditions:PodCondition[], 3 message, 4 reason, 5 hostIP, 6 podIP, 7 startTime:Time,
    8 containerStatuses:ContainerStatus[], 9 qosClass, 10 initContainerStatuses:ContainerStatus[],
    11 nominatedNodeName, 12 podIPs:PodIP[], 13 ephemeralContainerStatuses:ContainerStatus[], 14 resize,
    15 resourceClaimStatuses:object[], 16 hostIPs:HostIP[]`,
  PodCondition: '1 type!, 2 status!, 3 lastProbeTime:Time, 4 lastTransitionTime:Time, 5 reason, 6 message',
  PodIP: '1 ip!',
  HostIP: '1 ip!',
  ContainerStatus: `
    1 name!, 2 state:ContainerState, 3 lastState:ContainerState, 4 ready!:bool, 5 restartCount!:int, 6 image!,
    7 imageID!, 8 containerID, 9 started?:bool, 10 allocatedResources:Quantity{}, 11 resources:ResourceRequirements,
    12 volumeMounts:object[], 13 user:object, 14 allocatedResourcesStatus:object[]`,
  ContainerState: `
    1 waiting:ContainerStateWaiting, 2 running:ContainerStateRunning, 3 terminated:ContainerStateTerminated`,
  ContainerStateWaiting: '1 reason, 2 message',
  ContainerStateRunning: '1 startedAt:Time',
  ContainerStateTerminated: `
    1 exitCode!:int, 2 signal:int, 3 reason, 4 message, 5 startedAt:Time, 6 finishedAt:Time, 7 containerID`,
};
