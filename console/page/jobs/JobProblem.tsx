import { Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { Refusal } from './history.ts';

/** Why a job was refused or failed, and what to do about it. Not all errors are in the catalogue of the server. */
export function JobProblem({ error: { code, detail, retryable } }: { error: Refusal }) {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {detail} {retryable && 'The same job may succeed later. '}
        {code !== 'network_error' && (
          <Link inline href={`/docs/errors#${code}`}>
            About this error
          </Link>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}
