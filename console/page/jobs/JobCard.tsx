import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Text,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQueryClient } from '@tanstack/react-query';
import { momentText } from '../../shared/formatting.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useStyles } from '../../shared/styles.ts';
import { stepsText } from '../convert/stepsText.ts';
import { client } from '../session/client.ts';
import { type Entry, forget } from './history.ts';
import { JobOutcome } from './JobOutcome.tsx';
import { JobProblem } from './JobProblem.tsx';
import { useUpload } from './uploads.ts';
import { hasEnded, jobQuery, useJob } from './useJob.ts';

/** A job of the history: what was sent, how far it is, and what can be done with it. */
export function JobCard({ entry }: { entry: Entry }) {
  const styles = useStyles();
  const { key, names, steps, sentAt } = entry;
  const name = names.length > 1 ? `${names[0]} and ${names.length - 1} more` : (names[0] ?? '');
  return (
    <article className={`${styles.card} ${styles.tight}`} aria-label={name}>
      <div className={styles.spread}>
        <div className={styles.grow}>
          <Text weight="semibold" className={styles.name}>
            {name}
          </Text>
          <br />
          <Text size={200} className={styles.muted}>
            {stepsText(steps)} · {momentText(sentAt)}
          </Text>
        </div>
        {entry.state !== 'uploading' && (
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Remove ${name} from this list`}
            onClick={() => forget(key)}
          />
        )}
      </div>
      {entry.state === 'uploading' && <Uploading entryKey={key} />}
      {entry.problem && <JobProblem error={entry.problem} />}
      {entry.state === 'interrupted' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            The upload ended with its tab before the server had all files. Choose the files again to convert
            them.
          </MessageBarBody>
        </MessageBar>
      )}
      {entry.id !== undefined && <Followed id={entry.id} />}
    </article>
  );
}

function Uploading({ entryKey }: { entryKey: string }) {
  const upload = useUpload(entryKey);
  if (!upload) return <Progress label="Uploading in another tab" />;
  const { part, cancel } = upload;
  return <Progress label={`Uploading: ${Math.floor(part * 100)} %`} part={part} onCancel={cancel} />;
}

function Followed({ id }: { id: string }) {
  const queries = useQueryClient();
  const { data: job, error, refetch } = useJob(id);
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  if (!job || !hasEnded(job)) {
    const label =
      job?.status === 'running'
        ? 'Converting'
        : job?.held
          ? 'Waiting for your other jobs'
          : 'Waiting in the queue';
    const cancel = () =>
      void client.cancel(id).finally(() => queries.invalidateQueries({ queryKey: jobQuery(id).queryKey }));
    return <Progress label={label} onCancel={cancel} />;
  }
  return <JobOutcome job={job} />;
}

const useProgressStyles = makeStyles({ bar: { flexGrow: 1 } });

function Progress({ label, part, onCancel }: { label: string; part?: number; onCancel?: () => void }) {
  const styles = useStyles();
  const own = useProgressStyles();
  return (
    <div className={styles.spread}>
      <div className={own.bar}>
        <Text size={200} role="status">
          {label}
        </Text>
        <ProgressBar aria-label={label} {...(part !== undefined && { value: part })} />
      </div>
      {onCancel && <Button onClick={onCancel}>Cancel</Button>}
    </div>
  );
}
