import type { TypeTable } from './notation.ts';

/** Deployments and ReplicaSets. */
export const appsTypes: TypeTable = {
  Deployment: '1 metadata:ObjectMeta, 2 spec:DeploymentSpec, 3 status:DeploymentStatus',
  DeploymentSpec: `
    1 replicas?:int, 2 selector!:LabelSelector, 3 template!:PodTemplateSpec, 4 strategy:DeploymentStrategy,
    5 minReadySeconds:int, 6 revisionHistoryLimit?:int, 7 paused:bool, 9 progressDeadlineSeconds?:int`,
  DeploymentStrategy: '1 type, 2 rollingUpdate:RollingUpdateDeployment',
  RollingUpdateDeployment: '1 maxUnavailable:IntOrString, 2 maxSurge:IntOrString',
  DeploymentStatus: `
    1 observedGeneration:int, 2 replicas:int, 3 updatedReplicas:int, 4 availableReplicas:int,
    5 unavailableReplicas:int, 6 conditions:DeploymentCondition[], 7 readyReplicas:int, 8 collisionCount?:int`,
  DeploymentCondition: '1 type!, 2 status!, 4 reason, 5 message, 6 lastUpdateTime:Time, 7 lastTransitionTime:Time',
  ReplicaSet: '1 metadata:ObjectMeta, 2 spec:ReplicaSetSpec, 3 status:ReplicaSetStatus',
  ReplicaSetSpec: '1 replicas?:int, 2 selector!:LabelSelector, 3 template:PodTemplateSpec, 4 minReadySeconds:int',
  ReplicaSetStatus: `
    1 replicas!:int, 2 fullyLabeledReplicas:int, 3 observedGeneration:int, 4 readyReplicas:int,
    5 availableReplicas:int, 6 conditions:ReplicaSetCondition[]`,
  ReplicaSetCondition: '1 type!, 2 status!, 3 lastTransitionTime:Time, 4 reason, 5 message',
};
