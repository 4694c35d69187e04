import { createHash } from 'node:crypto';
import type { Pod } from '../../autoscaling/objects.ts';

/** What the container runtime calls one run of a container. */
export function containerId({ metadata }: Pod, container: string, restart: number): string {
  return `containerd://${digest(`${metadata.uid}/${container}/${restart}`)}`;
}

/** What the container runtime calls an image. */
export function imageId(image: string): string {
  return `sha256:${digest(image)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
