import { Box, Text } from 'ink';
import { render } from 'ink-testing-library';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PaneBoundary } from '../../../src/ui/panes/pane-boundary.tsx';

// React reports what a boundary catches on the console as well.
beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function Pane({ broken }: { broken: boolean }) {
  if (broken) throw new Error('no such series');
  return <Text>replicas 10</Text>;
}

function Screen({ broken, retryKey }: { broken: boolean; retryKey: string }) {
  return (
    <Box flexDirection="column">
      <PaneBoundary retryKey={retryKey} fallback={(message) => <Text>failed: {message}</Text>}>
        <Pane broken={broken} />
      </PaneBoundary>
      <Text>queue 6,213</Text>
    </Box>
  );
}

test('a pane that throws shows why, and its neighbour goes on', () => {
  const { lastFrame, unmount } = render(<Screen broken={true} retryKey="a" />);
  expect(lastFrame()).toBe('failed: no such series\nqueue 6,213');
  unmount();
});

test('a failed pane stays failed until it is given another try', () => {
  const { lastFrame, rerender, unmount } = render(<Screen broken={true} retryKey="a" />);
  rerender(<Screen broken={false} retryKey="a" />);
  expect(lastFrame()).toContain('failed: no such series');
  rerender(<Screen broken={false} retryKey="b" />);
  expect(lastFrame()).toBe('replicas 10\nqueue 6,213');
  unmount();
});
