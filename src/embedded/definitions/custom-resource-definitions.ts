import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime } from '../../autoscaling/units.ts';
import type { ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { schemaOf } from '../apiserver/openapi/kind-schemas.ts';
import { groupAndVersion, qualified } from '../store/refusals.ts';
import { type PrinterColumn, scaledObjectPrinterColumns, vpaPrinterColumns } from './printer-columns.ts';

interface Definition {
  readonly type: ResourceType;
  readonly shortName: string;
  readonly columns: readonly PrinterColumn[];
}

const definitions: readonly Definition[] = [
  { type: resources.scaledObjects, shortName: 'so', columns: scaledObjectPrinterColumns },
  { type: resources.verticalPodAutoscalers, shortName: 'vpa', columns: vpaPrinterColumns },
];

/** The definitions KEDA and the Vertical Pod Autoscaler are installed with, as established objects. */
export function customResourceDefinitions(now: EpochMs): readonly KubernetesObject[] {
  return definitions.map((definition) => customResourceDefinition(definition, now));
}

function customResourceDefinition({ type, shortName, columns }: Definition, now: EpochMs): KubernetesObject {
  const [group, version] = groupAndVersion(type.apiVersion);
  const { kind, plural } = type;
  const names = { plural, singular: kind.toLowerCase(), shortNames: [shortName], kind, listKind: `${kind}List` };
  const { apiVersion, kind: definitionKind } = resources.customResourceDefinitions;
  return {
    apiVersion,
    kind: definitionKind,
    metadata: { name: qualified(type) },
    spec: {
      group,
      names,
      scope: type.namespaced ? 'Namespaced' : 'Cluster',
      conversion: { strategy: 'None' },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: columns,
          schema: { openAPIV3Schema: structural(type) },
        },
      ],
    },
    status: {
      acceptedNames: names,
      storedVersions: [version],
      conditions: [
        holds('NamesAccepted', 'NoConflicts', 'no conflicts found', now),
        holds('Established', 'InitialNamesAccepted', 'the initial names have been accepted', now),
      ],
    },
  };
}

/** In a definition, `metadata` has no schema of its own: it is that of every object. */
function structural(type: ResourceType): unknown {
  const schema = schemaOf(type);
  return { ...schema, properties: { ...schema.properties, metadata: { type: 'object' } } };
}

function holds(type: string, reason: string, message: string, now: EpochMs): unknown {
  return { type, status: 'True', reason, message, lastTransitionTime: formatTime(now) };
}
