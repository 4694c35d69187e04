import type { ViewStore } from './view-store.ts';

/** Shows the next of the run's layouts, round and round, or says why there is none. */
export function showNextLayout(store: ViewStore): void {
  const { phase, screen } = store.getView();
  if (phase.name !== 'running') store.toast('The run is still being opened: there is one layout until then.');
  else if (phase.layouts.length < 2) store.toast('There is no other layout.');
  else showLayout(store, (screen.layout + 1) % phase.layouts.length);
}

/** Shows a layout by its name; nothing happens where there is none. */
export function showLayoutNamed(store: ViewStore, name: string): void {
  const { phase } = store.getView();
  if (phase.name === 'running')
    showLayout(
      store,
      phase.layouts.findIndex((layout) => layout.name === name),
    );
}

/** Shows a layout by its place among those of the run; nothing happens where there is none. */
function showLayout(store: ViewStore, layout: number): void {
  const { phase } = store.getView();
  const shown = phase.name === 'running' ? phase.layouts[layout] : undefined;
  if (shown === undefined) return;
  store.show({ layout, focus: undefined, zoomed: false, filtering: undefined });
  store.toast(`Layout: ${shown.title}`, 'muted');
}
