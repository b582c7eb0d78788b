import { Spinner, Text, Title2, Title3 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FileDrop } from '../../shared/FileDrop.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { useStyles } from '../../shared/styles.ts';
import { useHistory } from '../jobs/history.ts';
import { JobCard } from '../jobs/JobCard.tsx';
import { hasEnded, useJob } from '../jobs/useJob.ts';
import { Preview } from '../result/Preview.tsx';
import { readTemplate } from './readTemplate.ts';
import { TemplateData } from './TemplateData.tsx';

/** Fills a template: a form from its tags, and the PDF that it becomes. */
export function TemplateScreen() {
  const styles = useStyles();
  const [template, setTemplate] = useState<File>();
  const [sent, setSent] = useState<string>();
  const shape = useQuery({
    queryKey: ['template', template],
    queryFn: () => readTemplate(template as File),
    enabled: template !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entry = useHistory().find(({ key }) => key === sent);
  return (
    <div className={styles.stack}>
      <Title2 as="h1">Fill a template</Title2>
      <FileDrop
        prompt={template ? template.name : 'Drop a template here'}
        button={template ? 'Choose another' : 'Choose a template'}
        hint="A Word document with tags such as {customer.name}, or a page with {{ customer.name }}"
        accept=".docx,.html,.htm"
        isSmall={template !== undefined}
        onFiles={([file]) => {
          setTemplate(file);
          setSent(undefined);
        }}
      />
      {shape.error && <Problem error={shape.error} />}
      {template && shape.isPending && <Spinner label="Reading the template" />}
      {template && shape.data && (
        <TemplateData
          // A form of its own for each template.
          key={`${template.name} ${template.lastModified}`}
          template={template}
          shape={shape.data}
          onSent={setSent}
        />
      )}
      {entry && <JobCard entry={entry} />}
      {entry?.id !== undefined && <FirstResult id={entry.id} />}
      {!template && (
        <section className={styles.tight}>
          <Title3 as="h2">How it works</Title3>
          <Text>
            This page finds the tags of your template and makes a form of them. The server fills the template
            and makes a PDF. The tags, loops, conditions and filters are those of the step <code>render</code>
            .
          </Text>
        </section>
      )}
    </div>
  );
}

function FirstResult({ id }: { id: string }) {
  const { data: job } = useJob(id);
  const [first] = job?.results ?? [];
  return job && hasEnded(job) && first ? <Preview key={id} id={id} index={0} file={first} /> : null;
}
