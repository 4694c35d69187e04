import { appsTypes } from './apps.ts';
import { authenticationTypes } from './authentication.ts';
import { authorizationTypes } from './authorization.ts';
import { autoscalingV1Types } from './autoscaling-v1.ts';
import { autoscalingV2Types } from './autoscaling-v2.ts';
import { batchTypes } from './batch.ts';
import { containerTypes } from './container.ts';
import { coordinationTypes } from './coordination.ts';
import { coreTypes } from './core.ts';
import { metaTypes } from './meta.ts';
import { type ApiField, parseFields, type TypeTable } from './notation.ts';
import { podTypes } from './pod.ts';
import { podPlacementTypes } from './pod-placement.ts';
import { podStatusTypes } from './pod-status.ts';
import { policyTypes } from './policy.ts';
import { volumesTypes } from './volumes.ts';

/** A type of the API with its fields. */
export interface ApiType {
  readonly apiVersion: string;
  readonly name: string;
  readonly fields: readonly ApiField[];
}

const meta = 'meta/v1';

/** Types by the version they belong to. */
const tables: Readonly<Record<string, TypeTable>> = {
  v1: {
    ...podTypes,
    ...containerTypes,
    ...podStatusTypes,
    ...podPlacementTypes,
    ...volumesTypes,
    ...coreTypes,
  },
  [meta]: metaTypes,
  'apps/v1': appsTypes,
  'authentication.k8s.io/v1': authenticationTypes,
  'authorization.k8s.io/v1': authorizationTypes,
  'autoscaling/v1': autoscalingV1Types,
  'autoscaling/v2': autoscalingV2Types,
  'batch/v1': batchTypes,
  'coordination.k8s.io/v1': coordinationTypes,
  'policy/v1': policyTypes,
};

const read = new Map<string, ApiType>();

/** A type of a version itself, such as the kinds it serves; undefined where it is not described. Options are of every version. */
export function apiType(apiVersion: string, name: string): ApiType | undefined {
  return name === 'DeleteOptions' ? ownType(meta, name) : ownType(apiVersion, name);
}

/** A type that one of `apiVersion` mentions: of the same version, of the core group, or of those that belong to all. */
export function mentionedType(apiVersion: string, name: string): ApiType | undefined {
  return ownType(apiVersion, name) ?? ownType('v1', name) ?? ownType(meta, name);
}

function ownType(apiVersion: string, name: string): ApiType | undefined {
  const text = tables[apiVersion]?.[name];
  if (text === undefined) return undefined;
  const key = `${apiVersion}/${name}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  const type = { apiVersion, name, fields: parseFields(text) };
  read.set(key, type);
  return type;
}
