import type { StayReason } from './assessment.ts';
import { budgetsAfter, drainability } from './drainability.ts';
import type { DisruptionBudget, SimulatedPod } from './model.ts';
import type { NodeOccupancy } from './occupancy.ts';
import type { AutoscalerOptions } from './options.ts';
import { placeFirstFit } from './predicates.ts';

/** Whether a node could go now: with the pods that would move, or with what is in the way. */
export type Removal =
  | { readonly possible: true; readonly podsToMove: readonly SimulatedPod[] }
  | { readonly possible: false; readonly stays: StayReason };

/**
 * Tries removals one after the other on the same picture of the cluster: pods of a node that could go occupy room on others
 * when the next one is tried, and a node that goes is no place for pods.
 */
export class RemovalSimulation {
  readonly #places: readonly NodeOccupancy[];
  readonly #gone = new Set<NodeOccupancy>();
  readonly #options: AutoscalerOptions;
  #budgets: readonly DisruptionBudget[];

  /** Moves pods between the occupancies it is given. */
  constructor(places: readonly NodeOccupancy[], budgets: readonly DisruptionBudget[], options: AutoscalerOptions) {
    this.#places = places;
    this.#budgets = budgets;
    this.#options = options;
  }

  /** Tries to empty one node. A failed try leaves no trace. */
  tryRemove(node: NodeOccupancy): Removal {
    const drain = drainability(node.pods, this.#budgets, this.#options);
    if (drain.blocked) {
      return { possible: false, stays: { because: 'BlockedByPod', pod: drain.by, blocking: drain.because } };
    }
    this.#gone.add(node);
    const moves: { readonly pod: SimulatedPod; readonly place: NodeOccupancy }[] = [];
    for (const pod of drain.podsToMove) {
      const place = placeFirstFit(pod, this.#remainingPlaces());
      if (!place) {
        for (const move of moves) move.place.remove(move.pod);
        this.#gone.delete(node);
        return { possible: false, stays: { because: 'NoPlaceToMovePods', pod } };
      }
      moves.push({ pod, place });
    }
    for (const { pod } of moves) node.remove(pod);
    this.#budgets = budgetsAfter(this.#budgets, drain.podsToMove);
    return { possible: true, podsToMove: drain.podsToMove };
  }

  *#remainingPlaces(): Generator<NodeOccupancy> {
    for (const place of this.#places) if (!this.#gone.has(place)) yield place;
  }
}
