import { render, Text } from 'ink';

// The least an Ink program can do on the alternate screen: what the cockpit's start is measured against.
render(<Text>one line</Text>, { alternateScreen: true });
