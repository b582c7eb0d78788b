import { useSyncExternalStore } from 'react';

/** Tells components that a value outside of React has changed. */
export function createChanges() {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    announce(): void {
      for (const listener of listeners) listener();
    },
    /** The present value. @param read returns the same value until a change is announced */
    useValue: <Value>(read: () => Value): Value => useSyncExternalStore(subscribe, read),
  };
}
