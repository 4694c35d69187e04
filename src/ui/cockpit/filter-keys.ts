import { paneCatalogue } from '../panes/catalogue.ts';
import type { KeyName } from './key-names.ts';
import type { PaneKeys } from './pane-keys.ts';
import type { ViewStore } from './view-store.ts';

/** Longer filters say no more, and a held key must not fill the memory. */
const mostCharacters = 40;

/** Keys that still do what they do while a filter is typed: a list can be looked through, and the screen repaired. */
const goThrough: ReadonlySet<KeyName> = new Set([
  'up',
  'down',
  'pageUp',
  'pageDown',
  'home',
  'end',
  'ctrl+l',
  'ctrl+z',
]);

/** Typing the filter of a list. It takes effect with every character. */
export class FilterKeys {
  readonly #store: ViewStore;
  readonly #panes: PaneKeys;

  constructor(store: ViewStore, panes: PaneKeys) {
    this.#store = store;
    this.#panes = panes;
  }

  /** Begins with the focused pane, or with the first one that has a list while none is focused. */
  begin(): void {
    const isList = ({ name }: { readonly name: keyof typeof paneCatalogue }) =>
      paneCatalogue[name].isFilterable === true;
    const pane = this.#panes.focused ?? this.#panes.all.find(isList);
    if (pane === undefined || !isList(pane)) {
      const lists = Object.values(paneCatalogue).filter(({ isFilterable }) => isFilterable === true);
      const names = lists.map(({ name }) => name).join(', ');
      this.#store.toast(`No list has the focus. What can be filtered: ${names}.`);
      return;
    }
    this.#panes.focusOn(pane);
    this.#store.show({ filtering: pane.id });
  }

  /** Whether a key went into the filter; all others end the typing or go through. */
  take(key: KeyName): boolean {
    const { filtering } = this.#store.getView().screen;
    if (filtering === undefined || goThrough.has(key)) return false;
    if (this.#panes.focused?.id !== filtering) {
      // The pane went with its layout: what is typed has nowhere to go.
      this.#store.show({ filtering: undefined });
      return false;
    }
    this.#edit(filtering, key);
    return true;
  }

  #edit(pane: string, key: KeyName): void {
    const typed = this.#store.getView().screen.filters[pane] ?? '';
    const character = key === 'space' ? ' ' : key;
    if (key === 'return') this.#store.show({ filtering: undefined });
    else if (key === 'escape' || (key === 'backspace' && typed === '')) this.#set(pane, '', false);
    else if (key === 'backspace') this.#set(pane, [...typed].slice(0, -1).join(''));
    else if ([...character].length === 1 && [...typed].length < mostCharacters) this.#set(pane, typed + character);
  }

  #set(pane: string, filter: string, goesOn = true): void {
    const { filters, scroll } = this.#store.getView().screen;
    this.#store.show({
      filters: { ...filters, [pane]: filter },
      scroll: { ...scroll, [pane]: 0 },
      ...(!goesOn && { filtering: undefined }),
    });
  }
}
