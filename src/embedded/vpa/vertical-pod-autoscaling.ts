import type { Component, World } from '../world.ts';
import { admitPod } from './pod-admission.ts';
import { Recommender } from './recommender.ts';
import { Updater } from './updater.ts';
import { registerVpaWebhook } from './webhook.ts';

/** The Vertical Pod Autoscaler: recommender, updater and admission controller, with the defaults of their flags. */
export class VerticalPodAutoscaling implements Component {
  start(world: World): void {
    registerVpaWebhook(world);
    world.addPodMutation((pod) => admitPod(world.store, pod));
    new Recommender().start(world);
    new Updater().start(world);
  }
}
