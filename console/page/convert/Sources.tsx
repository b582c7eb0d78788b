import { lazy, Suspense, useState } from 'react';
import { Choice } from '../../shared/Choice.tsx';
import { useStyles } from '../../shared/styles.ts';
import { DropArea } from './DropArea.tsx';
import type { SourceProps } from './sourceFiles.ts';

const components = {
  files: DropArea,
  url: lazy(() => import('./UrlSource.tsx').then(({ UrlSource }) => ({ default: UrlSource }))),
  text: lazy(() => import('./TextSource.tsx').then(({ TextSource }) => ({ default: TextSource }))),
} as const;

const kinds = { files: 'Files', url: 'Web address', text: 'Text' } as const;

/** Where the documents come from: files, an address, or text. */
export function Sources(props: SourceProps) {
  const styles = useStyles();
  const [kind, setKind] = useState<keyof typeof kinds>('files');
  const Source = components[kind];
  return (
    <div className={styles.stack}>
      <Choice legend="From" choices={kinds} chosen={kind} onChoose={setKind} />
      <Suspense>
        <Source {...props} />
      </Suspense>
    </div>
  );
}
