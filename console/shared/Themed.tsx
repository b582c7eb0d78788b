import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { type ReactNode, useSyncExternalStore } from 'react';

const dark = matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  dark.addEventListener('change', changed);
  return () => dark.removeEventListener('change', changed);
}

/** Applies the light or the dark theme, as the system is set. */
export function Themed({ children }: { children: ReactNode }) {
  const isDark = useSyncExternalStore(subscribe, () => dark.matches);
  return <FluentProvider theme={isDark ? webDarkTheme : webLightTheme}>{children}</FluentProvider>;
}
