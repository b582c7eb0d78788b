import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { ConvertScreen } from './convert/ConvertScreen.tsx';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({ component: Shell });

const screens = [
  createRoute({ getParentRoute: () => root, path: '/', component: ConvertScreen }),
  createRoute({
    getParentRoute: () => root,
    path: '/jobs/$id',
    component: lazyRouteComponent(() => import('./result/ResultScreen.tsx'), 'ResultScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/templates',
    component: lazyRouteComponent(() => import('./templates/TemplateScreen.tsx'), 'TemplateScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/usage',
    component: lazyRouteComponent(() => import('./usage/UsageScreen.tsx'), 'UsageScreen'),
  }),
];

/** Addresses after `#`, so that the server knows one page only. */
export const router = createRouter({ routeTree: root.addChildren(screens), history: createHashHistory() });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
