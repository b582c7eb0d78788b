import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { sentenceOf } from './sentenceOf.ts';

/** Shows an error as a sentence. @param retry what to do again */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{sentenceOf(error)}</MessageBarBody>
      {retry && (
        <MessageBarActions>
          <Button onClick={retry}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
