import { Button, Field, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useStyles } from '../../shared/styles.ts';
import { noSources, type SourceProps, withFiles } from './sourceFiles.ts';

const kinds = {
  Markdown: { name: 'text.md', placeholder: '# Title\n\nA paragraph, **bold**, and a list:\n\n- one\n- two' },
  HTML: { name: 'page.html', placeholder: '<h1>Title</h1>\n<p>A paragraph.</p>' },
} as const;

/** Takes HTML or Markdown that is typed or pasted. */
export function TextSource({ sources, onChange }: SourceProps) {
  const styles = useStyles();
  const [kind, setKind] = useState<keyof typeof kinds>('Markdown');
  const [text, setText] = useState('');
  const { name, placeholder } = kinds[kind];
  const isUsed = sources.names.includes(name);
  return (
    <form
      className={styles.card}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(withFiles(noSources, [new File([text], name)]));
      }}
    >
      <div className={styles.tight}>
        <Field label="Format">
          <Select value={kind} onChange={(_, { value }) => setKind(value as keyof typeof kinds)}>
            {Object.keys(kinds).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        </Field>
        <Field label={kind}>
          <Textarea
            rows={8}
            resize="vertical"
            placeholder={placeholder}
            value={text}
            onChange={(_, { value }) => setText(value)}
          />
        </Field>
      </div>
      <div className={styles.actions}>
        <Button type="submit" appearance={isUsed ? 'secondary' : 'primary'} disabled={text.trim() === ''}>
          Use this text
        </Button>
      </div>
    </form>
  );
}
