import { Button, MessageBar, MessageBarBody, MessageBarTitle, Text } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { bytesText, countText } from '../../shared/formatting.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useStyles } from '../../shared/styles.ts';
import { useDownload } from '../result/download.ts';
import type { Job } from '../session/client.ts';
import { JobProblem } from './JobProblem.tsx';

/** The end of a job: its results and warnings, or why it has none. @param isViewed whether the results are shown below */
export function JobOutcome({ job, isViewed = false }: { job: Job; isViewed?: boolean }) {
  const styles = useStyles();
  const navigate = useNavigate();
  const download = useDownload();
  const { id, status, results = [], warnings = [], error, usage } = job;
  if (status === 'cancelled') return <Text className={styles.muted}>Cancelled</Text>;
  if (error) return <JobProblem error={error} />;
  const size = results.reduce((sum, result) => sum + result.size, 0);
  const facts = [
    results.length === 1 ? results[0]?.name : countText(results.length, 'file'),
    usage && usage.pages > 0 && countText(usage.pages, 'page'),
    bytesText(size),
  ];
  return (
    <>
      <div className={styles.row}>
        <Text className={`${styles.grow} ${styles.name}`}>{facts.filter(Boolean).join(' · ')}</Text>
        {!isViewed && (
          <Button onClick={() => void navigate({ to: '/jobs/$id', params: { id } })}>View</Button>
        )}
        <Button
          appearance="primary"
          disabled={download.isPending || results.length === 0}
          onClick={() => download.mutate(job)}
        >
          {results.length > 1 ? 'Download all' : 'Download'}
        </Button>
      </div>
      {download.error && <Problem error={download.error} />}
      {warnings.length > 0 && <Warnings warnings={warnings} />}
    </>
  );
}

function Warnings({ warnings }: { warnings: NonNullable<Job['warnings']> }) {
  const styles = useStyles();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {warnings.length === 1 ? 'The result differs:' : 'The result differs in these points:'}
        </MessageBarTitle>
        <ul className={styles.list}>
          {warnings.map(({ code, detail, page }) => (
            <li key={`${code} ${page} ${detail}`}>
              {page !== undefined && `Page ${page}: `}
              {detail}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
