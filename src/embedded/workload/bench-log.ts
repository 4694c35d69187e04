import type { EpochMs } from '../../autoscaling/units.ts';
import type { PublishLoad } from './load-command.ts';

/** Lines as `nats bench js pub` prints them. */
export const benchLog = {
  started(at: EpochMs, load: PublishLoad, stream: string): readonly string[] {
    const { subject, clients, messages, messageBytes } = load;
    const settings = `[clients=${clients}, msg-size=${messageBytes} B, msgs=${grouped(messages)}, stream=${stream}, subject=${subject}]`;
    return [`${clockTime(at)} Starting JetStream synchronous publisher benchmark ${settings}`];
  },

  progress(at: EpochMs, published: number, messages: number): string {
    const percent = Math.floor((published / messages) * 100);
    return `${clockTime(at)} Publishing ${percent}% ${grouped(published)} / ${grouped(messages)}`;
  },

  finished(load: PublishLoad, elapsedMs: number): string {
    const perSecond = (load.messages * 1000) / Math.max(1, elapsedMs);
    const kib = (perSecond * load.messageBytes) / 1024;
    const perMessageMs = (elapsedMs * load.clients) / load.messages;
    return `NATS JetStream synchronous publisher aggregated stats: ${grouped(perSecond)} msgs/sec ~ ${grouped(kib)} KiB/sec ~ ${perMessageMs.toFixed(2)}ms`;
  },
};

function clockTime(at: EpochMs): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** 6000 as 6,000. */
function grouped(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
