import { Button, Field, Input } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStyles } from '../../shared/styles.ts';
import { conversionsQuery } from '../session/queries.ts';
import { noSources, type SourceProps, withUrl } from './sourceFiles.ts';

/** Takes the address of a page or a document. */
export function UrlSource({ sources, onChange }: SourceProps) {
  const styles = useStyles();
  const extensions = useQuery(conversionsQuery).data?.formats.flatMap((format) => format.extensions) ?? [];
  const [entered, setEntered] = useState(sources.url ?? 'https://');
  const isAddress = URL.canParse(entered) && new URL(entered).protocol === 'https:';
  return (
    <form
      className={styles.card}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(isAddress ? withUrl(entered, extensions) : noSources);
      }}
    >
      <Field
        label="Address of a page or a document"
        hint="The server loads it, so it must be reachable from there without a sign-in."
      >
        <Input type="url" value={entered} onChange={(_, { value }) => setEntered(value)} />
      </Field>
      <div className={styles.actions}>
        <Button
          type="submit"
          appearance={sources.url === entered ? 'secondary' : 'primary'}
          disabled={!isAddress}
        >
          Use this address
        </Button>
      </div>
    </form>
  );
}
