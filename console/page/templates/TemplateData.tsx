import { Button, Field, MessageBar, MessageBarBody, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { Choice } from '../../shared/Choice.tsx';
import { useStyles } from '../../shared/styles.ts';
import { noSources, withFiles } from '../convert/sourceFiles.ts';
import { send } from '../jobs/send.ts';
import { ObjectFields } from './DataForm.tsx';
import type { ObjectShape } from './shape.ts';
import { type Data, emptyData, filledData } from './templateData.ts';

interface Props {
  template: File;
  shape: ObjectShape;
  /** Receives the key of the job. */
  onSent: (key: string) => void;
}

const views = { form: 'Form', json: 'JSON' } as const;

/** The data of a template, in a form or as JSON. */
export function TemplateData({ template, shape, onSent }: Props) {
  const styles = useStyles();
  const [view, setView] = useState<keyof typeof views>('form');
  const [data, setData] = useState<Data>(() => emptyData(shape));
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const choose = (chosen: keyof typeof views) => {
    setView(chosen);
    setText(JSON.stringify(data, undefined, 2));
    setProblem(undefined);
  };
  const enter = (entered: string) => {
    setText(entered);
    try {
      setData(JSON.parse(entered));
      setProblem(undefined);
    } catch (error) {
      setProblem(`This is not JSON: ${(error as Error).message}`);
    }
  };
  return (
    <form
      className={`${styles.card} ${styles.stack}`}
      onSubmit={(event) => {
        event.preventDefault();
        // What the form leaves empty stays empty in the document.
        const render = { type: 'render', data: filledData(data) ?? {}, missing: 'empty' };
        onSent(send(withFiles(noSources, [template]), [render, { type: 'convert', to: 'pdf' }]));
      }}
    >
      {shape.fields.size === 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>The template has no tags: its PDF is the document as it is.</MessageBarBody>
        </MessageBar>
      )}
      <Choice legend="Data" choices={views} chosen={view} onChoose={choose} />
      {view === 'form' ? (
        <ObjectFields shape={shape} data={data} onChange={setData} />
      ) : (
        <Field label="Data as JSON" {...(problem !== undefined && { validationMessage: problem })}>
          <Textarea rows={16} resize="vertical" value={text} onChange={(_, { value }) => enter(value)} />
        </Field>
      )}
      <div>
        <Button type="submit" appearance="primary" size="large" disabled={problem !== undefined}>
          Make the PDF
        </Button>
      </div>
    </form>
  );
}
