import { Button, Link, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { Problem } from '../../shared/Problem.tsx';
import { useStyles } from '../../shared/styles.ts';
import type { Job } from '../session/client.ts';
import { linkTo } from './download.ts';

/** Makes a link with which anyone can fetch the result for some minutes. */
export function ShortLink({ job }: { job: Job }) {
  const styles = useStyles();
  const link = useMutation({ mutationFn: () => linkTo(job.id) });
  return (
    <>
      <Button disabled={link.isPending} onClick={() => link.mutate()}>
        Short-lived link
      </Button>
      {link.error && <Problem error={link.error} />}
      {link.data !== undefined && (
        <Text className={styles.name}>
          <Link href={link.data} target="_blank" rel="noreferrer">
            Link to the result
          </Link>
          : anyone who has it can fetch the file for 15 minutes.
        </Text>
      )}
    </>
  );
}
