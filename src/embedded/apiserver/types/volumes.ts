import type { TypeTable } from './notation.ts';

/** Volumes of a pod. */
export const volumesTypes: TypeTable = {
  Volume: '1 name!, 2 ~:VolumeSource',
  VolumeSource: `
    1 hostPath:HostPathVolumeSource, 2 emptyDir?:EmptyDirVolumeSource, 3 gcePersistentDisk:object,
    4 awsElasticBlockStore:object, 5 gitRepo:object, 6 secret:SecretVolumeSource, 7 nfs:object, 8 iscsi:object,
    9 glusterfs:object, 10 persistentVolumeClaim:PersistentVolumeClaimVolumeSource, 11 rbd:object,
    12 flexVolume:object, 13 cinder:object, 14 cephfs:object, 15 flocker:object,
    16 downwardAPI:DownwardAPIVolumeSource, 17 fc:object, 18 azureFile:object, 19 configMap:ConfigMapVolumeSource,
    20 vsphereVolume:object, 21 quobyte:object, 22 azureDisk:object, 23 photonPersistentDisk:object,
    24 portworxVolume:object, 25 scaleIO:object, 26 projected:ProjectedVolumeSource, 27 storageos:object,
    28 csi:object, 29 ephemeral:object, 30 image:object`,
  EmptyDirVolumeSource: '1 medium, 2 sizeLimit:Quantity',
  HostPathVolumeSource: '1 path!, 2 type',
  ConfigMapVolumeSource: '1 ~:LocalObjectReference, 2 items:KeyToPath[], 3 defaultMode?:int, 4 optional?:bool',
  SecretVolumeSource: '1 secretName, 2 items:KeyToPath[], 3 defaultMode?:int, 4 optional?:bool',
  ProjectedVolumeSource: '1 sources:VolumeProjection[], 2 defaultMode?:int',
  DownwardAPIVolumeSource: '1 items:DownwardAPIVolumeFile[], 2 defaultMode?:int',
  PersistentVolumeClaimVolumeSource: '1 claimName!, 2 readOnly:bool',
  KeyToPath: '1 key!, 2 path!, 3 mode?:int',
  DownwardAPIVolumeFile: `
    1 path!, 2 fieldRef:ObjectFieldSelector, 3 resourceFieldRef:ResourceFieldSelector, 4 mode?:int`,
  VolumeProjection: `
    1 secret:SecretProjection, 2 downwardAPI:DownwardAPIProjection, 3 configMap:ConfigMapProjection,
    4 serviceAccountToken:ServiceAccountTokenProjection, 5 clusterTrustBundle:object`,
  SecretProjection: '1 ~:LocalObjectReference, 2 items:KeyToPath[], 4 optional?:bool',
  ConfigMapProjection: '1 ~:LocalObjectReference, 2 items:KeyToPath[], 4 optional?:bool',
  DownwardAPIProjection: '1 items:DownwardAPIVolumeFile[]',
  ServiceAccountTokenProjection: '1 audience, 2 expirationSeconds?:int, 3 path!',
};
