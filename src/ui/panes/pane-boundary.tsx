import { Component, type ReactNode } from 'react';

interface Props {
  /** What to draw instead of the children once one of them has thrown. */
  readonly fallback: (message: string) => ReactNode;
  /** A change of this gives the children another try. */
  readonly retryKey: string;
  readonly children: ReactNode;
}

interface State {
  readonly message: string | undefined;
}

/** Keeps an exception inside of one pane: it shows what went wrong, and the rest of the screen goes on. */
export class PaneBoundary extends Component<Props, State> {
  override readonly state: State = { message: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(previous: Props): void {
    if (previous.retryKey !== this.props.retryKey && this.state.message !== undefined) {
      this.setState({ message: undefined });
    }
  }

  override render(): ReactNode {
    const { message } = this.state;
    return message === undefined ? this.props.children : this.props.fallback(message);
  }
}
