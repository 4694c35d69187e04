import { nodePriceAnnotation } from '../../autoscaling/node-price.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { Node } from '../../cluster/objects.ts';
import { serverVersion } from '../apiserver/discovery/server-version.ts';
import type { NodeModel } from '../setup.ts';
import type { Random } from '../world.ts';
import { nodeConditions } from './node-conditions.ts';
import { groupLabels, zone } from './node-labels.ts';
import { allocatableOf, capacityOf } from './node-resources.ts';
import { notReadyTaint } from './node-taints.ts';

/** A machine as its kubelet registers it. */
export interface Machine {
  readonly model: NodeModel;
  readonly name: string;
  /** Counts the machines of the cluster: it gives the address. */
  readonly serial: number;
}

/** The Node object of a machine, complete but for what the API server adds. One that is not ready yet is tainted as such. */
export function nodeObject({ model, name, serial }: Machine, random: Random, now: EpochMs, ready: boolean): Node {
  const price = model.pricePerHourUsd;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { ...groupLabels(model), 'kubernetes.io/hostname': name },
      annotations: {
        ...(price === undefined ? {} : { [nodePriceAnnotation]: String(price) }),
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: {
      providerID: `harmony://${zone}/${name}`,
      ...(ready ? {} : { taints: [notReadyTaint] }),
    },
    status: {
      capacity: capacityOf(model),
      allocatable: allocatableOf(model),
      conditions: nodeConditions(ready, now, now),
      addresses: [
        { type: 'InternalIP', address: addressOf(serial) },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: nodeInfo(random.fork(`machine/${name}`)),
    },
  } as Node;
}

/** Addresses of the machines' network, 10.128.0.0/16, from its second host on. */
function addressOf(serial: number): string {
  const host = serial + 2;
  return `10.128.${Math.floor(host / 256) % 256}.${host % 256}`;
}

function nodeInfo(random: Random): Readonly<Record<string, string>> {
  return {
    architecture: 'amd64',
    bootID: uuid(random),
    containerRuntimeVersion: 'containerd://2.1.4',
    kernelVersion: '6.12.38',
    kubeProxyVersion: '',
    kubeletVersion: serverVersion.gitVersion,
    machineID: hex(random, 32),
    operatingSystem: 'linux',
    osImage: 'Harmony embedded node',
    systemUUID: uuid(random),
  };
}

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((digits) => hex(random, digits)).join('-');
}

function hex(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => random.integer(16).toString(16)).join('');
}
