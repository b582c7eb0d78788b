import { Text, Title3 } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useStyles } from '../../shared/styles.ts';
import { markInterrupted, useHistory } from './history.ts';
import { JobCard } from './JobCard.tsx';

/** The jobs of this browser, newest first. */
export function JobList() {
  const styles = useStyles();
  const entries = useHistory();
  useEffect(() => void markInterrupted(), []);
  return (
    <section className={styles.tight} aria-labelledby="jobs">
      <Title3 as="h2" id="jobs">
        Your conversions
      </Title3>
      {entries.length === 0 ? (
        <Text className={styles.muted}>
          Nothing yet. What you convert appears here, and stays for two weeks. Only this browser lists it.
        </Text>
      ) : (
        <ul className={`${styles.list} ${styles.tight}`}>
          {entries.map((entry) => (
            <li key={entry.key}>
              <JobCard entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
