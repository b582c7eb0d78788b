import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { hashWithBlobs } from '../shared/hashWithBlobs.ts';
import { Themed } from '../shared/Themed.tsx';
import { router } from './router.tsx';

// Requests are retried by the client, which knows which of them can succeed later.
const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, queryKeyHashFn: hashWithBlobs } },
});

// After an upgrade of the app, an open page asks for parts that are gone: https://vite.dev/guide/build#load-error-handling
addEventListener('vite:preloadError', () => location.reload());

// A file that misses the area for files would replace the page.
for (const event of ['dragover', 'drop']) addEventListener(event, (missed) => missed.preventDefault());

createRoot(document.getElementById('page') as HTMLElement).render(
  <StrictMode>
    <Themed>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Themed>
  </StrictMode>,
);
