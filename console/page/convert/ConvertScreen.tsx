import { Title2 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../shared/Problem.tsx';
import { useStyles } from '../../shared/styles.ts';
import { JobList } from '../jobs/JobList.tsx';
import { conversionsQuery } from '../session/queries.ts';
import { JobDraft } from './JobDraft.tsx';
import { Sources } from './Sources.tsx';
import { noSources, type SourceFiles } from './sourceFiles.ts';

/** The first screen: choose documents and a target; below it the jobs of this browser. */
export function ConvertScreen() {
  const styles = useStyles();
  const list = useQuery(conversionsQuery);
  const [sources, setSources] = useState<SourceFiles>(noSources);
  return (
    <div className={styles.stack}>
      <Title2 as="h1">Convert documents</Title2>
      <Sources sources={sources} onChange={setSources} />
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {list.data && sources.names.length > 0 && (
        <JobDraft
          // Other files have other targets and steps.
          key={sources.names.join('\n')}
          list={list.data}
          sources={sources}
          onSent={() => setSources(noSources)}
        />
      )}
      <JobList />
    </div>
  );
}
