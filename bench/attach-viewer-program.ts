import { createConnection } from 'node:net';
import { AttachedSession } from '../src/attach/attached-session.ts';
import { protocolVersion } from '../src/attach/protocol.ts';
import { StageLink } from '../src/attach/stage-link.ts';
import { processTimers } from '../src/ui/cockpit/real-time.ts';

// `attach-viewer-program follow|sleep|flood SOCKET`: a viewer that takes every frame, one that says hello and reads nothing, and one that
// says far too much, again and again.
const [kind = '', path = ''] = process.argv.slice(2);
const hello = `${JSON.stringify({ type: 'hello', version: protocolVersion, role: 'drive' })}\n`;

if (kind === 'follow') {
  const link = await StageLink.open(path, 'drive', processTimers.after);
  const session = new AttachedSession(link, { drives: true });
  await session.opened;
  process.stdout.write('ready\n');
} else {
  process.stdout.write('ready\n');
  if (kind === 'flood') flood();
  else sleep();
}

function sleep(): void {
  createConnection(path).pause().write(hello);
  // A socket that is not read keeps no process alive.
  setInterval(() => undefined, 1000);
}

function flood(): void {
  const socket = createConnection(path);
  socket.on('error', () => undefined);
  // Where nobody listens, there is nothing to flood; a loop there would measure the machine's second processor.
  socket.on('close', () => setTimeout(flood, socket.bytesWritten > 0 ? 0 : 10));
  socket.resume();
  socket.write(hello + '{"type":"cancelWaiting"}\n'.repeat(1000));
}
