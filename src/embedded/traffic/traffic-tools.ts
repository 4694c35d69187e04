import type { LoadTool } from '../workload/load-tool.ts';
import type { World } from '../world.ts';
import { annotationTool } from './annotation-tool.ts';
import { heyTool } from './hey/hey-tool.ts';
import { k6Tool } from './k6/k6-tool.ts';
import type { HttpNetwork } from './server/http-network.ts';
import { shellTool } from './shell/shell-tool.ts';

/** The programs that send HTTP requests to the model's servers. */
export function trafficTools(world: World, network: HttpNetwork): readonly LoadTool[] {
  return [k6Tool(world, network), heyTool(world, network), shellTool(world, network), annotationTool(world, network)];
}
