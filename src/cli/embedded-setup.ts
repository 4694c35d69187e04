import type { EpochMs } from '../autoscaling/units.ts';
import type { QueueSource } from '../embedded/broker/queue-source.ts';
import type { EmbeddedSetup } from '../embedded/setup.ts';
import type { Scenario } from '../scenario/model.ts';
import { inNamespace, refKey, refOf } from '../session/actions/object-ref.ts';
import type { Profile } from './options.ts';

/** What the command line may choose about an embedded cluster. */
export interface EmbeddedChoices {
  /** Absent: the scenario's own. */
  readonly seed?: number;
  /** Absent: the scenario's own. */
  readonly profile?: Profile;
  /** What the cluster's clock shows at first. */
  readonly startAt: EpochMs;
  /** Absent: queues are part of the model. */
  readonly queueSource?: QueueSource;
}

/** The embedded cluster a scenario describes, with its workloads running in its baseline mode. */
export function embeddedSetup(scenario: Scenario, choices: EmbeddedChoices): EmbeddedSetup {
  const { embedded, modes, baseline, target } = scenario;
  const applied = modes.find(({ id }) => id === baseline)?.apply ?? [];
  const placed = (manifests: Scenario['embedded']['objects']) =>
    manifests.map(({ object }) => inNamespace(object, target.namespace));
  // A mode may hold workloads too, for example where it places them elsewhere: there they are as the mode wants them from the start.
  const objects = new Map([...placed(embedded.objects), ...placed(applied)].map((each) => [refKey(refOf(each)), each]));
  return {
    seed: choices.seed ?? embedded.seed,
    profile: choices.profile ?? embedded.profile,
    startAt: choices.startAt,
    objects: [...objects.values()],
    model: embedded.model,
    ...(choices.queueSource !== undefined && { queueSource: choices.queueSource }),
  };
}
