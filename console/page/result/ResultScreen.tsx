import { Button, Select, Spinner, Text, Title3 } from '@fluentui/react-components';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Problem } from '../../shared/Problem.tsx';
import { useStyles } from '../../shared/styles.ts';
import { useHistory } from '../jobs/history.ts';
import { JobOutcome } from '../jobs/JobOutcome.tsx';
import { hasEnded, useJob } from '../jobs/useJob.ts';
import type { Job } from '../session/client.ts';
import { useFileDownload } from './download.ts';
import { Preview } from './Preview.tsx';
import { ShortLink } from './ShortLink.tsx';

const SameRequest = lazy(() =>
  import('../request/SameRequest.tsx').then(({ SameRequest }) => ({ default: SameRequest })),
);

/** A job with a view of its results. */
export function ResultScreen() {
  const styles = useStyles();
  const { id } = useParams({ strict: false });
  const { data: job, error, refetch } = useJob(id ?? '');
  return (
    <div className={styles.stack}>
      <Link to="/" className={styles.link}>
        ← All conversions
      </Link>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!error && !(job && hasEnded(job)) && <Spinner label="Waiting for the result" />}
      {job && hasEnded(job) && <Ended job={job} />}
    </div>
  );
}

function Ended({ job }: { job: Job }) {
  const styles = useStyles();
  const [index, setIndex] = useState(0);
  const [isRequestShown, setRequestShown] = useState(false);
  const download = useFileDownload();
  const entry = useHistory().find(({ id }) => id === job.id);
  const { results = [], inputs } = job;
  const shown = results[index];
  return (
    <>
      <Title3 as="h1" className={styles.name}>
        {shown?.name ?? inputs[0]?.name ?? 'Job'}
      </Title3>
      <div className={`${styles.card} ${styles.tight}`}>
        <JobOutcome job={job} isViewed />
        <div className={styles.row}>
          {results.length > 0 && <ShortLink job={job} />}
          <Button onClick={() => setRequestShown(!isRequestShown)} aria-expanded={isRequestShown}>
            The same by curl, TypeScript, Python
          </Button>
        </div>
        {isRequestShown && (
          <Suspense>
            <SameRequest
              inputs={entry?.names ?? inputs.map(({ name }) => name)}
              steps={entry?.steps ?? job.steps}
              urls={entry?.urls}
            />
          </Suspense>
        )}
      </div>
      {results.length > 1 && (
        <div className={styles.row}>
          <Text id="shown">{`File ${index + 1} of ${results.length}`}</Text>
          <Select
            aria-labelledby="shown"
            value={String(index)}
            onChange={(_, { value }) => setIndex(Number(value))}
          >
            {results.map(({ name }, each) => (
              <option key={name} value={each}>
                {name}
              </option>
            ))}
          </Select>
          {shown && (
            <Button
              disabled={download.isPending}
              onClick={() => download.mutate({ id: job.id, index, file: shown })}
            >
              Download this file
            </Button>
          )}
        </div>
      )}
      {download.error && <Problem error={download.error} />}
      {shown && <Preview key={index} id={job.id} index={index} file={shown} />}
    </>
  );
}
