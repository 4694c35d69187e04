import { useRef, useSyncExternalStore } from 'react';
import type { SessionState } from '../../session/state.ts';
import type { Picture } from '../cockpit/picture.ts';

/** A selection of the picture's state that stays the same object until one of its parts changes, so that React skips the pane. */
export function useSlice<Slice extends object>(picture: Picture, select: (state: SessionState) => Slice): Slice {
  const last = useRef<Slice | undefined>(undefined);
  return useSyncExternalStore(picture.subscribe, () => {
    const next = select(picture.getState());
    last.current = last.current && sameParts(last.current, next) ? last.current : next;
    return last.current;
  });
}

/** The second the picture shows. */
export function useNow(picture: Picture): ReturnType<Picture['now']> {
  return useSyncExternalStore(picture.subscribe, picture.now);
}

function sameParts<Slice extends object>(a: Slice, b: Slice): boolean {
  const keys = Object.keys(b) as (keyof Slice)[];
  return keys.every((key) => Object.is(a[key], b[key]));
}
